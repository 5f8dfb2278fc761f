#!/bin/bash
# Sitemaps end to end: an index is followed to its sitemaps, those that are gzip
# files too; later polls ask for those that changed, and again for one that
# failed; an index gives no items of its own, other sites and indexes inside an
# index are left alone, and robots.txt holds for what the user did not name.
. "$(dirname "$0")/common.bash"
command -v python3 >/dev/null || skip "no python3"
cat >"$TMP/server.py" <<'END'
import gzip, http.server, os, sys
log, state = open(sys.argv[2], 'a', buffering=1), sys.argv[3]
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
def index(here, *parts):
    return '<?xml version="1.0"?><sitemapindex %s>%s</sitemapindex>' % (NS, ''.join(
        '<sitemap><loc>%s</loc>%s</sitemap>' % (p if '://' in p else here + p,
            '<lastmod>%s</lastmod>' % t if t else '') for p, t in parts))
def news(here, *pages):
    return ('<urlset %s xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        % NS + ''.join('<url><loc>%s%s</loc><news:news><news:publication><news:name>P'
        '</news:name><news:language>%s</news:language></news:publication>'
        '<news:publication_date>2025-03-05T08:00:00Z</news:publication_date>'
        '<news:title>%s</news:title></news:news></url>' % (here, p, lang, title)
        for p, lang, title in pages) + '</urlset>')
class Page(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def say(self, status, text='', **headers):
        body = text if isinstance(text, bytes) else text.encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def do_GET(self):
        p, here = self.path, 'http://' + self.headers['Host']
        later = os.path.exists(state)
        log.write('%s\n' % p)
        if p == '/index.xml':
            tag = '"2"' if later else '"1"'
            if self.headers.get('If-None-Match') == tag:
                return self.say(304, ETag=tag)
            self.say(200, index(here,
                ('/old.xml', '2025-03-01'),
                ('/new.xml.gz', '2025-03-08T00:00:00Z' if later else '2025-03-05T00:00:00Z'),
                ('/broken.xml', '2025-03-05T00:00:00Z'),
                ('/inner.xml', '2025-03-04'),
                ('/secret/x.xml', '2025-03-05'),
                ('http://127.0.0.2:1/away.xml', '2025-03-05')), ETag=tag)
        elif p == '/old.xml':
            self.say(200, news(here, ('/a', 'en', 'Chips in short supply')))
        elif p == '/new.xml.gz':
            pages = [('/b', 'ar', 'الطلب على الرقائق'), ('/c', 'zh', '芯片需求')]
            if later:
                pages.append(('/d', 'en', 'A fourth one'))
            self.say(200, gzip.compress(news(here, *pages).encode()))
        elif p == '/broken.xml':
            self.say(200, news(here, ('/e', 'en', 'Rescued'))) if later else self.say(500)
        elif p == '/inner.xml':
            self.say(200, index(here, ('/deep.xml', '')))
        elif p == '/robots.txt':
            self.say(200, 'User-agent: *\nDisallow: /secret/\n')
        else:
            self.say(404)
    def log_message(self, *a):
        pass
s = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Page)
open(sys.argv[1], 'w').write('%d\n' % s.server_port)
s.serve_forever()
END
touch "$TMP/log"
python3 "$TMP/server.py" "$TMP/port" "$TMP/log" "$TMP/later" &
pids="$pids $!"
wait_until test -s "$TMP/port"
base=http://127.0.0.1:$(cat "$TMP/port")
printf '[list]\nallow_host = 127.0.0.1\n[feed maps]\nurl = %s/index.xml\nkind = sitemap
delay = 0\ncontent = item\ninterval = 1h\n' "$base" >"$TMP/list.ini"
poll() {
	: >"$TMP/log"
	"$BIN/jevons-fetch" --now "$1" --archive "$TMP/archive" --run-id "r${1:8:2}" \
		"$TMP/list.ini" 2>"$TMP/err" |
		"$BIN/jevons-parse" -q --type warc >"$TMP/lines"
}
items() {
	sed -n 's/.*"record":"item".*"url":"[^"]*\(\/[a-z.]*\)","feed.*/\1/p' "$TMP/lines" |
		sort | tr '\n' ' '
}
asked() {
	sort "$TMP/log" | tr '\n' ' '
}

poll 2025-03-06T00:00:00Z
is "/broken.xml /index.xml /inner.xml /new.xml.gz /old.xml /robots.txt " "$(asked)" \
	"the first poll asks for all"
is "/a /b /c " "$(items)" "items of the sitemaps, none of an index"
has "$TMP/lines" '"title":"الطلب على الرقائق"'
has "$TMP/lines" '"title":"芯片需求"'
has "$TMP/lines" "\"feed\":\"$base/index.xml\""
has "$TMP/err" 'an index of 6 sitemaps'
has "$TMP/err" 'feed failed" url=.*/broken.xml status=500'
has "$TMP/err" 'feed failed" url=.*/secret/x.xml .*robots.txt'
"$BIN/jevons" status --feeds "$TMP/list.ini" --format jsonl >"$TMP/status"
is 1 "$(grep -c '"record":"feed-status"' "$TMP/status")" "a sitemap is no feed of its own"
has "$TMP/status" '"reason":"a sitemap of it failed: .*'

# nothing changed: the part that failed is asked for again, and no other
touch "$TMP/later.not"
poll 2025-03-07T02:00:00Z
is "/broken.xml /index.xml /robots.txt " "$(asked)" "what failed is asked for again"
is "" "$(items)" "items where nothing changed"
touch "$TMP/later"
poll 2025-03-09T12:00:00Z
is "/broken.xml /index.xml /new.xml.gz /robots.txt " "$(asked)" "what changed, what failed"
is "/b /c /d /e " "$(items)" "items of what changed"
poll 2025-03-12T00:00:00Z
is "/index.xml " "$(asked | sed 's,/robots.txt ,,')" "all is well"

# the archive says the same when it is replayed
"$BIN/jevons-parse" -q "$TMP"/archive/r06-feeds.warc.gz >"$TMP/lines"
is "/a /b /c " "$(items)" "items of the replay"
exit 0
