#!/bin/bash
# The commands that the README shows under "See it" and "Feed it to a model",
# word for word, on five months of invented news and filings; only the clock is
# put in their place.
set -u
: "${BIN:?}" "${SRC:?}"
command -v python3 >/dev/null || { echo "skip: no python3"; exit 77; }
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
export JEVONS_HOME=$tmp/home LC_ALL=C.UTF-8 TZ=UTC JEVONS_CONFIG=$tmp/ini
: >"$JEVONS_CONFIG"
mkdir "$JEVONS_HOME" "$tmp/bin" "$tmp/work"
python3 "$SRC/tests/bench/months.py" 150 | "$BIN/jevons-score" -q |
	"$BIN/jevons-store" load -q --origin auto \
		--now 2025-06-05T00:00:00Z || exit 1
# the clock stands last, where options may stand
for program in jevons jevons-query; do
	printf '#!/bin/sh\nexec "%s/%s" "$@" --now 2025-06-05T02:00:00Z\n' \
		"$BIN" $program >"$tmp/bin/$program"
	chmod +x "$tmp/bin/$program"
done
PATH=$tmp/bin:$BIN:$PATH bad=0
cd "$tmp/work" || exit 1

# section TITLE: what stands indented in it, up to what is no shell
section() {
	awk -v title="## $1" '$0 == title { on = 1; next } /^## / { on = 0 }
		on && /^    import / { exit }
		on && /^    / { print substr($0, 5) }' "$SRC/README.md"
}
section "See it" >see.sh
section "Feed it to a model" >feed.sh
[ "$(wc -l <see.sh)" -ge 4 ] && [ "$(wc -l <feed.sh)" -ge 3 ] ||
	{ echo "the README shows no commands"; exit 1; }
while IFS= read -r line; do
	command -v gnuplot >/dev/null ||
		case $line in *.svg*) echo "no gnuplot"; continue ;; esac
	COLUMNS=100 bash -c "$line" >out 2>err || {
		echo "$line: exit $?"
		cat err
		bad=1
	}
done <see.sh
grep -q '</html>' report.html || { echo "no report"; bad=1; }
if command -v gnuplot >/dev/null; then
	grep -q '</svg>' nvidia.svg || { echo "no picture"; bad=1; }
fi
bash -e feed.sh 2>err || { echo "the matrix: exit $?"; cat err; bad=1; }
python3 - <<'EOF2' || bad=1
import hashlib, json
data = open("features.arrow", "rb").read()
says = json.load(open("features.json"))
if data[:6] != b"ARROW1" or data[-6:] != b"ARROW1":
    raise SystemExit("no Arrow file")
if says["sha256"] != hashlib.sha256(data).hexdigest() or says["rows"] < 200:
    raise SystemExit("the manifest is of another file")
if "capex@microsoft" not in says["columns"]:
    raise SystemExit("no capex: %s" % says["columns"])
EOF2
# "Later only --since-cursor features.json is new": nothing is, now
features=$(sed -n '/^jevons-query/,$p' feed.sh | tr -d '\\\n' |
	sed 's/--since 2025-01-01//; s/--manifest.*//; s/--format arrow/--format csv --no-header/')
bash -c "$features --since-cursor features.json" >out 2>err
is=$?
[ $is -eq 0 ] && [ ! -s out ] ||
	{ echo "$features: exit $is"; head -n 3 out; cat err; bad=1; }
exit $bad
