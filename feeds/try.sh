#!/bin/bash
# Sets up what is missing, builds Jevons, and runs its main job on the bundled
# sample (no network): fetch, parse, score, store, query.
# usage: feeds/try.sh
set -eu
cd "$(dirname "$0")/.."

bash feeds/setup.sh build
printf '== building (release)\n'
mkdir -p build
{ cmake --preset release && cmake --build --preset release -j "$(nproc)"; } \
	>build/release.log 2>&1 || {
	grep -E 'error|FAILED' build/release.log | head -n 20 >&2
	printf 'error: the build failed; all of it is in build/release.log\n' >&2
	exit 70
}
bin=$PWD/build/release/bin
export PATH="$bin:$PATH"

# a fresh home of its own: nothing of the user's is touched
JEVONS_HOME=$PWD/build/try
rm -rf "$JEVONS_HOME"
export JEVONS_HOME

printf '\n== jevons run: the sample, 20 January to 5 March 2025\n'
jevons run --feeds feeds/sample/sample.ini

range="--since 2025-01-20 --until 2025-03-10"
printf '\n== articles taken in, by language\n'
for lang in en ar zh; do
	# shellcheck disable=SC2086
	n=$(jevons-query articles -q $range --lang $lang --format tsv \
		--no-header | wc -l)
	printf '  %s  %s\n' "$lang" "$n"
done

printf '\n== the latest signals\n'
# shellcheck disable=SC2086
jevons-query signals $range --entity nvidia,deepseek --limit 12 --format table

printf '\n== week by week\n'
# shellcheck disable=SC2086
jevons-query series $range --entity nvidia,deepseek --every 1w \
	--stat count,tone --format spark

printf '\n== one number explained, down to its sentence\n'
# shellcheck disable=SC2086
ref=$(jevons-query signals -q $range --entity nvidia --signal market-fall \
	--limit 1 --format tsv --no-header | awk -F'\t' '{print $NF}')
jevons-query explain -q "$ref"

cat <<EOF

== next
  Live feeds: copy a list and say who you are, then take a first run:
    mkdir -p ~/.config/jevons/feeds.d
    cp feeds/live.ini ~/.config/jevons/feeds.d/
    echo 'contact = you@example.org' > ~/.config/jevons/jevons.ini
    $bin/jevons run
  and every half hour from cron (crontab -e):
    */30 * * * * $bin/jevons run -q
  Ask this sample more:
    JEVONS_HOME=$JEVONS_HOME $bin/jevons-query series --entity '*' \\
      --since 2025-01-20 --until 2025-03-10 --every 1w
  See it all on one page:
    JEVONS_HOME=$JEVONS_HOME $bin/jevons-query report \\
      --since 2025-01-20 --until 2025-03-10 -o report.html
EOF
