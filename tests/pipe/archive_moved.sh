#!/bin/bash
# An archive file that was written anew (other compression, so other places):
# explain --raw finds the record by the index beside it, and says so where
# there is none.
. "$(dirname "$0")/common.bash"
command -v python3 >/dev/null || skip "no python3"
"$BIN/jevons" run -q --feeds "$SAMPLE" --now "$NOW" || fail "run: $?"
ref=$("$BIN/jevons-query" articles --since 2025-01-01 --until 2025-04-01 \
	--format tsv 2>/dev/null | awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++)
		if ($i == "ref") c = i } NR == 9 { print $c }')
raw() {
	"$BIN/jevons-query" explain --raw "$ref" >"$1" 2>"$TMP/err"
}
raw "$TMP/before" || fail "raw: $?"
f=$JEVONS_HOME/archive/20250306T000000Z-items.warc.gz
cat >"$TMP/anew.py" <<'END'
import json, sys, zlib
path = sys.argv[1]
data, out, moved, at = open(path, 'rb').read(), b'', {}, 0
while at < len(data):
    z = zlib.decompressobj(31)
    plain = z.decompress(data[at:])
    moved[at] = len(out)
    c = zlib.compressobj(1, zlib.DEFLATED, 31)
    out += c.compress(plain) + c.flush()
    at = len(data) - len(z.unused_data)
lines = []
for line in open(path + '.cdxj'):
    key, stamp, rest = line.split(' ', 2)
    d = json.loads(rest)
    d['offset'] = str(moved[int(d['offset'])])
    lines.append('%s %s %s\n' % (key, stamp, json.dumps(d, separators=(',', ':'))))
open(path, 'wb').write(out)
open(path + '.cdxj', 'w').writelines(lines)
END
python3 "$TMP/anew.py" "$f" || fail "cannot write it anew"
raw "$TMP/after" || fail "raw of a file written anew: $?"
cmp "$TMP/before" "$TMP/after" || fail "another record"
rm "$f.cdxj"
raw "$TMP/none"
is 65 $? "no index"
# a file whose run was killed is found too
mv "$f" "$f.open"
raw "$TMP/none"
is 65 $? "another place in a file that is open"
has "$TMP/err" 'record'
exit 0
