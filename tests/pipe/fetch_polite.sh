#!/bin/bash
# Manners that show over several runs: a new address is believed after three
# sightings, an unchanged body is a revisit, a Retry-After holds for the host or
# the URL and for other processes, what is gone is not asked again, a page that
# failed is tried again by itself, and a list decides who is asked how fast.
. "$(dirname "$0")/common.bash"
command -v python3 >/dev/null || skip "no python3"
cat >"$TMP/server.py" <<'END'
import http.server, sys, threading, time
log, busy = open(sys.argv[2], 'a', buffering=1), [0, 0]
lock = threading.Lock()
RSS = b'<rss version="2.0"><channel><title>T</title></channel></rss>'
class Page(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def say(self, status, body=b'', **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace('_', '-'), value)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def do_GET(self):
        p = self.path
        log.write('%s etag=%s\n' % (p, self.headers.get('If-None-Match')))
        if p in ('/old', '/old2'):
            self.say(301 if p == '/old' else 302, Location='/new')
        elif p == '/new':
            same = self.headers.get('If-None-Match')
            self.say(304 if same else 200, b'' if same else RSS, ETag='"n"')
        elif p == '/plain':
            self.say(200, RSS)
        elif p == '/gone':
            self.say(410)
        elif p == '/slow-down':
            self.say(429, Retry_After='3600')
        elif p == '/later':
            self.say(503, Retry_After='3600')
        elif p.startswith('/count'):
            with lock:
                busy[0] += 1
                busy[1] = max(busy)
            time.sleep(0.1)
            with lock:
                busy[0] -= 1
            log.write('most %d\n' % busy[1])
            self.say(200, RSS)
        elif p == '/page':
            self.say(500 if log.name and not self.server.up else 200,
                     b'<html><p>text</p></html>')
        elif p == '/up':
            self.server.up = True
            self.say(200, RSS)
        else:
            self.say(404)
    def log_message(self, *a):
        pass
s = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Page)
s.up = False
open(sys.argv[1], 'w').write('%d\n' % s.server_port)
s.serve_forever()
END
touch "$TMP/log"
python3 "$TMP/server.py" "$TMP/port" "$TMP/log" &
pids="$pids $!"
wait_until test -s "$TMP/port"
base=http://127.0.0.1:$(cat "$TMP/port")
list() {
	printf '[list]\nallow_host = 127.0.0.1\n[host 127.0.0.1]\n%s\n' "$1"
	shift
	for name; do
		printf '[feed %s]\nurl = %s/%s\n' "$name" "$base" "$name"
	done
}
poll() {
	"$BIN/jevons-fetch" "$@" >"$TMP/out" 2>"$TMP/err"
}
asked() {
	grep -c "^/$1 " "$TMP/log"
}

# 301 is learnt after three sightings, 302 never; validators stay with /new
list 'delay = 0' old old2 >"$TMP/a.ini"
for day in 10 12 14 16; do
	poll --now 2025-03-${day}T00:00:00Z "$TMP/a.ini" || fail "day $day: $?"
done
is 3 "$(asked old)" "requests of an address that moved for good"
is 4 "$(asked old2)" "requests of one that moved for now"
is 8 "$(asked new)" "requests of the new one"
is 0 "$(grep -c '^/old.*etag="n"' "$TMP/log")" "validators at another address"
is 2 "$(grep -c '^/new etag=None' "$TMP/log")" "unconditional requests"

# an unchanged body is a revisit, and yields nothing
list 'delay = 0' plain >"$TMP/b.ini"
poll --now 2025-03-10T00:00:00Z "$TMP/b.ini"
poll --now 2025-03-10T23:00:00Z "$TMP/b.ini"
is 1 "$(asked plain)" "a feed without validators is asked once a day"
poll --now 2025-03-12T00:00:00Z --archive "$TMP/archive" --run-id b "$TMP/b.ini"
is 2 "$(asked plain)" "after a day"
has "$TMP/err" 'url=.*/plain status=200 reason=unchanged'
gzip -dc "$TMP/archive/b-feeds.warc.gz" >"$TMP/warc"
LC_ALL=C has "$TMP/warc" 'revisit/identical-payload-digest'
"$BIN/jevons-parse" -q "$TMP/archive/b-feeds.warc.gz" |
	grep -q '"record":"feed"' && fail "a revisit yields a feed"

