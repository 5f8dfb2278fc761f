#!/bin/bash
# The lists in traditional characters are what their maker makes of the others.
set -u
for need in python3 uconv; do
	command -v $need >/dev/null || {
		echo "skip: no $need"
		exit 77
	}
done
made=$(mktemp -d) || exit 1
trap 'rm -rf "$made"' EXIT
"$SRC/score/data/zh_hant.py" "$made" || exit 1
for list in lexicon cues; do
	cmp "$made/$list.zh-hant.tsv" "$SRC/score/data/$list.zh-hant.tsv" || {
		echo "FAIL: run score/data/zh_hant.py"
		exit 1
	}
done
