#!/bin/bash
# The sample twice: the second run adds nothing, and asks for no page again.
. "$(dirname "$0")/common.bash"
run() {
	"$BIN/jevons" run --feeds "$SAMPLE" "$@" 2>"$TMP/err"
}

run --now "$NOW" || fail "first run: $?"
has "$TMP/err" 'msg=committed added=[1-9]'
is true "$(last_run committed)" "committed"
pages=$(last_run pages)
[ "$pages" -ge 24 ] || fail "only $pages pages"
is "$pages" "$(grep -c 'page fetched' "$JEVONS_HOME/log/run.log")" "pages"
no_unfinished
dump "$JEVONS_HOME" "$TMP/first"
[ -s "$TMP/first" ] || fail "the dump is empty"

# not due yet: nothing is asked
run --now "$NOW" || fail "second run: $?"
is 0 "$(last_run feeds)" "feeds polled when none is due"
dump "$JEVONS_HOME" "$TMP/second"
cmp "$TMP/first" "$TMP/second" || fail "the second run changed the store"

# polled again: no page is fetched, nothing is added
run --now "$NOW" --due-now -j 2 || fail "third run: $?"
is 4 "$(last_run feeds)" "feeds polled"
is 0 "$(last_run pages)" "pages of known items"
is 0 "$(last_run added)" "articles added"
dump "$JEVONS_HOME" "$TMP/third"
cmp "$TMP/first" "$TMP/third" || fail "the third run changed the store"

# the clock goes on: feeds are due, and only the polls are new
run --now 2025-03-06T05:00:00Z || fail "fourth run: $?"
is 4 "$(last_run feeds)" "feeds that are due again"
is 0 "$(last_run added)" "articles added"

# equal input and equal --now: equal output, with workers too
first=$JEVONS_HOME
export JEVONS_HOME=$TMP/other
run --now "$NOW" -j 2 || fail "run with workers: $?"
dump "$JEVONS_HOME" "$TMP/other.dump"
cmp "$TMP/first" "$TMP/other.dump" || fail "-j 2 gives another store"
for part in feeds items; do
	name=20250306T000000Z-$part.warc.gz
	cmp "$first/archive/$name" "$JEVONS_HOME/archive/$name" ||
		fail "two equal runs archive unlike bytes"
done
exit 0
