#!/bin/bash
# The archive as others read it: `warcio check` passes on every file, the
# records are those of the standard, the index beside each file finds each of
# them, files begin anew by size, and parse replays all of it.
# JEVONS_WARCIO names the program (PyPI: warcio, in a venv outside the tree).
. "$(dirname "$0")/common.bash"
command -v python3 >/dev/null || skip "no python3"
warcio=${JEVONS_WARCIO:-$(command -v warcio)}
cat >"$TMP/server.py" <<'END'
import gzip, http.server, sys
RSS = '<rss version="2.0"><channel><title>T</title>%s</channel></rss>'
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
        p, here = self.path, 'http://' + self.headers['Host']
        page = ('<html><head><title>عنوان %s 标题</title></head><body><p>%s</p>'
                '</body></html>' % (p, 'Some text about chips and demand. ' * 40)).encode()
        if p == '/feed' and self.headers.get('If-None-Match'):
            self.say(304, ETag='"1"')
        elif p == '/feed':
            self.say(200, (RSS % ''.join('<item><link>%s/%d</link><title>Title %d'
                '</title></item>' % (here, n, n) for n in range(40))).encode(),
                ETag='"1"')
        elif p == '/same':
            self.say(200, (RSS % '').encode())
        elif p == '/robots.txt':
            self.say(404)
        elif p == '/1':
            z = gzip.compress(page)
            self.say(200, b'%x\r\n%s\r\n0\r\n\r\n' % (len(z), z),
                     Transfer_Encoding='chunked', Content_Encoding='gzip')
        elif p == '/2':
            self.say(200, page + b' ' * 3000000)
        elif p == '/3':
            self.say(302, Location='/4')
        else:
            self.say(200, page)
    def handle(self):
        try:
            super().handle()
        except OSError:  # the other side had enough
            pass
    def log_message(self, *a):
        pass
s = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Page)
open(sys.argv[1], 'w').write('%d\n' % s.server_port)
s.serve_forever()
END
python3 "$TMP/server.py" "$TMP/port" &
pids="$pids $!"
wait_until test -s "$TMP/port"
base=http://127.0.0.1:$(cat "$TMP/port")
printf '[list]\nallow_host = 127.0.0.1\n[host 127.0.0.1]\ndelay = 0\nparallel = 4
[feed all]\nurl = %s/feed\nmax_bytes = 2M\n[feed same]\nurl = %s/same\n' \
	"$base" "$base" >"$TMP/list.ini"
archive=$JEVONS_HOME/archive
for now in 2025-03-06 2025-03-08; do
	"$BIN/jevons-fetch" --now ${now}T00:00:00Z --archive "$archive" \
		--run-id "${now//-/}" "$TMP/list.ini" 2>"$TMP/err" |
		"$BIN/jevons-parse" -q --type warc |
		"$BIN/jevons-fetch" --items --now ${now}T00:00:00Z \
			--archive "$archive" --run-id "${now//-/}" \
			--archive-size 8K "$TMP/list.ini" 2>>"$TMP/err" |
		"$BIN/jevons-parse" -q --type warc >"$TMP/lines.$now"
done
ls "$archive" >"$TMP/files"
grep -q '\.open$' "$TMP/files" && fail "a file is left open"
n=$(grep -c 'items.*\.warc\.gz$' "$TMP/files")
[ "$n" -ge 3 ] || fail "$n files of items: they do not begin anew by size"
is "$(grep -c '\.warc\.gz$' "$TMP/files")" "$(grep -c '\.cdxj$' "$TMP/files")" \
	"indexes"

for f in "$archive"/*.warc.gz; do
	gzip -dc "$f"
done >"$TMP/warc"
for want in 'warcinfo' 'request' 'response' 'revisit' 'metadata'; do
	LC_ALL=C grep -aq "^WARC-Type: $want" "$TMP/warc" || fail "no $want record"
done
LC_ALL=C has "$TMP/warc" '^WARC-Truncated: length'
LC_ALL=C has "$TMP/warc" 'revisit/server-not-modified'
LC_ALL=C has "$TMP/warc" 'revisit/identical-payload-digest'
LC_ALL=C has "$TMP/warc" '^WARC-IP-Address: 127.0.0.1'
LC_ALL=C has "$TMP/warc" '^WARC-Concurrent-To: <urn:uuid:'
is "$(LC_ALL=C grep -ac '^WARC-Type: response' "$TMP/warc")" \
	"$(($(LC_ALL=C grep -ac '^WARC-Type: request' "$TMP/warc") - 2))" \
	"requests beside answers and two revisits"

# what is replayed is what came
"$BIN/jevons-parse" -q "$archive"/20250306-items*.warc.gz |
	grep '"record":"article"' | sort >"$TMP/again"
grep '"record":"article"' "$TMP/lines.2025-03-06" | sort >"$TMP/first"
is 40 "$(wc -l <"$TMP/first")" "articles"
cmp "$TMP/first" "$TMP/again" || fail "the replay differs"

# each line of an index leads to its record
cat >"$TMP/index.py" <<'END'
import gzip, json, os, sys, zlib
n = 0
for path in sys.argv[1:]:
    lines = open(path + '.cdxj').read().splitlines()
    assert lines == sorted(lines), path
    data = open(path, 'rb').read()
    for line in lines:
        key, stamp, rest = line.split(' ', 2)
        d = json.loads(rest)
        assert d['filename'] == os.path.basename(path) and len(stamp) == 14
        at, length = int(d['offset']), int(d['length'])
        record = zlib.decompressobj(31).decompress(data[at:at + length])
        head = record.split(b'\r\n\r\n')[0].decode()
        assert d['record'] in head and d['url'] in head, head
        assert key.startswith('127.0.0.1:') and ')/' in key, key
        n += 1
print(n)
END
python3 "$TMP/index.py" "$archive"/*.warc.gz >"$TMP/out" || fail "an index"
is 44 "$(cat "$TMP/out")" "indexed records"

[ -x "$warcio" ] || {
	echo "no warcio (JEVONS_WARCIO): all but its word was checked"
	exit 0
}
for f in "$archive"/*.warc.gz; do
	"$warcio" check -v "$f" >"$TMP/out" 2>&1 || {
		cat "$TMP/out"
		fail "warcio check $f"
	}
	grep -E 'digest (failed|unknown)|Traceback' "$TMP/out" && fail "$f"
done
echo "warcio check passes on $(grep -c '\.warc\.gz$' "$TMP/files") files"
exit 0
