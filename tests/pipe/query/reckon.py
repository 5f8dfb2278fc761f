#!/usr/bin/env python3
"""A second, independent reckoning of what `jevons-query series` prints.

reckon.py lines SEED [STORIES]   scored lines of an invented history
reckon.py check SEED ENTITY EVERY FILE
                             compares the answer in FILE (JSON Lines)
The formulas are written anew from their definitions; nothing is shared with
the program but the lines it was given.
"""
import datetime
import hashlib
import json
import math
import random
import sys

MODEL = "tiny-0000000000000001"
BEGIN = datetime.datetime(2025, 1, 6, tzinfo=datetime.timezone.utc)
DAYS = 150
KNOWN = BEGIN + datetime.timedelta(days=DAYS + 1)
HOUR = datetime.timedelta(hours=1)
SIGNALS = {"demand-up": 1, "demand-down": -1, "adoption": 1,
           "supply-shortage": 1, "efficiency-gain": 0, "price-cut": 0,
           "jevons": 1, "market-fall": 0, "price-rise": 0}
COST = {"efficiency-gain", "price-cut"}
UP = {"demand-up", "adoption", "supply-shortage"}
OWNED = {"nvidia": ["nvidia", "nvidia.h20", "jensen-huang"],
         "deepseek": ["deepseek", "deepseek.r1"]}
SOURCES = [("Fen Herald", "en", "general"), ("Mirror, The", "en", "general"),
           ("دفتر الاختبار", "ar", "general"), ("测试日报", "zh-Hans", "general"),
           ("Nvidia Watch", "en", "topic")]


def stamp(t):
    return t.strftime("%Y-%m-%dT%H:%M:%SZ")


def history(seed, stories=420):
    """Articles as dicts; `story` is the truth about copies."""
    r = random.Random(seed)
    out, n = [], 0
    for story in range(stories):
        t = BEGIN + datetime.timedelta(
            seconds=r.randrange(int(DAYS * 86400 * 0.98)))
        fingerprint = "%016x" % r.getrandbits(64)
        base = None
        for copy in range(1 + (r.random() < 0.25) * r.randrange(1, 4)):
            n += 1
            source, lang, scope = r.choice(SOURCES)
            if base is None or r.random() < 0.5:
                base = facts(r)
            out.append(dict(
                base, n=n, story=story, fingerprint=fingerprint,
                source=source, lang=lang, scope=scope,
                content=r.choice(["full"] * 4 + ["partial", "summary"]),
                t=t + copy * r.randrange(1, 15) * HOUR))
    out.sort(key=lambda a: (a["t"], a["n"]))
    return out


def facts(r):
    entities = {}
    for owner in OWNED:
        if r.random() < 0.45:
            tone, weight = r.randrange(-100, 101) / 100, r.randrange(1, 21) / 20
            for e in [owner] + [x for x in OWNED[owner][1:]
                                if r.random() < 0.3]:
                entities[e] = (tone, weight)
    signals = []
    for _ in range(r.choice([0, 0, 1, 2, 3, 5])):
        name = r.choice(list(SIGNALS))
        modality = r.choice(["asserted"] * 5 + ["reported", "forecast",
                                                "negated"])
        signals.append({
            "signal": name, "entity": r.choice(
                list(entities) + [None]), "modality": modality,
            "demand": 0 if modality == "negated" or r.random() < 0.1
            else SIGNALS[name],
            "strength": r.randrange(1, 21) / 20,
            "sentence": r.randrange(1, 7)})
    return {"entities": entities, "signals": signals}


def ident(a):
    return hashlib.sha256(b"%d" % a["n"]).hexdigest()[:32]


def line(a):
    def tone(t):
        return {"tone": t, "p": [max(0, -t), round(1 - abs(t), 6), max(0, t)]}
    entities = [dict({"entity": e, "relevance": w}, **tone(t), mentions=[
        dict({"field": "title", "begin": 0, "end": 3, "sentence": 0,
              "surface": "abc"}, **tone(t))])
        for e, (t, w) in sorted(a["entities"].items())]
    signals = [dict(s, field="text", begin=0, end=3, cue="abc")
               for s in a["signals"]]
    return {"v": 1, "record": "article", "id": ident(a),
            "url": "https://x.example/%d" % a["n"], "source": a["source"],
            "kind": "news", "lang": a["lang"], "title": "abc %d" % a["n"],
            "text": "abc", "published": stamp(a["t"]),
            "published_from": "meta", "published_precision": "second",
            "fetched": stamp(a["t"]), "content": a["content"],
            "scope": a["scope"],
            "score": dict({"model": MODEL, "fingerprint": a["fingerprint"],
                           "sentences": 7, "words": 1}, **tone(0),
                          entities=entities, signals=signals, claims=[])}


