#!/bin/bash
# What is counted from the rollup is what is counted from the rows, byte for
# byte: over random histories (tests/pipe/query/batches.py), behind each batch,
# for questions of every kind. By hand, for many: SEEDS="1 2 3 4 5 6 7 8 9".
set -u
: "${BIN:?}" "${SRC:?}"
command -v python3 >/dev/null || { echo "skip: no python3"; exit 77; }
dir=$SRC/tests/pipe/query
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
export JEVONS_HOME=$tmp/home LC_ALL=C.UTF-8 TZ=UTC
for model in 1 2; do
	mkdir -p "$JEVONS_HOME/models/tiny-000000000000000$model"
	cp "$dir/entities.tsv" "$dir/signals.tsv" \
		"$JEVONS_HOME/models/tiny-000000000000000$model/"
done
batches=8 bad=0 asked=0
stats=count,share,tone,balance,buzz,decay,aes,z:share,jevons,demand-net

# same NOW QUESTION...: both ways, the words on stderr too
same() {
	local now=$1
	shift
	"$BIN/jevons-query" "$@" --now "$now" >"$tmp/a" 2>"$tmp/a.err"
	local a=$?
	[ $a -le 1 ] || [ $a -eq 64 ] || {
		echo "exit $a at $now: $*: $(cat "$tmp/a.err")"
		bad=1
	}
	"$BIN/jevons-query" "$@" --from-rows --now "$now" >"$tmp/b" 2>"$tmp/b.err"
	if [ $a -ne $? ] || ! cmp "$tmp/a" "$tmp/b" ||
		! cmp "$tmp/a.err" "$tmp/b.err"; then
		echo "differs at $now: $*"
		bad=1
	fi
	[ -s "$tmp/a" ] && asked=$((asked + 1))
}
some() { shuf -n1 -e --random-source=<(yes "$seed$batch$1") -- "${@:2}"; }

for seed in ${SEEDS:-1 2}; do
	rm -f "$JEVONS_HOME"/signals.lmdb*
	mkdir -p "$tmp/$seed"
	python3 "$dir/batches.py" "$tmp/$seed" "$seed" $batches || exit 1
	for batch in $(seq 0 $((batches - 1))); do
		day=$((5 + 110 * (batch + 1) / batches))
		now=$(date -u -d "2025-01-06 $day days" +%FT12:00:00Z)
		"$BIN/jevons-store" load -q --now "$now" \
			--origin "$(some o auto auto auto backfill)" \
			"$tmp/$seed/$batch" || exit 1
		"$BIN/jevons-query" status --verify -q >/dev/null || bad=1
		until=$(date -u -d "2025-01-06 $((day - ${batch}5 % 9)) days" +%F)
		entity=$(some e nvidia deepseek '*' nvidia! compute)
		same "$now" series --stat $stats --entity '*' --since 60d
		same "$now" series --entity "$entity" --since 2025-01-01 \
			--until "$until" --every "$(some v 1d 1w 1M)" --fill prev
		same "$now" series --lang "$(some l en ar zh zh-Hant zh,en ja)" \
			--entity "$entity" --since 45d --format jsonl
		same "$now" series --origin "$(some p all late live backfill)" \
			--since 2025-02-03 --entity "$entity" --pooled
		same "$now" series --as-of "$(some a 3d 20d 50d 90d)" \
			--since 2025-01-01 --entity "$entity"
		same "$now" series --model tiny-0000000000000002 --since 30d
		same "$now" series --by "$(some b lang source signal)" \
			--every 1w --since 2025-01-06 --entity "$entity"
		same "$now" series --day-ends 16:00 --tz America/New_York \
			--since 40d --entity "$entity"
		same "$now" series --calendar weekdays --since 40d
		same "$now" series --"$(some d duplicates hypothetical)" \
			--clock "$(some c published seen known)" --since 40d
		same "$now" series --every 1h --since 2d --kind news
		same "$now" compare --entity nvidia,deepseek --since 60d
	done
	same "$now" report --since 90d
	same "$now" report --since 2025-02-01 --until 2025-04-01 --lang zh
	same "$now" plot --stat share --entity nvidia --since 90d
done
# it is of use only where most questions have an answer
[ $asked -gt 100 ] || { echo "only $asked answers"; bad=1; }
exit $bad
