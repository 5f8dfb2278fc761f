#!/bin/bash
# facts --series: from companyfacts and an inline filing to quarters; what was
# answered at T is answered as of T; names that nobody knows.
. "${SRC:?}/tests/pipe/common.bash"
command -v python3 >/dev/null || skip "no python3"
dir=$SRC/tests/pipe/query

# load T FILE: parsed at T, known at T
load() {
	local url=https://data.example/$2
	"$BIN/jevons-parse" -q --type filing --url "$url" --fetched "$1" \
		"$TMP/$2" >"$TMP/lines" || fail "parse $2"
	"$BIN/jevons-store" load -q --now "$1" <"$TMP/lines" || fail "load $2"
}

# ask OPTION...: the columns that the expectations hold
ask() {
	"$BIN/jevons-query" facts -q --now 2025-06-01T00:00:00Z "$@" |
		awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		{ print $at["entity"], $at["series"], $at["start"] ".." \
			$at["end"], $at["value"], $at["unit"], $at["derived"],
			$at["mixed"], substr($at["known"], 1, 10) }'
}

python3 "$dir/facts.py" "$TMP" || fail "facts.py"
load 2024-03-01T00:00:00Z year-2024.json
load 2024-12-01T00:00:00Z nine-2025.json
ask --series capex,inventory --every quarter >"$TMP/then"
load 2025-03-01T00:00:00Z year-2025.json
load 2025-03-02T00:00:00Z inline.htm
load 2025-03-03T00:00:00Z more-0.json
load 2025-03-04T00:00:00Z more-1.json
load 2025-03-05T00:00:00Z more-2.json
load 2025-03-06T00:00:00Z more-3.json
load 2025-04-01T00:00:00Z restated.json

