#!/usr/bin/env python3
"""Scored article lines for the tests of jevons-query, in our own words.

A sentence is a string in which {…|words} marks words: {nvidia|Nvidia} is a
mention, {!market-fall:nvidia:0:0.8:asserted|plunged} a signal, {#capex:meta:
65000000000:USD|$65 billion} a claim. Offsets are computed here, in bytes.
usage: lines.py [first|second|all]     the batches of the history
"""
import hashlib
import json
import re
import sys

MODEL = "tiny-0000000000000001"
OWNERS = {"nvidia.h20": "nvidia", "jensen-huang": "nvidia",
          "deepseek.r1": "deepseek"}
MARK = re.compile(r"\{([^|{}]+)\|([^{}]+)\}")


def take_marks(sentence, base):
    """The plain sentence, and (mark, begin, end, words) in bytes."""
    plain, marks, at = b"", [], 0
    for m in MARK.finditer(sentence):
        plain += sentence[at:m.start()].encode()
        words = m.group(2).encode()
        begin = base + len(plain)
        marks.append((m.group(1), begin, begin + len(words), m.group(2)))
        plain += words
        at = m.end()
    return plain + sentence[at:].encode(), marks


class Scored:
    def __init__(self, tones):
        self.tones, self.mentions, self.signals, self.claims = \
            tones, {}, [], []

    def place(self, field, begin, end, number):
        return {"field": field, "begin": begin, "end": end,
                "sentence": number}

    def add(self, marks, field, number):
        for mark, begin, end, words in marks:
            at = self.place(field, begin, end, number)
            if mark[0] == "!":
                self.signal(mark[1:], at, words)
            elif mark[0] == "#":
                self.claim(mark[1:], at)
            else:
                self.mention(mark, at, words)

    def mention(self, entity, at, words):
        tone = self.tones.get(OWNERS.get(entity, entity), (0, 0.5))[0]
        self.mentions.setdefault(entity, []).append(
            dict(at, surface=words, **self.tone(tone)))
        self.mentions.setdefault(OWNERS.get(entity, entity), [])

    def signal(self, mark, at, words):
        name, entity, demand, strength, modality = mark.split(":")
        self.signals.append({
            "signal": name, "entity": entity or None, "demand": int(demand),
            "strength": float(strength), "modality": modality,
            "sentence": at["sentence"], "field": at["field"],
            "begin": at["begin"], "end": at["end"], "cue": words})

    def claim(self, mark, at):
        metric, entity, value, unit = mark.split(":")
        self.claims.append({
            "metric": metric, "entity": entity, "value": value, "unit": unit,
            "direction": "level", "role": None, "approx": False,
            "modality": "asserted", "period": None, "horizon": None,
            "sentence": at["sentence"], "field": at["field"],
            "begin": at["begin"], "end": at["end"]})

    @staticmethod
    def tone(t):
        return {"tone": t, "p": [round(max(0, -t) / 2 + 0.1, 3),
                                 round(0.8 - abs(t) / 2, 3),
                                 round(max(0, t) / 2 + 0.1, 3)]}

    def entities(self):
        out = []
        for entity in sorted(self.mentions):
            tone, relevance = self.tones.get(OWNERS.get(entity, entity),
                                             (0, 0.5))
            out.append(dict({"entity": entity, "relevance": relevance},
                            **self.tone(tone),
                            mentions=self.mentions[entity]))
        return out


def article(url, source, lang, published, title, sentences, tones=None,
            **more):
    s = Scored(tones or {})
    plain_title, marks = take_marks(title, 0)
    s.add(marks, "title", 0)
    text, between = b"", b"" if lang.startswith("zh") else b" "
    for i, sentence in enumerate(sentences):
        if text:
            text += b"\n" if i % 3 == 0 else between
        plain, marks = take_marks(sentence, len(text))
        s.add(marks, "text", i + 1)
        text += plain
    words = len(text.split()) if between else len(text) // 4
    # without a fingerprint of its own, a story of its own
    same = more.pop("same", url)
    line = {"v": 1, "record": "article",
            "id": hashlib.sha256(url.encode()).hexdigest()[:32], "url": url,
            "source": source, "kind": "news", "lang": lang,
            "title": plain_title.decode(), "text": text.decode(),
            "published": published, "published_from": "json-ld",
            "published_precision": "second",
            "fetched": published, "content": "full", "scope": "general",
            "raw": {"file": "none.warc.gz", "offset": 7,
                    "record": "<urn:uuid:" + url[-8:] + ">"}}
    if published is None:
        del line["published"]
    if source == EN:
        line["feed"] = "https://fen.example/feed"
    if source == AR:
        line["feed"] = "https://ar.example/feed"
    for key, value in more.items():
        if value is None:
            line.pop(key)
        else:
            line[key] = value
    mean = [t for t, _ in s.tones.values()] or [0]
    line["score"] = dict(
        {"model": MODEL,
         "fingerprint": hashlib.sha256(same.encode()).hexdigest()[:16],
         "sentences": len(sentences) + 1, "words": words},
        **s.tone(round(sum(mean) / len(mean), 3)),
        entities=s.entities(), signals=s.signals, claims=s.claims)
    return line


