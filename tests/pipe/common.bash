# What the pipe tests share: a folder of their own, a few checks, clean-up.
# Sourced; needs BIN (folder of the programs) and SRC.
set -u
BIN=${BIN:?} SRC=${SRC:?}
TMP=$(mktemp -d) || exit 1
export JEVONS_HOME=$TMP/home TZ=UTC LC_ALL=C.UTF-8
# the disk of a test machine may be small: that is not what is tested
printf 'free_min = 1M\n' >"$TMP/jevons.ini"
export JEVONS_CONFIG=$TMP/jevons.ini
SAMPLE=$SRC/feeds/sample/sample.ini
NOW=2025-03-06T00:00:00Z
pids=

# everything that was started in the background ends with the test; what a
# sanitizer said of a stage is shown, so that the test fails for it
clean_up() {
	grep -rhE 'Sanitizer|runtime error' "$TMP" --include=err \
		--include=run.log 2>/dev/null
	# a server ends its workers when it is asked to, not when it is killed
	for p in $pids; do
		kill -TERM "$p" 2>/dev/null
	done
	[ -z "$pids" ] || sleep 0.2
	for p in $pids; do
		kill -KILL "$p" 2>/dev/null
	done
	rm -rf "$TMP"
}
trap clean_up EXIT

fail() {
	echo "FAILED: $*"
	for f in "$TMP"/err "$TMP"/home/log/run.log; do
		[ -s "$f" ] && tail -n 20 "$f"
	done
	exit 1
}

skip() {
	echo "skipped: $*"
	exit 77
}

# is WANT GOT WHAT
is() {
	[ "$1" = "$2" ] || fail "$3: '$2', not '$1'"
}

# has FILE PATTERN
has() {
	grep -Eq -- "$2" "$1" || {
		cat "$1"
		fail "no '$2' in $1"
	}
}

# bin_with NAME: a folder of programs in which jevons-NAME may be replaced:
# the front is copied (it looks for the stages beside itself), the stages are
# links (they look for their tables beside what they link to)
bin_with() {
	mkdir -p "$TMP/bin"
	cp "$BIN/jevons" "$TMP/bin/"
	for p in "$BIN"/jevons-*; do
		ln -sf "$p" "$TMP/bin/"
	done
	rm -f "$TMP/bin/jevons-$1"
	echo "$TMP/bin/jevons-$1"
}

# a stage that is written here: stage_script NAME <<'EOF'
# (what the front asks before the stages start goes to the real program)
stage_script() {
	local path
	path=$(bin_with "$1")
	cat >"$path.fake"
	cat >"$path" <<-END
		#!/bin/sh
		case " \$* " in
		*" adopt "* | *" --freeze "* | *" --name "*)
			exec "$BIN/jevons-$1" "\$@" ;;
		esac
		exec "$path.fake" "\$@"
	END
	chmod +x "$path" "$path.fake"
}

# the store of a home as text, without what differs between stores that learnt
# the same in other batches: dump HOME FILE
dump() {
	"$BIN/jevons-store" dump --no-known --db "$1/signals.lmdb" >"$2" ||
		fail "dump of $1"
}

# what the last run says of itself: last_run KEY
last_run() {
	tail -n 1 "$JEVONS_HOME/log/runs.jsonl" |
		sed -nE "s/.*\"$1\":(\"[^\"]*\"|[a-z0-9]*).*/\1/p" | tr -d '"'
}

no_unfinished() {
	for f in "$JEVONS_HOME"/archive/*.run; do
		[ -e "$f" ] && fail "$f is left"
	done
	return 0
}

# wait_until COMMAND...: at most ten seconds
wait_until() {
	local i
	for i in $(seq 200); do
		"$@" && return 0
		sleep 0.05
	done
	fail "in vain: $*"
}