for case in "$dir"/facts/*; do
	args=$(sed -n '1s/^# //p' "$case")
	# shellcheck disable=SC2086
	ask $args >"$TMP/out"
	sed 1d "$case" | diff -u - "$TMP/out" || fail "$case: $args"
done

# as of T, what was answered at T; and more is known by now
ask --series capex,inventory --every quarter --as-of 2025-01-01 >"$TMP/as-of"
diff -u "$TMP/then" "$TMP/as-of" || fail "as-of differs"
[ -s "$TMP/then" ] || fail "nothing was known"
ask --series capex,inventory --every quarter >"$TMP/now"
cmp -s "$TMP/then" "$TMP/now" && fail "nothing changed in between"

# the rows that a derived value came from are explained
refs=$("$BIN/jevons-query" facts -q --series capex --every quarter \
	--entity nvidia | awk -F'\t' '$(NF - 2) == "true" { print $NF; exit }')
is 2 "$(wc -w <<<"$refs")" "refs of a derived value"
for ref in $refs; do
	"$BIN/jevons-query" explain "$ref" >"$TMP/why" || fail "explain $ref"
	has "$TMP/why" PaymentsToAcquire
done

# names of a company in three languages, and its number
for name in nvidia Nvidia 英伟达 إنفيديا 1045810 0001045810 'nvidia!'; do
	is "$(ask --series capex --entity nvidia)" \
		"$(ask --series capex --entity "$name")" "$name"
done

# refused, with the nearest names
refused() {
	local want=$1 out status
	shift
	out=$("$BIN/jevons-query" facts "$@" 2>&1 >/dev/null)
	status=$?
	is 64 $status "$*"
	grep -q -- "$want" <<<"$out" || fail "$*: no '$want' in: $out"
}
refused "nearest: capex" --series capx
refused "there are capex, revenue, data-center-revenue" --series chips
refused "nearest: nvidia" --series capex --entity nvidai
refused "unknown company 'deepseek'" --series capex --entity deepseek
refused "need --series" --every quarter
refused "need --series" --vintages
refused "need --series" --sum
refused "sum of USD and TWD needs exchange rates" --series capex --sum \
	--entity nvidia,tsmc
refused "sum needs --entity" --series capex --sum
refused "not for --vintages" --series capex --sum --entity nvidia --vintages
refused "no length of a period: '1w'" --series capex --every 1w
refused "neither --concept nor --clock" --series capex --concept us-gaap:X
"$BIN/jevons-query" facts -q --series supply-commitments >"$TMP/none"
is 1 $? "nothing matched"

# a sum names every row it came from
refs=$("$BIN/jevons-query" facts -q --series capex --sum --every quarter \
	--entity google,amazon | awk -F'\t' 'END { print $NF }')
is 4 "$(wc -w <<<"$refs")" "refs of a sum"
# across currencies with the user's rates: a flow takes the mean of its days,
# in either direction; 9000 at 0.031 on the mean, and 50
rates() {
	local month rate=$1
	for month in 1 2 3 4 5 6 7 8 9; do
		printf '2024-%02d-15\t%s\t%s\t%s\n' $month "$2" "$3" \
			"$(cut -d' ' -f$month <<<"$rate")"
	done
}
added() {
	"$BIN/jevons-query" facts -q --series capex --sum --entity amazon,tsmc \
		--now 2025-06-01T00:00:00Z --rates "$@" 2>"$TMP/err" | awk -F'\t' '
		NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
		{ print $at["start"] ".." $at["end"], $at["value"], $at["unit"],
			$at["rates"] }'
}
{
	echo "# day from to rate"
	rates ".032 .032 .032 .031 .031 .031 .03 .03 .03" TWD USD
} >"$TMP/rates.tsv"
is "2024-01-01..2024-09-30 329 USD TWD 0.031" "$(added "$TMP/rates.tsv")" \
	"a sum with rates"
rates "32 32 32 32 32 32 32 32 32" USD TWD >"$TMP/other.tsv"
is "2024-01-01..2024-09-30 331.25 USD TWD 0.03125" \
	"$(added "$TMP/other.tsv")" "a sum with rates of the other direction"
# a month without a rate: no sum, and it is said
sed '/2024-05/d; /2024-06/d' "$TMP/rates.tsv" >"$TMP/gap.tsv"
"$BIN/jevons-query" facts --series capex --sum --entity amazon,tsmc \
	--now 2025-06-01T00:00:00Z --rates "$TMP/gap.tsv" >"$TMP/none" 2>"$TMP/err"
is 1 $? "a sum without a rate"
has "$TMP/err" "figures without a rate are left out"
refused "rates needs --sum" --series capex --rates "$TMP/rates.tsv"
wrong_rates() {
	printf '%b' "$2" >"$TMP/wrong.tsv"
	"$BIN/jevons-query" facts --series capex --sum --entity amazon,tsmc \
		--rates "$TMP/wrong.tsv" >"$TMP/none" 2>"$TMP/err"
	is 65 $? "rates: $1"
	has "$TMP/err" "$1"
}
wrong_rates "wrong.tsv:2: no rate" '2024-01-02\tTWD\tUSD\t.03\n2024-01-03\tTWD\tUSD\t-1\n'
wrong_rates "no day" '2024-01\tTWD\tUSD\t.03\n'
wrong_rates "two codes" '2024-01-02\tUSD\tUSD\t1\n'
wrong_rates "not day, from, to, rate" '2024-01-02\tTWD\tUSD\n'
wrong_rates "two rates of TWD to USD on 2024-01-02" \
	'2024-01-02\tTWD\tUSD\t.03\n2024-01-02\tTWD\tUSD\t.04\n'
wrong_rates "no rates" '# none\n'
"$BIN/jevons-query" facts --series capex --sum --entity amazon,tsmc \
	--rates "$TMP/nowhere.tsv" >"$TMP/none" 2>"$TMP/err"
is 66 $? "no file of rates"

# a broken table is refused with its file and line
mkdir -p "$TMP/bin" "$TMP/share"
cp "$BIN/jevons-query" "$TMP/bin/"
cp -RL "$BIN/../share/jevons" "$TMP/share/"
printf 'capex\tflow\t*\n' >>"$TMP/share/jevons/score/facts.tsv"
lines=$(wc -l <"$TMP/share/jevons/score/facts.tsv")
"$TMP/bin/jevons-query" facts --series capex 2>"$TMP/err"
is 78 $? "a broken table"
has "$TMP/err" "facts.tsv:$lines: not as many fields"
exit 0
