#!/bin/bash
# Real pages over HTTP: the documents of the shared corpus, served by nginx on
# loopback, with a feed made from what their sidecars say. Languages and days
# come out as the sidecars have them; a second run asks for the feed alone.
. "$(dirname "$0")/common.bash"
data=${JEVONS_TEST_DATA:-$SRC/../shared}/data/corpus
[ -s "$data/index.jsonl" ] || skip "no shared corpus at $data"
nginx=$(PATH=$PATH:/usr/sbin command -v nginx) || skip "no nginx"
command -v python3 >/dev/null || skip "no python3"

site=$TMP/site
mkdir -p "$site" "$TMP/nginx"
for part in "$data"/*/; do
	ln -s "${part%/}" "$site/$(basename "$part")"
done
ln -s "$data"/*.txt "$site/"
chmod 755 "$TMP"

free_port() {
	python3 -c 'import socket
s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# the port may be taken between looking and binding: then another is tried
serve() {
	for _ in 1 2 3 4 5; do
		port=$(free_port)
		cat >"$TMP/nginx/conf" <<END
daemon off;
worker_processes 1;
pid $TMP/nginx/pid;
error_log $TMP/nginx/error.log;
events { worker_connections 128; }
http {
	include /etc/nginx/mime.types;
	types { text/markdown md; }
	default_type text/plain;
	charset utf-8;
	charset_types text/plain text/markdown application/rss+xml;
	gzip on;
	gzip_types text/plain text/markdown;
	access_log $TMP/nginx/access.log;
	client_body_temp_path $TMP/nginx/body;
	proxy_temp_path $TMP/nginx/proxy;
	fastcgi_temp_path $TMP/nginx/fastcgi;
	uwsgi_temp_path $TMP/nginx/uwsgi;
	scgi_temp_path $TMP/nginx/scgi;
	server { listen 127.0.0.1:$port; root $site; }
}
END
		"$nginx" -p "$TMP/nginx" -c "$TMP/nginx/conf" \
			-e "$TMP/nginx/error.log" &
		server=$!
		pids="$pids $server"
		for _ in $(seq 100); do
			kill -0 $server 2>/dev/null || break
			(: >"/dev/tcp/127.0.0.1/$port") 2>/dev/null && return
			sleep 0.05
		done
		wait $server 2>/dev/null
	done
	cat "$TMP/nginx/error.log"
	fail "nginx does not start"
}
[ -r /etc/nginx/mime.types ] || skip "no /etc/nginx/mime.types"
serve

# the feed, and what is expected: FILE LANGUAGE DAY KIND, where a day of "-" is
# undated, and "?" a sidecar that knows no more than the month or the year
cat >"$TMP/sidecars.py" <<'END'
import datetime, email.utils, html, json, re, sys
index, base, feed, want = sys.argv[1:]
utc = datetime.timezone.utc
# in Spanish from the first line to the last, whatever its sidecar says
spoken = {'en/asr-sa2HbfP1iMg.txt': 'es'}
items, rows = [], []
for line in open(index, encoding='utf-8'):
    d = json.loads(line)
    said = d.get('date') or ''
    when = None
    m = re.fullmatch(r'(\d{4})-(\d{1,2})-(\d{1,2})', said)
    if m:
        when = datetime.datetime(*map(int, m.groups()), tzinfo=utc)
    elif re.match(r'\d{4}-\d\d-\d\d[ T]', said):
        when = datetime.datetime.fromisoformat(said.replace('Z', '+00:00'))
        when = when if when.tzinfo else when.replace(tzinfo=utc)
    item = '<item><link>%s</link><guid isPermaLink="false">%s</guid>' % (
        html.escape(base + d['file']), html.escape(d['file']))
    if d.get('title'):
        item += '<title>%s</title>' % html.escape(d['title'])
    if when:
        item += '<pubDate>%s</pubDate>' % email.utils.format_datetime(when)
    items.append(item + '</item>')
    day = (when.astimezone(utc).strftime('%Y-%m-%d') if when
           else '?' if said else '-')
    kind = 'page' if d['kind'].startswith('raw HTML page') else 'text'
    rows.append((d['file'], spoken.get(d['file'], d['language']), day, kind))
open(feed, 'w', encoding='utf-8').write(
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
    '<title>Corpus</title>%s</channel></rss>\n' % '\n'.join(items))
open(want, 'w').write(''.join('%s %s %s %s\n' % r for r in sorted(rows)))
END
# What the store has against it. "zh" covers both scripts. A page without a
# date may be no article at all (a home page, a ranking): those are passed by.
cat >"$TMP/compare.py" <<'END'
import collections, json, sys
want_file, dump, base = sys.argv[1:]
got = {}
for line in open(dump, encoding='utf-8'):
    d = json.loads(line)
    if d['record'] != 'doc':
        continue
    line = d['line'] if isinstance(d['line'], dict) else json.loads(d['line'])
    got[line['url'].removeprefix(base)] = (
        d.get('lang', '-'), d.get('published', '-')[:10])
bad, passed_by = [], []
for line in open(want_file):
    name, lang, day, kind = line.split()
    if name not in got:
        (passed_by if kind == 'page' and day == '-' else bad).append(name)
        continue
    is_lang, is_day = got.pop(name)
    if is_lang != lang and not (lang == 'zh' and is_lang in ('zh-Hans', 'zh-Hant')):
        bad.append('%s: language %s, not %s' % (name, is_lang, lang))
    if day not in ('?', is_day):
        bad.append('%s: day %s, not %s' % (name, is_day, day))
bad += ['%s: was never asked for' % name for name in got]
print('\n'.join(bad))
print('no articles: ' + ' '.join(passed_by))
sys.exit(1 if bad or len(passed_by) > 3 else 0)
END
base=http://127.0.0.1:$port/
python3 "$TMP/sidecars.py" "$data/index.jsonl" "$base" "$site/feed.rss" \
	"$TMP/want" || fail "cannot make the feed"
n=$(wc -l <"$TMP/want")
cat >"$TMP/corpus.ini" <<END
[list]
allow_host = 127.0.0.1
[feed corpus]
url = ${base}feed.rss
name = Corpus
delay = 0
END

"$BIN/jevons" run --feeds "$TMP/corpus.ini" -j 2 2>"$TMP/err" ||
	fail "first run: $?"
is "$n" "$(last_run pages)" "pages fetched"
dump "$JEVONS_HOME" "$TMP/first"
python3 "$TMP/compare.py" "$TMP/want" "$TMP/first" "$base" >"$TMP/out" || {
	cat "$TMP/out"
	fail "not what the sidecars say"
}
cat "$TMP/out"

# again: the feed answers 304, no page is asked for, nothing is added
lines=$(wc -l <"$TMP/nginx/access.log")
"$BIN/jevons" run --feeds "$TMP/corpus.ini" --due-now 2>"$TMP/err" ||
	fail "second run: $?"
tail -n +$((lines + 1)) "$TMP/nginx/access.log" >"$TMP/asked"
is 1 "$(wc -l <"$TMP/asked")" "requests of the second run"
has "$TMP/asked" '"GET /feed.rss HTTP/1.1" 304 '
is 1 "$(last_run feeds)" "feeds polled"
is 0 "$(last_run added)" "articles added"
dump "$JEVONS_HOME" "$TMP/second"
diff <(grep '^{"record":"doc"' "$TMP/first") \
	<(grep '^{"record":"doc"' "$TMP/second") >"$TMP/out" ||
	fail "the second run changed articles"
# an unchanged feed is a revisit record in the archive
for f in "$JEVONS_HOME"/archive/*-feeds.warc.gz; do
	gzip -dc "$f"
done | grep -ac '^WARC-Type: revisit' | grep -qx 1 || fail "no revisit record"
kill "$server"
wait "$server" 2>/dev/null
exit 0
