#!/bin/bash
# The SEC's lists, end to end: recorded answers of the shared data, played back
# by a proxy that stands for www.sec.gov and data.sec.gov, TLS included. A
# company's submissions lead to its filings, each by its accession number,
# once, whatever list brings it; at most eight requests a second; nobody asks
# without a contact; a block page stops the asking.
. "$(dirname "$0")/common.bash"
data=${JEVONS_TEST_DATA:-$SRC/../shared}/data/filings
[ -s "$data/http-manifest.jsonl" ] || skip "no recordings at $data"
command -v python3 >/dev/null || skip "no python3"
command -v openssl >/dev/null || skip "no openssl to make a certificate"
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=www.sec.gov \
	-addext 'subjectAltName=DNS:www.sec.gov,DNS:data.sec.gov' \
	-keyout "$TMP/key" -out "$TMP/ca" 2>/dev/null || skip "openssl cannot"
cat "$TMP/key" "$TMP/ca" >"$TMP/pem"

cat >"$TMP/proxy.py" <<'END'
import glob, gzip, json, os, re, socket, ssl, sys, threading, time
port_file, log_path, pem, data = sys.argv[1:]
log = open(log_path, 'a', buffering=1)
answers, lock = {}, threading.Lock()
for line in open(data + '/http-manifest.jsonl'):
    d = json.loads(line)
    answers.setdefault(d['uri'], (d['status'], data + '/' + d['file']))
for path in glob.glob(data + '/8-K/*/*.txt.gz'):
    answers['/' + os.path.basename(path)[:-3]] = (200, path)
answers['/block'] = (403, data + '/http/block-rate-exceeded.html')
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(pem)

def body_of(path):
    return gzip.open(path).read() if path.endswith('.gz') else open(path, 'rb').read()

def request(c):
    text = b''
    while b'\r\n\r\n' not in text:
        piece = c.recv(8192)
        if not piece:
            return None
        text += piece
    return text.decode('latin-1')

def serve(c):
    text = request(c)
    if not text or not text.startswith('CONNECT '):
        return
    host = text.split()[1].split(':')[0]
    c.sendall(b'HTTP/1.1 200 Go on\r\n\r\n')
    c = context.wrap_socket(c, server_side=True)
    while True:
        text = request(c)
        if not text:
            return
        path = text.split()[1]
        agent = re.search('(?im)^user-agent: (.*?)\r', text)
        log.write('%.4f https://%s%s agent=%s\n' % (
            time.monotonic(), host, path, agent and agent.group(1)))
        status, body = 404, b'<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>'
        hit = answers.get('https://%s%s' % (host, path)) or \
            answers.get('/' + path.rsplit('/', 1)[-1])
        if hit:
            status, body = hit[0], body_of(hit[1])
        c.sendall(('HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n' % (
            status, len(body))).encode() + body)

def one(c):
    try:
        serve(c)
    except OSError:
        pass
    finally:
        c.close()

s = socket.socket()
s.bind(('127.0.0.1', 0))
s.listen(64)
open(port_file, 'w').write('%d\n' % s.getsockname()[1])
while True:
    threading.Thread(target=one, args=(s.accept()[0],), daemon=True).start()
END
touch "$TMP/log"
python3 "$TMP/proxy.py" "$TMP/port" "$TMP/log" "$TMP/pem" "$data" &
pids="$pids $!"
wait_until test -s "$TMP/port"
config() {
	printf 'free_min = 1M\nproxy = http://127.0.0.1:%s\nca_file = %s\n%s\n' \
		"$(cat "$TMP/port")" "$TMP/ca" "$1" >"$JEVONS_CONFIG"
}
cat >"$TMP/list.ini" <<'END'
[list]
allow_host = www.sec.gov
allow_host = data.sec.gov
[feed nvidia]
kind = sec-submissions
cik = 1045810
name = NVIDIA filings
scope = topic
forms = 8-K
since = 2023-11-01
until = 2024-12-01
[feed latest]
kind = sec-current
url = https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent&count=100&start=0&type=&owner=include&output=atom
content = item
[feed facts]
kind = sec-facts
cik = 1835632
[feed missing]
kind = sec-index
url = https://www.sec.gov/Archives/edgar/full-index/2099/QTR1/form.gz
[feed nobody]
kind = sec-submissions
cik = 9999999999
END

