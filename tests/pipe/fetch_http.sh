#!/bin/bash
# jevons-fetch against a loopback server: conditions, redirects, limits, pauses.
. "$(dirname "$0")/common.bash"
command -v python3 >/dev/null || skip "no python3"
cat >"$TMP/server.py" <<'END'
import gzip, http.server, sys, time
RSS = b'<rss version="2.0"><channel><title>T</title></channel></rss>'
LOG = open(sys.argv[2], 'a', buffering=1)
class Page(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def say(self, status, body=b'', **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace('_', '-'), value)
        if 'Transfer_Encoding' not in headers:
            self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def do_GET(self):
        h = self.headers
        LOG.write('%.3f %s etag=%s since=%s cookie=%s referer=%s agent=%s\n' % (
            time.monotonic(), self.path, h.get('If-None-Match'),
            h.get('If-Modified-Since'), h.get('Cookie'), h.get('Referer'),
            h.get('User-Agent')))
        here = 'http://%s' % h['Host']
        p = self.path
        if p == '/etag':
            if h.get('If-None-Match') == 'W/"odd \'one\'"':
                self.say(304, ETag='"the next"')
            elif h.get('If-None-Match') == '"the next"':
                self.say(304)
            else:
                self.say(200, RSS, ETag='W/"odd \'one\'"', Set_Cookie='a=b')
        elif p == '/modified':
            if h.get('If-Modified-Since') == 'Mon, 27 Jan 2025 10:00:00 GMT':
                self.say(304)
            else:
                self.say(200, RSS, Last_Modified='Mon, 27 Jan 2025 10:00:00 GMT')
        elif p == '/chunked':
            z = gzip.compress(RSS)
            self.say(200, b'%x\r\n%s\r\n0\r\nX-Trailer: 1\r\n\r\n' % (len(z), z),
                     Transfer_Encoding='chunked', Content_Encoding='gzip')
        elif p.startswith('/hop'):
            n = int(p[4:])
            self.say(302, Location='/hop%d' % (n - 1) if n else '/etag')
        elif p == '/loop':
            self.say(301, Location='/loop')
        elif p == '/to-file':
            self.say(302, Location='file:///etc/passwd')
        elif p == '/to-ftp':
            self.say(302, Location='ftp://127.0.0.1/')
        elif p == '/to-private':
            self.say(302, Location=here.replace('127.0.0.1', '127.0.0.2') + '/etag')
        elif p == '/nowhere':
            self.say(302)
        elif p == '/large':
            self.say(200, b'x' * 17000000)
        elif p == '/head':
            self.say(200, RSS, X_Long='y' * 60000, X_Longer='z' * 60000, X_More='w' * 60000)
        elif p == '/gone':
            self.say(410)
        elif p == '/busy':
            self.say(503, Retry_After='7200')
        elif p == '/cut':
            self.send_response(200)
            self.send_header('Content-Length', '5000')
            self.end_headers()
            self.wfile.write(RSS)
            self.close_connection = True
        else:
            self.say(404)
    def handle(self):
        try:
            super().handle()
        except OSError:  # the other side had enough
            pass
    def log_message(self, *a):
        pass
server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Page)
open(sys.argv[1], 'w').write(str(server.server_port))
server.serve_forever()
END
touch "$TMP/log"
python3 "$TMP/server.py" "$TMP/port" "$TMP/log" &
pids="$pids $!"
wait_until test -s "$TMP/port"
base=http://127.0.0.1:$(cat "$TMP/port")

# list DELAY NAME...: a list of feeds at those paths
list() {
	local delay=$1 name
	shift
	printf '[list]\nallow_host = 127.0.0.1\n' >"$TMP/list.ini"
	for name; do
		printf '[feed %s]\nurl = %s/%s\ndelay = %s\n' \
			"$name" "$base" "$name" "$delay" >>"$TMP/list.ini"
	done
}
poll() {
	"$BIN/jevons-fetch" --archive "$TMP/archive" "$@" "$TMP/list.ini" \
		>"$TMP/out" 2>"$TMP/err"
}
asked() {
	grep -c " $1 " "$TMP/log"
}
# failed NAME PATTERN: that feed, with that reason
failed() {
	has "$TMP/err" "msg=\"feed failed\" url=$base/$1 .*reason=.*$2"
}

