#!/usr/bin/env python3
"""Every statistic of `jevons-query series`, its standard error, n and N, once
more with numpy and pandas from what `jevons-store dump` says of the documents.
Written from the formulas of the manual, for values of live articles by day or
week in UTC; nothing is shared with the program.
usage: statistics.py DUMP ANSWER ENTITY [BASE_A BASE_B DEFINED]
"""
import json
import sys

import numpy as np
import pandas as pd

UP = {"demand-up", "adoption", "supply-shortage"}
DOWN = {"demand-down", "supply-glut"}
COST = {"efficiency-gain", "price-cut"}
STATED = {"asserted", "reported"}
DAY = pd.Timedelta(days=1)


def read(path):
    rows = []
    for text in open(path, encoding="utf-8"):
        d = json.loads(text)
        if d["record"] != "doc" or "published" not in d:
            continue
        score = d["line"].get("score")
        if d["origin"] != "live" or d["kind"] == "listing" or not score:
            continue
        rows.append({"doc": int(d["doc"], 16), "story": d["story"],
                     "at": min(d["published"], d["seen"]),
                     "known": d["known"], "source": d["source"],
                     "full": d["content"] == "full",
                     "summary": d["content"] == "summary",
                     "counted": d["scope"] == "general",
                     "entities": {e["entity"]: e for e in score["entities"]},
                     "signals": score["signals"]})
    df = pd.DataFrame(rows)
    for column in ("at", "known"):
        df[column] = pd.to_datetime(df[column], utc=True, format="ISO8601")
    return df.sort_values(["at", "doc"], kind="stable")


def tell(df, by="story"):
    """One row a story: placed by its first member, told by its first full."""
    first = df.groupby(by, sort=False).head(1).set_index("story")
    speaker = df.sort_values(["full"], ascending=False, kind="stable")
    speaker = speaker.groupby("story").head(1).set_index("story")
    out = first[["at", "known", "source", "summary"]].copy()
    out["entities"] = speaker.entities
    out["signals"] = speaker.signals
    out["counted"] = df.groupby("story").counted.any()
    out["known"] = df.groupby("story").known.min()
    return out


def demand(signals, names=None):
    said = {}
    for s in signals:
        if s["modality"] in STATED and s["demand"] and (
                names is None or s["entity"] in names):
            key = (s["sentence"], np.sign(s["demand"]))
            said[key] = max(said.get(key, 0), s["strength"])
    total = sum(sign * v for (_, sign), v in said.items())
    return int(np.sign(total)) if abs(total) >= 0.1 - 1e-9 else 0


def side(signals):
    at = {s["sentence"] for s in signals
          if s["signal"] in COST and s["modality"] in STATED}
    if not at:
        return ""
    near = [s for s in signals if s["modality"] in STATED and s["demand"] and
            {s["sentence"] - 1, s["sentence"], s["sentence"] + 1} & at]
    named = [s for s in signals if s["signal"] == "jevons"]
    up = any(s["signal"] in UP for s in near) or any(
        s["modality"] in STATED and s["demand"] for s in named)
    down = any(s["signal"] in DOWN for s in near) or any(
        s["modality"] == "negated" for s in named)
    return "B" if up and down else "J" if up else "S" if down else "-"


def moves(signals):
    said = {s["signal"] for s in signals if s["modality"] in STATED}
    falls, rises = bool(said & COST), "price-rise" in said
    return falls * 1 - rises * 1 if falls or rises else np.nan


def cut(t, a, b):
    return t[(t["at"] >= a) & (t["at"] < b)]


