#!/bin/bash
# Filings: the shapes that filers give them, in own words; and, on the real
# ones, what holds of every filing: an independent reader sees the words that
# the text and its list of what was left out hold, and sections part the text.
. "$(dirname "$0")/common.bash"
command -v python3 >/dev/null || skip "no python3"
data=${JEVONS_TEST_DATA:-$SRC/../shared}/data/filings

mkdir "$TMP/shapes"
python3 "$SRC/tests/pipe/parse/shapes.py" write "$TMP/shapes" || fail "shapes"
"$BIN/jevons-parse" -q --now "$NOW" "$TMP"/shapes/*.txt >"$TMP/lines" \
	2>"$TMP/err" || fail "shapes: $?"
python3 "$SRC/tests/pipe/parse/shapes.py" check "$TMP/shapes" <"$TMP/lines" ||
	fail "shapes: sections"
python3 "$SRC/tests/pipe/parse/seen.py" "$TMP/shapes" "$TMP/lines" ||
	fail "shapes: what is seen"

[ -d "$data" ] || {
	echo "no real filings in $data: the shapes alone"
	exit 0
}
find "$data/8-K" "$data/reports" "$data/sgml" "$data/http" -type f \
	! -name '*.json.*' ! -name '*getcurrent*' ! -name '*full-index*' |
	sort >"$TMP/list"
xargs "$BIN/jevons-parse" -q --now "$NOW" <"$TMP/list" >"$TMP/lines" 2>"$TMP/err"
python3 "$SRC/tests/pipe/parse/seen.py" "$data" "$TMP/lines" || fail "real filings"

# named in the text of filings that are known to name it, and of no other
python3 - "$data/truth.jsonl" "$TMP/lines" <<'END' || fail "DeepSeek"
import json
import sys
truth = {t["accession"]: t["deepseek_in_visible_text"] for t in map(json.loads, open(sys.argv[1]))
         if "deepseek_in_visible_text" in t}
said = dict.fromkeys(truth, False)
for line in open(sys.argv[2]):
    o = json.loads(line)
    a = o.get("filing", {}).get("accession")
    if a in said:
        said[a] |= "deepseek" in o["text"].lower()
for a in truth:
    if truth[a] != said[a]:
        sys.exit("%s: DeepSeek is named: %s" % (a, truth[a]))
if not any(truth.values()):
    sys.exit("no filing names it")
END
