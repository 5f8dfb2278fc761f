#!/bin/bash
# The archive gives the article lines of the run again, byte for byte, whole or
# cut; and a run takes up what a cut archive of a killed one holds.
. "$(dirname "$0")/common.bash"
stage() {
	"$BIN/jevons-fetch" -q --now "$NOW" --archive "$TMP/archive" \
		--run-id r "$@" "$SAMPLE"
}
articles() {
	grep '"record":"article"'
}

stage | "$BIN/jevons-parse" -q | stage --items |
	"$BIN/jevons-parse" -q | articles >"$TMP/live"
is "0 0 0 0 0" "${PIPESTATUS[*]}" "the pipe"
[ "$(wc -l <"$TMP/live")" -ge 24 ] || fail "$(wc -l <"$TMP/live") articles"
"$BIN/jevons-parse" -q "$TMP"/archive/r-items.warc.gz | articles >"$TMP/again"
cmp "$TMP/live" "$TMP/again" || fail "the archive gives other articles"
gzip -dc "$TMP/archive/r-items.warc.gz" | "$BIN/jevons-parse" -q -j 2 |
	articles | sed -E 's/"raw":\{[^{}]*\}/"raw":{}/' >"$TMP/plain"
sed -E 's/"raw":\{[^{}]*\}/"raw":{}/' "$TMP/live" |
	cmp - "$TMP/plain" || fail "the unpacked archive gives other articles"

# cut anywhere: what stands before the cut comes out as before
size=$(stat -c %s "$TMP/archive/r-items.warc.gz")
for part in 1 3 5 7 9; do
	head -c $((size * part / 10 + 3)) "$TMP/archive/r-items.warc.gz" \
		>"$TMP/r-items.warc.gz"
	"$BIN/jevons-parse" -q "$TMP/r-items.warc.gz" 2>"$TMP/err" >"$TMP/out"
	is 1 $? "status of a cut archive"
	articles <"$TMP/out" >"$TMP/cut"
	n=$(wc -l <"$TMP/cut")
	[ "$n" -lt "$(wc -l <"$TMP/live")" ] || fail "nothing was cut"
	head -n "$n" "$TMP/live" | cmp - "$TMP/cut" || fail "cut at $part/10"
done

# a run that was killed leaves such a file: the next one mends and replays it
# (what was cut off was not recorded, so the state begins anew)
rm -rf "$JEVONS_HOME"
mkdir -p "$JEVONS_HOME/archive"
cp "$TMP/r-items.warc.gz" "$JEVONS_HOME/archive/old-items.warc.gz"
head -c 4000 "$TMP/archive/r-feeds.warc.gz" \
	>"$JEVONS_HOME/archive/old-feeds.warc.gz"
printf '{"v":1,"record":"run","id":"old","crashes":0,"lists":["%s"]}\n' \
	"$SAMPLE" >"$JEVONS_HOME/archive/old.run"
"$BIN/jevons" run --now "$NOW" --feeds "$SAMPLE" 2>"$TMP/err" ||
	fail "a run behind a cut archive: $?"
no_unfinished
is 1 "$(last_run replayed)" "runs replayed"
is "$(wc -l <"$TMP/live")" "$(last_run added)" "articles"
for f in "$JEVONS_HOME"/archive/*.warc.gz; do
	gzip -t "$f" || fail "$f is torn"
done

# a run file of which nothing can be read, and one without archive files
echo 'no JSON' >"$JEVONS_HOME/archive/older.run"
"$BIN/jevons" run --now "$NOW" --feeds "$SAMPLE" 2>"$TMP/err" ||
	fail "a run behind a broken run file: $?"
no_unfinished
exit 0
