#!/bin/bash
# A feed over 8 MiB is read in pieces: the same lines as from a pipe, where it is held
# whole, the feed's own line last; broken at its end, all items before that are kept.
. "${SRC:?}/tests/pipe/common.bash"
tmp=$TMP
make_feed() {
	awk -v most=9000000 'BEGIN {
		print "<rss version=\"2.0\"><channel><title>Chips رقائق 芯片</title>"
		while (bytes < most) {
			s = ""
			for (i = 0; i < 40; i++)
				s = s " cards went up 显卡 بطاقات &nbsp;& more"
			s = sprintf("<item><title>Story %d</title><link>/%d?b=1&amp;a=2</link>" \
				"<description><![CDATA[<p>%s</p>]]></description></item>", n, n, s)
			n++
			bytes += length(s)
			print s
		}
	}'
}
make_feed >"$tmp/cut.xml"
{
	cat "$tmp/cut.xml"
	echo "</channel></rss>"
} >"$tmp/feed.xml"
args=(-q --type feed --url http://feed.example/ --fetched 2025-03-01T00:00:00Z)
"$BIN/jevons-parse" "${args[@]}" "$tmp/feed.xml" >"$tmp/pieces" || exit 1
"$BIN/jevons-parse" "${args[@]}" <"$tmp/feed.xml" >"$tmp/whole" || exit 1
[ "$(sort "$tmp/pieces" | cksum)" = "$(sort "$tmp/whole" | cksum)" ] || {
	echo "pieces and the whole differ"
	exit 1
}
tail -n 1 "$tmp/pieces" | grep -q '"record":"feed".*Chips' || {
	echo "the feed's own line is not the last"
	exit 1
}
"$BIN/jevons-parse" "${args[@]}" "$tmp/cut.xml" >"$tmp/cut" || exit 1
[ "$(wc -l <"$tmp/cut")" = "$(wc -l <"$tmp/whole")" ] || {
	echo "a cut feed loses items"
	exit 1
}
# an index of EDGAR is read a line at a time
awk 'BEGIN {
	print "Description: Master Index\n\nCIK|Company Name|Form Type|Date Filed|Filename\n---"
	for (i = 0; i < 150000; i++)
		printf "%d|COMPANY %d|%s|2025-02-26|edgar/data/%d/%010d-25-000001.txt\n",
			i, i, i % 10 ? "4" : "8-K", i, i }' >"$tmp/master.idx"
"$BIN/jevons-parse" "${args[@]}" "$tmp/master.idx" >"$tmp/pieces" || exit 1
"$BIN/jevons-parse" "${args[@]}" <"$tmp/master.idx" >"$tmp/whole" || exit 1
[ "$(sort "$tmp/pieces" | cksum)" = "$(sort "$tmp/whole" | cksum)" ] &&
	grep -q '"title":"EDGAR index","items":15000' "$tmp/pieces" || {
	echo "an index in pieces and the whole differ"
	exit 1
}
# what is no feed at all is refused by name
{
	echo "<opml>"
	head -c 9000000 /dev/zero | tr '\0' 'x'
} >"$tmp/none.xml"
"$BIN/jevons-parse" "${args[@]}" "$tmp/none.xml" >"$tmp/none"
[ $? = 65 ] && grep -q "no feed" "$tmp/none" || {
	echo "no refusal of what is no feed"
	exit 1
}
