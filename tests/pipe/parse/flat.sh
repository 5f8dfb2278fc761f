# flat FEW MANY: prints the resident KiB of jevons-parse when it has answered FEW of MANY
# generated records, and when it has answered all; needs BIN and SRC
flat() {
	local fifo=$TMP/flat.$$ p few=$1 many=$2
	mkfifo "$fifo"
	LC_ALL=C awk -v n="$many" -f "$SRC/tests/pipe/parse/records.awk" |
		"$BIN/jevons-parse" -q --fetched 2025-03-01T00:00:00Z >"$fifo" &
	p=$!
	# reading ends with the program held by its full pipe, or waiting for us
	awk -v few="$few" -v many="$many" -v p="$p" '
		function resident(   line, f) {
			f = "/proc/" p "/status"
			while ((getline line <f) > 0)
				if (line ~ /^VmRSS/) {
					split(line, part)
					print part[2]
				}
			close(f)
		}
		/"stage":"parse"|"record":"article"|"record":"item"/ && (++n == few || n == many - 40) {
			resident()
		}' <"$fifo"
	wait "$p"
	rm -f "$fifo"
}
