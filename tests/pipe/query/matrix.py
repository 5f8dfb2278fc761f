#!/usr/bin/env python3
"""A history that becomes known batch by batch, and a second reckoning of the
matrix that `jevons-query features` makes of it.

matrix.py batches SEED DIR           DIR/000.jsonl …, DIR/known: a time a batch
matrix.py check SEED DIR LAG FILE    compares the rows in FILE (JSON Lines)
matrix.py revisions SEED DIR LAG FILE ROWS   the same for rows with vintages:
                                     the first ones are ROWS, and a vintage
                                     begins where a value changes, there alone
Every bucket is reckoned from the batches that were committed by its end and
LAG hours alone; nothing is shared with the program but the lines.
"""
import datetime
import json
import random
import sys

import reckon
from reckon import BEGIN, HOUR, OWNED, SOURCES, Reckoning, stamp

MODELS = ["tiny-0000000000000001", "tiny-0000000000000002"]
DAYS = 75
FEEDS = {s[0]: "https://%d.example/feed" % i for i, s in enumerate(SOURCES)}
STATS = ["count", "share", "tone", "balance", "disagreement", "buzz", "decay",
         "jevons", "aes", "aev", "demand-net", "cost-net", "z:count",
         "z:tone", "z:cost-net"]
COMPUTE = {"jevons", "demand-net", "cost-net", "z:cost-net"}


class Batch:
    def __init__(self, known):
        self.known, self.articles, self.polls, self.adopt = known, [], [], None


def late(r):
    """How long it takes until the pipeline has an article."""
    return r.choice([0, 0, 1, 1, 2, 5, 30, 100]) * HOUR


def batches(seed):
    r = random.Random(seed * 7 + 1)
    all_articles = [a for a in reckon.history(seed, 330)
                    if a["t"] < BEGIN + DAYS * 24 * HOUR]
    times, t = [], BEGIN - 2 * HOUR
    while t < BEGIN + (DAYS + 2) * 24 * HOUR:
        times.append(t)
        t += r.randrange(5 * 3600, 30 * 3600) * HOUR / 3600
    out = [Batch(t) for t in times]
    for a in all_articles:
        seen = a["t"] + late(r)
        for b in out:
            if b.known > seen:
                b.articles.append(dict(a, version=0, model=0, seen=seen))
                break
    for i, b in enumerate(out):
        for source, feed in FEEDS.items():
            if i == 0 or r.random() < 0.8:
                at = b.known - r.randrange(60, 4 * 3600) * HOUR / 3600
                b.polls.append((feed, at, 200 if i == 0 or r.random() < 0.9
                                else 503))
    revise(r, out)
    rescore(r, out)
    return out


def revise(r, out):
    """Some articles are corrected later: other facts, another content."""
    for i, b in enumerate(out):
        for a in [a for a in b.articles if not a["version"]]:
            if r.random() > 0.15:
                continue
            k = min(len(out) - 1, i + r.choice([1, 1, 2, 20]))
            if k > i:
                out[k].articles.append(dict(
                    a, **reckon.facts(r), version=1, seen=out[k].known,
                    content=r.choice(["full", "summary"])))


def rescore(r, out):
    """Another model scores what is there, and is adopted one batch later."""
    at, last = int(len(out) * 0.7), {}
    for b in out[:at]:
        for a in b.articles:
            last[a["n"]] = a
    out[at].articles += [dict(a, **reckon.facts(r), model=1)
                         for a in last.values()]
    out[at + 1].adopt = MODELS[1]
    for b in out[at + 1:]:
        for a in b.articles:
            a["model"] = 1


def lines(b):
    for feed, at, status in b.polls:
        yield {"v": 1, "record": "outcome", "url": feed, "feed": feed,
               "at": stamp(at), "status": status,
               "reason": "fetched" if status == 200 else "http"}
    for a in b.articles:
        line = reckon.line(a)
        line["title"] += " v%d" % a["version"]
        line["fetched"] = stamp(a["seen"])
        line["feed"] = FEEDS[a["source"]]
        line["score"]["model"] = MODELS[a["model"]]
        yield line


class AsOf(Reckoning):
    """What was known at a moment, each article where it was first known."""

    def __init__(self, history, entity, moment, origins):
        known = [b for b in history if b.known <= moment]
        # the adoption is a commit of its own, just behind its batch
        model = MODELS.index(([b.adopt for b in known if b.adopt and
                               b.known < moment] or MODELS[:1])[-1])
        first, now = {}, {}
        for b in known:
            for a in b.articles:
                first.setdefault(a["n"], b.known)
                if a["model"] == model:
                    now[a["n"]] = a
        articles = [dict(a, t=first[n], at=a["t"]) for n, a in now.items()]
        if origins == "live":
            articles = [a for a in articles if live(a)]
        super().__init__(articles, entity)
        self.model = MODELS[model] if first else None
        self.polls = [(feed, at) for b in known for feed, at, status in b.polls
                      if status == 200]

    def count_known(self, a, b):
        return any(a <= at < b for _, at in self.polls)

    def value(self, stat, a, b):
        if stat == "count" and self.count_known(a, b):
            return len(self.within(self.x, a, b))
        if stat == "decay":
            top, down = 0, 1
            for s in self.x:
                known = min(m["t"] for m in s[3])
                if b - datetime.timedelta(days=60) <= known < b:
                    t, w = s[1]["entities"][self.entity]
                    w *= 2 ** (-((b - known) / HOUR / 24) / 3)
                    top, down = top + w * t, down + w
            return top / down
        return super().value(stat, a, b)

    def coverage(self, a, b):
        polled = {feed for feed, at in self.polls if a <= at < b}
        total = good = 0
        for (source, _), times in self.n_parts.items():
            n = sum(a - 28 * 24 * HOUR <= t < a for t in times)
            total += n
            good += n if FEEDS[source] in polled else 0
        return good / total if total else None


