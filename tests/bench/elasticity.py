#!/usr/bin/env python3
"""The elasticity of `jevons-query series` once more with pandas: a company's
spending as its reports state it (sums since the year began, a restated sum, a
year's end a month late), and a price that falls and recovers, both invented.
usage: elasticity.py make DIR       DIR/facts.jsonl, DIR/prices.csv
       elasticity.py check DIR ANSWER
"""
import json
import os
import random
import sys

CONCEPT = "us-gaap:PaymentsToAcquirePropertyPlantAndEquipment"


def reports():
    """(filed, start, end, sum since the fiscal year began) in order of filed"""
    draw = random.Random(7)
    out, spent = [], 20.0
    for year in range(2019, 2026):
        begin, total = "%d-07-01" % (year - 1), 0.0
        ends = ("%d-09-30" % (year - 1), "%d-12-31" % (year - 1),
                "%d-03-31" % year, "%d-06-30" % year)
        filed = ("%d-10-29" % (year - 1), "%d-01-28" % year,
                 "%d-04-29" % year, "%d-08-05" % year)
        for quarter in range(4):
            spent *= draw.uniform(0.9, 1.25)
            total = round(total + spent, 3)
            out.append((filed[quarter], begin, ends[quarter], total))
            # the half is stated anew with the third quarter
            if quarter == 2 and year % 2:
                again = round(out[-2][3] * 1.03, 3)
                out.append((filed[quarter], begin, ends[1], again))
    return sorted(out)


def prices():
    import pandas as pd
    draw = random.Random(11)
    price = 100.0
    for day in pd.date_range("2018-06-01", "2025-07-31", freq="5D"):
        fall = 0.0 if 2021 <= day.year < 2023 else -0.012
        price *= 1 + draw.gauss(fall, 0.02)
        # half a year without a price
        if not "2023-10-01" <= str(day.date()) < "2024-04-01":
            yield day, round(price, 4)


def make(to):
    with open(os.path.join(to, "facts.jsonl"), "w", encoding="utf-8") as f:
        for i, (filed, start, end, total) in enumerate(reports()):
            f.write(json.dumps({
                "v": 1, "record": "fact", "cik": "789019",
                "accession": "a%03d" % i, "form": "10-Q", "filed": filed,
                "concept": CONCEPT, "value": "%.3f" % total, "unit": "USD",
                "start": start, "end": end}, separators=(",", ":")) + "\n")
    with open(os.path.join(to, "prices.csv"), "w", encoding="utf-8") as f:
        for day, price in prices():
            f.write("%s,%.4f\n" % (day.date(), price))


def check(to, answer):
    import numpy as np
    import pandas as pd
    said = pd.DataFrame(reports(), columns=["filed", "start", "end", "total"])
    for column in ("filed", "start", "end"):
        said[column] = pd.to_datetime(said[column], utc=True)
    price = pd.Series(dict(prices()))
    price.index = price.index.tz_localize("UTC")

    def arc(moment):
        """from what was filed, and priced, before the moment"""
        had = said[said.filed < moment].groupby("end").tail(1)
        had = had.sort_values("end")
        spent = had.total - had.groupby("start").total.shift(fill_value=0)
        begin = had.groupby("start").end.shift() + pd.Timedelta(days=1)
        begin = begin.fillna(had.start)
        if len(had) < 5:
            return np.nan

        def paid(i):
            within = price[(price.index >= begin.iloc[i]) &
                           (price.index <= had.end.iloc[i]) &
                           (price.index < moment)]
            return within.mean() if len(within) else np.nan

        fall = np.log(paid(-1) / paid(-5))
        if not fall < -0.05:
            return np.nan
        return 1 - np.log(spent.iloc[-1] / spent.iloc[-5]) / fall

    rows = pd.DataFrame([json.loads(x) for x in open(answer)])
    ends = pd.to_datetime(rows.end, utc=True, format="ISO8601")
    want = np.array([arc(t) for t in ends])
    got = pd.to_numeric(rows.value).to_numpy(float)
    ok = np.isclose(got, want, rtol=1e-5, atol=2e-6, equal_nan=True)
    print("%-18s %4d buckets, %4d values known: %s" % (
        "elasticity", len(ok), int((~np.isnan(want)).sum()),
        "agree" if ok.all() else "%d DIFFER" % (~ok).sum()))
    if not ok.all():
        i = int(np.argmin(ok))
        print("  first: %s is %s, reckoned %s" % (ends[i], got[i], want[i]))
    sys.exit(0 if ok.all() and not np.isnan(want).all() else 1)


if sys.argv[1:2] == ["make"] and len(sys.argv) == 3:
    make(sys.argv[2])
elif sys.argv[1:2] == ["check"] and len(sys.argv) == 4:
    check(sys.argv[2], sys.argv[3])
else:
    sys.exit(__doc__)
