#!/bin/bash
# Hard series from filings as they are at the SEC (beside the project), against
# the facts that others read out of them.
. "${SRC:?}/tests/pipe/common.bash"
data=${JEVONS_TEST_DATA:-$SRC/../shared}/data/filings
[ -f "$data/truth.jsonl" ] || skip "no real filings beside the project"
command -v python3 >/dev/null || skip "no python3"

for file in "$data"/reports/*.html.gz; do
	name=$(basename "$file" .html.gz)
	gzip -dc "$file" >"$TMP/$name.html"
	"$BIN/jevons-parse" -q --type filing --fetched 2025-01-01T00:00:00Z \
		--url "https://www.sec.gov/$name.html" "$TMP/$name.html" ||
		fail "$name"
done >"$TMP/reports"
"$BIN/jevons-store" load -q --now 2025-01-02T00:00:00Z <"$TMP/reports" ||
	fail "load"
for cik in 0001045810 0001652044; do
	file=$(ls "$data"/http/*companyfacts_CIK$cik.json.*) || skip "no $cik"
	gzip -dc "$file" >"$TMP/$cik.json"
	"$BIN/jevons-parse" -q --type filing --fetched 2026-06-01T00:00:00Z \
		--url "https://data.sec.gov/$cik.json" "$TMP/$cik.json" ||
		fail "$cik"
done >"$TMP/facts"

ask() {
	"$BIN/jevons-query" facts -q --now 2026-07-01T00:00:00Z "$@" |
		awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		{ print $at["entity"], $at["series"], $at["start"] ".." \
			$at["end"], $at["value"], $at["derived"] }'
}

# said ENTITY SERIES START END VALUE DERIVED: a line of the answer
said() {
	grep -Fx -- "$1 $2 $3..$4 $5 $6" "$TMP/out" ||
		{ cat "$TMP/out"; fail "not said: $*"; }
}

# by the two reports alone: what they state of the segments, and every row of
# the truth that a series takes
ask --series data-center-revenue,cloud-revenue,capex,inventory,revenue \
	>"$TMP/out"
said nvidia data-center-revenue 2023-01-30 2024-01-28 47525000000 false
said nvidia data-center-revenue 2023-05-01 2023-07-30 10323000000 false
said nvidia capex 2023-01-30 2023-07-30 537000000 false
said nvidia capex 2023-01-30 2024-01-28 1069000000 false
said amazon cloud-revenue 2023-01-01 2023-12-31 90757000000 false
said amazon capex 2023-01-01 2023-12-31 52729000000 false
said meta capex 2023-01-01 2023-12-31 27266000000 false
python3 - "$data/truth.jsonl" "$TMP/out" <<'EOF' || fail "truth rows"
import json, sys

NAMES = {"us-gaap:Revenues": "revenue", "us-gaap:InventoryNet": "inventory",
         "us-gaap:PaymentsToAcquireProductiveAssets": "capex"}
said = set(open(sys.argv[2], encoding="utf-8").read().split("\n"))
rows = missing = 0
for line in open(sys.argv[1], encoding="utf-8"):
    filing = json.loads(line)["filing"]
    if filing["cik"].lstrip("0") != "1045810":
        continue
    for f in filing.get("facts", []):
        if f["concept"] not in NAMES or f.get("unit") != "USD":
            continue
        rows += 1
        want = "nvidia %s %s..%s %s false" % (
            NAMES[f["concept"]], f.get("start") or "", f["end"], f["value"])
        if want not in said:
            missing += 1
            print("missing:", want)
print(rows, "rows of the truth,", missing, "missing")
sys.exit(missing != 0 or rows < 10)
EOF

# with companyfacts: quarters that no filing states
"$BIN/jevons-store" load -q --now 2026-06-02T00:00:00Z <"$TMP/facts" ||
	fail "load facts"
ask --series capex,revenue --entity nvidia,google --every quarter >"$TMP/out"
said nvidia revenue 2024-07-29 2024-10-27 35082000000 false
said nvidia revenue 2024-10-28 2025-01-26 39331000000 true
said nvidia capex 2023-10-30 2024-01-28 254000000 true
said nvidia capex 2024-10-28 2025-01-26 1077000000 true
said google capex 2025-10-01 2025-12-31 27851000000 true
# four quarters make the year
python3 - "$TMP/out" <<'EOF' || fail "quarters do not add up"
import sys

q = [l.split(" ") for l in open(sys.argv[1], encoding="utf-8")]
year = [int(r[3]) for r in q if r[:2] == ["nvidia", "revenue"]
        and "2024-01-29" <= r[2][:10] <= "2024-10-28"]
print("nvidia, the year to 2025-01-26:", year, sum(year))
sys.exit(len(year) != 4 or sum(year) != 130497000000)
EOF

# what was known before companyfacts came is what it was
ask --series data-center-revenue,cloud-revenue,capex,inventory,revenue \
	--as-of 2025-06-01 >"$TMP/as-of"
said_before=$(wc -l <"$TMP/as-of")
grep -q google "$TMP/as-of" && fail "known before it was"
[ "$said_before" -gt 20 ] || fail "$said_before rows as of 2025-06"
exit 0
