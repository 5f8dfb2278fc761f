#!/bin/bash
# An installed tree may be moved: programs find each other, their tables and
# the sample beside themselves.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cmake --install "$BIN/.." --prefix "$tmp/first" >/dev/null
mv "$tmp/first" "$tmp/moved"
export JEVONS_HOME=$tmp/home XDG_CONFIG_HOME=$tmp/config
cd "$tmp"
bin=$tmp/moved/bin
"$bin/jevons" run -q --feeds "$tmp/moved/share/jevons/feeds/sample/sample.ini"
n=$("$bin/jevons" query articles --since 2025-01-01 --until 2025-04-01 \
	--format tsv --no-header | wc -l)
[ "$n" -ge 24 ] || {
	echo "only $n articles out of the sample"
	exit 1
}
for page in jevons.1 jevons-fetch.1 jevons-parse.1 jevons-score.1 \
	jevons-train.1 jevons-store.1 jevons-query.1 jevons-feeds.5 jevons-records.5; do
	[ -f "$tmp/moved/share/man/man${page##*.}/$page" ] || {
		echo "no manual page $page"
		exit 1
	}
done
if grep -rqI "$SRC" "$tmp/moved/share"; then
	echo "an installed file names the source folder"
	exit 1
fi
