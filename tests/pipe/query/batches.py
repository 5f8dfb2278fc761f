#!/usr/bin/env python3
"""batches.py DIR SEED N: an invented history in N batches, DIR/0 … DIR/N-1.

Articles that come late, again with another text, scored by two models, as
copies, undated, from topic feeds, as filings and feed items alone, in four
languages; and the polls of their feeds. A batch lies some days behind the one
before it.
"""
import json
import random
import sys
from datetime import datetime, timedelta, timezone

BEGIN = datetime(2025, 1, 6, tzinfo=timezone.utc)
DAYS = 110
MODELS = ["tiny-0000000000000001", "tiny-0000000000000002"]
SOURCES = [("Fen Herald", "en", "general"), ("Mirror, The", "en", "general"),
           ("دفتر الاختبار", "ar", "general"), ("测试日报", "zh-Hans", "general"),
           ("測試晚報", "zh-Hant", "general"), ("Chip Watch", "en", "topic")]
ENTITIES = ["nvidia", "nvidia.h20", "deepseek", "jensen-huang"]
SIGNALS = {"demand-up": 1, "demand-down": -1, "efficiency-gain": 0,
           "price-cut": 0, "market-fall": 0}


def stamp(t):
    return t.strftime("%Y-%m-%dT%H:%M:%SZ")


def when(r, until):
    t = BEGIN + timedelta(seconds=r.randrange(int(until.total_seconds())))
    # the edges of days are where it goes wrong, if it does
    return t.replace(hour=0, minute=0, second=0) if r.random() < 0.1 else t


def score(r, article, model):
    p = [0.5, 0.25, 0.25] if r.random() < 0.5 else [0.1, 0.2, 0.7]
    entities, signals = [], []
    for e in ENTITIES:
        if r.random() < 0.35:
            tone = r.randrange(-100, 101) / 100
            entities.append({
                "entity": e, "relevance": r.randrange(1, 21) / 20,
                "tone": tone, "p": p, "mentions": [{
                    "field": "text", "begin": 0, "end": 3, "surface": "abc",
                    "sentence": 0, "tone": tone, "p": p}]})
    for s in SIGNALS:
        if r.random() < 0.25:
            signals.append({
                "signal": s, "entity": r.choice(ENTITIES + [None]),
                "demand": SIGNALS[s], "strength": r.randrange(1, 21) / 20,
                "modality": r.choice(["asserted", "reported", "forecast"]),
                "sentence": r.randrange(4), "field": "text", "begin": 0,
                "end": 3, "cue": "abc"})
    out = {"model": model, "fingerprint": "%016x" % article["fingerprint"],
           "sentences": 5, "words": 9, "entities": entities,
           "signals": signals, "claims": []}
    if r.random() < 0.95:  # without a tone: no language with word lists
        out.update(tone=0.25, p=p)
    return out


def new_article(r, n, near, until):
    source, lang, scope = r.choice(SOURCES)
    t = when(r, until)
    copy = r.choice(near) if near and r.random() < 0.3 else None
    if copy and copy["t"]:
        t = copy["t"] + timedelta(hours=r.randrange(-60, 61))
    a = {"n": n, "source": source, "lang": lang, "scope": scope,
         "t": t if r.random() < 0.95 else None,
         "fingerprint": copy["fingerprint"] if copy else r.getrandbits(64) | 1,
         "kind": r.choice(["news"] * 6 + ["filing", "post"]),
         "content": r.choice(["full"] * 3 + ["partial", "summary"]),
         "late": timedelta(hours=r.choice([0, 0, 0, 1, 30, 90]))}
    near.append(a)
    return a


def line(r, a, model, text, now):
    o = {"v": 1, "record": "article", "id": "%032x" % (a["n"] * 7919),
         "url": "https://x.example/%d" % a["n"], "source": a["source"],
         "feed": "https://%d.example/feed" % (len(a["source"]) % 4),
         "kind": a["kind"], "lang": a["lang"], "title": "abc %d" % a["n"],
         "text": "abc %s" % text, "fetched": stamp(
             (a["t"] or BEGIN) + a["late"]),
         "content": a["content"], "scope": a["scope"]}
    if a["t"]:
        o.update(published=stamp(a["t"]), published_from="meta",
                 published_precision="second")
    o["score"] = score(r, a, model)
    return o


def poll(r, until):
    feed = "https://%d.example/feed" % r.randrange(4)
    return {"v": 1, "record": "outcome", "url": feed, "feed": feed,
            "at": stamp(when(r, until)), "status": r.choice([200, 304, 503])}


def main():
    folder, seed, n = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    r = random.Random(seed)
    near, told = [], 0
    for batch in range(n):
        until = timedelta(days=DAYS * (batch + 1) / n)
        lines = []
        for _ in range(r.randrange(20, 60)):
            if near and r.random() < 0.2:  # again
                a = r.choice(near)
            else:
                told += 1
                a = new_article(r, told, near, until)
            model = MODELS[r.random() < 0.2]
            lines.append(line(r, a, model, str(r.randrange(3)), batch))
        lines += [poll(r, until) for _ in range(r.randrange(12))]
        with open("%s/%d" % (folder, batch), "w", encoding="utf-8") as f:
            for one in lines:
                f.write(json.dumps(one, ensure_ascii=False) + "\n")


main()
