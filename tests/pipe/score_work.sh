#!/bin/bash
# The work of scoring grows with the length of a text, however hostile: the
# instructions for four times the text are no more than five times as many.
# Counted by valgrind, so that a busy machine does not matter.
set -u
command -v valgrind >/dev/null || {
	echo "skip: no valgrind"
	exit 77
}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
score="$BIN/jevons-score"
valgrind -q --tool=none "$score" --version >/dev/null 2>&1 || {
	echo "skip: valgrind cannot run this build"
	exit 77
}

# language, piece: the text is the piece over and over
pieces='en|word 
en|a
en|.
en|. 
en|,
en|\"
en|“Nvidia fell” 
en|(Nvidia 
en|Nvidia 
en|Nvidia(
en|nvidia.
en|nvidia+
en|<nvidia 
en|17% 
en|$5 billion from $3 billion 
en|January 2024 
en|not 
en|if demand for chips rises, 
en|Nvidia demand fell sharply and rose 
en|demand supply compared with 
en|Huang said the chipmaker 
en|a\n
en|```\n
ar|كلمة 
ar|إنفيديا و
ar|وبالطلب على الرقائق ارتفع 
ar|َّ
zh|芯
zh|「
zh|英伟达
zh|英(dá)
zh|芯片需求增长'
least=3000

printf '%s\n' "$pieces" | awk -F'|' -v least=$least '{
	for (n = least; n <= 4 * least; n *= 4) {
		text = ""
		for (k = 0; length(text) < n; k++)
			text = text $2
		printf "{\"v\":1,\"record\":\"article\",\"id\":\"x\",\"lang\":\"%s\",\"text\":\"%s\"}\n", $1, text
	}
}' >"$tmp/in"

valgrind -q --tool=callgrind --callgrind-out-file="$tmp/work" \
	--toggle-collect=scorer_line --dump-after=scorer_line \
	"$score" -q "$tmp/in" >"$tmp/out" 2>"$tmp/err" || {
	echo "FAIL: the stage failed"
	cat "$tmp/err"
	exit 1
}
lines=$(wc -l <"$tmp/in")
for i in $(seq 1 "$lines"); do
	awk '/^totals:/ { print $2 }' "$tmp/work.$i"
done >"$tmp/counts"
[ "$(wc -l <"$tmp/counts")" -eq "$lines" ] || {
	echo "FAIL: $lines lines, but other counts"
	exit 1
}
paste -d' ' - - <"$tmp/counts" |
	paste -d'|' - <(printf '%s\n' "$pieces") | awk -F'[ |]' '{
	ratio = $2 / $1
	printf "%10d %10d  x%.2f  %s: %s\n", $1, $2, ratio, $3, $4
	if ($1 < 10000 || ratio > 5)
		bad = 1
} END {
	if (bad)
		print "FAIL: work that grows faster than the text, or none"
	exit bad
}'
