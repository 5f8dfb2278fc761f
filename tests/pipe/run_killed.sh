#!/bin/bash
# Each of the six stages, and the front, killed at random moments, once or
# several times in a row; then a run that is left alone. The store must be what
# an undisturbed run gives.
. "$(dirname "$0")/common.bash"
command -v pgrep >/dev/null || skip "no pgrep (procps)"
seconds=${JEVONS_KILL_SECONDS:-20}
RANDOM=${JEVONS_KILL_SEED:-11}
run() {
	"$BIN/jevons" run --feeds "$SAMPLE" --now "$NOW" "$@"
}

JEVONS_HOME=$TMP/calm
began=$(date +%s%N)
run 2>"$TMP/err" || fail "undisturbed run: $?"
span=$((($(date +%s%N) - began) / 1000000))
dump "$JEVONS_HOME" "$TMP/calm.dump"

# how each stage's command line begins; of the two parses the first is older
stages=('jevons-fetch --archive' jevons-parse 'jevons-fetch --items'
	jevons-parse jevons-score jevons-store)

# victim WHO: the process of that stage of the run, or the front itself (6)
victim() {
	case $1 in
	1) pgrep -P "$front" -of "^${stages[1]} " ;;
	6) echo "$front" ;;
	*) pgrep -P "$front" -nf "^${stages[$1]} " ;;
	esac
}

# kill_one WHO MS: after so many milliseconds; the run's exit code
kill_one() {
	local front pid
	# not through run(): a shell would stand between us and the front
	"$BIN/jevons" run --feeds "$SAMPLE" --now "$NOW" -q 2>/dev/null &
	front=$!
	pids="$pids $front"
	sleep "$(printf '0.%03d' "$2")"
	pid=$(victim "$1") && kill -KILL "$pid" 2>/dev/null &&
		killed[$1]=$((${killed[$1]} + 1))
	wait "$front" 2>/dev/null
}

JEVONS_HOME=$TMP/home
rounds=0 interrupted=0 killed=(0 0 0 0 0 0 0)
end=$((SECONDS + seconds))
# on a slow machine too, each process is killed once
while [ $rounds -lt 7 ] || { [ $SECONDS -lt $end ] && [ $rounds -lt 60 ]; }; do
	rm -rf "$JEVONS_HOME"
	story=
	for _ in $(seq $((1 + RANDOM % 3))); do
		who=$((rounds % 7)) ms=$((RANDOM % (span + 20)))
		[ $who -ge 2 ] || ms=$((ms / 3)) # these end early
		[ $ms -lt 1000 ] || ms=999
		kill_one $who $ms
		code=$?
		[ $code -ne 0 ] && interrupted=$((interrupted + 1))
		story="$story $who@${ms}ms:$code"
	done
	run -q 2>"$TMP/err" || fail "after$story: run $?"
	no_unfinished
	dump "$JEVONS_HOME" "$TMP/dump"
	cmp "$TMP/calm.dump" "$TMP/dump" || {
		diff "$TMP/calm.dump" "$TMP/dump" | head -n 20
		fail "after$story: another store"
	}
	rounds=$((rounds + 1))
done
echo "$rounds rounds, $interrupted runs interrupted; killed by stage: ${killed[*]}"
[ $interrupted -gt 0 ] || fail "nothing was ever interrupted"
