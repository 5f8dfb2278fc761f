#!/bin/bash
# Ten thousand feeds in a list: little memory, a quick start, each asked once.
. "$(dirname "$0")/common.bash"
command -v python3 >/dev/null || skip "no python3"
cat >"$TMP/server.py" <<'END'
import asyncio, sys, time
RSS = b'<rss version="2.0"><channel><title>T</title></channel></rss>'
ANSWER = (b'HTTP/1.1 200 OK\r\nETag: "1"\r\nContent-Length: %d\r\n\r\n' % len(RSS)) + RSS
asked, first = {}, None
async def serve(reader, writer):
    global first
    try:
        while True:
            head = await reader.readuntil(b'\r\n\r\n')
            path = head.split(b' ', 2)[1]
            if path == b'/report':
                body = ('%d %d %.3f' % (len(asked), max(asked.values(), default=0),
                                        first or 0)).encode()
                writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n' % len(body) + body)
                continue
            first = first or time.time()
            asked[path] = asked.get(path, 0) + 1
            writer.write(ANSWER)
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()
async def main():
    s = await asyncio.start_server(serve, '0.0.0.0', 0)
    open(sys.argv[1], 'w').write('%d\n' % s.sockets[0].getsockname()[1])
    await s.serve_forever()
asyncio.run(main())
END
python3 "$TMP/server.py" "$TMP/port" &
pids="$pids $!"
wait_until test -s "$TMP/port"
port=$(cat "$TMP/port")
python3 - "$port" >"$TMP/list.ini" <<'END'
import sys
n, hosts = 10000, 500
print('[list]')
for h in range(hosts):
    print('allow_host = 127.0.%d.%d' % (h // 250 + 1, h % 250 + 1))
for i in range(n):
    h = i % hosts
    print('[feed a-feed-with-a-name-of-its-own-%d]\nurl = http://127.0.%d.%d:%s/a/path/to/a/feed/%d.rss\n'
          'name = The Paper with the Number %d\nlanguage = en\ndelay = 0'
          % (i, h // 250 + 1, h % 250 + 1, sys.argv[1], i, i))
END
cat >"$TMP/run.py" <<'END'
import resource, subprocess, sys, time, urllib.request
port, began = sys.argv[1], time.time()
code = subprocess.call(sys.argv[2:], stdout=subprocess.DEVNULL)
took = time.time() - began
asked, most, first = urllib.request.urlopen(
    'http://127.0.0.1:%s/report' % port).read().decode().split()
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, asked, most,
      '%.2f' % (float(first) - began), '%.1f' % took)
END
read -r code kib asked most start took < <(python3 "$TMP/run.py" "$port" \
	"$BIN/jevons-fetch" -q "$TMP/list.ini" 2>"$TMP/err")
echo "10,000 feeds: first request after $start s, all in $took s, $kib KiB resident"
is 0 "$code" "exit status"
is 10000 "$asked" "feeds asked"
is 1 "$most" "requests of one feed"
if ! nm "$BIN/jevons-fetch" 2>/dev/null | grep -q __asan_init; then
	[ "$kib" -le 131072 ] || fail "$kib KiB resident"
	awk -v s="$start" 'BEGIN { exit s > 1 }' || fail "the first request after $start s"
fi
# none is due a second later
"$BIN/jevons-fetch" -q "$TMP/list.ini" >"$TMP/out" 2>"$TMP/err" || fail "again: $?"
[ -s "$TMP/out" ] && fail "feeds that were not due"
exit 0
