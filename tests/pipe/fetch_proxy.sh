#!/bin/bash
# Through a proxy: the proxy itself is exempt, but what is asked through it is
# judged first, as if there were none: literal addresses in every form, and
# names by what they resolve to.
. "$(dirname "$0")/common.bash"
command -v python3 >/dev/null || skip "no python3"
cat >"$TMP/proxy.py" <<'END'
import http.server, sys
log = open(sys.argv[2], 'a', buffering=1)
class Proxy(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def do_GET(self):
        log.write('%s %s\n' % (self.command, self.path))
        body = b'<rss version="2.0"/>'
        self.send_response(404 if 'robots' in self.path else 200)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def do_CONNECT(self):
        log.write('%s %s\n' % (self.command, self.path))
        self.send_error(403)
    def log_message(self, *a):
        pass
s = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Proxy)
open(sys.argv[1], 'w').write('%d\n' % s.server_port)
s.serve_forever()
END
touch "$TMP/log"
python3 "$TMP/proxy.py" "$TMP/port" "$TMP/log" &
pids="$pids $!"
wait_until test -s "$TMP/port"
read -r port <"$TMP/port"
printf 'free_min = 1M\nproxy = http://127.0.0.1:%s\n' "$port" >"$JEVONS_CONFIG"
export no_proxy='*' NO_PROXY='*' http_proxy=http://127.0.0.1:1
{
	printf '[list]\nallow_host = allowed.invalid\n'
	for url in http://allowed.invalid/a https://allowed.invalid/b \
		http://127.0.0.1/c http://2130706433/d http://[::1]/e \
		http://localhost/f http://nowhere.invalid/g http://10.1.2.3/h; do
		printf '[feed %s]\nurl = %s\ndelay = 0\n' "${url##*/}" "$url"
	done
} >"$TMP/list.ini"
"$BIN/jevons-fetch" "$TMP/list.ini" >"$TMP/out" 2>"$TMP/err"
is 1 $? "some good, some bad"
cat >"$TMP/want" <<END
CONNECT allowed.invalid:443
GET http://allowed.invalid/a
END
sort "$TMP/log" | diff "$TMP/want" - || fail "what the proxy was asked"
has "$TMP/err" 'feed polled" url=http://allowed.invalid/a status=200'
for f in 127.0.0.1/c 2130706433/d '\[::1\]/e' localhost/f 10.1.2.3/h; do
	has "$TMP/err" "feed failed\" url=http://$f .*not public"
done
has "$TMP/err" 'url=http://nowhere.invalid/g .*[rR]esolve'
exit 0
