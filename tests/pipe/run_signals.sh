#!/bin/bash
# TERM and INT end the run and all its stages; the next run goes on.
. "$(dirname "$0")/common.bash"
command -v pgrep >/dev/null || skip "no pgrep (procps)"

all_gone() {
	for p in "$@"; do
		[ -e "/proc/$p" ] && return 1
	done
	return 0
}
six_children() {
	[ "$(pgrep -P "$front" | wc -l)" -eq 6 ]
}

# the pipe stands still: the store does not read, and the first fetch waits
stage_script store <<'END'
#!/bin/sh
exec sleep 100
END
rm "$TMP/bin/jevons-fetch"
cat >"$TMP/bin/jevons-fetch" <<END
#!/bin/sh
case " \$* " in *" --items "*) exec "$BIN/jevons-fetch" "\$@" ;; esac
exec sleep 100
END
chmod +x "$TMP/bin/jevons-fetch"
for signal in TERM INT HUP; do
	# a background job of a script ignores INT, so give it back
	env --default-signal=INT "$TMP/bin/jevons" run --feeds "$SAMPLE" \
		2>"$TMP/err" &
	front=$!
	pids="$pids $front"
	wait_until six_children
	mapfile -t kids < <(pgrep -P $front)
	began=$SECONDS
	kill -$signal $front
	wait $front
	is 70 $? "status after $signal"
	[ $((SECONDS - began)) -le 5 ] || fail "$signal takes its time"
	has "$TMP/err" 'stopped by signal'
	all_gone "${kids[@]}" || fail "stages are left after $signal"
done
"$BIN/jevons" run --feeds "$SAMPLE" 2>"$TMP/err" || fail "the next run: $?"
no_unfinished
is 3 "$(last_run replayed)" "runs taken up"
[ "$(last_run added)" -ge 24 ] || fail "articles are lost"

# one that does not listen is killed
stage_script store <<'END'
#!/bin/bash
trap '' TERM
while :; do sleep 1; done
END
"$TMP/bin/jevons" run --due-now --feeds "$SAMPLE" 2>"$TMP/err" &
front=$!
pids="$pids $front"
wait_until pgrep -P $front -f 'jevons-store\.fake load' >/dev/null
sleep 0.5 # the script has its trap
store=$(pgrep -P $front | tail -n 1)
kill -TERM $front
wait $front
is 70 $? "status behind a deaf stage"
all_gone "$store" || fail "the deaf stage is left"

# a signal before the stages begin ends what is at work by then, and is told
rm -f "$TMP/bin"/jevons-*
path=$(bin_with score)
cat >"$path" <<END
#!/bin/sh
echo \$\$ >"$TMP/asked"
exec sleep 100
END
chmod +x "$path"
for signal in TERM HUP; do
	rm -f "$TMP/asked"
	"$TMP/bin/jevons" run --due-now --feeds "$SAMPLE" 2>"$TMP/err" &
	front=$!
	pids="$pids $front"
	wait_until test -s "$TMP/asked"
	kill -$signal $front
	wait $front
	is 70 $? "status after $signal while a model is chosen"
	has "$TMP/err" 'stopped by signal'
	all_gone "$(cat "$TMP/asked")" || fail "what was asked is left at work"
	is 70 "$(last_run exit)" "what the run says of itself"
done
# one that never stops speaking is cut short
cat >"$path" <<'END'
#!/bin/sh
exec yes
END
timeout 20 "$TMP/bin/jevons" run --feeds "$SAMPLE" 2>"$TMP/err"
is 65 $? "endless words"
has "$TMP/err" 'says too much'
"$BIN/jevons" run --feeds "$SAMPLE" 2>"$TMP/err" || fail "the last run: $?"
no_unfinished
exit 0
