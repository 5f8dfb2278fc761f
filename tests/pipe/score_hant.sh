#!/bin/bash
# The list in traditional characters is what its maker makes of the other one.
set -u
for need in python3 uconv; do
	command -v $need >/dev/null || {
		echo "skip: no $need"
		exit 77
	}
done
made=$(mktemp) || exit 1
trap 'rm -f "$made"' EXIT
"$SRC/score/data/zh_hant.py" "$made" || exit 1
cmp "$made" "$SRC/score/data/lexicon.zh-hant.tsv" || {
	echo "FAIL: run score/data/zh_hant.py"
	exit 1
}
