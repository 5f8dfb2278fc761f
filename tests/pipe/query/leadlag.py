#!/usr/bin/env python3
"""A history in which Chinese news runs two days ahead of English news, and a
second reckoning of who leads.

leadlag.py lines           scored lines and polls
leadlag.py check FILE      compares the rows in FILE (JSON Lines)
leadlag.py claims          lines with figures that contradict each other, or not
"""
import datetime
import json
import math
import random
import sys

import reckon
from reckon import BEGIN, HOUR

DAYS = 120
FEEDS = {"测试日报": "https://zh.example/feed", "Fen Herald":
         "https://en.example/feed"}


def counts():
    r = random.Random(11)
    noise = [r.gauss(0, 2) for _ in range(DAYS)]
    zh, level = [], 0.0
    for t in range(DAYS):
        level = 0.5 * level + noise[t]
        zh.append(max(0, round(8 + level)))
    en = [max(0, round(6 + 0.8 * ((zh[t - 2] if t >= 2 else 8) - 8) +
                       r.gauss(0, 1))) for t in range(DAYS)]
    return {"测试日报": zh, "Fen Herald": en}


def lines():
    n = 0
    for source, feed in FEEDS.items():
        for t in range(DAYS * 4):
            yield {"v": 1, "record": "outcome", "url": feed, "feed": feed,
                   "at": reckon.stamp(BEGIN - HOUR + 6 * HOUR * t),
                   "status": 200, "reason": "fetched"}
    for source, per_day in counts().items():
        for day, count in enumerate(per_day):
            for k in range(count):
                n += 1
                yield reckon.line({
                    "n": n, "fingerprint": "%016x" % random.Random(
                        n).getrandbits(64), "source": source,
                    "lang": "en" if source == "Fen Herald" else "zh-Hans",
                    "scope": "general", "content": "full", "signals": [],
                    "entities": {"nvidia": (0.1, 0.5)},
                    "t": BEGIN + (24 * day + 1 + 22 * k / 40) * HOUR})


def solve(m, b):
    n = len(b)
    m = [row[:] + [x] for row, x in zip(m, b)]
    for i in range(n):
        p = max(range(i, n), key=lambda r: abs(m[r][i]))
        m[i], m[p] = m[p], m[i]
        for r in range(n):
            if r != i:
                f = m[r][i] / m[i][i]
                m[r] = [a - f * c for a, c in zip(m[r], m[i])]
    return [m[i][n] / m[i][i] for i in range(n)]


def ar(x):
    """The order with the least AIC, by solving the Yule-Walker equations."""
    n, mean = len(x), sum(x) / len(x)
    c = [sum((x[i] - mean) * (x[i - k] - mean) for i in range(k, n)) / n
         for k in range(11)]
    best, phi = n * math.log(c[0]), []
    for p in range(1, 11):
        a = solve([[c[abs(i - j)] for j in range(p)] for i in range(p)],
                  c[1:p + 1])
        var = c[0] - sum(u * v for u, v in zip(a, c[1:p + 1]))
        aic = n * math.log(var) + 2 * p
        if aic < best:
            best, phi = aic, a
    return phi


def ccf(x, y, lag):
    phi = ar(x)

    def white(v):
        mean = sum(v) / len(v)
        d = [u - mean for u in v]
        return [d[t] - sum(a * d[t - 1 - k] for k, a in enumerate(phi))
                for t in range(len(phi), len(v))]
    u, v = white(x), white(y)
    n = len(u)
    mu, mv = sum(u) / n, sum(v) / n
    top = sum((u[t] - mu) * (v[t + lag] - mv) for t in range(n - lag))
    return top / math.sqrt(sum((a - mu) ** 2 for a in u) *
                           sum((a - mv) ** 2 for a in v)), n


def check(path):
    series = counts()
    named = {"zh": series["测试日报"], "en": series["Fen Herald"]}
    rows = [json.loads(t) for t in open(path, encoding="utf-8")]
    for row in rows:
        r, n = ccf(named[row["leader"]], named[row["follower"]], row["lag"])
        assert n == row["n"], (row, n)
        if abs(r - row["correlation"]) > 2e-6 or \
                abs(row["band"] - 1.96 / math.sqrt(n)) > 2e-6:
            sys.exit("%s: reckoned %s" % (row, r))
        assert row["beyond"] == (abs(r) > 1.96 / math.sqrt(n)), row
    best = max(rows, key=lambda row: row["correlation"])
    print("%d correlations agree; %s leads by %d" % (len(rows), best["leader"],
                                                     best["lag"]))
    if (best["leader"], best["lag"], best["beyond"]) != ("zh", 2, True):
        sys.exit("that is not how it was made")


CLAIMS = [  # source, metric, entity, value, unit, more
    ("A", "capex", "meta", "65000000000", "USD", {}),
    ("B", "capex", "meta", "80000000000", "USD", {}),  # 18.75 % apart
    ("C", "capex", "meta", "66000000000", "USD", {}),  # within 2 % of A
    ("D", "capex", "meta", "70000000000", "USD", {"approx": True}),  # A, C: no
    ("E", "capex", "google", "75000000000", "USD", {}),  # another entity
    ("F", "capex", "meta", "80000000000", "EUR", {}),  # another unit
    ("G", "capex", "meta", "90000000000", "USD", {"role": "consensus"}),
    ("H", "capex", "meta", "90000000000", "USD", {"modality": "negated"}),
    ("I", "capex", "meta", "90000000000", "USD", {"modality": "forecast"}),
    ("J", "capex", "meta", "99000000000", "USD", {"horizon": "P1Y"}),
    ("K", "revenue", "meta", "1", "USD",
     {"period": {"start": "2024-10-01", "end": "2024-12-31"}}),
    ("L", "revenue", "meta", "2", "USD",
     {"period": {"start": "2025-01-01", "end": "2025-03-31"}}),
    ("M", "revenue", "meta", "3", "USD",
     {"period": {"start": "2024-12-01", "end": "2025-01-31"}}),
    ("N", "capex", "meta", "80000000000", "USD", {}),  # as B, later
]


def claims():
    for i, (source, metric, entity, value, unit, more) in enumerate(CLAIMS):
        a = reckon.line({
            "n": 900 + i, "fingerprint": "%016x" % (i * 0x1357924680acf135
                                                    % 2**64),
            "source": source, "lang": "en", "scope": "general",
            "content": "full", "signals": [], "entities": {},
            "t": BEGIN + i * HOUR})
        a["score"]["claims"] = [dict({
            "metric": metric, "entity": entity, "value": value, "unit": unit,
            "direction": "level", "role": None, "approx": False,
            "modality": "asserted", "period": None, "horizon": None,
            "sentence": 0, "field": "text", "begin": 0, "end": 3}, **more)]
        yield a


def main():
    if sys.argv[1] == "check":
        check(sys.argv[2])
        return
    for line in claims() if sys.argv[1] == "claims" else lines():
        print(json.dumps(line, ensure_ascii=False))


if __name__ == "__main__":
    main()
