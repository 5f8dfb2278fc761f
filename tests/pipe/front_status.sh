#!/bin/bash
# jevons status, feeds, config and help: what they say before, after and
# between runs.
. "$(dirname "$0")/common.bash"
j() {
	"$TMP/bin/jevons" "$@" >"$TMP/out" 2>"$TMP/err"
}
# the store's own word is the query tool's; here it says what we want to hear
stage_script query <<'END'
#!/bin/sh
echo "the store, as $*"
exit "$(cat "$JEVONS_HOME/says" 2>/dev/null || echo 0)"
END

# nothing there yet
j status || fail "status of nothing: $?"
has "$TMP/out" "^home        $JEVONS_HOME$"
has "$TMP/out" '^last commit never$'
[ -e "$JEVONS_HOME" ] && fail "status makes a home"
j status --check
is 69 $? "check of nothing"

# a run that is well, and two hours later; polls are due every hour
"$BIN/jevons" run --now "$NOW" --feeds "$SAMPLE" 2>"$TMP/err" || fail "run"
j status --check --now 2025-03-06T01:00:00Z --feeds "$SAMPLE"
is 0 $? "check behind a good run: $(cat "$TMP/out")"
[ -s "$TMP/out" ] && fail "a healthy check speaks"
j status --check --now 2025-03-06T02:00:01Z --feeds "$SAMPLE"
is 69 $? "check two hours later"
has "$TMP/out" 'no commit since 2025-03-06T00:00:00Z, and one is expected every 60'
j status --feeds "$SAMPLE" --now "$NOW" || fail "status: $?"
# due after the interval, and a little later, so that feeds do not come at once
has "$TMP/out" '^chip-ledger-ar +2025-03-06T00:00:00Z 2025-03-06T01:0[0-9]:[0-9]{2}Z +0 +8 good$'
has "$TMP/out" '^archive     2 files, [0-9.]+K, [0-9.]+K a day; 0 runs unfinished, 0 set aside$'
has "$TMP/out" '^the store, as status --db .*/signals.lmdb --format table --now 2025-03-06T00:00:00Z$'
for says in 0:0 1:0 65:65 70:1; do
	echo "${says%:*}" >"$JEVONS_HOME/says"
	j status --check --now "$NOW" --feeds "$SAMPLE"
	is "${says#*:}" $? "check when the store says ${says%:*}"
done
has "$TMP/out" 'jevons-query status ended with 70'
rm "$JEVONS_HOME/says"
j status --now "$NOW"
has "$TMP/out" '^chip-ledger-zh .* good; in no list$'
j status --feeds "$SAMPLE" --format jsonl --now "$NOW" || fail "jsonl: $?"
has "$TMP/out" '^\{"v":1,"record":"feed-status","feed":"sample-filings",.*"listed":true,.*"failures":0,"items":1,"polls":1,"gone":false\}$'
has "$TMP/out" '^\{"v":1,"record":"run-status",.*"last_commit":"2025-03-06T00:00:00Z","last_exit":0,"locked":false,'

# the store itself, when it is damaged
if [ -x "$BIN/jevons-query" ]; then
	"$BIN/jevons" status --check --now "$NOW" --feeds "$SAMPLE" \
		>"$TMP/out" || fail "check of a good store: $(cat "$TMP/out")"
	cp "$JEVONS_HOME/signals.lmdb" "$TMP/good.lmdb"
	size=$(stat -c %s "$TMP/good.lmdb")
	for ((at = 3 * 4096 + 3000; at < size; at += 4096)); do
		printf damage | dd of="$JEVONS_HOME/signals.lmdb" bs=1 seek=$at \
			conv=notrunc status=none
	done
	"$BIN/jevons" status --check --now "$NOW" --feeds "$SAMPLE" \
		>"$TMP/out"
	is 65 $? "check of a damaged store"
	has "$TMP/out" '^the store is corrupt: .*/signals.lmdb$'
	cp "$TMP/good.lmdb" "$JEVONS_HOME/signals.lmdb"
fi

# a feed that fails: a warning from the third poll on, told to cron once
cat >"$TMP/bad.ini" <<END
[list]
allow_file = yes
[feed lost]
url = lost.rss
interval = 1h
[feed found]
url = found.rss
interval = 1h
END
echo '<rss version="2.0"><channel><title>F</title></channel></rss>' \
	>"$TMP/found.rss"