class Statistics:
    def __init__(self, df, entity):
        general = df[df.counted]
        self.n = tell(general)
        self.n_by_source = general.groupby(["story", "source"]).head(1)
        x = df[[entity in e for e in df.entities]]
        self.x = tell(x)
        self.x_by_source = x[x.counted].groupby(["story", "source"]).head(1)
        told = self.x.entities.map(lambda e: e[entity])
        self.x["w"] = told.map(lambda e: e["relevance"])
        self.x["tone"] = told.map(lambda e: e["tone"])
        self.x["class"] = told.map(lambda e: int(np.argmax(e["p"])) - 1)
        self.x["d"] = self.x.signals.map(lambda s: demand(s, {entity}))
        self.groups = {}
        for name, of in (("side", side), ("net", demand), ("cost", moves)):
            v = df.signals.map(of)
            keep = v.astype(bool) if name == "side" else (
                df.signals.map(bool) if name == "net" else v.notna())
            self.groups[name] = tell(df[keep])
            self.groups[name][name] = self.groups[name].signals.map(of)

    def share(self, x, n, a, b):
        p = (len(x) + 2) / (len(n) + 4)
        se = np.sqrt(min(p, 1) * (1 - min(p, 1)) / (len(n) + 4))
        if not len(n):
            return np.nan, np.nan
        here, past = cut(self.n_by_source, a, b), cut(self.n_by_source,
                                                      a - 28 * DAY, a)
        by = ["source", "summary"]
        parts = pd.DataFrame({
            "n": here.groupby(by).size(),
            "x": cut(self.x_by_source, a, b).groupby(by).size(),
            "w": past.groupby(by).size()}).fillna(0)
        parts = parts[parts.n > 0]
        if parts.w.sum() > 0:
            return np.average(parts.x / parts.n, weights=parts.w), se
        return len(x) / len(n), se

    def value(self, stat, a, b):
        """(value, se)"""
        x, n = cut(self.x, a, b), cut(self.n, a, b)
        counted = x[x.counted]
        if stat == "count":
            return len(x), np.nan
        if stat == "share":
            return self.share(counted, n, a, b)
        if stat == "tone":
            if not x.w.sum():
                return np.nan, np.nan
            mean = np.average(x.tone, weights=x.w)
            return mean, np.sqrt((x.w ** 2 * (x.tone - mean) ** 2).sum()
                                 ) / x.w.sum()
        if stat in ("balance", "disagreement"):
            up, down = (x.d > 0).sum(), (x.d < 0).sum()
            k = up + down
            if k < 5:
                return np.nan, np.nan
            if stat == "disagreement":
                return np.sqrt(1 - ((up - down) / k) ** 2), np.nan
            return (up - down) / k, np.sqrt(
                (1 - ((up - down) / (k + 4)) ** 2) / (k + 4))
        if stat == "buzz":
            px, pn = cut(self.x, a - 28 * DAY, a), cut(self.n, a - 28 * DAY, a)
            px = px[px.counted]
            if len(px) < 5 or not len(n):
                return np.nan, np.nan
            return len(counted) / len(n) / (len(px) / len(pn)), np.nan
        if stat == "decay":
            age = (b - self.x.known) / DAY
            w = (self.x.w * 2.0 ** (-age / 3))[(age > 0) & (age <= 60)]
            return (w * self.x.tone[w.index]).sum() / (1 + w.sum()), np.nan
        if stat in ("aes", "aev"):
            c = cut(self.x, b - 91 * DAY, b)["class"]
            up, down = (c > 0).sum(), (c < 0).sum()
            if stat == "aev":
                return up + down, np.nan
            p = (up + 2) / (up + down + 4)
            return (up / (up + down) if up + down else np.nan), np.sqrt(
                p * (1 - p) / (up + down + 4))
        if stat == "jevons":
            s = cut(self.groups["side"], a, b).side
            j, k, both = ((s == c).sum() for c in "JSB")
            m = j + k + both
            if m < 5:
                return np.nan, np.nan
            mean = (j - k) / (m + 4)
            return (j - k) / m, np.sqrt(((j + k + 4) / (m + 4) - mean ** 2) /
                                        (m + 4))
        if stat == "jevons-unlinked":
            return (cut(self.groups["side"], a, b).side == "-").sum(), np.nan
        if stat in ("demand-net", "cost-net"):
            name = "net" if stat == "demand-net" else "cost"
            g = cut(self.groups[name], a, b)
            v = np.sign(g[g.counted][name])
            if not len(n):
                return np.nan, np.nan
            net, m = v.sum() / len(n), v.abs().sum() / len(n)
            return net, np.sqrt(max(m - net ** 2, 0) / len(n))
        raise KeyError(stat)


def z(series, window, counts):
    v = np.log1p(series) if counts else series
    past = v.shift(1).rolling(window, min_periods=int(np.ceil(.6 * window)))
    sd = past.std(ddof=1)
    return ((v - past.mean()) / sd).where(sd > 1e-12)


def response(d, c):
    """Slope on the mean of c over four weeks, Newey-West with four lags."""
    mean = c.shift(1).rolling(4).mean()
    table = pd.DataFrame({"d": d, "one": 1.0, "c": mean, "lag": d.shift(1)})
    out = []
    for t in range(len(d)):
        past = table.iloc[max(0, t - 104):t].dropna()
        if len(past) < 60 or past.c.std() < 1e-12:
            out.append((np.nan, np.nan))
            continue
        X, y = past[["one", "c", "lag"]].to_numpy(), past.d.to_numpy()
        beta, *_ = np.linalg.lstsq(X, y, rcond=None)
        g = X * (y - X @ beta)[:, None]
        s = g.T @ g
        for k in range(1, 5):
            s += (1 - k / 5) * (g[k:].T @ g[:-k] + g[:-k].T @ g[k:])
        inv = np.linalg.inv(X.T @ X)
        out.append((beta[1], np.sqrt((inv @ s @ inv)[1, 1])))
    return out


