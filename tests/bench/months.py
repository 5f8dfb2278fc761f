#!/usr/bin/env python3
"""Months of invented news about cheaper AI, in our own words, as article lines
without scores: three languages, six newsrooms, copies, polls that fail, hard
figures, prices. For judging the report and for reckoning statistics again.
usage: months.py DAYS [SEED [STORIES_A_DAY]] >LINES   then jevons-score, -store
       months.py prices                       lines of jevons-store observe
"""
import datetime
import hashlib
import json
import math
import random
import sys

BEGIN = datetime.datetime(2025, 1, 6, tzinfo=datetime.timezone.utc)
ROOMS = [("Fen Herald", "en"), ("Chip Ledger", "en"), ("دفتر الرقائق", "ar"),
         ("صحيفة المدى", "ar"), ("芯片日志", "zh-Hans"), ("算力观察", "zh-Hans")]
NAMES = {"en": ["Nvidia", "DeepSeek", "Microsoft", "Meta", "Google", "AMD"],
         "ar": ["إنفيديا", "ديب سيك", "مايكروسوفت", "ميتا", "غوغل"],
         "zh-Hans": ["英伟达", "DeepSeek", "微软", "Meta", "谷歌", "AMD"]}
WEIGHTS = [9, 8, 3, 3, 2, 2]
# mood, headline, sentence; mood: what the story says of demand and of who
TALES = {"en": [
    ("feeds", "Cheaper models, fuller data centres",
     "{e} made its models cheaper to run. Because tokens are cheaper, demand "
     "for AI chips surged, and every GPU is sold out."),
    ("feeds", "{e} cuts prices and use soars",
     "{e} halved its API prices. Cheaper AI will only raise consumption of "
     "computing power: it is the Jevons paradox at work."),
    ("kills", "{e} needs fewer chips",
     "{e} trained a model at a fraction of the cost. Customers need fewer "
     "GPUs now, and demand for AI chips is falling."),
    ("cheap", "{e} trains at a fraction of the cost",
     "{e} said that its new model was trained at a fraction of the cost."),
    ("up", "{e} shares rally", "Shares of {e} rallied 6% after strong demand "
     "for AI chips. Analysts raised their price target for {e}."),
    ("down", "{e} shares plunge", "Shares of {e} plunged 9% on Monday. "
     "Investors question the return on AI spending."),
    ("up", "{e} raises spending", "{e} raised its capital spending for data "
     "centers. Its revenue rose 24% from a year earlier."),
    ("down", "{e} warns", "{e} cut its forecast, and new curbs on chip "
     "exports hurt sales of {e} in China."),
    ("even", "{e} faces a rival", "A rival takes on {e} with a new chip. It "
     "is too early to tell who will win, and analysts are split on {e}.")],
  "ar": [
    ("feeds", "نماذج أرخص وطلب أكبر",
     "خفضت {e} أسعار واجهة البرمجة. ونتيجة لذلك ارتفع الطلب على رقائق الذكاء "
     "الاصطناعي، وهذه هي مفارقة جيفونز."),
    ("kills", "{e} تحتاج إلى رقائق أقل",
     "دربت {e} نموذجها بكلفة منخفضة. ولهذا تراجع الطلب على المعالجات."),
    ("cheap", "{e} تدرب نموذجا بكلفة منخفضة",
     "أعلنت {e} تدريب نموذجها الجديد بكلفة منخفضة."),
    ("up", "سهم {e} يرتفع", "ارتفع سهم {e} بنسبة 6% بعد زيادة الطلب على رقائق "
     "الذكاء الاصطناعي. ورفع المحللون السعر المستهدف لسهم {e}."),
    ("down", "سهم {e} يهبط", "هبط سهم {e} بنسبة 9%. وقيود جديدة على تصدير "
     "الرقائق تضر {e}."),
    ("even", "منافسة جديدة", "تسعى شركة جديدة لمنافسة {e}. وانقسم المحللون "
     "حول مستقبل {e}.")],
  "zh-Hans": [
    ("feeds", "{e}降价，算力更紧张",
     "{e}宣布API大幅降价。因为价格下降，AI芯片需求激增，芯片供不应求，这正是杰文斯悖论。"),
    ("kills", "{e}用更少的芯片",
     "{e}的训练成本大幅下降。因此算力需求下降，客户需要的芯片更少。"),
    ("cheap", "{e}降低训练成本", "{e}表示，其新模型的训练成本大幅下降。"),
    ("up", "{e}股价大涨", "{e}股价大涨6%，营收增长24%。分析师上调目标价，看好{e}。"),
    ("down", "{e}股价暴跌", "{e}股价暴跌9%。芯片出口管制令{e}的销售受损。"),
    ("even", "{e}迎来挑战者", "一家新公司挑战{e}。分析师对{e}意见分歧，结果尚不确定。")]}
# capex in 10^9 USD by quarter, invented
CAPEX = {"789019": (14.9, .11), "1652044": (12.0, .12), "1018724": (22.6, .08),
         "1326801": (8.5, .16)}


def stamp(t):
    return t.strftime("%Y-%m-%dT%H:%M:%SZ")


