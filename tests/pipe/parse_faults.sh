#!/bin/bash
# jevons-parse when its input or output fails: exit codes, one clear line, no
# worker left behind; bad documents never end it.
. "$(dirname "$0")/common.bash"
parse() {
	"$BIN/jevons-parse" --now "$NOW" "$@" 2>"$TMP/err"
}
words() {
	for i in $(seq "$1"); do
		echo "Words of a document that is number $i and is in English."
	done
}

words 2000 >"$TMP/text"
parse "$TMP/text" >/dev/full
is 74 $? "a full disk"
has "$TMP/err" 'cannot write to stdout'

parse -j 3 "$TMP/text" "$TMP/text" >/dev/full
is 74 $? "a full disk, with workers"

parse <&- >"$TMP/out"
is 74 $? "a closed stdin"
parse </dev/null >"$TMP/out"
is 0 $? "an empty stdin"
[ -s "$TMP/out" ] && fail "something came of nothing"

# a reader that goes away
for jobs in 1 2; do
	parse -j $jobs $(yes "$TMP/text" | head -n 300) | head -c 1000 >/dev/null
	is 74 "${PIPESTATUS[0]}" "a closed pipe, -j $jobs"
done

parse "$TMP/none" >/dev/null
is 66 $? "a file that is not there"
parse "$TMP" >/dev/null
is 66 $? "a folder"
parse "$TMP" "$TMP/text" >"$TMP/out"
is 66 $? "a folder among files"
is 1 "$(wc -l <"$TMP/out")" "the file is read"

# bytes of no kind
head -c 300000 /dev/urandom >"$TMP/noise"
parse --type html "$TMP/noise" >"$TMP/out"
code=$?
[ $code -eq 0 ] || [ $code -eq 65 ] || fail "noise as a page: $code"
parse --type warc "$TMP/noise" >"$TMP/out"
is 65 $? "noise as WARC"
has "$TMP/out" '"stage":"parse"'
parse --type feed "$TMP/noise" >"$TMP/out"
is 65 $? "noise as a feed"

# gzip that is cut: what came whole is read
words 20 | gzip >"$TMP/cut.gz"
head -c 100 "$TMP/cut.gz" >"$TMP/cut2.gz"
parse "$TMP/cut2.gz" "$TMP/text" >"$TMP/out"
is 1 $? "one of two documents is cut"
is 1 "$(grep -c '"record":"article"' "$TMP/out")" "the other one is read"

# absurd pages stay cheap
(printf '<div>%.0s' $(seq 60000); echo words of it) >"$TMP/deep.html"
(printf '<p '; printf 'a%d=1 ' $(seq 60000); echo '>words of it') >"$TMP/wide.html"
echo '<table><tr><td colspan=2000000000 rowspan=99999999>words of it' \
	>"$TMP/span.html"
began=$SECONDS
parse --type html "$TMP"/{deep,wide,span}.html >"$TMP/out"
is 0 $? "absurd pages"
is 3 "$(grep -c 'words of it' "$TMP/out")" "their text is read"
[ $((SECONDS - began)) -le 20 ] || fail "absurd pages took $((SECONDS - began)) s"

sleep 0.2
left=$(ps -o pid= --ppid $$ 2>/dev/null | wc -l)
[ "$left" -le 2 ] || fail "$left processes are left"
exit 0