# without a contact nobody asks, and the line to add is told
config ''
"$BIN/jevons-fetch" "$TMP/list.ini" >"$TMP/out" 2>"$TMP/err"
is 78 $? "nothing but the SEC, and no contact"
has "$TMP/err" "feed skipped.*contact = you@example.org"
is 0 "$(wc -l <"$TMP/log")" "requests without a contact"
"$BIN/jevons" status --feeds "$TMP/list.ini" >"$TMP/status"
has "$TMP/status" '^nvidia .*no contact is configured'
"$BIN/jevons" run --feeds "$TMP/list.ini" 2>"$TMP/err"
is 78 $? "a run of nothing but the SEC, and no contact"
has "$TMP/err" "contact = you@example.org"
printf '[list]\nallow_file = yes\n[feed file]\nurl = f.rss\n' >"$TMP/other.ini"
echo '<rss version="2.0"><channel/></rss>' >"$TMP/f.rss"
"$BIN/jevons-fetch" "$TMP/list.ini" "$TMP/other.ini" >"$TMP/out" 2>"$TMP/err"
is 1 $? "something else is left"

config 'contact = tests@example.org'
"$BIN/jevons" run --feeds "$TMP/list.ini" 2>"$TMP/err" || fail "run: $?"
has "$TMP/err" 'feed failed" url=.*/2099/.*no such file'
has "$TMP/err" 'feed failed" url=.*/CIK9999999999.json status=404'
is "$(wc -l <"$TMP/log")" "$(grep -c 'agent=jevons/.*tests@example.org' "$TMP/log")" \
	"requests with the contact"
sed -n 's|.* https://www.sec.gov/Archives/edgar/data/1045810/\([0-9-]*\).txt .*|\1|p' \
	"$TMP/log" | sort >"$TMP/asked"
[ "$(wc -l <"$TMP/asked")" -ge 9 ] || fail "filings asked for"
is "$(sort -u "$TMP/asked" | wc -l)" "$(wc -l <"$TMP/asked")" "each once"
# eight a second, all in all; what the way to the server adds may differ a bit
awk '{ t[NR] = $1; if (NR > 8 && $1 - t[NR - 8] < 0.85) bad = $1 - t[NR - 8] }
	END { if (bad) print "nine requests in " bad " s"
		if ((NR - 1) / (t[NR] - t[1]) > 8) bad = "in all"
		exit bad != "" }' "$TMP/log" || fail "too fast"
dump "$JEVONS_HOME" "$TMP/dump"
for f in "$data"/8-K/NVDA/*.txt.gz; do
	a=$(basename "$f" .txt.gz)
	grep -q "\"id\":\"$a/" "$TMP/dump" || fail "no article of $a"
done
has "$TMP/dump" '"source":"NVIDIA filings"|"source":"NVIDIA'
grep -q 'fact' "$TMP/dump" || fail "no facts"

# the second run asks the lists alone
: >"$TMP/log"
"$BIN/jevons" run --feeds "$TMP/list.ini" --due-now 2>"$TMP/err" || fail "again: $?"
is 0 "$(grep -c '/Archives/edgar/data/1045810/0001045810-24' "$TMP/log")" "filings again"
is 0 "$(last_run added)" "articles added"

# a block page, whatever its status: nobody at the SEC is asked for a while
cat >"$TMP/block.ini" <<'END'
[list]
allow_host = www.sec.gov
allow_host = data.sec.gov
[feed block]
kind = sec-current
url = https://www.sec.gov/block
[feed after]
kind = sec-submissions
cik = 1045810
END
: >"$TMP/log"
rm -rf "$JEVONS_HOME"
"$BIN/jevons-fetch" "$TMP/block.ini" >"$TMP/out" 2>"$TMP/err"
has "$TMP/err" 'url=https://www.sec.gov/block .*blocked'
n=$(wc -l <"$TMP/log")
"$BIN/jevons-fetch" --due-now "$TMP/block.ini" >"$TMP/out" 2>"$TMP/err"
is 69 $? "blocked"
is "$n" "$(wc -l <"$TMP/log")" "requests while blocked"
has "$TMP/err" 'left alone'
exit 0
