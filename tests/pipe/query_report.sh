#!/bin/bash
# The report of the sample, of a hostile store, of an empty one: well-formed,
# self-contained, escaped; equal clock and store, equal bytes.
set -u
: "${BIN:?}" "${SRC:?}"
command -v python3 >/dev/null || { echo "skip: no python3"; exit 77; }
dir=$SRC/tests/pipe/query
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
export JEVONS_HOME=$tmp/home LC_ALL=C.UTF-8 TZ=UTC
bad=0
printf 'free_min = 1M\n' >"$tmp/jevons.ini"
export JEVONS_CONFIG=$tmp/jevons.ini
"$BIN/jevons" run -q --feeds "$SRC/feeds/sample/sample.ini" \
	--now 2025-03-06T00:00:00Z || exit 1
report() {
	"$BIN/jevons-query" report -q --since 2025-01-15 --until 2025-03-10 \
		--now 2025-03-11T00:00:00Z "$@"
}
printf '2023-11-20,50\n2024-11-15,20\n2025-01-31,8\n' |
	"$BIN/jevons-store" observe -q --series token-price --unit USD/Mtok \
		--now 2025-03-06T01:00:00Z || exit 1
for quarter in "2023-10-01 2023-12-31 9.7 2024-01-30" \
	"2024-10-01 2024-12-31 15.8 2025-01-29"; do
	# shellcheck disable=SC2086
	set -- $quarter
	printf '{"v":1,"record":"fact","cik":"789019","accession":"%s","form":"10-Q","filed":"%s","concept":"us-gaap:PaymentsToAcquirePropertyPlantAndEquipment","value":"%se9","unit":"USD","start":"%s","end":"%s"}\n' \
		"$4" "$4" "$3" "$1" "$2"
done | "$BIN/jevons-store" load -q --now 2025-03-06T02:00:00Z || exit 1
report --spending capex@microsoft --price token-price -o "$tmp/a.html" || bad=1
# 1 - ln(15.8/9.7)/ln(20/50)
python3 "$dir/page.py" "$tmp/a.html" "The Jevons balance" \
	"link the two" "elasticity of 1.53" "spending rose while the price fell" \
	"capex@microsoft 15.8 bn USD" "token-price/USD/Mtok" nvidia deepseek \
	English Arabic Chinese 英伟达 إنفيديا "Data quality" || bad=1
for lang in en ar zh-Hans; do
	grep -q "<article lang=\"$lang\"" "$tmp/a.html" ||
		{ echo "no story in $lang"; bad=1; }
done
grep -q '<mark>' "$tmp/a.html" || { echo "no words are marked"; bad=1; }
grep -q '<blockquote dir="auto">' "$tmp/a.html" || bad=1
report --spending capex@microsoft --price token-price >"$tmp/b.html" || bad=1
cmp "$tmp/a.html" "$tmp/b.html" || bad=1
report --entity nvidia --lang zh --every 1d -o "$tmp/c.html" || bad=1
python3 "$dir/page.py" "$tmp/c.html" "nvidia" 英伟达 || bad=1
grep -q '<article lang="ar"' "$tmp/c.html" && { echo "Arabic in zh"; bad=1; }

# a store that was fed by someone hostile
export JEVONS_HOME=$tmp/hostile
mkdir -p "$JEVONS_HOME/models/tiny-0000000000000001"
cp "$dir/entities.tsv" "$dir/signals.tsv" \
	"$JEVONS_HOME/models/tiny-0000000000000001/"
python3 - "$dir" >"$tmp/lines" <<'EOF2'
import json, sys
sys.path.insert(0, sys.argv[1])
import lines
for i, (title, url, source) in enumerate([
        ("</title><script>alert(1)</script>", "javascript:alert(1)", "<b>"),
        ("\u202e\u2066 turned \u0001", "https://x.example/\"onload=\"x", "&"),
        ("]]> --> <!-- ' \" &#60;", "http://y.example/<'>", "a\u200fb"),
        ("x" * 3000, "https://z.example/" + "y" * 3000, "z" * 300)]):
    a = lines.article(url, source, "en", "2025-02-0%dT10:00:00Z" % (i + 1),
                      "t", ["{nvidia|Nvidia} {!efficiency-gain:nvidia:0:0.8:"
                            "asserted|<i>cheap</i>} \" ' <u>"], same=str(i))
    a["title"] = title
    print(json.dumps(a))
EOF2
"$BIN/jevons-store" load -q --now 2025-03-01T00:00:00Z <"$tmp/lines" || exit 1
report -o "$tmp/h.html" || bad=1
python3 "$dir/page.py" "$tmp/h.html" "</title><script>alert(1)</script>" \
	"<i>cheap</i>" "turned" || bad=1
grep -q 'href="javascript' "$tmp/h.html" && bad=1

# nothing there; nowhere to write
export JEVONS_HOME=$tmp/empty
"$BIN/jevons-store" load -q --now 2025-02-01T00:00:00Z </dev/null || exit 1
report -o "$tmp/e.html"
[ $? -eq 1 ] || { echo "an empty store is not status 1"; bad=1; }
python3 "$dir/page.py" "$tmp/e.html" "No story of this time" || bad=1
report >/dev/full 2>"$tmp/err"
[ $? -eq 74 ] || { echo "a full disk is no failure"; bad=1; }
report -o "$tmp/no/such.html" 2>"$tmp/err"
case $? in 73 | 74) ;; *) echo "no folder is no failure"; bad=1 ;; esac
report --spending capex@microsoft 2>"$tmp/err"
[ $? -eq 64 ] || { echo "spending without a price"; bad=1; }
exit $bad
