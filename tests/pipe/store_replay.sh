#!/bin/bash
# A random history: articles new, late, undated, corrected, retracted in part,
# scored by another model that is adopted and given up again, polls, facts,
# prices with vintages, and a clock that jumps. What is answered after each
# commit is answered, byte for byte, as of that commit when all is over. By
# hand, every question at each step: EVERY=1 REPLAY_SEEDS="1 2 3".
. "$(dirname "$0")/common.bash"
steps=${REPLAY_STEPS:-12}
later=2025-06-01T00:00:00Z
store() {
	"$BIN/jevons-store" "$@" -q 2>"$TMP/err" || fail "store $*: $?"
}
questions() {
	cat <<-'END'
	series --entity nvidia,deepseek,* --every 1w --since 2025-01-01
	series --entity nvidia --clock known --every 1d --stat count,tone,decay
	series --stat jevons,balance --every 1M --since 2025-01-01 --format jsonl
	mentions --since 2025-01-01 --format tsv
	signals --since 2025-01-01 --format jsonl
	claims --since 2025-01-01 --format csv
	articles --since 2025-01-01 --format tsv
	facts --since 2024-01-01 --format tsv
	features --since 2025-02-01 --every 1w --facts h100
	END
}
# ask FILE OPTION...: the answers to all questions
ask() {
	local to=$1
	shift
	while read -r line; do
		echo "== $line"
		# shellcheck disable=SC2086
		"$BIN/jevons-query" $line --origin all "$@" 2>&1
		echo "= $?"
	done < <(questions | if [ -n "${EVERY:-}" ]; then cat; else
		awk -v k="$step" 'NR % 3 == k % 3'; fi) >"$to"
}
replay() {
	local seed=$1 day minute known step act
	rm -rf "$JEVONS_HOME"
	mkdir -p "$JEVONS_HOME"
	: >"$TMP/known"
	# the names of series have no clock: features asks for one by its name
	echo 2025-02-01,3.5 | store --now 2025-02-28T00:00:00Z --series h100 \
		--unit USD/GPU-hour observe
	for step in $(seq "$steps"); do
		act=$(((seed * 7 + step * 5) % 11))
		# mostly on, at times back
		day=$((step % 4 == 3 ? step - 2 : step)) minute=$((act * 5))
		now=$(printf '2025-03-%02dT10:%02d:00Z' $day $minute)
		awk -v seed="$seed" -v step="$step" \
			-f "$SRC/tests/pipe/store_replay.awk" >"$TMP/in"
		store --now "$now" --origin auto --report "$TMP/report" \
			load "$TMP/in"
		if [ $step -gt 3 ] && [ $((act % 3)) = 0 ]; then
			store --now "$now" adopt core-$((act % 2 + 1))
		fi
		if [ $((act % 2)) = 0 ]; then
			echo "2025-02-$((act + 10)),$((act + step % 5)).5" |
				store --now "$now" --series h100 \
					--unit USD/GPU-hour observe
		fi
		known=$("$BIN/jevons-query" status --format tsv --now $later |
			awk -F'\t' '$2 == "watermark" { print $4 }')
		ask "$TMP/then.$step" --now "$known"
		echo "$step $known" >>"$TMP/known"
	done
	sort -u -k 2 "$TMP/known" | wc -l >"$TMP/commits"
	while read -r step known; do
		ask "$TMP/asof" --as-of "$known" --now $later
		cmp "$TMP/then.$step" "$TMP/asof" || {
			diff "$TMP/then.$step" "$TMP/asof" | head -n 20
			fail "seed $seed, step $step, as of $known"
		}
	done <"$TMP/known"
	[ "$(cat "$TMP/commits")" -gt $((steps / 2)) ] ||
		fail "seed $seed: too few commits"
	cmp -s "$TMP/then.1" "$TMP/then.$steps" && fail "nothing changed"
	store backup "$TMP/copy.lmdb"
}
for seed in ${REPLAY_SEEDS:-1}; do
	replay "$seed"
done
exit 0
