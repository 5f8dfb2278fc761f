#!/bin/bash
# A run scores with the adopted model from its frozen folder; tables of the
# user's, or of another version, wait until they are adopted, and a broken one
# stops nothing.
. "$(dirname "$0")/common.bash"
db=$JEVONS_HOME/signals.lmdb
models=$JEVONS_HOME/models
run() { # the moment of the run
	"$BIN/jevons" run -q --feeds "$SAMPLE" --now "$1" 2>"$TMP/err"
}
adopted() { "$BIN/jevons-store" adopt --db "$db"; }
in_store() { "$BIN/jevons-store" dump --db "$db" | grep -c "$1"; }

run "$NOW" || fail "the first run"
[ -s "$TMP/err" ] && fail "the first run spoke"
first=$(adopted)
[ -f "$models/$first/entities.tsv" ] || fail "the first model is not frozen"
[ "$("$BIN/jevons-score" --name --model "$models/$first")" = "$first" ] ||
	fail "a frozen folder makes another model"

# a table of the user's: told once, and not used yet
mkdir "$TMP/entities.d"
{
	printf 'entity\towner\tfrom\tto\ttype\talias\tlanguage\trule\n'
	printf 'en-word\t-\t-\t-\tcompany\tchips\ten\tA\n'
	printf 'ar-word\t-\t-\t-\tcompany\tالرقائق\tar\tA\n'
	printf 'zh-word\t-\t-\t-\tcompany\t芯片\tzh\tA\n'
} >"$TMP/entities.d/mine.tsv"
run 2025-03-06T01:00:00Z || fail "a run with a table"
grep -q "new tables, not used yet" "$TMP/err" || fail "the table is not told"
[ "$(adopted)" = "$first" ] || fail "adopted by itself"
run 2025-03-06T02:00:00Z || fail "another run"
[ -s "$TMP/err" ] && fail "told twice"
[ "$(in_store '"en-word"')" = 0 ] || fail "used before it was adopted"

second=$(ls "$models" | grep user)
[ "$("$BIN/jevons-score" --name --model "$models/$second")" = "$second" ] ||
	fail "the frozen folder lost the table"
"$BIN/jevons-store" rescore -q --db "$db" --model "$models/$second" &&
	"$BIN/jevons-store" adopt -q --db "$db" "$second" || fail "adopt"
run 2025-03-06T03:00:00Z || fail "a run with the new model"
grep -q "msg=over what=model" "$TMP/err" || fail "its end is not told"
for word in en-word ar-word zh-word; do
	"$BIN/jevons-query" mentions --db "$db" --entity $word \
		--since 2025-01-01 --origin all >"$TMP/out" ||
		fail "no mention of $word"
done

# broken: the run goes on with what is adopted
echo broken >>"$TMP/entities.d/mine.tsv"
run 2025-03-06T04:00:00Z || fail "a broken table stopped a run"
grep -q "entities.d is broken" "$TMP/err" || fail "the broken table is not told"
run 2025-03-06T05:00:00Z || fail "another run with it"
[ -s "$TMP/err" ] && fail "the broken table is told twice"

# but not where there is nothing to go on with
JEVONS_HOME=$TMP/empty run "$NOW"
[ $? = 78 ] || fail "a first run with a broken table"
grep -q "mine.tsv:5" "$TMP/err" || fail "its line is not named"
exit 0
