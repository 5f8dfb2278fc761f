#!/bin/bash
# jevons-fetch killed at any moment and begun again: no page is lost, none is
# fetched twice but the one that was under way; a full disk ends it with 74 and
# harms nothing.
. "$(dirname "$0")/common.bash"
command -v python3 >/dev/null || skip "no python3"
cat >"$TMP/server.py" <<'END'
import http.server, sys
log = open(sys.argv[2], 'a', buffering=1)
class Page(http.server.BaseHTTPRequestHandler):
    protocol_version, disable_nagle_algorithm = 'HTTP/1.1', True
    def do_GET(self):
        if self.path != '/robots.txt':
            log.write(self.path + '\n')
        body = b'<html><body><p>%s</p></body></html>' % (self.path.encode() * 300)
        self.send_response(404 if self.path == '/robots.txt' else 200)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def handle(self):
        try:
            super().handle()
        except OSError:
            pass
    def log_message(self, *a):
        pass
s = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Page)
open(sys.argv[1], 'w').write('%d\n' % s.server_port)
s.serve_forever()
END
touch "$TMP/log"
python3 "$TMP/server.py" "$TMP/port" "$TMP/log" &
pids="$pids $!"
wait_until test -s "$TMP/port"
base=http://127.0.0.1:$(cat "$TMP/port")
printf '[list]\nallow_host = 127.0.0.1\n[feed f]\nurl = %s/feed\ndelay = 1\n' \
	"$base" >"$TMP/list.ini"
sed 's/^delay.*/delay = 0/' "$TMP/list.ini" >"$TMP/fast.ini"
items() {
	for i in $(seq "$1"); do
		printf '{"v":1,"record":"item","id":"%s","url":"%s/%s","feed":"%s/feed","title":"T"}\n' \
			"$2$i" "$base" "$2$i" "$base"
	done
}
pages() { # of the archive, each once
	local f # a torn end is the end of its own file only
	for f in "$JEVONS_HOME"/archive/*.warc.gz "$JEVONS_HOME"/archive/*.open; do
		[ -e "$f" ] && gzip -dc <"$f" 2>/dev/null
	done | LC_ALL=C grep -a '^WARC-Target-URI: ' | sort -u | wc -l
}

# polite: a second between two pages, so that one is under way at a time
n=5 kills=0
for run in $(seq 60); do
	items $n a | "$BIN/jevons-fetch" --items -q --archive "$JEVONS_HOME/archive" \
		--run-id "r$run" "$TMP/list.ini" >/dev/null 2>"$TMP/err" &
	pid=$!
	sleep "0.$((RANDOM % 7 + 3))"
	if kill -KILL $pid 2>/dev/null; then
		kills=$((kills + 1))
	fi
	wait $pid 2>/dev/null
	[ "$(sort -u "$TMP/log" | wc -l)" -ge $n ] && break
done
# a last run finds nothing left to do, or the page that was under way
items $n a | "$BIN/jevons-fetch" --items -q --archive "$JEVONS_HOME/archive" \
	--run-id last "$TMP/list.ini" >/dev/null 2>"$TMP/err" || fail "last: $?"
for f in "$JEVONS_HOME"/archive/*.open; do
	[ -e "$f" ] && "$BIN/jevons-parse" -q --type warc "$f" >"$TMP/lines" 2>"$TMP/err"
done
is $n "$(pages)" "pages in the archive"
twice=$(($(wc -l <"$TMP/log") - n))
echo "$kills kills, $twice pages asked for again"
[ $twice -le $kills ] || fail "more than what was under way"
[ "$(sort "$TMP/log" | uniq -c | sort -rn | awk 'NR == 1 { print $1 }')" -le 3 ] ||
	fail "one page again and again"

# fast, killed in the thick of it: nothing is lost either
rm -rf "$JEVONS_HOME"
: >"$TMP/log"
for run in $(seq 8); do
	items 400 b | "$BIN/jevons-fetch" --items -q --archive "$JEVONS_HOME/archive" \
		--run-id "r$run" "$TMP/fast.ini" >/dev/null 2>"$TMP/err" &
	pid=$!
	sleep "0.$((RANDOM % 3 + 1))"
	kill -KILL $pid 2>/dev/null
	wait $pid 2>/dev/null
done
items 400 b | "$BIN/jevons-fetch" --items -q --archive "$JEVONS_HOME/archive" \
	--run-id last "$TMP/fast.ini" >/dev/null 2>"$TMP/err" || fail "last: $?"
is 400 "$(pages)" "pages in the archive"

# a full disk (here: files that may not grow) is 74; then all goes on
rm -rf "$JEVONS_HOME"
: >"$TMP/log"
mkdir -p "$JEVONS_HOME"
"$BIN/jevons-fetch" --items -q "$TMP/fast.ini" </dev/null >/dev/null || fail "state"
(
	trap '' XFSZ
	ulimit -f 24
	items 400 c | "$BIN/jevons-fetch" --items -q \
		--archive "$JEVONS_HOME/archive" --run-id full "$TMP/fast.ini" \
		>/dev/null 2>"$TMP/err"
	echo "${PIPESTATUS[1]}" >"$TMP/code"
)
is 74 "$(cat "$TMP/code")" "a full disk"
has "$TMP/err" 'too large|No space|write'
items 400 c | "$BIN/jevons-fetch" --items -q --archive "$JEVONS_HOME/archive" \
	--run-id after "$TMP/fast.ini" >/dev/null 2>"$TMP/err" || fail "after: $?"
is 400 "$(pages)" "pages after the disk had room again"
exit 0