for hour in 01 03 07 15; do
	"$BIN/jevons" run -q --feeds "$TMP/bad.ini" \
		--now "2025-03-07T$hour:00:00Z" 2>"$TMP/err"
	is 0 $? "a run with one feed of two"
	case $hour in
	07) has "$TMP/err" 'feed lost failed 3 polls in a row: cannot open' ;;
	*) [ -s "$TMP/err" ] && fail "at $hour: $(cat "$TMP/err")" ;;
	esac
done
j status --check --feeds "$TMP/bad.ini" --now 2025-03-07T15:00:00Z
is 1 $? "check with a failing feed"
has "$TMP/out" '^feed lost failed 4 polls in a row: cannot open'
cp "$TMP/found.rss" "$TMP/lost.rss"
"$BIN/jevons" run -q --feeds "$TMP/bad.ini" --due-now \
	--now 2025-03-07T16:00:00Z 2>"$TMP/err" || fail "run: $?"
has "$TMP/err" 'msg=over what="feed lost" since=2025-03-07T07:00:00Z'

# no feed answers at all
rm "$TMP/lost.rss" "$TMP/found.rss"
"$BIN/jevons" run --feeds "$TMP/bad.ini" --due-now \
	--now 2025-03-07T17:00:00Z 2>"$TMP/err"
is 69 $? "no feed reachable"
has "$TMP/err" 'no feed was reachable'
no_unfinished

# the disk is low: nothing is fetched
printf 'free_min = 900000T\n' >"$TMP/low.ini"
j run --config "$TMP/low.ini" --feeds "$SAMPLE" --due-now
is 74 $? "disk low"
has "$TMP/err" 'disk low: .* free under .*, free_min is 900000.0T|disk low'
j run -q --config "$TMP/low.ini" --feeds "$SAMPLE"
has "$TMP/err" 'disk low'
j run -q --config "$TMP/low.ini" --feeds "$SAMPLE"
[ -s "$TMP/err" ] && fail "-q: disk low is told twice"
j status --check --config "$TMP/low.ini"
has "$TMP/out" '^disk low: '

# --strict tells what a committed run met
echo '<rss version="2.0"><channel><title>F</title></channel></rss>' \
	>"$TMP/found.rss"
j run --feeds "$TMP/bad.ini" --due-now || fail "one of two: $?"
j run --feeds "$TMP/bad.ini" --due-now --strict
is 1 $? "--strict with one feed of two"

# what is configured, and where it comes from
mkdir -p "$TMP/conf/feeds.d"
cp "$SRC/feeds/live.ini" "$TMP/conf/feeds.d/b.ini"
printf '[feed a]\nurl = https://a.example/rss\n' >"$TMP/conf/feeds.d/a.ini"
printf 'contact = me@example.org\n[retain]\narchive = 90d\n' \
	>"$TMP/conf/jevons.ini"
j config --config "$TMP/conf/jevons.ini" || fail "config: $?"
has "$TMP/out" "^home +$JEVONS_HOME +.JEVONS_HOME$"
has "$TMP/out" '^contact +me@example.org +/.*/conf/jevons.ini$'
has "$TMP/out" '^retain.archive +90d +/.*/conf/jevons.ini$'
has "$TMP/out" '^proxy +- +default$'
has "$TMP/out" '^feeds +/.*/conf/feeds.d/a.ini +found$'
j feeds --config "$TMP/conf/jevons.ini" --format jsonl || fail "feeds: $?"
is a "$(head -n 1 "$TMP/out" | sed 's/.*"feed":"\([^"]*\)".*/\1/')" "first feed"
has "$TMP/out" '"feed":"ithome","name":"IT之家",.*"list":".*/conf/feeds.d/b.ini"'
env -u JEVONS_HOME -u XDG_DATA_HOME -u HOME "$BIN/jevons" status 2>"$TMP/err"
is 78 $? "neither JEVONS_HOME nor HOME"
j help || fail "help: $?"
for c in run status feeds config help fetch parse score store; do
	has "$TMP/out" "^  $c +[A-Za-z]"
done
j help run || fail "help run: $?"
has "$TMP/out" '^usage: jevons run '
j help parse || fail "help parse: $?"
has "$TMP/out" '^usage: jevons-parse '
j parse --version && has "$TMP/out" '^jevons-parse [0-9.]+$'
exit 0
