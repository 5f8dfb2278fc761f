#!/bin/bash
# What each command of jevons-query refuses, and where it cannot write: one line
# that says why, the exit code of the manual, nothing left behind.
set -u
: "${BIN:?}" "${SRC:?}"
command -v python3 >/dev/null || { echo "skip: no python3"; exit 77; }
dir=$SRC/tests/pipe/query
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
. "$dir/history.sh"
history both
cd "$tmp" || exit 1
range="--since 2025-01-20 --until 2025-02-10"
bad=0
q() { "$BIN/jevons-query" "$@" --now 2025-02-10T00:00:00Z; }
echo "no manifest" >text
mkdir folder

# STATUS|PATTERN|ARGUMENTS: one line, and nothing on stdout
rows=0
while IFS='|' read -r status pattern args; do
	case $status in '' | '#'*) continue ;; esac
	rows=$((rows + 1))
	eval "q $args" >out 2>err
	is=$?
	[ $is -eq "$status" ] && [ "$(wc -l <err)" -eq 1 ] && [ ! -s out ] &&
		grep -q -- "$pattern" err || {
		echo "$args: exit $is, $(wc -l <err) lines, $(wc -c <out) bytes:"
		cat err
		bad=1
	}
done <<'EOF2'
# plot
64|nearest: nvidia|plot --entity nvidai
64|nearest: count|plot --stat cuont
64|no picture|plot -o x.jpg
64|no picture|plot -o folder
64|does not know --format|plot --format jsonl
64|belongs to the entity compute|plot --entity nvidia --stat jevons
64|takes no operand|plot extra
73|No such file|plot --entity nvidia -o no/folder.svg
# report
64|does not know --stat|report --stat tone -o r.html
64|does not know --format|report --format csv -o r.html
64|nearest: nvidia|report --entity nvidai -o r.html
64|after the present|report --since 2030-01-01 -o r.html
64|observe|report --spending capex@microsoft --price none -o r.html
73|No such file|report -o no/r.html
73|folder|report -o folder
74|No space left|report -o /dev/full
# compare
64|name two|compare
64|name two|compare --entity nvidia
64|name two|compare --entity nvidia,deepseek,openai
64|both sides are|compare --entity nvidia,Nvidia
64|of one kind alone|compare --entity nvidia,deepseek --lang en,zh
64|six hours|compare --lang en,zh --lead-lag --every 1h
64|too few|compare --lang en,zh --lead-lag --since 30d
64|leave --origin out|compare --lang en,zh --lead-lag --origin all
64|does not know|compare --entity nvidia,deepseek --conflicts
# claims
64|nearest: nvidia|claims --conflicts --entity nvidai
64|does not know --conflicts|mentions --conflicts
64|does not know --conflicts|series --conflicts
# features
64|series alone|features --stat elasticity
64|observe|features --facts none
64|CIK|features --facts capex@nobody
66|no manifest is there|features --since-cursor none
65|is no manifest|features --since-cursor text
64|do not go together|features --since-cursor 2025-01-01 --since 2025-01-01
64|no lag|features --lag 5x
64|no lag|features --lag=-1h
64|does not know --by|features --by lang
64|does not know --vintages|features --vintages
64|does not know --fill|features --fill prev
64|belongs to the entity compute|features --entity nvidia --stat jevons
# index
64|needs a NAME|index define
64|needs --base|index define x
64|needs --base|index define x --base 2025-01-01
64|empty|index define x --base 2025-02-01..2025-01-01
64|no name of an index|index define 'a b' --base 2025-01-01..2025-02-01
64|no index is called|index none
64|does not know --base|series --base 2025-01-01..2025-02-01
# facts
64|nearest: revenue|facts --series revenu
64|need --series|facts --sum
64|need --series|facts --every quarter
64|needs --entity|facts --series capex --sum
# explain, status
1|nothing is known|explain 1234567890abcdef
1|nothing is known|explain --raw 1234567890abcdef
64|no reference|explain zzz
64|takes no operand|explain 1234567890abcdef b
64|takes no operand|status extra
64|does not know --entity|status --entity nvidia
# words that name nothing, in any script
64|--entity names nothing|series --entity ''
64|--entity names nothing|mentions --entity ,
64|--signal names nothing|signals --signal ''
64|--source names nothing|series --source ''
64|--facts names nothing|features --facts ''
64|no statistic is named|series --stat ''
64|nearest: 英伟达|series --entity 英伟
64|nearest: إنفيديا|mentions --entity إنفيدا
64|unknown entity|series --entity '!'
64|unknown entity|series --entity $'\xff\xfe'
64|unknown command|''
64|unknown command|'سلسلة'
64|no command given|
# places
66|No such file|series --calendar none
65|line 1|series --calendar text
66|jevons run|series --db ''
66|jevons run|report --db none/x -o r.html
64|was scored by a model|series --model none
64|no time|series --as-of garbage
64|not a number|series --limit -1
64|not a number|mentions --limit 99999999999999999999
EOF2
echo "$rows refused"
[ $rows -gt 60 ] || { echo "the table is not read"; bad=1; }
ls | grep -E 'part|tmp|r\.html' && { echo "something is left"; bad=1; }

# every command before a full disk and a reader that leaves
while read -r args; do
	eval "q $args -q" >/dev/full 2>err
	is=$?
	[ $is -eq 74 ] && [ "$(wc -l <err)" -eq 1 ] ||
		{ echo "a full disk, $args: exit $is"; cat err; bad=1; }
	{ eval "q $args -q" 2>err; echo $? >status; } | :
	# what is small may be in the pipe before the reader left
	case $(cat status) in
	0 | 74) ;;
	*) echo "a closed pipe, $args: exit $(cat status)"; cat err; bad=1 ;;
	esac
	[ "$(wc -l <err)" -le 1 ] || { echo "a closed pipe, $args:"; cat err; bad=1; }
done <<EOF3
series $range
mentions $range
signals $range
claims $range
claims --conflicts --since 2024-01-01
articles $range
compare --entity nvidia,deepseek $range
features $range
features $range --format arrow
features $range --format arrows
features $range --format jsonl
series $range --format arrow
plot $range
report $range
index
status
status --verify
EOF3
q features -q $range --manifest /dev/full >out 2>err
[ $? -eq 74 ] && [ -c /dev/full ] || { echo "a manifest on a full disk:"; cat err; bad=1; }
q report -q $range -o /dev/stdout | grep -q '</html>' ||
	{ echo "no report to stdout"; bad=1; }
exit $bad