def live(a):
    """Seen within 72 h; every feed was polled before all articles."""
    return a["first_seen"] <= a["at"] + 72 * HOUR


def told(seed):
    history, firsts = batches(seed), {}
    for b in history:
        for a in b.articles:
            a["first_seen"] = firsts.setdefault(a["n"], a["seen"])
    return history


def reckoned(x, a, b, none, z):
    """What a row should hold, by column."""
    want = {"n": len(x.within(x.n, a, b)), "models": x.model,
            "coverage": x.coverage(a, b)}
    for stat in STATS:
        if (stat in COMPUTE) != none:
            continue
        if not stat.startswith("z:"):
            want[stat] = x.value(stat, a, b)
        elif z:
            want[stat] = x.z(stat[2:], a, b, 91, b - a)
    if not none:
        want["stories"] = len(x.within(x.x, a, b))
    return want


def same(got, want):
    return got == want or (isinstance(want, float) and got is not None and
                           abs(got - want) < 2e-6)


def times(row, *keys):
    return [row[k] and datetime.datetime.fromisoformat(row[k]) for k in keys]


def check(seed, lag, path):
    history = told(seed)
    rows = known = 0
    for text in open(path, encoding="utf-8"):
        row = json.loads(text)
        a, b = times(row, "bucket", "end")
        moment = b + lag * HOUR
        assert moment <= history[-1].known, text
        none = row["entity"] == "compute"
        x = AsOf(history, "nvidia" if none else row["entity"], moment, "live")
        want = reckoned(x, a, b, none, b.day % 5 == 0)
        want["available"] = stamp(min(h.known for h in history
                                      if h.known >= moment))
        for key, value in want.items():
            rows += 1
            known += value is not None
            if not same(row[key], value):
                sys.exit("%s: %s is %s, reckoned %s" % (
                    row["bucket"], key, row[key], value))
    print("%d values agree, %d of them known" % (rows, known))
    if known < rows / 2:
        sys.exit("too few values are known for a test")


def revisions(seed, lag, path, delivered):
    history = told(seed)
    rows = [json.loads(t) for t in open(path, encoding="utf-8")]
    wanted = [json.loads(t) for t in open(delivered, encoding="utf-8")]
    firsts, checked = [], 0
    for i, row in enumerate(rows):
        a, b, since, until = times(row, "bucket", "end", "valid_from",
                                   "valid_to")
        first = since == b + lag * HOUR
        if first:
            firsts.append({k: v for k, v in row.items()
                           if not k.startswith("valid_")})
        else:
            before = rows[i - 1]
            assert before["valid_to"] == row["valid_from"], row
            assert any(before[k] != row[k] for k in row
                       if not k.startswith("valid_")), row
        if i % 5 or row["entity"] != "nvidia":
            continue
        # anywhere within it, it is what is reckoned as of then
        for h in history:
            if h.known < since or (until and h.known >= until):
                continue
            checked += 1
            x = AsOf(history, "nvidia", h.known, "live")
            for key, value in reckoned(x, a, b, False, False).items():
                if not same(row[key], value):
                    sys.exit("%s as of %s: %s is %s, reckoned %s" % (
                        row["bucket"], h.known, key, row[key], value))
            if checked % 3:
                break
    if firsts != wanted:
        sys.exit("the first vintages are not the rows that were delivered")
    print("%d vintages of %d rows, %d moments" % (len(rows), len(firsts),
                                                  checked))
    if len(rows) < 2 * len(firsts):
        sys.exit("too few revisions for a test")


def main():
    if sys.argv[1] == "batches":
        history = batches(int(sys.argv[2]))
        with open(sys.argv[3] + "/known", "w") as times:
            for i, b in enumerate(history):
                times.write("%03d %s %s\n" % (i, stamp(b.known),
                                              b.adopt or "-"))
                with open("%s/%03d.jsonl" % (sys.argv[3], i), "w",
                          encoding="utf-8") as f:
                    for x in lines(b):
                        f.write(json.dumps(x, ensure_ascii=False) + "\n")
    elif sys.argv[1] == "revisions":
        revisions(int(sys.argv[2]), int(sys.argv[4]), *sys.argv[5:])
    else:
        check(int(sys.argv[2]), int(sys.argv[4]), sys.argv[5])


if __name__ == "__main__":
    main()