EN, AR, ZH = "Fen Herald", "دفتر الاختبار", "测试日报"


def first():
    """What was known by 5 February."""
    yield article(
        "https://fen.example/fall", EN, "en", "2025-01-27T21:00:00Z",
        "{nvidia|Nvidia} {!market-fall:nvidia:0:0.9:asserted|plunges} as "
        "{deepseek|DeepSeek} spreads doubt",
        ["Shares of {nvidia|Nvidia} {!market-fall:nvidia:0:0.8:asserted|lost"
         " 17 percent} in a day.",
         "A fund manager said {!demand-down:nvidia:-1:0.6:reported|demand "
         "for chips could shrink}.",
         "{deepseek.r1|R1} is {!efficiency-gain:deepseek:0:0.7:asserted|far "
         "cheaper to run}."],
        {"nvidia": (-0.7, 0.9), "deepseek": (0.4, 0.6)})
    yield article(
        "https://mirror.example/fall", "Mirror, The", "en",
        "2025-01-27T23:30:00Z",
        "{nvidia|Nvidia} {!market-fall:nvidia:0:0.9:asserted|plunges} as "
        "{deepseek|DeepSeek} spreads doubt",
        ["Shares of {nvidia|Nvidia} {!market-fall:nvidia:0:0.8:asserted|lost"
         " 17 percent} in a day.",
         "A fund manager said {!demand-down:nvidia:-1:0.6:reported|demand "
         "for chips could shrink}."],
        {"nvidia": (-0.5, 0.9), "deepseek": (0.4, 0.6)},
        same="https://fen.example/fall")
    yield article(
        "https://fen.example/rebound", EN, "en", "2025-01-28T21:00:00Z",
        "{nvidia|Nvidia} wins back half of its loss",
        ["Buyers came back, and {nvidia|Nvidia} "
         "{!market-recovery:nvidia:0:0.7:asserted|rose 9 percent}.",
         "{jensen-huang|Jensen Huang} said {!demand-up:nvidia:1:0.8:reported|"
         "demand is as strong as ever}."],
        {"nvidia": (0.5, 0.8)})
    yield article(
        "https://fen.example/h20", EN, "en", "2025-01-30T09:00:00Z",
        "Chinese buyers empty the shelves",
        ["{nvidia.h20|H20} cards are {!supply-shortage:nvidia:1:0.9:asserted|"
         "sold out} in Shenzhen.",
         "Cheaper models brought {!adoption:deepseek:1:0.7:asserted|a rush of "
         "new users} to {deepseek|DeepSeek}.",
         "{!price-cut:deepseek:0:0.8:asserted|Prices of tokens were halved}, "
         "and use doubled: {!jevons::1:0.9:asserted|the Jevons paradox at "
         "work}."],
        {"nvidia": (0.3, 0.5), "deepseek": (0.5, 0.7)})
    yield article(
        "https://fen.example/weather", EN, "en", "2025-01-31T08:00:00Z",
        "Rain in the fens", ["It rained all week.", "Nobody minded."])
    yield article(
        "https://ar.example/1", AR, "ar", "2025-01-28T10:00:00Z",
        "{nvidia|إنفيديا} {!market-fall:nvidia:0:0.8:asserted|تهبط} بعد "
        "ظهور {deepseek|ديب سيك}",
        ["{!market-fall:nvidia:0:0.8:asserted|خسرت} أسهم {nvidia|إنفيديا} "
         "سبعة عشر في المئة.",
         "ويرى محللون أن {!demand-down:nvidia:-1:0.5:reported|الطلب على "
         "الرقائق قد يتراجع}."],
        {"nvidia": (-0.6, 0.9), "deepseek": (0.2, 0.4)})
    yield article(
        "https://ar.example/2", AR, "ar", "2025-01-31T10:00:00Z",
        "نماذج أرخص ومراكز بيانات أكثر",
        ["{!efficiency-gain:deepseek:0:0.7:asserted|خفض} {deepseek|ديب سيك} "
         "كلفة التشغيل.",
         "و{!demand-up::1:0.7:asserted|ارتفع الطلب على الحوسبة} معها."],
        {"deepseek": (0.4, 0.8)})
    yield article(
        "https://zh.example/1", ZH, "zh-Hans", "2025-01-29T02:00:00Z",
        "{nvidia|英伟达}芯片{!supply-shortage:nvidia:1:0.9:asserted|一卡难求}",
        ["{nvidia|英伟达}的{nvidia.h20|H20}"
         "{!supply-shortage:nvidia:1:0.8:asserted|已经售罄}。",
         "{deepseek|深度求索}{!price-cut:deepseek:0:0.8:asserted|大幅降价}。",
         "{!demand-up::1:0.8:asserted|算力需求随之大增}。"],
        {"nvidia": (0.6, 0.8), "deepseek": (0.3, 0.5)})
    yield article(
        "https://zh.example/2", ZH, "zh-Hans", "2025-02-03T02:00:00Z",
        "{deepseek|深度求索}的服务器不堪重负",
        ["{deepseek|深度求索}"
         "{!efficiency-gain:deepseek:0:0.6:asserted|训练成本很低}，"
         "{!adoption:deepseek:1:0.9:asserted|用户猛增}。",
         "有人担心{!demand-down::-1:0.6:asserted|芯片需求下降}。"],
        {"deepseek": (0.5, 0.9)})
    yield article(
        "https://fen.example/capex", EN, "en", "2025-01-29T22:00:00Z",
        "{meta|Meta} {!capex-up:meta:0:0.9:asserted|raises its spending}",
        ["{meta|Meta} will spend {#capex:meta:65000000000:USD|$65 billion} "
         "this year.",
         "It bets that {!price-cut:deepseek:0:0.6:asserted|falling prices}",
         "will {!demand-up::1:0.8:forecast|fill its data centres}."],
        {"meta": (0.1, 0.9)})
    yield article(
        "https://fen.example/blog", EN, "en", None,
        "{nvidia|Nvidia} at a glance", ["A page about {nvidia|Nvidia}."],
        {"nvidia": (0, 0.9)}, published_from=None,
        published_precision=None, fetched="2025-02-01T00:00:00Z")
    yield article(
        "https://day.example/1", "Daily Fen", "en", "2025-02-03T00:00:00Z",
        "{nvidia|Nvidia} in the papers",
        ["A note on {nvidia|Nvidia}, dated to the day."],
        {"nvidia": (0.1, 0.4)}, published_precision="day",
        fetched="2025-02-04T09:00:00Z")
    yield article(
        "https://topic.example/1", "Nvidia Watch", "en",
        "2025-01-30T12:00:00Z", "{nvidia|Nvidia}, again",
        ["{nvidia|Nvidia} fans met."], {"nvidia": (0.9, 0.9)},
        scope="topic")


