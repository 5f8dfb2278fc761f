#!/bin/bash
# No deadlock: a store that reads slowly, pipes that are full, a thousand items
# in flight.
. "$(dirname "$0")/common.bash"
n=1000

# a feed of a thousand pages of 4 KB each: 4 MB through pipes of 64 KB
mkdir -p "$TMP/site"
python3 - "$TMP/site" $n <<'END' || skip "no python3"
import sys
folder, n = sys.argv[1], int(sys.argv[2])
words = 'Chip orders keep rising, the suppliers say. ' * 90
items = ''
for i in range(n):
    path = '%s/%d.html' % (folder, i)
    open(path, 'w').write(
        '<html lang="en"><head><title>Order %d</title></head><body><article>'
        '<h1>Order %d</h1><p>%s</p></article></body></html>\n' % (i, i, words))
    items += ('<item><title>Order %d</title><link>file://%s</link><pubDate>'
              'Mon, 03 Mar 2025 10:00:00 GMT</pubDate></item>\n' % (i, path))
open(folder + '/feed.rss', 'w').write(
    '<rss version="2.0"><channel><title>Many</title>%s</channel></rss>' % items)
END
cat >"$TMP/many.ini" <<END
[list]
allow_file = yes
[feed many]
url = site/feed.rss
language = en
delay = 0
END

# the store does not read for two seconds: everything before it fills up
stage_script store <<END
#!/bin/bash
sleep 2
exec "$BIN/jevons-store" "\$@"
END
timeout 120 "$TMP/bin/jevons" run --feeds "$TMP/many.ini" 2>"$TMP/err" ||
	fail "a store that sleeps: $?"
is $n "$(last_run pages)" "pages"
is $n "$(last_run added)" "articles"
no_unfinished

# on a terminal: one line that is updated, then the summary
if command -v script >/dev/null; then
	rm -rf "$JEVONS_HOME"
	script -qec "$BIN/jevons run --feeds $TMP/many.ini" /dev/null \
		</dev/null >"$TMP/screen" || fail "a run on a terminal: $?"
	tr '\r' '\n' <"$TMP/screen" >"$TMP/out"
	has "$TMP/out" 'feeds 1, pages [0-9]+, articles [1-9][0-9]*, stored [0-9]+, [0-9]+ s$'
	tail -n 1 "$TMP/out" | grep -q . || sed -i '$ d' "$TMP/out"
	has "$TMP/out" "msg=committed added=$n repeated=0 "
	grep -q 'msg=progress' "$TMP/out" && fail "progress is not for people"
fi

# the first parse hands items on faster than they are read: they wait in the
# pipe, not in memory
rm -rf "$JEVONS_HOME" "$TMP/bin"
stage_script score <<END
#!/bin/bash
while head -c 400000 >"\$JEVONS_HOME/part" && [ -s "\$JEVONS_HOME/part" ]; do
	sleep 0.05
	cat "\$JEVONS_HOME/part"
done | "$BIN/jevons-score" "\$@"
END
timeout 120 "$TMP/bin/jevons" run --feeds "$TMP/many.ini" -j 2 2>"$TMP/err" ||
	fail "a score that dawdles: $?"
is $n "$(last_run added)" "articles"

# time is up: what came is committed, the rest comes with the next run
rm -rf "$JEVONS_HOME" "$TMP/bin"
cat >"$TMP/slow.py" <<'END'
import http.server, sys, time
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        feed = self.path.endswith('feed.rss')
        if not feed:
            time.sleep(0.6)
        items = ''.join('<item><title>Page %d</title><link>http://127.0.0.1:%d/%d.html</link></item>' % (i, self.server.server_port, i) for i in range(12))
        body = ('<rss version="2.0"><channel><title>Slow</title>%s</channel></rss>' % items if feed else '<html lang="en"><title>Slow page</title><p>Orders of chips keep rising at %s, the suppliers say, and nobody expects an end.</p></html>' % self.path).encode()
        self.send_response(200)
        self.send_header('Content-Type', 'application/rss+xml' if feed else 'text/html')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def handle(self):
        try:
            super().handle()
        except OSError:  # the fetch gave up: its time was over
            pass
    def log_message(self, *a):
        pass
server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Page)
open(sys.argv[1], 'w').write(str(server.server_port))
server.serve_forever()
END
python3 "$TMP/slow.py" "$TMP/port" &
pids="$pids $!"
wait_until test -s "$TMP/port"
cat >"$TMP/slow.ini" <<END
[list]
allow_host = 127.0.0.1
[feed slow]
url = http://127.0.0.1:$(cat "$TMP/port")/feed.rss
delay = 0
END
"$BIN/jevons" run --feeds "$TMP/slow.ini" --max-time 4s 2>"$TMP/err" ||
	fail "a run whose time is up: $?"
some=$(last_run added)
[ "$some" -ge 1 ] && [ "$some" -lt 12 ] || fail "$some articles in four seconds"
"$BIN/jevons" run --feeds "$TMP/slow.ini" 2>"$TMP/err" || fail "the rest: $?"
is 0 "$(last_run feeds)" "feeds polled again"
is 12 $((some + $(last_run added))) "articles of both runs"
no_unfinished
exit 0
