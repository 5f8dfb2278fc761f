#!/bin/bash
# jevons-fetch against closed and full descriptors, and what a manual pipe
# gives against what the archive gives.
. "$(dirname "$0")/common.bash"
item='{"v":1,"record":"item","id":"0123","url":"file:///nowhere/x.html","feed":"f","title":"A title"}'
run() {
	"$BIN/jevons-fetch" "$@" 2>"$TMP/err"
}

run "$SAMPLE" >/dev/full
is 74 $? "stdout full"
has "$TMP/err" 'No space left'
rm -rf "$JEVONS_HOME"
run "$SAMPLE" >&-
is 74 $? "stdout closed"
rm -rf "$JEVONS_HOME"
run --items "$SAMPLE" <&- >"$TMP/out"
is 74 $? "stdin closed"
echo "$item" | run --items "$SAMPLE" >/dev/full
is 74 $? "items to a full disk"
rm -rf "$JEVONS_HOME"
# more than a pipe holds, so that it cannot all be written before that
{
	printf '<rss version="2.0"><channel><title>Long</title><description>'
	head -c 300000 /dev/zero | tr '\0' x
	printf '</description></channel></rss>\n'
} >"$TMP/long.rss"
printf '[list]\nallow_file = yes\n[feed long]\nurl = long.rss\n' >"$TMP/long.ini"
run "$TMP/long.ini" | head -c 100 >/dev/null
is 74 "${PIPESTATUS[0]}" "a reader that goes away"
run --items "$SAMPLE" </dev/null >"$TMP/out" || fail "an empty input: $?"
[ -s "$TMP/out" ] && fail "an empty input gives output"

# the half line of a writer that died is refused, but not kept: the replay of
# its feed brings the whole line
printf '%s' "${item%:*}" | run --items --archive "$TMP/torn" --run-id a "$SAMPLE" \
	>"$TMP/out"
is 1 $? "a torn last line"
has "$TMP/out" 'no JSON object'
zcat "$TMP/torn/a-items.warc.gz" | grep -q 'no JSON object' &&
	fail "a refused line is in the archive"

# what is recorded in spite of a reader that went away is in the archive
rm -rf "$JEVONS_HOME"
run --archive "$TMP/archive" --run-id a "$SAMPLE" | head -c 1 >/dev/null
run --archive "$TMP/archive" --run-id b "$SAMPLE" >"$TMP/rest"
"$BIN/jevons-parse" -q "$TMP"/archive/[ab]-feeds.warc.gz >"$TMP/lines"
is 27 "$(grep '"record":"item"' "$TMP/lines" | sort -u | wc -l)" "items"

# an archive that cannot be made, a state that cannot be made, a full disk
run --archive /dev/null/no "$SAMPLE" >"$TMP/out"
is 73 $? "no archive folder"
run --state /dev/null/no "$SAMPLE" >"$TMP/out"
is 73 $? "no state"

# --now makes equal runs equal; --max-time 0 asks for nothing
for i in 1 2; do
	run --now "$NOW" --state "$TMP/state$i" "$SAMPLE" >"$TMP/out$i" ||
		fail "run $i: $?"
done
cmp "$TMP/out1" "$TMP/out2" || fail "two equal runs differ"
run --state "$TMP/state3" --max-time 0 "$SAMPLE" >"$TMP/out"
is 75 $? "no time"
[ -s "$TMP/out" ] && fail "something was asked without time"
exit 0
