#!/bin/bash
# The founding article is one J: a cost story whose linked rows of demand all
# point up. And what it reports only to deny has no demand. Needs the shared
# data.
set -u
data=${JEVONS_TEST_DATA:-$SRC/../shared}
article=$data/data/corpus/founding-article.ar.txt
[ -f "$article" ] || {
	echo "skip: no $article"
	exit 77
}
command -v python3 >/dev/null || {
	echo "skip: no python3"
	exit 77
}
"$BIN/jevons-parse" -q --type text --fetched 2025-02-25T00:00:00Z "$article" |
	"$BIN/jevons-score" -q | python3 -c '
import json, sys

s = json.loads(sys.stdin.readline())["score"]
told = ("asserted", "reported")
cost = [x["sentence"] for x in s["signals"]
        if x["signal"] in ("efficiency-gain", "price-cut")
        and x["modality"] in told]
linked = [x for x in s["signals"]
          if x["signal"] in ("demand-up", "demand-down", "adoption",
                             "supply-shortage", "supply-glut")
          and x["modality"] in told
          and any(abs(x["sentence"] - c) <= 1 for c in cost)]
up = [x for x in linked if x["demand"] > 0]
down = [x for x in linked if x["demand"] < 0]
balance = sum(x["demand"] * x["strength"] for x in s["signals"]
              if x["modality"] in told)
denied = [x for x in s["signals"] if x["signal"] == "demand-down"
          and x["modality"] in told and x["demand"] != 0]
claims = {(c["metric"], c["value"], c["unit"]) for c in s["claims"]}
want = {("share-price", "17", "%"), ("market-value", "600000000000", "USD"),
        ("investment", "500000000000", "USD")}
print("cost in sentences %s, linked up %d, down %d, balance %.2f" %
      (sorted(set(cost)), len(up), len(down), balance))
bad = 0
for good, what in ((cost and up and not down, "it is no J"),
                   (balance > 1, "its balance is not up"),
                   (not denied, "what it denies counts: %s" % denied),
                   (want <= claims, "claims: %s" % claims)):
    if not good:
        print("FAIL:", what)
        bad = 1
sys.exit(bad)
'
