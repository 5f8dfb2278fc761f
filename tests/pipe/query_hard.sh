#!/bin/bash
# Hard series beside the matrix: quarters out of year-to-date figures, a fourth
# quarter derived, a figure that is restated, a better concept, dimensions, a
# stock, a user's own prices with a vintage; each as it was known at the bucket's
# end. The values are reckoned by hand.
set -u
: "${BIN:?}" "${SRC:?}"
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
export JEVONS_HOME=$tmp/home LC_ALL=C.UTF-8 TZ=UTC
bad=0

# fact CIK ACCESSION FILED CONCEPT VALUE START END [UNIT]
fact() {
	local at="\"start\":\"$6\",\"end\":\"$7\""
	[ -n "$6" ] || at="\"instant\":\"$7\""
	printf '{"v":1,"record":"fact","cik":"%s","accession":"%s","form":"10-Q","filed":"%s","concept":"%s","value":"%s","unit":"%s",%s}\n' \
		"$1" "$2" "$3" "$4" "$5" "${8:-USD}" "$at"
}
load() {
	"$BIN/jevons-store" load -q --origin auto --now "$1" || exit 1
}
capex=us-gaap:PaymentsToAcquirePropertyPlantAndEquipment
{
	fact 789019 q1 2024-10-30 $capex 10 2024-07-01 2024-09-30
	fact 789019 q1 2024-10-30 us-gaap:PaymentsToAcquireProductiveAssets 99 2024-07-01 2024-09-30
	fact 789019 q1 2024-10-30 us-gaap:InventoryNet 5 "" 2024-09-30
	fact 789019 q1 2024-10-30 $capex 7 2023-07-01 2023-09-30
} | load 2024-10-31T12:00:00Z
{
	fact 789019 q2 2025-01-29 $capex 24 2024-07-01 2024-12-31
	fact 789019 q2 2025-01-29 us-gaap:InventoryNet 6 "" 2024-12-31
} | load 2025-01-29T22:00:00Z
printf 'time,value\n2025-01-28,60\n2025-01-29T16:00:00Z,61.5\n' |
	"$BIN/jevons-store" observe -q --series token-price --unit USD/Mtok \
		--now 2025-01-30T01:00:00Z || exit 1
{
	fact 789019 q3 2025-04-30 $capex 39.5 2024-07-01 2025-03-31
	# the second quarter is restated
	fact 789019 q3 2025-04-30 $capex 25 2024-07-01 2024-12-31
} | load 2025-05-01T00:00:00Z
printf '2025-01-29T16:00:00Z,61.25\n' |
	"$BIN/jevons-store" observe -q --series token-price --unit USD/Mtok \
		--now 2025-05-02T00:00:00Z || exit 1
{
	fact 789019 fy 2025-07-30 $capex 60 2024-07-01 2025-06-30
	fact 789019 fy 2025-07-30 $capex 3000 2024-07-01 2025-06-30 JPY
} | load 2025-07-30T12:00:00Z
fact 1 none 2025-08-02 x:y 1 "" 2025-06-30 | load 2025-08-02T12:00:00Z

"$BIN/jevons-query" features -q --stat count --every 1d --since 2024-10-30 \
	--until 2025-08-01 --format tsv --now 2026-01-01T00:00:00Z \
	--facts capex@microsoft,inventory@789019,token-price,us-gaap:InventoryNet@789019 |
	awk -F'\t' 'NR == 1 { for (i = 10; i <= NF; i++) printf "%s ", $i
			print ""; next }
		{ row = ""
		for (i = 10; i <= NF; i++) if ((i - 10) % 3 < 2)
			row = row " " ($i == "" ? "-" : substr($i, 1, 10))
		age = $12 }
		row != last { print substr($1, 1, 10) row " " age; last = row }' \
	>"$tmp/got"
cat >"$tmp/want" <<'EOF2'
capex@microsoft capex@microsoft.period_end capex@microsoft.age_days inventory@789019 inventory@789019.period_end inventory@789019.age_days token-price token-price.period_end token-price.age_days us-gaap:InventoryNet@789019 us-gaap:InventoryNet@789019.period_end us-gaap:InventoryNet@789019.age_days 
2024-10-30 - - - - - - - - 
2024-10-31 10 2024-09-30 5 2024-09-30 - - 5 2024-09-30 31
2025-01-29 14 2024-12-31 6 2024-12-31 - - 6 2024-12-31 29
2025-01-30 14 2024-12-31 6 2024-12-31 61.5 2025-01-29 6 2024-12-31 30
2025-04-30 14.5 2025-03-31 6 2024-12-31 61.5 2025-01-29 6 2024-12-31 30
2025-05-01 14.5 2025-03-31 6 2024-12-31 61.25 2025-01-29 6 2024-12-31 31
2025-07-30 20.5 2025-06-30 6 2024-12-31 61.25 2025-01-29 6 2024-12-31 30
EOF2
diff -u "$tmp/want" "$tmp/got" || bad=1

