#!/bin/bash
# Pages a second of jevons-fetch, curl -Z and wget2, in one run: nginx on
# loopback serves pages of 30 KB from many hosts (127.0.0.N, and so as many
# connections as hosts). Ratios to curl -Z.
# usage: tests/bench/fetch.sh [PAGES [HOSTS]]   (BIN = folder of the programs)
set -eu
pages=${1:-20000} hosts=${2:-32}
SRC=$(cd "$(dirname "$0")/../.." && pwd)
BIN=${BIN:-$SRC/build/release/bin}
nginx=$(PATH=$PATH:/usr/sbin command -v nginx) || {
	echo "no nginx"
	exit 77
}
tmp=$(mktemp -d)
server=
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$tmp"' EXIT
chmod 755 "$tmp"
mkdir "$tmp/site" "$tmp/home"
python3 - "$tmp/site" <<'END'
import random, sys
random.seed(1)
words = 'chips demand capacity cost price cheaper model data centre order'.split()
text = '<!DOCTYPE html><html><head><title>A page</title></head><body>'
while len(text) < 30000 - 40:
    text += '<p>' + ' '.join(random.choice(words) for _ in range(60)) + '.</p>'
open(sys.argv[1] + '/page.html', 'w').write(text[:30000 - 14] + '</body></html>')
END
port=$(python3 -c 'import socket
s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat >"$tmp/conf" <<END
daemon off;
worker_processes 1;
pid $tmp/pid;
error_log $tmp/error.log;
events { worker_connections 1024; }
http {
	default_type text/html;
	access_log off;
	keepalive_requests 1000000;
	client_body_temp_path $tmp/b; proxy_temp_path $tmp/p;
	fastcgi_temp_path $tmp/f; uwsgi_temp_path $tmp/u; scgi_temp_path $tmp/s;
	server {
		listen 127.0.0.1:$port;
		listen $port;
		root $tmp/site;
		location = /robots.txt { return 404; }
		location / { rewrite ^ /page.html break; }
	}
}
END
sed -i '/listen 127.0.0.1/d' "$tmp/conf"
"$nginx" -p "$tmp" -c "$tmp/conf" -e "$tmp/error.log" &
server=$!
for _ in $(seq 100); do
	(: >"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
	sleep 0.05
done

python3 - "$tmp" "$port" "$pages" "$hosts" <<'END'
import json, sys
tmp, port, pages, hosts = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
ips = ['127.0.0.%d' % (n + 1) for n in range(hosts)]
feed = 'http://127.0.0.1:%s/feed' % port
with open(tmp + '/list.ini', 'w') as f:
    f.write('[list]\n')
    for ip in ips:
        f.write('allow_host = %s\n' % ip)
    f.write('[feed f]\nurl = %s\ndelay = 0\n' % feed)
with open(tmp + '/items', 'w') as items, open(tmp + '/urls', 'w') as urls, \
        open(tmp + '/curl', 'w') as curl:
    for n in range(pages):
        url = 'http://%s:%s/%d' % (ips[n % hosts], port, n)
        urls.write(url + '\n')
        curl.write('url = "%s"\noutput = /dev/null\n' % url)
        items.write(json.dumps({'v': 1, 'record': 'item', 'id': str(n),
            'url': url, 'feed': feed, 'title': 'T'}, separators=(',', ':')) + '\n')
END

# seconds NAME COMMAND...; the processor time is the client's alone, and tells
# more than the clock where the machine has other work
seconds() {
	local name=$1 TIMEFORMAT='%R %U %S'
	shift
	{ time "$@" 2>"$tmp/said" || echo "$name: exit status $?" >&2; } 2>"$tmp/time"
	cat "$tmp/said" >&2
	awk -v n="$name" -v p="$pages" -v f="$tmp/$name" '
		NF == 3 { print $1, $2 + $3 >f
			printf "%-22s %8.0f pages/s %7.1f MB/s %7.0f us a page of processor time\n",
				n, p / $1, p * 0.03 / $1, ($2 + $3) * 1e6 / p; next }
		{ print }' "$tmp/time"
}
fetch() {
	rm -rf "$tmp/home" "$tmp/archive"
	JEVONS_HOME=$tmp/home "$BIN/jevons-fetch" --items -q "$@" "$tmp/list.ini" \
		<"$tmp/items" >/dev/null
}
curl_all() {
	curl -sZ --parallel-max "$hosts" -K "$tmp/curl" 2>/dev/null
}
wget2_all() {
	wget2 -q -O /dev/null --max-threads="$hosts" --no-robots -i "$tmp/urls"
}
echo "$pages pages of 30 KB from $hosts hosts"
seconds curl-Z curl_all
seconds jevons-fetch fetch
seconds jevons-fetch-archive fetch --archive "$tmp/archive"
command -v wget2 >/dev/null && seconds wget2 wget2_all
seconds curl-Z-again curl_all
ratio() {
	awk -v n="$1" 'FNR == 1 { v[++k] = $1; c[k] = $2 } END {
		printf "%-22s %.2f of curl -Z, by processor time %.2f\n", n,
			(v[1] + v[2]) / 2 / v[3], (c[1] + c[2]) / 2 / c[3] }' \
		"$tmp/curl-Z" "$tmp/curl-Z-again" "$tmp/$1"
}
ratio jevons-fetch
ratio jevons-fetch-archive
[ ! -e "$tmp/wget2" ] || ratio wget2
got=$(cat "$tmp"/archive/*.cdxj | grep -c '"mime":"text/html"')
[ "$got" -eq "$pages" ] || {
	echo "the archive has $got of $pages pages"
	exit 1
}