# validators go out exactly as they came, updated by a 304 too
list 0 etag modified chunked
poll --now "$NOW" || fail "first poll: $?"
poll --now 2025-03-07T00:00:00Z || fail "second poll: $?"
is 2 "$(grep -ac '^WARC-Type: revisit' "$TMP/out")" "revisits"
poll --now 2025-03-09T00:00:00Z || fail "third poll: $?"
has "$TMP/log" " /etag etag=W/\"odd 'one'\" since=None cookie=None referer=None agent=jevons/"
has "$TMP/log" ' /etag etag="the next" '
has "$TMP/log" ' /modified etag=None since=Mon, 27 Jan 2025 10:00:00 GMT '
poll --now 2025-03-09T00:00:01Z || fail "not due: $?"
is 3 "$(asked /etag)" "polls of a feed that was not due"
[ -s "$TMP/out" ] && fail "output without a poll"

# five redirects are followed, a sixth is not; nor anything but http and https
rm -rf "$JEVONS_HOME"
: >"$TMP/log"
list 0 hop4 hop5 loop to-file to-ftp to-private nowhere
poll --now "$NOW"
is 1 $? "status of some good, some bad"
has "$TMP/err" "msg=\"feed polled\" url=$base/hop4 status=200"
failed hop5 'too many redirects'
failed loop 'too many redirects'
failed to-file 'redirect to a file'
failed to-ftp 'redirect to another scheme'
failed to-private 'not public'
failed nowhere 'redirect to nowhere'
is 6 "$(asked /loop)" "requests in a loop"
# a validator belongs to the address it came from
"$BIN/jevons-fetch" --due-now "$TMP/list.ini" >"$TMP/out" 2>"$TMP/err"
has "$TMP/log" ' /etag etag=W/'
grep -E ' /hop[0-4] etag=W/' "$TMP/log" && fail "a validator leaks"

# limits: a body is cut and marked, a head is refused, a short body is an error
rm -rf "$JEVONS_HOME"
list 0 large head cut missing
poll --now "$NOW"
is 1 $? "status of limits"
is 1 "$(grep -ac '^WARC-Truncated: length' "$TMP/out")" "cut bodies"
has "$TMP/err" "msg=\"feed polled\" url=$base/large status=200"
failed head ''
failed cut ''
failed missing http-404
[ "$(stat -c %s "$TMP/out")" -lt 17500000 ] || fail "more than the ceiling"

# 410 is for good; 503 waits as long as it is told to
rm -rf "$JEVONS_HOME"
: >"$TMP/log"
list 0 gone busy
poll --now "$NOW"
is 69 $? "none answered"
failed gone http-410
poll --now 2025-03-06T01:30:00Z || fail "busy is not due yet: $?"
poll --now 2025-03-06T02:06:00Z
is 69 $? "busy is due"
poll --due-now --now 2025-03-07T00:00:00Z
is 69 $? "asked on demand"
is 1 "$(asked /gone)" "requests of what is gone"
is 3 "$(asked /busy)" "requests of what is busy"

# not without leave, however it is written
port=${base##*:}
for url in "$base" "http://0x7f.1:$port" "http://[::1]:$port" \
	"http://2130706433:$port"; do
	printf '[feed %s]\nurl = %s/etag\ndelay = 0\n' "$url" "$url"
done >"$TMP/list.ini"
poll
is 69 $? "loopback without leave"
is 4 "$(grep -c 'the address is not public' "$TMP/err")" "addresses refused"

# the pause between two requests holds over processes
rm -rf "$JEVONS_HOME"
: >"$TMP/log"
list 1 etag modified
"$BIN/jevons-fetch" --due-now -q "$TMP/list.ini" >/dev/null &
first=$!
pids="$pids $first"
"$BIN/jevons-fetch" --due-now -q "$TMP/list.ini" >/dev/null || fail "second: $?"
wait $first || fail "first: $?"
is 4 "$(wc -l <"$TMP/log")" "requests"
awk 'NR > 1 && $1 - last < 0.95 { print "pause of " $1 - last; bad = 1 }
	{ last = $1 } END { exit bad }' "$TMP/log" || fail "the pause does not hold"

# what the archive has is read again, with its bytes as they came
for f in "$TMP"/archive/*.warc.gz; do
	gzip -t "$f" || fail "$f"
done
"$BIN/jevons-parse" -q "$TMP"/archive/*-feeds.warc.gz >"$TMP/lines"
has "$TMP/lines" "\"record\":\"feed\",\"url\":\"$base/chunked\",\"title\":\"T\""
exit 0
