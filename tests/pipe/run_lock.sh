#!/bin/bash
# One run at a time, and what the second one says.
. "$(dirname "$0")/common.bash"

# a store that takes its time to end
stage_script store <<'END'
#!/bin/sh
cat >/dev/null
touch "$JEVONS_HOME/reached"
while [ -e "$JEVONS_HOME/hold" ]; do sleep 0.05; done
END
mkdir -p "$JEVONS_HOME"
touch "$JEVONS_HOME/hold"
"$TMP/bin/jevons" run -q --feeds "$SAMPLE" 2>/dev/null &
front=$!
pids="$pids $front"
wait_until test -e "$JEVONS_HOME/reached"

"$BIN/jevons" run --feeds "$SAMPLE" 2>"$TMP/err"
is 75 $? "a second run"
is 1 "$(wc -l <"$TMP/err")" "lines it says"
has "$TMP/err" "process $front\) has the lock since 20[0-9-]+T[0-9:]+Z"
# cron hears nothing of it while it is not long
"$BIN/jevons" run -q --feeds "$SAMPLE" >"$TMP/out" 2>"$TMP/err"
is 75 $? "a second run with -q"
[ -s "$TMP/err" ] || [ -s "$TMP/out" ] && fail "-q speaks of a short lock"

# held for over two hours: cron hears of it once
printf '%s since 2024-01-01T00:00:00Z\n' "$front" >"$JEVONS_HOME/lock"
"$BIN/jevons" run -q --feeds "$SAMPLE" 2>"$TMP/err"
is 75 $? "a run against a long lock"
has "$TMP/err" 'has the lock since 2024-01-01T00:00:00Z'
"$BIN/jevons" run -q --feeds "$SAMPLE" 2>"$TMP/err"
[ -s "$TMP/err" ] && fail "-q speaks of the same lock twice"
"$BIN/jevons" status --check >"$TMP/out" 2>"$TMP/err"
has "$TMP/out" "process $front has the lock since 2024"

# the front is killed, its stages are still at work: they keep the lock, and
# the next run waits for them
printf '%s since 2025-01-01T00:00:00Z\n' "$front" >"$JEVONS_HOME/lock"
kill -KILL $front
wait $front 2>/dev/null
(sleep 0.5 && rm "$JEVONS_HOME/hold") &
pids="$pids $!"
"$BIN/jevons" run -q --feeds "$SAMPLE" 2>"$TMP/err" ||
	fail "a run behind orphans: $?"
[ -e "$JEVONS_HOME/hold" ] && fail "it did not wait for them"
has "$TMP/err" 'msg=over what=lock'
no_unfinished
is 1 "$(last_run replayed)" "runs replayed"
exit 0
