#!/usr/bin/env python3
"""A second reckoning of what is made of other values: an index over a frozen
panel, the gap of demand and costs, the response of demand to costs.

made.py lines              scored lines of an invented history
made.py index FILE BASE_A BASE_B KNOWN    compares days in FILE (JSON Lines)
made.py gap FILE BASE_A BASE_B            likewise, of known definitions
made.py response FILE                     compares weeks
"""
import datetime
import json
import math
import sys

import reckon
from reckon import HOUR, Reckoning

SEED, DAYS, STORIES = 5, 900, 5200


def history():
    reckon.DAYS = DAYS
    return reckon.history(SEED, STORIES)


def sd(v):
    mean = sum(v) / len(v)
    return math.sqrt(sum((x - mean) ** 2 for x in v) / (len(v) - 1))


class Made(Reckoning):
    """Stories in lists by day, for it is asked of many days."""

    def shares(self, a, b):
        """X/N of each source in a bucket; None without stories."""
        out = {}
        for source in {key[0] for key in self.n_parts}:
            n, x = (sum(a <= t < b for key, times in parts.items()
                        if key[0] == source for t in times)
                    for parts in (self.n_parts, self.x_parts))
            out[source] = x / n if n else None
        return out


def days_of(a, b):
    while a < b:
        yield a, a + 24 * HOUR
        a += 24 * HOUR


def panel_of(shares):
    """Of a list of days: (sd, mean of Y/sd) of each source that is in."""
    out = {}
    for source in shares[0]:
        y = [s[source] for s in shares if s[source] is not None]
        if len(y) >= 60 and sum(v > 0 for v in y) >= 10 and sd(y) > 0:
            out[source] = (sd(y), sum(y) / len(y) / sd(y))
    return out


def level(panel, shares):
    present = [s for s in panel if shares[s] is not None]
    if not present:
        return None
    m = sum(shares[s] / panel[s][0] for s in present) / len(present)
    whole = sum(v[1] for v in panel.values()) / len(panel)
    return m * whole / (sum(panel[s][1] for s in present) / len(present))


def date(word):
    return datetime.datetime.fromisoformat(word + "T00:00:00+00:00")


def rows_of(path):
    for text in open(path, encoding="utf-8"):
        row = json.loads(text)
        yield row, *(datetime.datetime.fromisoformat(row[k])
                     for k in ("bucket", "end"))


def check_index(path, base_a, base_b, known):
    x = Made(history(), "nvidia")
    shares = [x.shares(a, b) for a, b in days_of(date(base_a), date(base_b))]
    panel = panel_of(shares)
    levels = [v for v in (level(panel, s) for s in shares) if v is not None]
    mean, n, early = sum(levels) / len(levels), 0, 0
    for row, a, b in rows_of(path):
        m = level(panel, x.shares(a, b))
        want = None if m is None else 100 * m / mean
        if b <= datetime.datetime.fromisoformat(known):
            want, early = None, early + 1
        n += 1
        same(row, want, 1e-4)
    print("%d values of a panel of %d agree, %d before it was known" % (
        n, len(panel), early))
    if len(panel) < 2 or early < 5 or n - early < 50:
        sys.exit("no test")


def check_gap(path, base_a, base_b):
    x, n = Made(history(), "nvidia"), 0
    base = list(days_of(date(base_a), date(base_b)))
    d, c = ([x.value(k, a, b) for a, b in base]
            for k in ("demand-net", "cost-net"))
    sd_d, sd_c = (sd([v for v in s if v is not None]) for s in (d, c))
    for row, a, b in rows_of(path):
        d, c = x.value("demand-net", a, b), x.value("cost-net", a, b)
        same(row, None if d is None else d / sd_d - c / sd_c, 1e-5)
        n += d is not None
    print("%d gaps agree" % n)
    if n < 50:
        sys.exit("no test")


def same(row, want, slack):
    got = row["value"]
    if (got is None) != (want is None) or (
            want is not None and abs(got - want) > slack):
        sys.exit("%s %s: %s, reckoned %s" % (row["bucket"], row["stat"], got,
                                             want))


def invert(m):
    n = len(m)
    m = [row[:] + [float(i == j) for j in range(n)]
         for i, row in enumerate(m)]
    for i in range(n):
        p = max(range(i, n), key=lambda r: abs(m[r][i]))
        m[i], m[p] = m[p], m[i]
        m[i] = [v / m[i][i] for v in m[i]]
        for r in range(n):
            if r != i:
                m[r] = [a - m[r][i] * b for a, b in zip(m[r], m[i])]
    return [row[n:] for row in m]


def newey_west(d, c):
    """(slope, its error) of the lines of weeks, L = 4."""
    lines = []
    for t in range(4, len(d)):
        need = [d[t], d[t - 1]] + c[t - 4:t]
        if None not in need:
            lines.append((t, [1, sum(c[t - 4:t]) / 4, d[t - 1]], d[t]))
    if len(lines) < 60:
        return None, None
    k = range(3)
    inv = invert([[sum(x[i] * x[j] for _, x, _ in lines) for j in k]
                  for i in k])
    xy = [sum(x[i] * y for _, x, y in lines) for i in k]
    beta = [sum(inv[i][j] * xy[j] for j in k) for i in k]
    u = {t: [v * (y - sum(b * w for b, w in zip(beta, x))) for v in x]
         for t, x, y in lines}
    s = [[0.0] * 3 for _ in k]
    for t in u:
        for lag in range(-4, 5):
            if t + lag in u:
                w = 1 - abs(lag) / 5
                for i in k:
                    for j in k:
                        s[i][j] += w * u[t][i] * u[t + lag][j]
    var = sum(inv[1][i] * s[i][j] * inv[j][1] for i in k for j in k)
    return beta[1], math.sqrt(var)


def check_response(path):
    x, week, memo, n = Made(history(), "nvidia"), 7 * 24 * HOUR, {}, 0

    def net(stat, a):
        if (stat, a) not in memo:
            memo[stat, a] = x.value(stat, a, a + week)
        return memo[stat, a]
    for text in open(path, encoding="utf-8"):
        row = json.loads(text)
        a = datetime.datetime.fromisoformat(row["bucket"])
        past = [a - (108 - i) * week for i in range(108)]
        slope, se = newey_west([net("demand-net", t) for t in past],
                               [net("cost-net", t) for t in past])
        same(row, slope, 2e-6)
        same(dict(row, value=row["se"]), se, 2e-6)
        n += slope is not None
    print("%d responses agree" % n)
    if n < 10:
        sys.exit("no test")


def main():
    if sys.argv[1] == "lines":
        for a in history():
            print(json.dumps(reckon.line(a), ensure_ascii=False))
    elif sys.argv[1] == "index":
        check_index(*sys.argv[2:])
    elif sys.argv[1] == "gap":
        check_gap(*sys.argv[2:])
    else:
        check_response(sys.argv[2])


if __name__ == "__main__":
    main()