def moods(day, days):
    """A fright in the fourth week, then a slow turn towards "feeds"."""
    x = day / max(days, 1)
    fright = math.exp(-((day - 21) / 7.0) ** 2)
    return {"feeds": .5 + 1.6 * x, "kills": .5 + 2.2 * fright - .3 * x,
            "cheap": .6, "up": 1 + .8 * math.sin(day / 11),
            "down": 1 + 3 * fright - .6 * math.sin(day / 11), "even": 1}


def article(n, room, t, title, text, more):
    url = "https://room%d.example/%d" % (ROOMS.index(room), n)
    feed = "https://room%d.example/feed" % ROOMS.index(room)
    line = {"v": 1, "record": "article",
            "id": hashlib.sha256(url.encode()).hexdigest()[:32], "url": url,
            "source": room[0], "feed": feed, "kind": "news",
            "lang": room[1], "title": title, "text": text,
            "published": stamp(t), "published_from": "json-ld",
            "published_precision": "second",
            "fetched": stamp(t + datetime.timedelta(minutes=9)),
            "content": "full", "scope": "general"}
    return dict(line, **more)


def tell(r, day, days, room):
    lang = room[1]
    mood = moods(day, days)
    tales = TALES[lang]
    about, title, text = r.choices(tales, [mood[x[0]] for x in tales])[0]
    names = NAMES[lang]
    name = r.choices(names, WEIGHTS[:len(names)])[0]
    # words of its own, so that another day's tale is another story
    own = {"en": "Case %s, street %s, %s.", "ar": "الحالة %s، الشارع %s، %s.",
           "zh-Hans": "案例%s，街道%s，编号%s。"}[lang]
    words = ["".join(r.choices("bcdfgklmnprstvz", k=6)) for _ in range(30)]
    gap = "" if lang.startswith("zh") else " "
    body = text.format(e=name) + gap + own % (
        " ".join(words[:10]), " ".join(words[10:20]), " ".join(words[20:]))
    return title.format(e=name), body


def polls(day, t):
    for i, _ in enumerate(ROOMS):
        feed = "https://room%d.example/feed" % i
        bad = i == 3 and 40 <= day < 47 or i == 5 and day >= 118
        for hour in range(0, 24, 6):
            yield {"v": 1, "record": "outcome", "url": feed, "feed": feed,
                   "at": stamp(t + datetime.timedelta(hours=hour)),
                   "status": 503 if bad else 200,
                   "reason": "server error" if bad else "fetched"}


def facts():
    def fact(cik, concept, value, start, end, filed, instant=None):
        span = {"instant": instant} if instant else {"start": start,
                                                     "end": end}
        return dict({"v": 1, "record": "fact", "cik": cik, "form": "10-Q",
                     "accession": "%s-%s" % (cik, filed), "filed": filed,
                     "concept": concept, "value": "%d" % value,
                     "unit": "USD"}, **span)
    quarters = [("2023-10-01", "2023-12-31", "2024-02-01"),
                ("2024-01-01", "2024-03-31", "2024-04-30"),
                ("2024-04-01", "2024-06-30", "2024-07-30"),
                ("2024-07-01", "2024-09-30", "2024-10-30"),
                ("2024-10-01", "2024-12-31", "2025-01-30"),
                ("2025-01-01", "2025-03-31", "2025-04-30")]
    for i, (start, end, filed) in enumerate(quarters):
        for cik, (base, grows) in CAPEX.items():
            yield fact(cik,
                       "us-gaap:PaymentsToAcquirePropertyPlantAndEquipment",
                       base * (1 + grows) ** i * 1e9, start, end, filed)
        yield fact("1045810", "us-gaap:InventoryNet", (5 + 1.1 * i) * 1e9,
                   None, None, filed, instant=end)


def prices():
    for i in range(30):
        day = datetime.date(2023, 12, 15) + datetime.timedelta(days=18 * i)
        print("%s,%.2f" % (day, 30 * math.exp(-i / 9)))


def main():
    if sys.argv[1] == "prices":
        return prices()
    days = int(sys.argv[1])
    r = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    daily = float(sys.argv[3]) if len(sys.argv) > 3 else 14
    n, out = 0, list(facts())
    for day in range(days):
        t0 = BEGIN + datetime.timedelta(days=day)
        out += polls(day, t0)
        quiet = .45 if t0.weekday() > 4 else 1
        for _ in range(round(r.gauss(daily, 2) * quiet)):
            room = r.choice(ROOMS)
            if room == ROOMS[5] and day >= 118:
                continue
            title, body = tell(r, day, days, room)
            t = t0 + datetime.timedelta(seconds=r.randrange(86000))
            for copy in range(1 + (r.random() < .2) * r.randrange(1, 4)):
                n += 1
                where = room if not copy else r.choice(
                    [x for x in ROOMS if x[1] == room[1]])
                more = {"content": r.choice(["full"] * 6 + ["summary"])}
                if r.random() < .01:
                    more.update(published=None)
                a = article(n, where, t + datetime.timedelta(hours=2 * copy),
                            title, body, more)
                out.append({k: v for k, v in a.items() if v is not None})
    for line in out:
        print(json.dumps(line, ensure_ascii=False, separators=(",", ":")))


main()
