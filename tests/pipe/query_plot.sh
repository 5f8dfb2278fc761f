#!/bin/bash
# Plots: as wide as the screen, in three scripts; by gnuplot where it is there,
# and with one clear line where it is not, fails, or cannot write.
set -u
: "${BIN:?}" "${SRC:?}"
command -v python3 >/dev/null || { echo "skip: no python3"; exit 77; }
dir=$SRC/tests/pipe/query
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
. "$dir/history.sh"
history both
bad=0
range="--since 2025-01-20 --until 2025-02-10"
# shellcheck disable=SC2086
plot() { "$BIN/jevons-query" plot -q $range --now 2025-02-10T00:00:00Z "$@"; }

for columns in 30 60 120 200; do
	COLUMNS=$columns plot --entity nvidia,deepseek --stat count,tone >"$tmp/out" ||
		bad=1
	python3 - "$tmp/out" $columns <<-'EOF2' || bad=1
	import sys
	lines = open(sys.argv[1], encoding="utf-8").read().split("\n")
	widest = max(map(len, lines))
	if widest > int(sys.argv[2]) or widest < int(sys.argv[2]) - 1:
	    sys.exit("%d columns wide, not %s" % (widest, sys.argv[2]))
	if not any("⠀" < c <= "⣿" for line in lines for c in line):
	    sys.exit("no line is drawn")
	EOF2
done

# programs in gnuplot's place
mkdir "$tmp/none" "$tmp/fails" "$tmp/writes"
printf '#!/bin/sh\ncat >/dev/null\nprintf "\\nplot\\n   ^\\n line 0: no sense\\n\\n" >&2\nexit 3\n' \
	>"$tmp/fails/gnuplot"
printf '#!/bin/sh\ncat >"%s"\necho "<svg/>" >"%s/p.svg.part"\n' "$tmp/script" "$tmp" \
	>"$tmp/writes/gnuplot"
chmod +x "$tmp"/*/gnuplot
PATH=$tmp/none plot --entity nvidia -o "$tmp/p.svg" 2>"$tmp/err"
[ $? -eq 69 ] && grep -q 'apt-get install gnuplot-nox' "$tmp/err" ||
	{ echo "gnuplot is not there:"; cat "$tmp/err"; bad=1; }
PATH=$tmp/fails:$PATH plot --entity nvidia -o "$tmp/p.svg" 2>"$tmp/err"
[ $? -eq 69 ] && [ "$(wc -l <"$tmp/err")" -eq 1 ] &&
	grep -q 'failed with status 3: line 0: no sense' "$tmp/err" ||
	{ echo "gnuplot fails:"; cat "$tmp/err"; bad=1; }
PATH=$tmp/writes:$PATH plot --entity nvidia --stat tone -o "$tmp/p.svg" || bad=1
[ -e "$tmp/p.svg" ] && grep -q "set title 'nvidia · tone'" "$tmp/script" ||
	{ echo "the script:"; head "$tmp/script"; bad=1; }
ls "$tmp" | grep -q part && { echo "a part is left"; bad=1; }
plot --entity nvidia --stat tone >/dev/full 2>"$tmp/err"
[ $? -eq 74 ] || { echo "a full disk is no failure"; bad=1; }

command -v gnuplot >/dev/null || { echo "no gnuplot: no pictures"; exit $bad; }
for format in svg png; do
	plot --entity nvidia,إنفيديا,英伟达,deepseek --stat count,tone,share \
		-o "$tmp/picture.$format" || bad=1
	[ "$(stat -c %s "$tmp/picture.$format")" -gt 5000 ] || bad=1
done
# a panel without any value is no failure
plot --entity compute --stat count,tone,jevons -o "$tmp/none.svg" || bad=1
grep -q 'no value in this time' "$tmp/none.svg" ||
	{ echo "a panel without a value"; bad=1; }
head -c 8 "$tmp/picture.png" | od -An -tx1 | grep -q '89 50 4e 47' || bad=1
python3 -c 'import sys, xml.dom.minidom as m; m.parse(sys.argv[1])' \
	"$tmp/picture.svg" || bad=1
plot --entity nvidia -o "$tmp/no/folder.svg" 2>"$tmp/err"
[ $? -eq 73 ] && [ "$(wc -l <"$tmp/err")" -eq 1 ] ||
	{ echo "no folder, no word"; bad=1; }
exit $bad
