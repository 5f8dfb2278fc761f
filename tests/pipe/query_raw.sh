#!/bin/bash
# From a number to the raw bytes: the sample is taken in, a signal explained,
# its raw record printed from the archive; then the archive is gone, and that
# is said plainly. Every offset that is printed is where its words are.
set -u
: "${BIN:?}" "${SRC:?}"
command -v python3 >/dev/null || { echo "skip: no python3"; exit 77; }
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
export JEVONS_HOME=$tmp/home LC_ALL=C.UTF-8
bad=0
"$BIN/jevons" run -q --feeds "$SRC/feeds/sample/sample.ini" || exit 1
range="--since 2025-01-20 --until 2025-03-10"

for lang in en ar zh; do
	# shellcheck disable=SC2086
	ref=$("$BIN/jevons-query" signals -q $range --lang $lang --limit 1 \
		--no-header --format tsv | awk -F'\t' '{ print $NF }')
	"$BIN/jevons-query" explain "$ref" >"$tmp/explained" || bad=1
	grep -q '⟦.*⟧' "$tmp/explained" && grep -q 'there: --raw' \
		"$tmp/explained" || {
		echo "$lang: not explained down to its cue and record"
		cat "$tmp/explained"
		bad=1
	}
	"$BIN/jevons-query" explain "$ref" --raw >"$tmp/raw" || bad=1
	id=$(grep -o '<urn:uuid:[^>]*>' "$tmp/explained" | head -n 1)
	head -n 1 "$tmp/raw" | grep -q '^WARC/1.1' &&
		grep -aqF "$id" "$tmp/raw" && grep -aqi '<html' "$tmp/raw" || {
		echo "$lang: the raw record is not the one that was named"
		head -n 12 "$tmp/raw"
		bad=1
	}
done

# offsets are those of the cue's words
# shellcheck disable=SC2086
"$BIN/jevons-query" signals -q $range --format jsonl >"$tmp/signals"
python3 - "$tmp/signals" "$BIN/jevons-query" <<'EOF' || bad=1
import json, re, subprocess, sys
n = 0
for text in list(open(sys.argv[1], encoding="utf-8"))[::7]:
    row = json.loads(text)
    out = subprocess.run([sys.argv[2], "explain", row["ref"]], check=True,
                         capture_output=True, text=True).stdout
    marked = re.search("⟦(.*?)⟧", out, re.S).group(1)
    if re.sub(r"\s+", "", marked) != re.sub(r"\s+", "", row["cue"]):
        sys.exit("%s: cue %r, marked %r" % (row["ref"], row["cue"], marked))
    begin, end = map(int, re.search(r"bytes (\d+)–(\d+)", out).groups())
    if end - begin != len(row["cue"].encode()):
        sys.exit("%s: %d bytes, %r" % (row["ref"], end - begin, row["cue"]))
    n += 1
print(n, "cues explained")
sys.exit(n < 10)
EOF

for f in "$JEVONS_HOME"/archive/*.warc.gz; do
	echo 2025-12-24 >"$f.removed"
	rm "$f"
done
"$BIN/jevons-query" explain "$ref" | grep -q 'removed on 2025-12-24' ||
	{ echo "the removal is not told"; bad=1; }
"$BIN/jevons-query" explain "$ref" --raw >"$tmp/raw" 2>"$tmp/err"
[ $? -eq 66 ] && grep -q 'not there any more' "$tmp/err" || {
	echo "a raw record that is gone:"
	cat "$tmp/err"
	bad=1
}
exit $bad
