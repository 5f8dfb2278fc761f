#!/bin/bash
# Stored texts through another model: its scores lie beside the first one's,
# are not used before it is adopted, and a repeat adds nothing.
. "$(dirname "$0")/common.bash"
db=$TMP/s.lmdb
store=$BIN/jevons-store
article() {
	printf '{"v":1,"record":"article","id":"%s","kind":"news","lang":"%s",' \
		"$1" "$2"
	printf '"title":"%s","text":"%s","published":"2025-01-27T21:00:00Z",' \
		"$3" "$4"
	printf '"fetched":"2025-01-27T22:00:00Z","content":"full"}\n'
}
{
	article a en "Nvidia falls" "Nvidia fell 17%. GPUs are sold out."
	article b ar "إنفيديا تهبط" "هبط سهم إنفيديا بعد إطلاق ديب سيك."
	article c zh-Hans "英伟达大跌" "英伟达股价大跌，深度求索发布新模型。"
} >"$TMP/in"
"$BIN/jevons-score" -q <"$TMP/in" |
	"$store" --db "$db" --now 2025-02-01T00:00:00Z -q load || fail "load"
"$store" --db "$db" dump >"$TMP/before"

# another model: the same tables and one more alias
cp -r "$BIN/../share/jevons/score" "$TMP/model"
printf '# another table\n' >>"$TMP/model/lexicon.en.tsv"
"$store" --db "$db" --now 2025-02-02T00:00:00Z -q rescore \
	--model "$TMP/model" 2>"$TMP/err" || fail "rescore"
"$store" --db "$db" dump >"$TMP/after"
first=$(sed -n 's/^{"record":"model","name":"\([^"]*\)".*/\1/p' "$TMP/after")
[ "$(grep -c '"record":"model"' "$TMP/after")" = 1 ] || fail "adopted by itself"
second=$(grep -o '"model":"[^"]*"' "$TMP/after" | sort -u | cut -d'"' -f4 |
	grep -v -x "$first")
[ -n "$second" ] || fail "no second model"
for model in $first $second; do
	[ "$(grep -c "\"record\":\"doc\",.*\"model\":\"$model\",\"known" \
		"$TMP/after")" = 3 ] || fail "three articles by $model"
done
# the rows of the first are what they were
grep -v "$second\|\"end\"" "$TMP/after" | cmp - <(grep -v '"end"' \
	"$TMP/before") || fail "the first model's rows changed"
"$store" --db "$db" --now 2025-02-03T00:00:00Z -q rescore \
	--model "$TMP/model" || fail "rescore again"
"$store" --db "$db" dump | cmp - "$TMP/after" || fail "a repeat added rows"

"$store" --db "$db" --now 2025-02-04T00:00:00Z adopt "$second" 2>"$TMP/err" ||
	fail "adopt"
grep -q "msg=adopted" "$TMP/err" || fail "not told"
"$store" --db "$db" dump | sed -n 3p | grep -q "$second" || fail "not adopted"

# what a table of one's own changes, by entity and signal, in three languages
entities() {
	printf 'entity\towner\tfrom\tto\ttype\talias\tlanguage\trule\n'
	printf 'gpu-maker\t-\t-\t-\tcompany\t%s\tany\tA\n' "$@"
}
entities GPUs "بعد إطلاق" "发布新模型" >"$TMP/mine.tsv"
"$store" --db "$db" --now 2025-02-05T00:00:00Z rescore --model "$TMP/model" \
	--entities "$TMP/mine.tsv" --diff >"$TMP/diff" 2>"$TMP/err" ||
	fail "rescore --diff: $(cat "$TMP/err")"
head -n 1 "$TMP/diff" | grep -q "^kind	entity	signal	before	after	gone" ||
	fail "no heading"
grep -q "^mention	gpu-maker		0	3	0	3	0	" "$TMP/diff" ||
	fail "the new entity: $(cat "$TMP/diff")"
grep -q 'compared with the adopted model.*articles=3' "$TMP/err" || fail "told"
"$store" --db "$db" rescore --model "$TMP/model" --diff >"$TMP/diff" \
	2>"$TMP/err" || fail "diff of the adopted model"
[ -s "$TMP/diff" ] && fail "the adopted model differs from itself"
grep -q "nothing to compare: this model is adopted" "$TMP/err" || fail "not told"

# a new alias: only the text that holds it is scored, the others' scores are
# taken over, and all of it equals a rescore of everything
for alias in "GPUs" "اطلاق" "发布新模型" "nowhere at all"; do
	rm -f "$TMP/part.lmdb"* "$TMP/whole.lmdb"*
	"$store" --db "$db" backup "$TMP/part.lmdb" || fail "backup"
	"$store" --db "$db" backup "$TMP/whole.lmdb" || fail "backup"
	entities "$alias" >"$TMP/mine.tsv"
	set -- --now 2025-02-06T00:00:00Z rescore --model "$TMP/model" \
		--entities "$TMP/mine.tsv"
	"$store" --db "$TMP/part.lmdb" "$@" --matching "$alias" 2>"$TMP/err" ||
		fail "rescore --matching '$alias': $(cat "$TMP/err")"
	grep -q "msg=\"scores taken over.*articles=[12]$" "$TMP/err" ||
		fail "$alias: not taken over: $(cat "$TMP/err")"
	"$store" --db "$TMP/whole.lmdb" -q "$@" || fail "rescore of all"
	"$store" --db "$TMP/part.lmdb" dump --no-known >"$TMP/part"
	"$store" --db "$TMP/whole.lmdb" dump --no-known >"$TMP/whole"
	cmp "$TMP/part" "$TMP/whole" || { diff "$TMP/part" "$TMP/whole" >&2; fail "$alias: another store"; }
done
"$store" --db "$db" rescore --matching "--" 2>"$TMP/err"
[ $? = 64 ] || fail "an alias of nothing passed"
# under other tables nothing is taken over
rm -f "$TMP/part.lmdb"*
"$store" --db "$db" backup "$TMP/part.lmdb" || fail "backup"
cp -r "$TMP/model" "$TMP/third"
printf '# a third table\n' >>"$TMP/third/lexicon.en.tsv"
"$store" --db "$TMP/part.lmdb" rescore --model "$TMP/third" \
	--matching "发布新模型" 2>"$TMP/err" || fail "rescore with a third"
grep -q "no scores are taken over: the adopted model has other tables" \
	"$TMP/err" || fail "taken over: $(cat "$TMP/err")"

# a scorer that fails is named, and nothing is committed
"$store" --db "$db" rescore --model "$TMP/nowhere" 2>"$TMP/err" &&
	fail "a missing model passed"
grep -q "jevons-score' failed with status" "$TMP/err" || fail "not named"
"$store" --db "$TMP/none.lmdb" rescore 2>"$TMP/err" && fail "no store passed"
[ -e "$TMP/none.lmdb" ] && fail "a store was made"
exit 0
