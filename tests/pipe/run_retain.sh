#!/bin/bash
# What is kept: after a commit old archive files go, a note says when, explain
# says so, and what a run still needs stays.
. "$(dirname "$0")/common.bash"
run() {
	"$BIN/jevons" run --feeds "$SAMPLE" --now "$1" 2>"$TMP/err"
}
run "$NOW" || fail "first run: $?"
ref=$("$BIN/jevons-query" articles --since 2025-01-01 --until 2025-04-01 \
	--format tsv --limit 1 | awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++)
		if ($i == "ref") c = i } NR == 2 { print $c }')
"$BIN/jevons-query" explain "$ref" >"$TMP/out" || fail "explain: $?"
has "$TMP/out" 'raw prints it'

# nothing goes before its time
run 2025-03-20T00:00:00Z || fail "second run: $?"
[ -s "$JEVONS_HOME/archive/20250306T000000Z-items.warc.gz" ] || fail "too soon"
# a run that is set aside keeps its files
printf 'retain.archive = 30d\nretain.text = 1000d\n' >>"$JEVONS_CONFIG"
touch "$JEVONS_HOME/archive/20250306T000000Z.stuck"
run 2025-04-20T00:00:00Z || fail "third run: $?"
[ -s "$JEVONS_HOME/archive/20250306T000000Z-items.warc.gz" ] || fail "set aside"
rm "$JEVONS_HOME/archive/20250306T000000Z.stuck"
run 2025-04-20T01:00:00Z || fail "fourth run: $?"
has "$TMP/err" 'msg="archive files removed" files=[2-9]'
ls "$JEVONS_HOME/archive" >"$TMP/files"
grep -q '^20250306T000000Z-items.warc.gz$' "$TMP/files" && fail "it is there"
has "$TMP/files" '^20250306T000000Z-items.warc.gz.removed$'
"$BIN/jevons-query" explain "$ref" >"$TMP/out" || fail "explain: $?"
has "$TMP/out" 'raw record removed on 2025-04-20'
[ "$(cat "$JEVONS_HOME/log/pruned")" = 2025-04-20 ] || fail "texts"

# a low disk: what can go goes, then nothing is fetched
printf 'free_min = 900000T\n' >"$JEVONS_CONFIG"
run 2025-06-01T00:00:00Z
is 74 $? "disk low"
has "$TMP/err" 'disk low'
exit 0
