#!/bin/bash
# Real documents: the founding article, one text in several charsets, a
# script that holds a page, a real 8-K, workers, and a replay of the archive.
. "$(dirname "$0")/common.bash"
data=${JEVONS_TEST_DATA:-$SRC/../shared}/data
corpus=$data/corpus
[ -d "$corpus" ] || skip "no $corpus"

parse() {
	"$BIN/jevons-parse" -q --fetched "$NOW" "$@" 2>"$TMP/err"
}

# field FILE KEY: the text of that member in the first line, escapes as they are
field() {
	sed -nE "1s/.*[{,]\"$2\":\"(([^\"\\\\]|\\\\.)*)\".*/\1/p" "$1"
}

parse "$corpus/founding-article.ar.txt" >"$TMP/founding" || fail "founding: $?"
is ar "$(field "$TMP/founding" lang)" "founding article: language"
is "FT Chinese" "$(field "$TMP/founding" source)" "founding article: source"
is full "$(field "$TMP/founding" content)" "founding article: content"
is "" "$(field "$TMP/founding" published)" "founding article: it has no date"

# the same text, whatever it is written in
same() {
	[ -e "$corpus/$2" ] || return 0
	parse "$corpus/$1" >"$TMP/a" || fail "$1: $?"
	parse "$corpus/$2" >"$TMP/b" || fail "$2: $?"
	for key in text title lang; do
		is "$(field "$TMP/a" $key)" "$(field "$TMP/b" $key)" "$2: $key"
	done
}
same zh/wechat-03.md encoded/zh/wechat-03.gb18030
same zh/wechat-03.md encoded/zh/wechat-03.utf16
same zh/wechat-06.md encoded/zh/wechat-06.gbk
same founding-article.ar.txt encoded/ar/seed-000.cp1256

# a page inside a script
for f in "$corpus"/zh/*.js; do
	parse "$f" >"$TMP/a" || fail "$f: $?"
	is zh-Hant "$(field "$TMP/a" lang)" "$f: language"
	grep -q 'export const' "$TMP/a" && fail "$f: the script is in the text"
done

# a page from which the code is gone
for f in "$corpus"/en/*.html; do
	parse "$f" >"$TMP/a" || fail "$f: $?"
	is en "$(field "$TMP/a" lang)" "$f: language"
	grep -qE 'function *\(|</[a-z]+>' "$TMP/a" && fail "$f: code in the text"
done

# workers give what one gives
mapfile -t files < <(find "$corpus"/{ar,en,other,zh} -type f | sort)
parse "${files[@]}" >"$TMP/one"
parse -j 2 "${files[@]}" >"$TMP/two"
[ "$(wc -l <"$TMP/one")" -ge 100 ] || fail "few documents were read"
cmp "$TMP/one" "$TMP/two" || fail "two workers give other lines"

# a real earnings release
filing=$(find "$data/filings/8-K" -name '*.txt.gz' 2>/dev/null | sort | head -n 1)
[ -n "$filing" ] || skip "no filings; all else passed"
for filing in $(find "$data/filings/8-K/NVDA" -name '*.txt.gz' | sort); do
	parse "$filing" >"$TMP/all" || fail "$filing: $?"
	grep '"kind":"release"' "$TMP/all" | grep '"type":"EX-99.1"' \
		>"$TMP/release" && break
done
[ -s "$TMP/release" ] || fail "no release in any filing"
is 8-K "$(field "$TMP/release" form)" "release: form"
has "$TMP/release" '"accepted":"20[0-9-]*T[0-9:]*Z"'
has "$TMP/release" 'reported revenue'
echo "$(wc -l <"$TMP/one") documents, $(basename "$filing")"
