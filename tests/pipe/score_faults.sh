#!/bin/bash
# jevons-score as a filter: full disk, closed pipe, cut gzip, workers, a line
# that comes out before the next one goes in.
set -u
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
score="$BIN/jevons-score"
bad=0

fail() {
	echo "FAIL: $*"
	bad=1
}

# expect STATUS NAME COMMAND...
expect() {
	local want=$1 name=$2 got
	shift 2
	"$@" 2>"$tmp/err"
	got=$?
	[ $got -eq "$want" ] || {
		fail "$name: exit status $got, not $want"
		cat "$tmp/err"
	}
}

article() {
	printf '{"v":1,"record":"article","id":"%s","lang":"en","text":"%s"}\n' \
		"$1" "$2"
}

for i in $(seq 1 300); do
	article "a$i" "Nvidia rose $i %. DeepSeek R1 fell. إنفيديا 英伟达"
	[ $((i % 50)) -ne 0 ] || echo "broken $i"
done >"$tmp/in"

now="--now 2025-02-01T00:00:00Z"
expect 1 "one worker" sh -c "'$score' $now <'$tmp/in' >'$tmp/one'"
for j in 2 3 7; do
	expect 1 "-j $j" sh -c "'$score' $now -j $j <'$tmp/in' >'$tmp/many'"
	cmp "$tmp/one" "$tmp/many" || fail "-j $j gives other bytes"
done

gzip -c "$tmp/in" >"$tmp/in.gz"
expect 1 "gzip" sh -c "'$score' $now '$tmp/in.gz' >'$tmp/gz'"
sed "s|$tmp/in.gz|stdin|" "$tmp/gz" | cmp - "$tmp/one" ||
	fail "gzip gives other bytes"
head -c -100 "$tmp/in.gz" >"$tmp/cut.gz"
expect 65 "cut gzip" sh -c "'$score' '$tmp/cut.gz' >'$tmp/cut'"
[ -s "$tmp/cut" ] || fail "lines before the cut are lost"

expect 74 "full disk" sh -c "'$score' <'$tmp/in' >/dev/full"
expect 74 "full disk, workers" sh -c "'$score' -j 2 <'$tmp/in' >/dev/full"
expect 74 "closed stdout" sh -c "'$score' <'$tmp/in' >&-"
for i in 1 2 3 4 5 6 7 8 9 10; do cat "$tmp/in"; done >"$tmp/long"
("$score" -q <"$tmp/long" 2>"$tmp/err"; echo $? >"$tmp/status") | head -n 1 \
	>/dev/null
[ "$(cat "$tmp/status")" -eq 74 ] || fail "dead reader: $(cat "$tmp/status")"
expect 74 "closed stdin" sh -c "'$score' <&- >/dev/null"

# a line comes out before the next one goes in
for j in 1 2; do
	mkfifo "$tmp/to$j" "$tmp/from$j"
	"$score" -q -j $j <"$tmp/to$j" >"$tmp/from$j" 2>"$tmp/err" &
	pid=$!
	exec 3>"$tmp/to$j" 4<"$tmp/from$j"
	for i in 1 2 3; do
		article "b$i" "Nvidia" >&3
		read -r -t 20 line <&4 || fail "-j $j: line $i does not come"
		case $line in
		*'"id":"b'$i'"'*'"score"'*) ;;
		*) fail "-j $j: line $i: $line" ;;
		esac
	done
	exec 3>&- 4<&-
	wait $pid || fail "-j $j: pipe: exit status $?"
done

# workers that die lose what they had, and the stage says so
mkfifo "$tmp/to" "$tmp/from"
"$score" -q -j 2 <"$tmp/to" >"$tmp/from" 2>"$tmp/err" &
pid=$!
exec 3>"$tmp/to" 4<"$tmp/from"
article c1 Nvidia >&3
read -r -t 20 line <&4
for child in $(cat "/proc/$pid/task/$pid/children" 2>/dev/null); do
	kill -KILL "$child"
done
for i in 2 3 4 5; do
	article c$i Nvidia >&3
	read -r -t 20 line <&4 || fail "nothing behind the worker's death"
	echo "$line"
done >"$tmp/lines"
exec 3>&- 4<&-
wait $pid
status=$?
if grep -q 'worker died' "$tmp/lines"; then
	[ $status -eq 70 ] || fail "dead worker: exit status $status"
	grep -q '"id":"c5".*"score"' "$tmp/lines" ||
		fail "no worker stands up again"
else
	fail "no word of the dead workers"
fi
exit $bad
