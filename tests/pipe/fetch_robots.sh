#!/bin/bash
# robots.txt over HTTP: asked before the first page of an origin and at each
# redirect to another, kept for a day, 4xx allows, 5xx forbids; Crawl-delay; a
# feed that the user named himself is asked without.
. "$(dirname "$0")/common.bash"
command -v python3 >/dev/null || skip "no python3"
cat >"$TMP/server.py" <<'END'
import gzip, http.server, sys, threading, time
ports, log = sys.argv[1], open(sys.argv[2], 'a', buffering=1)
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
        p, n = self.path, self.server.number
        log.write('%.3f %d %s\n' % (time.monotonic(), n, p))
        if p == '/robots.txt':
            if n == 0:
                self.say(200, gzip.compress(
                    'user-agent: *\ndisallow: /\n\nuser-agent: Jevons\n'
                    'disallow: /private\ndisallow: /أخبار\n'
                    'crawl-delay: 0.4\n'.encode()), Content_Encoding='gzip')
            elif n == 1:
                self.say(404, b'<html>none</html>')
            elif n == 2:
                self.say(503)
            elif n == 3:
                self.say(301, Location='/robots2.txt')
            else:
                self.say(301, Location='/robots.txt')
        elif p == '/robots2.txt':
            self.say(200, b'user-agent: *\ndisallow: /moved\n')
        elif p == '/private/feed':
            self.say(200, b'<rss version="2.0"/>', ETag='"1"')
        elif p == '/to-2':
            self.say(302, Location='http://127.0.0.1:%d/x' % servers[2].server_port)
        else:
            self.say(200, b'<html><p>text</p></html>')
    def log_message(self, *a):
        pass
servers = []
for n in range(5):
    s = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Page)
    s.number = n
    servers.append(s)
    threading.Thread(target=s.serve_forever, daemon=True).start()
open(ports, 'w').write(' '.join(str(s.server_port) for s in servers) + '\n')
threading.Event().wait()
END
touch "$TMP/log"
python3 "$TMP/server.py" "$TMP/ports" "$TMP/log" &
pids="$pids $!"
wait_until test -s "$TMP/ports"
read -r -a port <"$TMP/ports"
cat >"$TMP/list.ini" <<END
[list]
allow_host = 127.0.0.1
[feed named]
url = http://127.0.0.1:${port[0]}/private/feed
delay = 0
END
# pages NOW N/PATH...: items for those pages, one after another
pages() {
	local now=$1 i=0 at
	shift
	for at; do
		i=$((i + 1))
		printf '{"v":1,"record":"item","id":"%s","url":"http://127.0.0.1:%s/%s","feed":"%s","title":"T"}\n' \
			"$at" "${port[${at%%/*}]}" "${at#*/}" \
			"http://127.0.0.1:${port[0]}/private/feed"
	done | "$BIN/jevons-fetch" --items --now "$now" "$TMP/list.ini" \
		>"$TMP/out" 2>"$TMP/err"
}
asked() {
	grep -c " $1 $2\$" "$TMP/log"
}

"$BIN/jevons-fetch" --now "$NOW" "$TMP/list.ini" >"$TMP/out" 2>"$TMP/err" ||
	fail "a feed that robots.txt forbids, and the user named: $?"
is 0 "$(asked 0 /robots.txt)" "robots.txt for a named feed"

pages "$NOW" 0/a 0/private/b 0/أخبار/1 0/c 1/a 2/a 3/a 3/moved/b 4/a 1/to-2 ||
	fail "pages: $?"
is 1 "$(asked 0 /robots.txt)" "robots.txt is asked once"
is 1 "$(asked 0 /a)" "a page that is allowed"
is 0 "$(asked 0 /private/b)" "one that is forbidden"
is 0 "$(grep -c '%D8' "$TMP/log")" "one that is forbidden in Arabic"
has "$TMP/err" 'url=http://127.0.0.1:[0-9]*/private/b .*robots.txt forbids it'
is 1 "$(asked 1 /a)" "4xx allows"
is 0 "$(asked 2 /a)" "5xx forbids"
has "$TMP/err" "${port[2]}/a .*robots.txt cannot be had: http-503"
is 1 "$(asked 3 /a)" "a robots.txt behind a redirect"
is 0 "$(asked 3 /moved/b)" "it holds for the first address"
is 1 "$(asked 4 /a)" "a robots.txt that redirects for ever is none"
is 6 "$(asked 4 /robots.txt)" "five redirects"
is 1 "$(asked 1 /to-2)" "a redirect"
is 0 "$(asked 2 /x)" "it is judged where it leads"
# items that go out alone, with their headline
is 3 "$(grep -ac '"fetch":{"outcome":"robots"}' "$TMP/out")" "forbidden items"
awk '$2 == 0 && ($3 == "/a" || $3 == "/c") { if (n++ && $1 - last < 0.39) bad = 1
	last = $1 } END { exit bad || n != 2 }' "$TMP/log" ||
	fail "the Crawl-delay does not hold: $(cat "$TMP/log")"

# for a day from memory; a server that is down after that is taken at its word
pages 2025-03-06T23:00:00Z 0/d 2/d
is 1 "$(asked 0 /robots.txt)" "robots.txt within a day"
is 1 "$(asked 0 /d)" "a page by the rules of yesterday"
is 2 "$(asked 2 /robots.txt)" "one that failed is asked again after an hour"
pages 2025-03-07T01:00:00Z 0/e
is 2 "$(asked 0 /robots.txt)" "robots.txt after a day"
# what failed is tried again by itself, its feed need not bring it
has "$TMP/log" ' 2 /robots.txt'
pages 2025-03-08T00:00:00Z
grep -q " 2 /a" "$TMP/log" && fail "robots.txt was 503 all the time"
has "$TMP/err" "${port[2]}/a .*robots.txt cannot be had"
exit 0
