#!/bin/bash
# No news, a source that is down and articles not yet scored are three things:
# status tells them apart, and so do the buckets of a series, as of any time.
. "$(dirname "$0")/common.bash"
mkdir -p "$JEVONS_HOME"
query() {
	"$BIN/jevons-query" "$@" --now 2025-02-20T00:00:00Z >"$TMP/out" \
		2>"$TMP/err"
}
poll() { # FEED DAY STATUS REASON
	printf '{"v":1,"record":"outcome","url":"https://%s.example/feed",' "$1"
	printf '"feed":"https://%s.example/feed",' "$1"
	printf '"at":"2025-02-%02dT06:00:00Z","status":%d,"reason":"%s"}\n' \
		"$2" "$3" "$4"
}
article() { # FEED NUMBER DAY [SCORE]
	printf '{"v":1,"record":"article","id":"%016x0000000000000000","source":"%s",' \
		"$((0x123456789 * ($2 + 1)))" "$1"
	printf '"url":"https://%s.example/%d","kind":"news","lang":"en",' \
		"$1" "$2"
	printf '"feed":"https://%s.example/feed","scope":"general",' "$1"
	printf '"title":"T %d","text":"Nvidia says %d.",' "$2" "$2"
	printf '"published":"2025-02-%02dT07:00:00Z",' "$3"
	printf '"published_precision":"second",'
	printf '"fetched":"2025-02-%02dT08:00:00Z","content":"full"' "$3"
	[ -z "${4:-}" ] || printf ',"score":{"model":"core-1","fingerprint":"%016x","sentences":1,"words":3,"tone":0.5,"p":[0,0.5,0.5],"entities":[{"entity":"nvidia","relevance":1,"tone":0.5,"p":[0,0.5,0.5],"mentions":[{"field":"text","begin":0,"end":6,"surface":"Nvidia","sentence":0,"tone":0.5,"p":[0,0.5,0.5]}]}],"signals":[],"claims":[]}' \
		"$((0x1234567 * ($2 + 7) * ($2 + 3)))"
	printf '}\n'
}
# both are polled and have news; then one has none, and the other is down; at
# last there is an article that nobody scored
{
	for day in 1 2 3 4 5 6; do
		poll quiet $day 200 fetched
		poll lost $day 200 fetched
		article quiet $day $day scored
		article lost $((day + 20)) $day scored
	done
	for day in 7 8 9 10; do
		poll quiet $day 200 fetched
		poll lost $day 503 "HTTP status"
	done
} >"$TMP/in"
article quiet 90 10 >"$TMP/unscored"
"$BIN/jevons-store" -q --now 2025-02-10T12:00:00Z --origin auto \
	load "$TMP/in" || fail "load: $?"
query status --format tsv || fail "status: $?"
has "$TMP/out" $'^feed\thttps://quiet.example/feed\t0\t2025-02-10T06:00:00Z'
has "$TMP/out" $'^feed\thttps://lost.example/feed\t4\t2025-02-06T06:00:00Z\t503 HTTP status'
has "$TMP/out" $'^articles\tnot yet scored\t0'
"$BIN/jevons-store" -q --now 2025-02-10T13:00:00Z --origin auto \
	load "$TMP/unscored" || fail "load: $?"
query status --format tsv || fail "status: $?"
has "$TMP/out" $'^articles\tall\t13'
has "$TMP/out" $'^articles\tnot yet scored\t1'

# a bucket: zero of those that could be read; without the lost source the
# coverage falls; what is not scored is in no number
query series --entity nvidia --stat count --since 2025-02-06 \
	--until 2025-02-11 --format tsv || fail "series: $?"
awk -F'\t' 'NR > 1 { print $1, $5, $8, $10 }' "$TMP/out" >"$TMP/is"
cat >"$TMP/want" <<'END'
2025-02-06T00:00:00Z 2 2 1
2025-02-07T00:00:00Z 0 0 0.5
2025-02-08T00:00:00Z 0 0 0.5
2025-02-09T00:00:00Z 0 0 0.5
2025-02-10T00:00:00Z 0 0 0.5
END
diff "$TMP/want" "$TMP/is" || fail "value, N and coverage"
# the same as it was known before anything was lost
"$BIN/jevons-query" status --as-of 2025-02-10T12:30:00Z --format tsv \
	>"$TMP/out" 2>"$TMP/err" || fail "status as of: $?"
has "$TMP/out" $'^articles\tnot yet scored\t0'
exit 0
