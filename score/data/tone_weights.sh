#!/bin/sh
# Makes tone.weights anew: English from SEntFiN (MIT), Twitter Financial News
# (MIT) and our own labelled sentences but for those aside. Arabic and Chinese
# have too few labels for weights that beat the rules on articles: their tone
# stays with the rules.
#
# usage: score/data/tone_weights.sh SENTFIN.jsonl TWITTER.jsonl [JEVONS_TRAIN]
set -eu
here=$(dirname "$0")
own=$here/labelled
train=${3:-$here/../../build/release/bin/jevons-train}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 "$here/tone_weights.py" "$1" "$2" "$own/en.tables.jsonl" \
	"$own/en.tone.jsonl" |
	"$train" --model "$here" --output "$tmp"
cp "$tmp/tone.weights" "$here/tone.weights"