def by(articles, key):
    groups = {}
    for a in articles:
        groups.setdefault(key(a), []).append(a)
    return groups


def order(a):
    return (a["t"], int(ident(a)[:16], 16))


def tell(articles, key=lambda a: a["story"]):
    """(placed, speaker, first, members) of each story."""
    out = []
    for members in by(articles, key).values():
        members.sort(key=order)
        full = [a for a in members if a["content"] == "full"]
        out.append((members[0]["t"], (full or members)[0], members[0],
                    members))
    return out


def copies(articles):
    """Each copy for itself; the k-th of a story weighs 0.75^k of its own."""
    out = []
    for members in by(articles, lambda a: a["story"]).values():
        for k, a in enumerate(sorted(members, key=order)):
            a = dict(a, entities={e: (t, w * 0.75 ** k) for e, (t, w)
                                  in a["entities"].items()})
            out.append((a["t"], a, a, [a]))
    return out


def mean_tone(a, entity):
    """The owner's row has taken in what it owns."""
    return a["entities"][entity]


def demand(a, entities):
    best = {}
    for s in a["signals"]:
        if s["modality"] in ("asserted", "reported") and s["demand"] and \
                (not entities or (s["entity"] or "compute") in entities):
            k = (s["sentence"], s["demand"])
            best[k] = max(best.get(k, 0), s["strength"])
    total = round(sum(d * x for (_, d), x in best.items()), 9)
    return 0 if abs(total) < 0.1 else (1 if total > 0 else -1)


def costs(a):
    """1 where they fall, -1 where they rise, 0 both; None where none."""
    said = {s["signal"] for s in a["signals"]
            if s["modality"] in ("asserted", "reported")}
    falls, rises = bool(said & COST), "price-rise" in said
    return falls - rises if falls or rises else None


def side(a):
    said = [s for s in a["signals"] if s["modality"] in ("asserted",
                                                         "reported")]
    cost = [s["sentence"] for s in said if s["signal"] in COST]
    if not cost:
        return None
    up = any(s["signal"] == "jevons" and s["demand"] for s in said)
    down = any(s["signal"] == "jevons" and s["modality"] == "negated"
               for s in a["signals"])
    for s in said:
        if s["demand"] and any(abs(s["sentence"] - c) <= 1 for c in cost):
            up |= s["signal"] in UP
            down |= s["signal"] == "demand-down"
    return {(1, 1): "B", (1, 0): "J", (0, 1): "S"}.get((up, down), "none")


