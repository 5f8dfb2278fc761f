#!/bin/bash
# The report of the sample in headless Chromium (Debian's package), in both
# themes, on a desk and on a telephone: no word on the console, no request that
# leaves the machine, nothing wider than the screen. Leaves pictures to look at.
# usage: tests/bench/report.sh [BIN_DIR [PICTURES]]     default: a temporary folder
set -eu
cd "$(dirname "$0")/../.."
BIN=$(cd "${1:-build/release/bin}" && pwd)
command -v chromium >/dev/null || { echo "skip: no chromium"; exit 77; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
pictures=${2:-$tmp}
mkdir -p "$pictures"
export JEVONS_HOME=$tmp/home LC_ALL=C.UTF-8 TZ=UTC HOME=$tmp
printf 'free_min = 1M\n' >"$tmp/jevons.ini"
JEVONS_CONFIG=$tmp/jevons.ini "$BIN/jevons" run -q \
	--feeds feeds/sample/sample.ini --now 2025-03-06T00:00:00Z
began=$(date +%s%N)
"$BIN/jevons-query" report -q --since 2025-01-15 --until 2025-03-10 \
	--now 2025-03-11T00:00:00Z -o "$tmp/report.html"
echo "report: $((($(date +%s%N) - began) / 1000000)) ms," \
	"$(stat -c %s "$tmp/report.html") bytes"

# the page in frames as wide as a desk and a telephone (a window is never under
# 500 wide): what is wider than its frame, tables that scroll apart
python3 - "$tmp" <<'EOF2'
import html, sys
page = open(sys.argv[1] + "/report.html", encoding="utf-8").read()
for width in (1200, 390, 320):
    open("%s/probe-%d.html" % (sys.argv[1], width), "w",
         encoding="utf-8").write("""<!DOCTYPE html><meta charset="utf-8">
<body><iframe width="%d" height="3000" srcdoc="%s"></iframe><script>
const frame = document.querySelector("iframe");
frame.onload = () => {
 const inner = frame.contentDocument;
 const wide = [...inner.querySelectorAll("body *")].filter(
  e => !e.closest(".scroll") && !e.closest("svg") &&
   e.getBoundingClientRect().right > frame.contentWindow.innerWidth + 1);
 document.body.dataset.wide =
  wide.length + " of " + frame.contentWindow.innerWidth;
};</script></body>""" % (width, html.escape(page)))
EOF2

bad=0
browse() { # SCHEME WIDTH OPTION... FILE
	local scheme=$1 width=$2
	shift 2
	timeout 60 chromium --headless --no-sandbox --disable-gpu \
		--hide-scrollbars --user-data-dir="$tmp/profile" \
		--blink-settings=preferredColorScheme="$scheme" \
		--window-size="$width,3600" --enable-logging=stderr "$@" \
		2>"$tmp/log"
}
for scheme in 0 1; do
	theme=$([ $scheme = 0 ] && echo dark || echo light)
	for width in 1200 390 320; do
		browse $scheme $width --log-net-log="$tmp/net.json" \
			--screenshot="$pictures/report-$theme-$width.png" \
			"file://$tmp/report.html" >/dev/null
		if grep 'CONSOLE' "$tmp/log"; then
			bad=1
		fi
		python3 - "$tmp/net.json" <<-'EOF3' || bad=1
		import re, sys
		text = open(sys.argv[1], encoding="utf-8", errors="replace").read()
		urls = set(re.findall(r'"url":"([^"]*)"', text))
		# the browser's own calls home are not the page's
		ours = [u for u in urls if not re.match(
		    r"(file|data|chrome[a-z-]*|about):", u) and not re.match(
		    r"https?://[^/]*(google|gvt1|googleapis|gstatic|chromium)"
		    r"[^/]*/", u)]
		if ours:
		    sys.exit("requests: %s" % ours)
		EOF3
		wide=$(browse $scheme $width --dump-dom "file://$tmp/probe-$width.html" |
			grep -o 'data-wide="[^"]*"' || true)
		echo "$theme, $width: no word on the console, too wide: ${wide#*=}"
		case $wide in 'data-wide="0 of '*) ;; *) bad=1 ;; esac
	done
done
[ "$pictures" = "$tmp" ] || ls "$pictures"/report-*.png
exit $bad