# before anything of a series is known, the same columns, and nothing in them
features() {
	"$BIN/jevons-query" features -q --stat count --every 1d \
		--facts capex@microsoft,token-price --format csv "$@"
}
features --since 2024-10-28 --until 2024-10-31 --now 2026-01-01T00:00:00Z \
	>"$tmp/later"
features --since 2024-10-28 --until 2024-10-31 --now 2024-11-01T00:00:00Z \
	>"$tmp/then" --as-of 2024-10-31T13:00:00Z
cmp "$tmp/later" "$tmp/then" && grep -q '^2024-10-28.*,,,,,,$' "$tmp/then" ||
	{ echo "a series before it is known:"; cat "$tmp/then"; bad=1; }

# elasticity: spending of the quarter to September rose from 7 to 10 while the
# price fell from 100 to 60: 1 - ln(10/7)/ln(0.6)
printf '2023-08-15,90\n2023-09-01,110\n2024-08-15,60\n2024-12-01,58\n' |
	"$BIN/jevons-store" observe -q --series gpu-hour --unit USD/h \
		--now 2025-09-01T00:00:00Z || exit 1
"$BIN/jevons-query" series -q --stat elasticity --every 1M --since 2024-09-01 \
	--until 2025-02-01 --spending capex@microsoft --price gpu-hour \
	--now 2026-01-01T00:00:00Z --no-header | cut -f1,3,5,7 >"$tmp/got"
printf '%s\tcompute\t%s\t%s\n' 2024-09-01T00:00:00Z "" 0 \
	2024-10-01T00:00:00Z 1.698232 4 2024-11-01T00:00:00Z 1.698232 4 \
	2024-12-01T00:00:00Z 1.698232 4 2025-01-01T00:00:00Z "" 0 >"$tmp/want"
# (in January the quarter to December is filed, and no price of a year before)
diff -u "$tmp/want" "$tmp/got" || bad=1

# a matrix and `facts` derive alike, of figures that no double holds, of a row
# of the company's own, of a restated half
{
	fact 1045810 n1 2025-08-10 us-gaap:PaymentsToAcquireProductiveAssets 1000000000000.1 2025-01-27 2025-04-27
	fact 1045810 n2 2025-08-10 nvda:PurchasesOfPropertyAndEquipmentAndIntangibleAssets 3000000000000.3 2025-01-27 2025-07-27
	fact 1045810 n3 2025-08-11 $capex 3000000000000.4 2025-01-27 2025-07-27
} | load 2025-09-02T12:00:00Z
fact 1 later 2025-09-03 x:y 2 "" 2025-06-30 | load 2025-09-04T12:00:00Z
"$BIN/jevons-query" facts -q --series capex --entity nvidia --every quarter \
	--now 2026-01-01T00:00:00Z | awk -F'\t' '
	NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
	{ print $at["end"], $at["value"], $at["derived"] }' >"$tmp/got"
printf '%s\n' "2025-04-27 1000000000000.1 false" \
	"2025-07-27 2000000000000.3 true" >"$tmp/want"
diff -u "$tmp/want" "$tmp/got" || bad=1
"$BIN/jevons-query" features -q --stat count --every 1d --since 2025-09-02 \
	--until 2025-09-03 --format jsonl --now 2026-01-01T00:00:00Z \
	--facts capex@nvidia | grep -o '"capex@nvidia":[0-9.]*' >"$tmp/got"
echo '"capex@nvidia":2000000000000.300049' >"$tmp/want"
diff -u "$tmp/want" "$tmp/got" || bad=1

# words that stand for nothing
refuse() {
	"$BIN/jevons-query" features --stat count --facts "$1" \
		--now 2026-01-01T00:00:00Z >"$tmp/out" 2>"$tmp/err"
	[ $? -eq 64 ] && grep -q -- "$2" "$tmp/err" || {
		echo "--facts $1:"
		cat "$tmp/err"
		bad=1
	}
}
refuse capex@nobody "give its CIK"
refuse capx@microsoft "capex"
refuse token-prise "token-price"
refuse @microsoft "no hard series"
refuse capex@ "no hard series"
exit $bad
