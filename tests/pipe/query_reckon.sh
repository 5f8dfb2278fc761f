#!/bin/bash
# The statistics of `jevons-query series` against a second, independent
# reckoning in Python (tests/pipe/query/reckon.py) over an invented history
# with copies, topic feeds, feed items alone, three languages, five sources.
set -u
: "${BIN:?}" "${SRC:?}"
command -v python3 >/dev/null || { echo "skip: no python3"; exit 77; }
dir=$SRC/tests/pipe/query
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
. "$dir/history.sh"
model=$JEVONS_HOME/models/tiny-0000000000000001
mkdir -p "$model"
cp "$dir/entities.tsv" "$dir/signals.tsv" "$model/"

for seed in 1 2; do
	rm -f "$JEVONS_HOME"/signals.lmdb*
	python3 "$dir/reckon.py" lines $seed >"$tmp/lines" || exit 1
	"$BIN/jevons-store" load -q --now 2025-06-06T00:00:00Z \
		<"$tmp/lines" || exit 1
	for entity in nvidia deepseek; do
		for every in 1d 1w; do
			"$BIN/jevons-query" series -q --entity $entity,'*' \
				--every $every --format jsonl \
				--since 2025-05-01 --until 2025-06-12 \
				--stat count,share,tone,balance,disagreement,buzz,decay,jevons,aes,aev,demand-net,cost-net,z:count,z:tone,z:share \
				--now 2025-06-12T00:00:00Z >"$tmp/all" || exit 1
			grep -v '"entity":"\*"' "$tmp/all" >"$tmp/answer"
			python3 "$dir/reckon.py" check $seed $entity $every \
				"$tmp/answer" || exit 1
			"$BIN/jevons-query" series -q --entity $entity \
				--every $every --format jsonl --duplicates \
				--since 2025-05-01 --until 2025-06-12 \
				--stat count,tone,balance,buzz,aes --pooled \
				--now 2025-06-12T00:00:00Z >"$tmp/copies" || exit 1
			python3 "$dir/reckon.py" check $seed $entity $every \
				"$tmp/copies" copies || exit 1
		done
	done
done

# told apart by language, each is what that language alone gives
"$BIN/jevons-query" series -q --entity nvidia --by lang --every 1w \
	--since 2025-05-01 --until 2025-06-12 --format jsonl \
	--now 2025-06-12T00:00:00Z >"$tmp/by" || exit 1
for lang in en ar zh-Hans; do
	"$BIN/jevons-query" series -q --entity nvidia --lang $lang --every 1w \
		--since 2025-05-01 --until 2025-06-12 --format jsonl \
		--now 2025-06-12T00:00:00Z |
		sed "s/}\$/,\"by\":\"$lang\"}/"
done | sort >"$tmp/apart"
sort "$tmp/by" | diff - "$tmp/apart" || exit 1
[ "$(wc -l <"$tmp/by")" -eq 84 ] || { echo "not 84 rows by language"; exit 1; }
for by in source signal entity; do
	"$BIN/jevons-query" series -q --by $by --every 1w --stat count \
		--since 2025-05-01 --until 2025-06-12 --no-header \
		--now 2025-06-12T00:00:00Z | cut -f14 | sort -u | tr '\n' ';'
	echo
done >"$tmp/names"
cat >"$tmp/want" <<'EOF2'
Fen Herald;Mirror, The;Nvidia Watch;دفتر الاختبار;测试日报;
adoption;demand-down;demand-up;efficiency-gain;jevons;market-fall;price-cut;price-rise;supply-shortage;
deepseek;nvidia;
EOF2
diff "$tmp/want" "$tmp/names"