# 429 means the host, 503 the URL; other processes keep to it
list 'delay = 0' later new >"$TMP/c.ini"
poll --due-now "$TMP/c.ini"
is 1 $? "503 is of the URL"
has "$TMP/err" 'feed polled" url=.*/new'
list 'delay = 1' slow-down new >"$TMP/d.ini"
poll --due-now "$TMP/d.ini"
is 69 $? "429 is of the host"
has "$TMP/err" 'feed failed" url=.*/new .*left alone'
n=$(wc -l <"$TMP/log")
poll --due-now "$TMP/d.ini"
is 69 $? "in another process"
is "$n" "$(wc -l <"$TMP/log")" "requests while the host wants to be left alone"
"$BIN/jevons" status --feeds "$TMP/d.ini" --format jsonl >"$TMP/status"
has "$TMP/status" '"feed":"new".*"failures":0'
printf 'backoff = url\n' | sed -i '/^delay/r /dev/stdin' "$TMP/d.ini"
rm -rf "$JEVONS_HOME"
poll --due-now "$TMP/d.ini"
is 1 $? "the list says that it means the URL"

# 410 is for good, and shown
list 'delay = 0' gone new >"$TMP/e.ini"
poll --due-now "$TMP/e.ini"
poll --due-now "$TMP/e.ini"
is 1 "$(asked gone)" "requests of what is gone"
"$BIN/jevons" status --feeds "$TMP/e.ini" >"$TMP/status"
has "$TMP/status" '^gone .*gone \(410\)'
"$BIN/jevons" status --check --feeds "$TMP/e.ini" >"$TMP/status"
has "$TMP/status" 'feed gone is gone'

# a page that failed is tried again, though no feed brings it
item=$(printf '{"v":1,"record":"item","id":"p","url":"%s/page","feed":"%s/new","title":"T"}' \
	"$base" "$base")
items() {
	"$BIN/jevons-fetch" --items --now "$1" "$TMP/e.ini" >"$TMP/out" 2>"$TMP/err"
}
echo "$item" | items 2025-03-10T00:00:00Z
is 1 "$(asked page)" "the page"
items 2025-03-10T00:30:00Z </dev/null
is 1 "$(asked page)" "half an hour later"
items 2025-03-10T01:00:00Z </dev/null
is 2 "$(asked page)" "an hour later"
items 2025-03-10T02:00:00Z </dev/null
is 2 "$(asked page)" "the second time it takes two hours"
python3 -c 'import sys, urllib.request; urllib.request.urlopen(sys.argv[1])' "$base/up"
items 2025-03-10T03:00:00Z </dev/null
is 3 "$(asked page)" "which are over"
grep -qa '"outcome":"fetched"' "$TMP/out" || fail "the page came"
items 2025-03-20T00:00:00Z </dev/null
is 3 "$(asked page)" "what came is not asked again"

# recheck: a page that came is looked at after an hour and a day, and no more
sed 's/^\[feed new\]/[feed new]\nrecheck = yes/' "$TMP/e.ini" >"$TMP/g.ini"
rm -rf "$JEVONS_HOME"
: >"$TMP/log"
check() {
	"$BIN/jevons-fetch" --items --now "$1" "$TMP/g.ini" >"$TMP/out" 2>"$TMP/err"
}
echo "$item" | check 2025-03-10T00:00:00Z
for at in 2025-03-10T00:59:59Z:1 2025-03-10T01:00:00Z:2 2025-03-10T02:00:00Z:2 \
	2025-03-11T00:00:00Z:3 2025-03-20T00:00:00Z:3; do
	check "${at%:*}" </dev/null
	is "${at##*:}" "$(asked page)" "by ${at%:*}"
done

# one at a time, unless the list allows more
for p in 1 4; do
	: >"$TMP/log"
	list "delay = 0
parallel = $p" count1 count2 count3 count4 count5 count6 >"$TMP/f.ini"
	poll --due-now "$TMP/f.ini" || fail "parallel: $?"
	is $p "$(sed -n 's/^most //p' "$TMP/log" | sort -n | tail -n 1)" "at a time"
done
exit 0
