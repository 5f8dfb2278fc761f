"""Cut and damage filings: what comes out is what the whole one says, or is flagged.

usage: cut.py JEVONS-PARSE SEED TIMES FILE...

A cut filing must be refused or marked (`partial`, a refused part) unless nothing
of its text is lost; its facts must be those of the whole, as exact as their
`decimals` say; its sections must be those of the whole, the last one open. A
filing with bytes lost or flipped may tell other facts only where it is marked:
one flipped digit, or a few letters of a name that are lost, are beyond anybody,
so that bytes are flipped in tags alone, and lost by the hundred.
"""
import decimal
import gzip
import json
import os
import random
import re
import subprocess
import sys
import tempfile

PARSE, SEED, TIMES = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
faults = 0


def say(*what):
    global faults
    faults += 1
    if faults < 40:
        print(*what)


def load(path):
    with open(path, "rb") as f:
        b = f.read()
    return gzip.decompress(b) if b[:2] == b"\x1f\x8b" else b


def run(paths):
    p = subprocess.run([PARSE, "--now", "2026-01-01T00:00:00Z", "-q", *paths], capture_output=True)
    if p.returncode not in (0, 1, 65):
        say("exit status", p.returncode, p.stderr[-2000:].decode("utf-8", "replace"))
    by = {path: [] for path in paths}
    for line in p.stdout.decode("utf-8", "replace").splitlines():
        o = json.loads(line)
        place = o["raw"]["file"] if o["record"] == "article" else o.get("place", ":").rsplit(":", 1)[0]
        by.setdefault(place, []).append(o)
    return by


def articles(records):
    return [r for r in records if r["record"] == "article"]


def facts(records):
    for a in articles(records):
        for f in a.get("filing", {}).get("facts", []):
            yield tuple(json.dumps(f.get(k), sort_keys=True) for k in (
                "concept", "unit", "start", "end", "instant", "dims")), f


def agree(fact, value):
    if fact["value"] == value:
        return True
    places = fact.get("decimals", "INF")
    if places == "INF":
        return False
    half = decimal.Decimal(1).scaleb(-int(places)) / 2
    return abs(decimal.Decimal(fact["value"]) - decimal.Decimal(value)) <= half


def flip(rng, raw):
    b = bytearray(raw)
    tags = [m.span() for m in re.finditer(rb"<[^<>]{3,200}>", raw)]
    for _ in range(rng.choice((1, 10, 100))):
        begin, end = rng.choice(tags) if tags else (200, len(raw))
        at = rng.randrange(begin, end)
        if not 48 <= b[at] < 58:
            b[at] = rng.choice(b"\x00\x01<>&\"'; \xc7\xff")
    return bytes(b)


def damage(rng, kind, raw):
    at = rng.randrange(200, len(raw) - 5)
    if kind == "cut":
        return raw[:at], "cut at %d" % at
    if kind == "lost":
        n = rng.choice((300, 2000, 60000))
        return raw[:at] + raw[at + n:], "%d bytes lost at %d" % (n, at)
    return flip(rng, raw), "flipped"


def check_sections(name, what, whole, found):
    ours = {s["item"]: s for a in articles(whole) for s in a.get("filing", {}).get("sections", [])}
    for a in articles(found):
        for s in a.get("filing", {}).get("sections", []):
            w = ours.get(s["item"])
            if not w or w["begin"] != s["begin"] or (w["end"] != s["end"] and not s.get("open")):
                say(name, what, "section", s, "not", w)


def check(name, kind, what, whole, found, values):
    flagged = any(r["record"] == "outcome" or r.get("content") != "full" for r in found)
    same = [a["text"] for a in articles(found)] == [a["text"] for a in articles(whole)]
    if kind == "cut" and not flagged and not same:
        say(name, what, "is not marked")
    for key, f in facts(found):
        if any(agree(f, v) for v in values.get(key, ())):
            continue
        if kind == "cut" or not flagged:
            say(name, what, "tells", f, "not", values.get(key))
    if kind == "cut":
        check_sections(name, what, whole, found)


def main():
    rng = random.Random(SEED)
    damaged = 0
    with tempfile.TemporaryDirectory() as tmp:
        for path in sys.argv[4:]:
            raw = load(path)
            # the name may hold the accession number
            name = re.sub(r"\.gz$", "", os.path.basename(path))
            plan = {os.path.join(tmp, "whole-" + name): (raw, "", "")}
            for n in range(TIMES):
                for kind in ("cut", "lost", "flipped"):
                    b, what = damage(rng, kind, raw)
                    plan[os.path.join(tmp, "%s%d-%s" % (kind, n, name))] = (b, kind, what)
            for to, (b, _, _) in plan.items():
                with open(to, "wb") as f:
                    f.write(b)
            by = run(list(plan))
            whole = by[next(iter(plan))]
            values = {}
            for key, f in facts(whole):
                values.setdefault(key, set()).add(f["value"])
            for to, (b, kind, what) in plan.items():
                if kind:
                    damaged += 1
                    check(name, kind, what, whole, by[to], values)
                os.remove(to)
    print("%d damaged filings, %d faults" % (damaged, faults))
    return 1 if faults or not damaged else 0


sys.exit(main())
