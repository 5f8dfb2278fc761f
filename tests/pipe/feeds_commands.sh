#!/bin/bash
# jevons feeds: OPML in and out, a feed added, and a check of what is alive.
. "$(dirname "$0")/common.bash"
mkdir -p "$TMP/feeds.d"
feeds() {
	"$BIN/jevons" feeds "$@" 2>"$TMP/err"
}
cat >"$TMP/in.opml" <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="News"><outline text="Chips">
<outline type="rss" text="The Chip Paper" xmlUrl="https://chips.example/rss?a=1&amp;b=2" language="en"/>
<outline type="rss" title="جريدة الرقائق" text="x" xmlUrl="https://ar.example/feed"/>
</outline></outline>
<outline title="芯片报" xmlUrl="feed://zh.example/feed"/>
<outline title="芯片报" xmlUrl="https://zh2.example/feed"/>
<outline text="a &quot;b&quot; &lt;c&gt; [d] ; # = e" xmlUrl="https://odd.example/"/>
<outline text="twice" xmlUrl="https://chips.example/rss?a=1&amp;b=2"/>
<outline text="old" xmlUrl="ftp://old.example/"/>
<outline text="no feed"/>
</body></opml>
END
feeds import "$TMP/in.opml" --into "$TMP/feeds.d/a.ini" || fail "import: $?"
has "$TMP/err" 'msg="feeds added" added=5 known=1'
has "$TMP/err" 'feed left out.*ftp://old.example'
feeds --format jsonl >"$TMP/lines" || fail "list: $?"
is 5 "$(wc -l <"$TMP/lines")" "feeds"
has "$TMP/lines" '"feed":"the-chip-paper","name":"The Chip Paper","url":"https://chips.example/rss\?a=1&b=2".*"language":"en"'
has "$TMP/lines" '"feed":"جريدة-الرقائق"'
has "$TMP/lines" '"feed":"芯片报-2"'
has "$TMP/lines" '"url":"http://zh.example/feed"'

# out and in again: the same feeds
feeds export >"$TMP/out.opml" || fail "export: $?"
feeds import "$TMP/out.opml" --feeds "$SAMPLE" >"$TMP/again.ini" || fail "again: $?"
"$BIN/jevons" feeds --feeds "$TMP/again.ini" --format jsonl |
	sed 's/,"list":.*//' >"$TMP/b"
sed 's/,"list":.*//' "$TMP/lines" | diff - "$TMP/b" || fail "not the same feeds"
# what is there is not added again
feeds import "$TMP/out.opml" --into "$TMP/feeds.d/a.ini" || fail "import again: $?"
has "$TMP/err" 'added=0 known=5'

# one feed more, into a list of its own; what stands in a list stays
feeds add https://new.example/rss --name 'New Paper' --language zh-Hans || fail "add: $?"
has "$TMP/feeds.d/added.ini" '^\[feed new-paper\]'
printf '; by hand\n[feed mine]\nurl = https://mine.example/\ndelay = 9\n' >"$TMP/hand.ini"
feeds add https://new2.example/ --into "$TMP/hand.ini" || fail "add: $?"
head -n 4 "$TMP/hand.ini" >"$TMP/head"
printf '; by hand\n[feed mine]\nurl = https://mine.example/\ndelay = 9\n' |
	diff - "$TMP/head" || fail "the list was changed"
has "$TMP/hand.ini" '^\[feed new2-example\]'
feeds add https://new.example/rss >"$TMP/out" || fail "add again: $?"
has "$TMP/err" 'added=0 known=1'

# bad input
feeds add 'gopher://x/'; is 78 $? "another scheme"
feeds add; is 64 $? "nothing to add"
feeds prune; is 64 $? "no such command"
feeds export now; is 64 $? "an operand too many"
feeds import /nowhere.opml; is 66 $? "no file"
echo '<html/>' | feeds import -; is 65 $? "no OPML"
head -c 400 "$TMP/in.opml" | feeds import -; is 65 $? "half an OPML"
cat >"$TMP/entity.opml" <<'END'
<!DOCTYPE opml [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
<opml version="2.0"><body>&secret;<outline text="a" xmlUrl="https://a.example/"/>
</body></opml>
END
feeds import "$TMP/entity.opml" >"$TMP/out" || fail "an entity: $?"
grep -q root: "$TMP/out" && fail "a file was read"
feeds import "$TMP/in.opml" --feeds "$SAMPLE" >/dev/full; is 74 $? "a full disk"
feeds export --feeds "$SAMPLE" >&-; is 74 $? "stdout closed"

# what to do next is told
feeds add; is 64 $? "nothing to add"
has "$TMP/err" "takes addresses: jevons feeds add URL"
feeds add paper; is 64 $? "no address"
has "$TMP/err" "'paper' is no address of a feed: it begins with https://"
feeds import; is 64 $? "nothing to import"
has "$TMP/err" "takes OPML files"

# the shipped lists: readable, no address twice, each with a word on its terms
for f in "$SRC"/feeds/*.ini; do
	"$BIN/jevons" feeds --feeds "$f" --format jsonl 2>"$TMP/err" || fail "$f: $?"
	[ "$(basename "$f")" = filings.ini ] || awk '/^; terms: ./ { said = 1 }
		/^\[feed/ { if (!said) { print; bad = 1 } said = 0 }
		END { exit bad }' "$f" || fail "$f: no word on the terms"
done >"$TMP/shipped"
[ -z "$(sed -n 's/.*"url":"\([^"]*\)".*/\1/p' "$TMP/shipped" | sort | uniq -d)" ] ||
	fail "an address twice"
for lang in en ar zh-Hans zh-Hant; do
	n=$(grep -c "\"language\":\"$lang\"" "$TMP/shipped")
	[ "$n" -ge 2 ] || fail "$n feeds in $lang"
done

# check: alive, empty, no feed, not there
mkdir "$TMP/c"
echo '<rss version="2.0"><channel><title>T</title><item><link>https://a/</link></item></channel></rss>' >"$TMP/c/good.rss"
echo '<rss version="2.0"><channel><title>T</title></channel></rss>' >"$TMP/c/empty.rss"
echo '<html><body>Sorry</body></html>' >"$TMP/c/page.html"
printf '[list]\nallow_file = yes\nallow_host = 127.0.0.1\n' >"$TMP/c/list.ini"
for f in good.rss empty.rss page.html none.rss http://127.0.0.1:9/x; do
	printf '[feed %s]\nurl = %s\n' "$f" "$f"
done >>"$TMP/c/list.ini"
feeds check --feeds "$TMP/c/list.ini" >"$TMP/out"
is 1 $? "some have no items"
cat "$TMP/out"
has "$TMP/out" '^good.rss +good +1 '
has "$TMP/out" '^empty.rss +empty +0 '
has "$TMP/out" '^page.html +no-feed '
has "$TMP/out" '^none.rss +dead '
has "$TMP/out" '^http://127.0.0.1:9/x +dead .*[Cc]onnect'
feeds check --feeds "$TMP/c/list.ini" --format jsonl >"$TMP/out"
has "$TMP/out" '"feed":"good.rss".*"state":"good","items":1'
[ -e "$JEVONS_HOME/fetch.lmdb" ] && fail "something was learnt"
exit 0