def index(s, buckets, base, defined):
    """Baker, Bloom and Davis over the panel of the base."""
    def shares(a, b):
        n = cut(s.n_by_source, a, b).groupby("source").size()
        x = cut(s.x_by_source, a, b).groupby("source").size()
        return x.reindex(n.index).fillna(0) / n
    days = pd.date_range(*base, freq="D", inclusive="left")
    y = pd.DataFrame([shares(a, a + DAY) for a in days])
    good = (y.count() >= 60) & ((y > 0).sum() >= 10) & (y.std() > 0)
    sigma, y = y.std()[good], y.loc[:, good]
    level = (y / sigma).mean()

    def m(row):
        row = row.reindex(sigma.index)
        here = row.notna()
        if not here.any():
            return np.nan
        return (row / sigma)[here].mean() * level.mean() / level[here].mean()
    scale = 100 / y.apply(m, axis=1).mean()
    return [np.nan if b <= defined else m(shares(a, b)) * scale
            for a, b in buckets]


def gap(d, c, times, base):
    within = (times >= base[0]) & (times < base[1])
    return d / d[within].std() - c / c[within].std()


def main():
    s = Statistics(read(sys.argv[1]), sys.argv[3])
    rows = pd.DataFrame([json.loads(x) for x in open(sys.argv[2])])
    for column in ("bucket", "end"):
        rows[column] = pd.to_datetime(rows[column], utc=True,
                                      format="ISO8601")
    step = rows.end[0] - rows.bucket[0]
    window = 91 if step == DAY else 52
    # values before the first bucket, for what looks back
    first = rows.bucket.min() - (window + 112) * step
    if len(sys.argv) > 4:
        first = min(first, pd.Timestamp(sys.argv[4], tz="UTC"))
    times = pd.date_range(first, rows.bucket.max(), freq=step)
    base = [pd.Timestamp(x, tz="UTC") for x in sys.argv[4:6]]
    bad = 0
    for stat, of in rows.groupby("stat", sort=False):
        name = stat.split(":")[-1]
        se = None
        if stat == "response" or stat.startswith("jevons-gap"):
            d, c = (pd.Series([s.value(k, a, a + step)[0] for a in times])
                    for k in ("demand-net", "cost-net"))
        if stat == "response":
            both = response(d, c)
            v = pd.Series([x[0] for x in both], index=times)
            se = pd.Series([x[1] for x in both], index=times)
        elif stat.startswith("jevons-gap"):
            v = pd.Series(gap(d, c, times, base).to_numpy(), index=times)
        elif stat.startswith("index"):
            v = pd.Series(index(s, list(zip(of.bucket, of.end)), base,
                                pd.Timestamp(sys.argv[6])), index=of.bucket)
        elif stat.startswith("z:"):
            v = z(pd.Series([s.value(name, a, a + step)[0] for a in times],
                            index=times, dtype=float), window,
                  name in ("count", "aev"))
        else:
            both = [s.value(name, a, b) for a, b in zip(of.bucket, of.end)]
            v = pd.Series([x[0] for x in both], index=of.bucket, dtype=float)
            se = pd.Series([x[1] for x in both], index=of.bucket, dtype=float)
        want = v.reindex(of.bucket).to_numpy(float)
        got = pd.to_numeric(of.value).to_numpy(float)
        ok = np.isclose(got, want, rtol=1e-5, atol=2e-6, equal_nan=True)
        errors = 0
        if se is not None:
            is_se = pd.to_numeric(of.se).to_numpy(float)
            w = se.reindex(of.bucket).to_numpy(float).copy()
            w[np.isnan(want)] = np.nan
            ok &= np.isclose(is_se, w, rtol=1e-4, atol=2e-6, equal_nan=True)
            errors = int((~np.isnan(w)).sum())
        print("%-18s %4d buckets, %4d values and %4d errors known: %s" % (
            stat, len(ok), int((~np.isnan(want)).sum()), errors,
            "agree" if ok.all() else "%d DIFFER" % (~ok).sum()))
        if not ok.all():
            i = int(np.argmin(ok))
            print("  first: %s is %s, reckoned %s; se %s, %s" % (
                of.bucket.iloc[i], got[i], want[i], of.se.iloc[i],
                se.reindex(of.bucket).iloc[i] if se is not None else None))
            bad = 1
    # N and stories beside every value
    n = [len(cut(s.n, a, b)) for a, b in zip(rows.bucket, rows.end)]
    if list(rows.N) != n:
        print("N differs")
        bad = 1
    sys.exit(bad)


main()
