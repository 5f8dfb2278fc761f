#!/bin/bash
# A server that means harm: every attack ends within its limits, in bounded
# memory, named in the log, and the good feeds come out as if it were not
# there. The server is tests/hostile/server.py.
. "$(dirname "$0")/common.bash"
command -v python3 >/dev/null || skip "no python3"
cert=-
if command -v openssl >/dev/null; then
	openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=other.example \
		-keyout "$TMP/key" -out "$TMP/cert" 2>/dev/null &&
		cat "$TMP/key" "$TMP/cert" >"$TMP/pem" && cert=$TMP/pem
fi
touch "$TMP/log"
python3 "$SRC/tests/hostile/server.py" "$TMP/ports" "$TMP/log" "$cert" &
pids="$pids $!"
wait_until test -s "$TMP/ports"
{
	read -r hostile good _ tls
	read -r attacks
} <"$TMP/ports"

list=$TMP/list.ini
cat >"$list" <<END
[list]
allow_host = 127.0.0.1
[host 127.0.0.1]
parallel = 24
delay = 0
backoff = url
END
feed() {
	printf '[feed %s]\nurl = %s\ntimeout = %s\n' "$1" "$2" "${3:-10}" >>"$list"
}
n=0
for a in $attacks; do
	n=$((n + 1))
	feed "$a" "http://127.0.0.1:$hostile/$a"
	[ "$a" = bomb-index ] && echo 'kind = sitemap' >>"$list"
	[ $((n % 10)) -eq 0 ] && feed "good-$n" "http://127.0.0.1:$good/$n"
done
[ $n -ge 30 ] || fail "only $n attacks"
if [ "$cert" != - ]; then
	feed tls-name "https://127.0.0.1:$tls/tls"
	n=$((n + 1))
fi
# the connection reset at every offset of a small answer
for i in $(seq 0 230); do
	feed "reset-$i" "http://127.0.0.1:$hostile/reset-$i"
done

cat >"$TMP/run.py" <<'END'
import resource, subprocess, sys, time
t = time.monotonic()
code = subprocess.call(sys.argv[1:], stdout=open(sys.argv[-1] + '.warc', 'wb'))
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
      round(time.monotonic() - t, 1))
END
read -r code kib seconds < <(python3 "$TMP/run.py" "$BIN/jevons-fetch" \
	--archive "$TMP/archive" --run-id h "$list" 2>"$TMP/err")
echo "$n attacks and 231 resets: $seconds s, $kib KiB resident"
is 1 "$code" "some feeds good, some bad"
awk -v s="$seconds" 'BEGIN { exit s > 45 }' || fail "$seconds seconds"
# a sanitizer's shadow counts as resident
if ! nm "$BIN/jevons-fetch" 2>/dev/null | grep -q __asan_init; then
	[ "$kib" -le 65536 ] || fail "$kib KiB resident"
fi

# said NAME PATTERN: what the log says of that feed, once
said() {
	local line
	line=$(grep -E "msg=\"feed (polled|failed|gone)\" url=https?://127.0.0.1:[0-9]*/$1 " "$TMP/err")
	is 1 "$(grep -c . <<<"$line")" "lines about $1"
	grep -Eq "reason=.*$2" <<<"$line" || fail "$1: $line"
}
said loop 'too many redirects'
said loop-two 'too many redirects'
said loop-three 'too many redirects'
said endless-hops 'too many redirects'
said to-file 'a redirect to a file'
for a in ftp gopher data; do said to-$a 'another scheme|no URL'; done
for a in loopback-name loopback-address ipv6 mapped decimal octal hex zero \
	private metadata nat64 6to4; do
	said to-$a 'not public'
done
said to-login 'with a login'
said to-nul 'no URL|Nul byte|NUL|nul'
said to-control 'no URL'
said to-nowhere 'nowhere'
said bomb-one 'when decompressed'
said bomb-two 'when decompressed'
said bomb-index fetched
said codings 'too many content codings'
said coding-unknown 'unknown content coding'
said gzip-broken 'broken'
said gzip-cut 'cut short'
said gzip-garbage 'broken|text, no feed|fetched'
said endless-chunks 'cut at'
said endless-body 'cut at'
for a in negative huge words cut; do said chunk-$a '.'; done
for a in wrong negative words huge; do said length-$a '.'; done
said header-flood 'headers are too long|Too large|too large'
said header-line '[Tt]oo (long|large)'
said continue-flood 'headers are too long'
said header-nul '[Nn]ul|empty'
said header-control 'http-500'
said etag-long fetched
has "$TMP/err" 'msg="validator dropped" url=.*/etag-long'
said http09 'HTTP/0.9'
said status-absurd '.'
said garbage '.'
said nothing '[Ee]mpty'
said trailer-flood 'too long|Too large|too large|empty'
for a in silent drip-body drip-head drip-steady; do said $a 'too slow'; done
said error-page 'a web page, no feed'
said storm-429 'http-429'
said storm-503 'http-503'
said charset-wrong fetched
said empty 'an empty answer'
said cookie 'http-404'
said reset-at-once '.'
[ "$cert" = - ] || said tls '[Cc]ertificate|self.signed|SSL'
for i in $(seq 0 230); do
	grep -q "/reset-$i status" "$TMP/err" || fail "nothing of reset-$i"
done

# nothing leaked, nobody was asked who must not be, no control byte got out
grep -q '^canary' "$TMP/log" && fail "a private address was asked"
grep -Eq 'cookie=1|referer=1' "$TMP/log" && fail "a cookie or a referer"
LC_ALL=C grep -q $'[\x01-\x08\x0b-\x1f\x7f]' "$TMP/err" &&
	fail "control bytes on the terminal"
# absurd Retry-After is a day at most, a past one nothing
JEVONS_HOME=$JEVONS_HOME "$BIN/jevons" status --feeds "$list" --format jsonl \
	>"$TMP/status"
python3 - "$TMP/status" <<'END' || fail "Retry-After"
import datetime, json, sys
rows = {}
for line in open(sys.argv[1]):
    r = json.loads(line)
    if r.get('record') == 'feed-status':
        rows[r['feed']] = r
def wait(name):
    t = [datetime.datetime.fromisoformat(rows[name][k].replace('Z', '+00:00')[:19])
         for k in ('last_try', 'next_due')]
    return (t[1] - t[0]).total_seconds()
assert 86000 <= wait('storm-429') <= 91000, wait('storm-429')
assert 3500 <= wait('storm-503') <= 3900, wait('storm-503')
END

# the good feeds are as they are without the attacks
awk '/^\[feed/ { keep = /good-/ } !/^\[feed/ && !/^(url|timeout)/ { keep = 1 }
	keep' "$list" >"$TMP/good.ini"
"$BIN/jevons-fetch" --state "$TMP/other" "$TMP/good.ini" 2>/dev/null |
	"$BIN/jevons-parse" -q --type warc | grep '"record":"item"' | sort >"$TMP/want"
"$BIN/jevons-parse" -q --type warc "$list.warc" >"$TMP/lines"
grep '"record":"item"' "$TMP/lines" | grep ":$good/" | sort >"$TMP/got"
[ -s "$TMP/want" ] || fail "no good items"
diff "$TMP/want" "$TMP/got" >"$TMP/out" || {
	cat "$TMP/out"
	fail "the good feeds are not as they were"
}
gzip -t "$TMP/archive/h-feeds.warc.gz" || fail "the archive"
exit 0
