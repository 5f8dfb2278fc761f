#!/bin/bash
# A stage that fails is named, its status is mapped, and who only met a closed
# pipe is not blamed. Nothing is committed, and nothing is lost.
. "$(dirname "$0")/common.bash"
run() {
	"$TMP/bin/jevons" run --feeds "$SAMPLE" --now "$NOW" "$@" 2>"$TMP/err"
}
# try WANT PATTERN: with the replaced stage, then with all as they are
try() {
	run
	is "$1" $? "$stage: exit status"
	has "$TMP/err" "$2"
	is 1 "$(wc -l <"$TMP/err")" "$stage: lines it says"
	is false "$(last_run committed)" "$stage: committed"
	"$BIN/jevons" run --feeds "$SAMPLE" --now "$NOW" 2>"$TMP/err" ||
		fail "$stage: the next run: $?"
	no_unfinished
	[ "$(last_run added)" -ge 24 ] || fail "$stage: articles are lost"
	rm -rf "$JEVONS_HOME" "$TMP/bin"
}

for stage in parse score; do
	stage_script $stage <<'END'
#!/bin/sh
kill -KILL $$
END
	try 70 "stage $stage died of signal 9"
	stage_script $stage <<'END'
#!/bin/sh
head -c 100 >/dev/null
echo 'level=error prog=x msg="no table" exit=78' >&2
exit 78
END
	run
	is 78 $? "$stage: its status is the run's"
	has "$TMP/err" "stage $stage ended with 78: no table"
	rm -rf "$JEVONS_HOME" "$TMP/bin"
done

stage=store
for end in 'exec <&-; exit 74' 'head -c 5000 >/dev/null; exit 65' \
	'kill -SEGV $$'; do
	printf '#!/bin/sh\n%s\n' "$end" | stage_script store
	case $end in
	*74) try 74 'stage store ended with 74' ;;
	*65) try 65 'stage store ended with 65' ;;
	*) try 70 'stage store died of signal 11' ;;
	esac
done

# the first fetch dies half way: what came is not committed without the rest
stage=fetch
stage_script fetch <<END
#!/bin/bash
case " \$* " in *" --items "*) exec "$BIN/jevons-fetch" "\$@" ;; esac
"$BIN/jevons-fetch" "\$@" | head -c 20000
kill -KILL \$\$
END
try 70 'stage fetch died of signal 9'

# number of articles that the store has
articles() {
	dump "$JEVONS_HOME" "$TMP/dump"
	grep -c '^{"record":"doc"' "$TMP/dump"
}

# a record that crashes a stage again and again: at last the batch is
# committed with what came through, and the run set aside
stage_script score <<END
#!/bin/bash
"$BIN/jevons-score" "\$@" | head -n 3
kill -ABRT \$\$
END
for _ in 1 2 3; do
	run
	is 70 $? "crash: exit status"
	is false "$(last_run committed)" "crash: committed"
	is 0 "$(articles)" "crash: articles in the store"
done
run
is 70 $? "the last crash"
[ "$(articles)" -gt 0 ] || fail "crash: nothing is ever committed"
is 1 "$(ls "$JEVONS_HOME/archive" | grep -c '\.stuck$')" "runs set aside"
"$BIN/jevons" status --check --now "$NOW" >"$TMP/out"
has "$TMP/out" '1 runs are set aside'
rm -rf "$JEVONS_HOME" "$TMP/bin"

# cron hears of it once, and of its end once
stage_script score <<'END'
#!/bin/sh
exit 78
END
run -q
is 78 $? "-q: exit status"
has "$TMP/err" 'stage score ended with 78'
run -q
is 78 $? "-q: exit status"
[ -s "$TMP/err" ] && fail "-q: the same condition is told twice"
"$BIN/jevons" run -q --feeds "$SAMPLE" --now "$NOW" 2>"$TMP/err" || fail "-q"
has "$TMP/err" 'msg=over what="run score" since=2025-03-06T00:00:00Z'
is 1 "$(wc -l <"$TMP/err")" "-q: lines"
"$BIN/jevons" run -q --feeds "$SAMPLE" --now "$NOW" --due-now >"$TMP/out" \
	2>"$TMP/err" || fail "-q"
[ -s "$TMP/err" ] || [ -s "$TMP/out" ] && fail "-q: speaks when all is well"
exit 0
