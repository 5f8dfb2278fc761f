#!/bin/bash
# --as-of T answers, byte for byte, what was answered at T: every command is
# asked at T, then more becomes known (a correction, a late article, polls),
# then it is asked again as of T. A number's reference explains the number.
set -u
: "${BIN:?}" "${SRC:?}"
command -v python3 >/dev/null || { echo "skip: no python3"; exit 77; }
dir=$SRC/tests/pipe/query
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
. "$dir/history.sh"
history first

questions() {
	cat <<-'EOF'
	series --entity nvidia,deepseek,* --every 1d
	series --entity nvidia --every 1w --stat count,decay,buzz,z --since 40d
	series --stat jevons --every 1M --since 2025-01-01 --format jsonl
	series --entity nvidia --clock known --since 10d --stat count,tone
	series --entity nvidia --clock seen --since 10d --format table
	mentions --since 20d
	signals --since 20d --format csv
	claims --since 20d --format jsonl
	articles --since 20d --format table
	articles --entity nvidia --since yesterday --clock known
	explain 27a0b6a51c0d3216
	explain 27a0b6a51c0d3216/s/demand-up/nvidia
	explain nvidia/tone/2025-01-27/1w/origin=all
	EOF
}

# ask NAME OPTION...: all questions into $tmp/NAME
ask() {
	local name=$1
	shift
	set -f
	while read -r line; do
		echo "== $line"
		# shellcheck disable=SC2086
		"$BIN/jevons-query" $line "$@" 2>&1
		echo "= $?"
	done < <(questions) >"$tmp/$name"
	set +f
}

ask then --now 2025-02-05T18:00:00Z
history both
ask now --now 2025-03-01T00:00:00Z
ask as-of --as-of 2025-02-05T18:00:00Z --now 2025-03-01T00:00:00Z
bad=0
diff -u "$tmp/then" "$tmp/as-of" || bad=1
cmp -s "$tmp/then" "$tmp/now" && { echo "nothing changed in between"; bad=1; }

# the value of a cell, and what its reference says of it
"$BIN/jevons-query" series -q --entity nvidia --every 1w --stat tone,count \
	--since 2025-01-27 --until 2025-02-03 --no-header \
	--now 2025-03-01T00:00:00Z >"$tmp/cells"
python3 "$dir/lines.py" first | sed 's/fen.example/later.example/g' |
	"$BIN/jevons-store" load -q --now 2025-03-02T00:00:00Z || exit 1
awk -F'\t' '{ print $5, $NF }' "$tmp/cells" >"$tmp/refs"
while read -r value ref; do
	got=$("$BIN/jevons-query" explain "$ref" --now 2025-03-03T00:00:00Z |
		sed -n 's/^value *\([^ ]*\).*/\1/p')
	[ "$got" = "$value" ] ||
		{ echo "$ref is $value, explained as '$got'"; bad=1; }
done <"$tmp/refs"
[ "$(wc -l <"$tmp/cells")" -eq 2 ] || { echo "not two cells"; bad=1; }
exit $bad