def second():
    """What came later: a correction, and a late article."""
    yield article(
        "https://fen.example/rebound", EN, "en", "2025-01-28T21:00:00Z",
        "{nvidia|Nvidia} wins back a third of its loss",
        ["Corrected: {nvidia|Nvidia} rose 5 percent.",
         "{jensen-huang|Jensen Huang} said little."],
        {"nvidia": (0.2, 0.8)}, fetched="2025-02-06T08:00:00Z")
    yield article(
        "https://zh.example/3", ZH, "zh-Hans", "2025-01-30T05:00:00Z",
        "{nvidia|英伟达}财报临近", ["分析师看好{nvidia|英伟达}。"],
        {"nvidia": (0.4, 0.7)}, fetched="2025-02-06T08:00:00Z")
    yield {"v": 1, "record": "outcome", "url": "https://fen.example/feed",
           "feed": "https://fen.example/feed", "at": "2025-02-06T08:00:00Z",
           "status": 200, "reason": "fetched"}
    yield {"v": 1, "record": "outcome", "url": "https://ar.example/feed",
           "feed": "https://ar.example/feed", "at": "2025-02-06T08:00:01Z",
           "status": 503, "reason": "server error"}
    yield {"v": 1, "record": "outcome", "url": "https://ar.example/feed",
           "feed": "https://ar.example/feed", "at": "2025-02-04T08:00:01Z",
           "status": 304, "reason": "not modified"}


def main():
    which = sys.argv[1] if len(sys.argv) > 1 else "all"
    for batch in (first, second):
        if which in (batch.__name__, "all"):
            for line in batch():
                print(json.dumps(line, ensure_ascii=False,
                                 separators=(",", ":")))


if __name__ == "__main__":
    main()
