#!/bin/bash
# Back-fill of filings over a range of days: the index of each working day where
# it is a month or less, of each quarter where it is more; only the companies
# and forms that are asked for, each filing once whatever index names it; an
# index that is not there yet is told and costs nothing else. Two processes at
# once keep to eight requests a second over both hosts of the SEC.
. "$(dirname "$0")/common.bash"
data=${JEVONS_TEST_DATA:-$SRC/../shared}/data/filings
[ -s "$data/http-manifest.jsonl" ] || skip "no recordings at $data"
command -v python3 >/dev/null || skip "no python3"
command -v openssl >/dev/null || skip "no openssl to make a certificate"
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=www.sec.gov \
	-addext 'subjectAltName=DNS:www.sec.gov,DNS:data.sec.gov' \
	-keyout "$TMP/key" -out "$TMP/ca" 2>/dev/null || skip "openssl cannot"
cat "$TMP/key" "$TMP/ca" >"$TMP/pem"

# indexes of our own, in the two shapes that the SEC writes
mkdir "$TMP/own"
cat >"$TMP/own/Archives_edgar_daily-index_2024_QTR4_master.20241120.idx" <<'END'
Description:           Daily Index of EDGAR Dissemination Feed
Last Data Received:    Nov 20, 2024

CIK|Company Name|Form Type|Date Filed|File Name
--------------------------------------------------------------------------------
1045810|NVIDIA CORP|8-K|20241120|edgar/data/1045810/0001045810-24-000315.txt
1045810|NVIDIA CORP|4|20241120|edgar/data/1045810/0001045810-24-000999.txt
77|SOMEBODY ELSE INC|8-K|20241120|edgar/data/77/0000000077-24-000001.txt
END
cat >"$TMP/own/Archives_edgar_full-index_2023_QTR4_master.idx" <<'END'
Description:           Master Index of EDGAR Dissemination Feed

CIK|Company Name|Form Type|Date Filed|Filename
--------------------------------------------------------------------------------
1045810|NVIDIA CORP|8-K|2023-11-21|edgar/data/1045810/0001045810-23-000225.txt
1045810|NVIDIA CORP|8-K|2023-10-01|edgar/data/1045810/0001045810-23-000001.txt
END
cat >"$TMP/own/Archives_edgar_full-index_2024_QTR1_master.idx" <<'END'
Description:           Master Index of EDGAR Dissemination Feed

CIK|Company Name|Form Type|Date Filed|Filename
--------------------------------------------------------------------------------
1045810|NVIDIA CORP|8-K|2023-11-21|edgar/data/1045810/0001045810-23-000225.txt
1045810|NVIDIA CORP|8-K|2024-02-21|edgar/data/1045810/0001045810-24-000028.txt
1045810|NVIDIA CORP|8-K/A|2024-02-22|edgar/data/1045810/0001045810-24-000997.txt
END
# of today there is none yet: that is to be had later
cat >"$TMP/today.ini" <<END
[list]
allow_host = www.sec.gov
[feed today]
kind = sec-index
cik = 1045810
since = 2024-11-21
until = 2024-11-22
END
touch "$TMP/log"
python3 "$SRC/tests/hostile/edgar.py" "$TMP/port" "$TMP/log" "$TMP/pem" \
	"$data" "$TMP/own" &
pids="$pids $!"
wait_until test -s "$TMP/port"
printf 'free_min = 1M\nproxy = http://127.0.0.1:%s\nca_file = %s\ncontact = t@example.org\n' \
	"$(cat "$TMP/port")" "$TMP/ca" >"$JEVONS_CONFIG"
both='[list]
allow_host = www.sec.gov
allow_host = data.sec.gov'
cat >"$TMP/list.ini" <<END
$both
[feed days]
kind = sec-index
cik = 1045810 2488
forms = 8-K
since = 2024-11-20
until = 2024-11-25
[feed quarters]
kind = sec-index
cik = 1045810
forms = 8-K
since = 2023-10-15
until = 2024-03-01
END
"$BIN/jevons-fetch" --state "$TMP/other" --now 2024-11-22T02:00:00Z \
	"$TMP/today.ini" >/dev/null 2>"$TMP/err"
is 69 $? "an index that is not there yet"
has "$TMP/err" 'feed failed" url=.*/master.20241121.idx .*http-403: there is no such file'
: >"$TMP/log"
"$BIN/jevons" run --feeds "$TMP/list.ini" 2>"$TMP/err" || fail "run: $?"
asked() {
	sed -n "s|.* https://www.sec.gov/Archives/edgar/$1 .*|\1|p" "$TMP/log" |
		sort | tr '\n' ' '
}
is "master.20241120.idx master.20241121.idx master.20241122.idx " \
	"$(asked 'daily-index/2024/QTR4/\([^ ]*\)')" "an index a working day"
is "2023/QTR4 2024/QTR1 " "$(asked 'full-index/\([^ ]*\)/master.idx')" \
	"an index a quarter"
is "0001045810-23-000225 0001045810-24-000028 0001045810-24-000315 " \
	"$(asked 'data/[0-9]*/\([0-9-]*\).txt')" \
	"filings of the company, the forms and the days, each once"
is 2 "$(grep -c 'url=.*/master.2024112[12].idx .*no such file: nothing was filed' \
	"$JEVONS_HOME/log/run.log")" "days of which there is no index, and never will be"
"$BIN/jevons" status --check --feeds "$TMP/list.ini" >"$TMP/status" ||
	fail "a holiday is no trouble: $(cat "$TMP/status")"
dump "$JEVONS_HOME" "$TMP/dump"
for a in 0001045810-23-000225 0001045810-24-000028 0001045810-24-000315; do
	grep -q "\"id\":\"$a/" "$TMP/dump" || fail "no article of $a"
done
: >"$TMP/log"
"$BIN/jevons" run --feeds "$TMP/list.ini" --due-now 2>"$TMP/err" || fail "again: $?"
is "" "$(asked 'data/[0-9]*/\([0-9-]*\).txt')" "filings again"

# two processes, two hosts, one rate
for half in a b; do
	host=www.sec.gov/x
	[ $half = a ] || host=data.sec.gov/y
	echo "$both" >"$TMP/$half.ini"
	for i in $(seq 16); do
		printf '[feed %s]\nkind = sec-current\nurl = https://%s/%s%s\n' \
			"$half$i" "$host" "$half" "$i"
	done >>"$TMP/$half.ini"
done
: >"$TMP/log"
"$BIN/jevons-fetch" -q "$TMP/a.ini" >/dev/null 2>&1 &
first=$!
pids="$pids $first"
"$BIN/jevons-fetch" -q "$TMP/b.ini" >/dev/null 2>&1
wait $first
is 32 "$(wc -l <"$TMP/log")" "requests of both"
awk '{ t[NR] = $1 } END {
	rate = (NR - 1) / (t[NR] - t[1])
	print "two processes: " rate " requests a second"
	exit rate > 8 || rate < 2 }' <(sort -n "$TMP/log") || fail "too fast, or one starves"
grep -q 'www.sec.gov' <(head -n 20 <(sort -n "$TMP/log")) &&
	grep -q 'data.sec.gov' <(head -n 20 <(sort -n "$TMP/log")) ||
	fail "one after the other"
exit 0