class Reckoning:
    def __init__(self, articles, entity):
        self.entity = entity
        self.names = set(OWNED[entity])
        general = [a for a in articles if a["scope"] == "general"]
        matching = [a for a in articles if self.names & set(a["entities"])]
        self.n = tell(general)
        self.x = tell(matching)
        self.costs = tell([a for a in articles if side(a)])
        self.demands = tell([a for a in articles if a["signals"]])
        self.moves = tell([a for a in articles if costs(a) is not None])
        self.n_parts = self.parts(general)
        self.x_parts = self.parts([a for a in matching
                                   if a["scope"] == "general"])

    @staticmethod
    def parts(articles):
        parts = {}
        for placed, _, first, _ in tell(articles,
                                        lambda a: (a["story"], a["source"])):
            key = (first["source"], first["content"] == "summary")
            parts.setdefault(key, []).append(placed)
        return parts

    @staticmethod
    def within(stories, a, b):
        return [s for s in stories if a <= s[0] < b]

    @staticmethod
    def counted(stories):
        return [s for s in stories
                if any(m["scope"] == "general" for m in s[3])]

    def share(self, a, b):
        n = len(self.within(self.n, a, b))
        if not n:
            return None
        top = weights = 0
        for key, times in self.n_parts.items():
            here = sum(a <= t < b for t in times)
            past = sum(a - 28 * 24 * HOUR <= t < a for t in times)
            if here:
                x = sum(a <= t < b for t in self.x_parts.get(key, []))
                top += past * x / here
                weights += past
        x = len(self.counted(self.within(self.x, a, b)))
        return top / weights if weights else x / n

    def value(self, stat, a, b):
        x = self.within(self.x, a, b)
        n = len(self.within(self.n, a, b))
        if stat == "count":
            return len(x) if x or n else None
        if stat == "share":
            return self.share(a, b)
        if stat == "tone":
            pairs = [mean_tone(s[1], self.entity) for s in x]
            w = sum(p[1] for p in pairs)
            return sum(t * v for t, v in pairs) / w if w else None
        if stat in ("balance", "disagreement"):
            d = [demand(s[1], self.names) for s in x]
            u, l = d.count(1), d.count(-1)
            if u + l < 5:
                return None
            v = (u - l) / (u + l)
            return v if stat == "balance" else math.sqrt(1 - v * v)
        if stat == "buzz":
            past = a - 28 * 24 * HOUR
            sx = len(self.counted(self.within(self.x, past, a)))
            sn = len(self.within(self.n, past, a))
            if sx < 5 or not n:
                return None
            return len(self.counted(x)) / n / (sx / sn)
        if stat == "decay":
            top, down = 0, 1
            for s in self.x:
                if KNOWN < b and \
                        b - KNOWN <= datetime.timedelta(days=60):
                    t, w = mean_tone(s[1], self.entity)
                    w *= 2 ** (-((b - KNOWN) / HOUR / 24) / 3)
                    top, down = top + w * t, down + w
            return top / down
        if stat in ("aes", "aev"):
            window = self.within(self.x, b - 91 * 24 * HOUR, b)
            tones = [mean_tone(s[1], self.entity)[0] for s in window]
            up, down = (sum(k * t > 0.5 for t in tones) for k in (1, -1))
            if stat == "aev":
                return up + down
            return up / (up + down) if up + down else None
        if stat in ("demand-net", "cost-net"):
            told = self.demands if stat == "demand-net" else self.moves
            says = (lambda x: demand(x, None)) if stat == "demand-net" \
                else costs
            v = [says(s[1]) for s in self.counted(self.within(told, a, b))]
            return (v.count(1) - v.count(-1)) / n if n else None
        if stat == "jevons":
            sides = [side(s[1]) for s in self.within(self.costs, a, b)]
            j, s, both = (sides.count(k) for k in "JSB")
            return (j - s) / (j + s + both) if j + s + both >= 5 else None
        raise KeyError(stat)

    def z(self, stat, a, b, window, step):
        x = self.value(stat, a, b)
        before = [self.value(stat, a - k * step, b - k * step)
                  for k in range(1, window + 1)]
        known = [v for v in before if v is not None]
        if stat == "count":
            known = [math.log1p(v) for v in known]
            x = None if x is None else math.log1p(x)
        if x is None or len(known) < 0.6 * window or len(known) < 2:
            return None
        mean = sum(known) / len(known)
        sd = math.sqrt(sum((v - mean) ** 2 for v in known) /
                       (len(known) - 1))
        return (x - mean) / sd if sd > 1e-12 else None


class Copies(Reckoning):
    def __init__(self, articles, entity):
        super().__init__(articles, entity)
        general = [a for a in articles if a["scope"] == "general"]
        matching = [a for a in articles if self.names & set(a["entities"])]
        self.n, self.x = copies(general), copies(matching)


def check(seed, entity, every, path, kind="stories"):
    reckoning = (Copies if kind == "copies" else Reckoning)(history(seed),
                                                            entity)
    step = {"1d": 24 * HOUR, "1w": 7 * 24 * HOUR}[every]
    window = {"1d": 91, "1w": 52}[every]
    rows = known = 0
    for text in open(path, encoding="utf-8"):
        row = json.loads(text)
        if row["stat"] == "jevons-unlinked":
            continue
        a = datetime.datetime.fromisoformat(row["bucket"])
        b = datetime.datetime.fromisoformat(row["end"])
        assert b - a == step, row
        if row["stat"].startswith("z:"):
            want = reckoning.z(row["stat"][2:], a, b, window, step)
        else:
            want = reckoning.value(row["stat"], a, b)
        got = row["value"]
        rows += 1
        known += want is not None
        same = (got is None) == (want is None) and \
            (want is None or abs(got - want) < 2e-6)
        if not same:
            sys.exit("%s: reckoned %s, not %s" % (text.strip(), want, got))
    print("%s %s: %d numbers agree, %d of them known" % (entity, every, rows,
                                                         known))
    if known < rows / 4:
        sys.exit("too few numbers are known for a test")


def main():
    if sys.argv[1] == "lines":
        for a in history(*map(int, sys.argv[2:])):
            print(json.dumps(line(a), ensure_ascii=False))
    else:
        check(int(sys.argv[2]), *sys.argv[3:])


if __name__ == "__main__":
    main()
