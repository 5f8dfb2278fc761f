#!/bin/bash
# Five-fold tone of one labelled set through the programs: each fifth of its
# texts is judged by a model (--model) that was trained on the other four and
# on the sets named behind it. Its weights are not shipped.
#
# usage: tests/bench/train_folds.sh SET.jsonl [MORE.jsonl…]
#   BIN: folder of the programs (build/release/bin)
#   TOOLS: folder of predict.py and score_tone.py (../shared/tools)
#   TRAIN: more options of jevons-train ("--cost 200")
set -eu
src=$(cd "$(dirname "$0")/../.." && pwd)
bin=${BIN:-$src/build/release/bin}
tools=${TOOLS:-$src/../shared/tools}
lines=$src/score/data/tone_weights.py
set=$1
shift
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
for fold in 0 1 2 3 4; do
	python3 "$lines" --but $fold "$set" >"$tmp/train"
	[ $# -eq 0 ] || python3 "$lines" "$@" >>"$tmp/train"
	# shellcheck disable=SC2086
	"$bin/jevons-train" -q --model "$src/score/data" -o "$tmp/m$fold" \
		${TRAIN:-} "$tmp/train"
	python3 - $fold "$set" >"$tmp/gold" <<'PY'
import hashlib, json, sys
fold, name = sys.argv[1:]


def fold_of(text):  # as tone_weights.py has it
    return hashlib.sha256(text.casefold().encode()).digest()[0] % 5


for line in open(name, encoding='utf-8'):
    if fold_of(json.loads(line)['text']) == int(fold):
        sys.stdout.write(line)
PY
	python3 "$tools/predict.py" tone "$tmp/gold" \
		--cmd "$bin/jevons-score --model $tmp/m$fold" \
		>>"$tmp/said" 2>"$tmp/err" || cat "$tmp/err"
	rm -rf "$tmp/m$fold"
done
python3 "$tools/score_tone.py" "$set" "$tmp/said"
