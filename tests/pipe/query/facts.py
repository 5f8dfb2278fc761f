"""Small filings in companyfacts and inline XBRL, made up: their figures are
no company's. facts.py FOLDER writes them there."""
import json
import sys

USD, TWD, NVDA, TSMC, WEEKS53 = "USD", "TWD", 1045810, 1046179, 1375365


def facts(cik, name, rows):
    """rows: (concept, unit, start, end, value, filed, form)"""
    out = {"cik": cik, "entityName": name, "facts": {}}
    for n, (concept, unit, start, end, value, filed, form) in enumerate(rows):
        space, local = concept.split(":")
        units = out["facts"].setdefault(space, {}).setdefault(
            local, {"label": local, "description": "made up", "units": {}}
        )["units"]
        fact = {"end": end, "val": value, "fy": 2000, "fp": "FY",
                "accn": f"{cik:010d}-{filed[2:4]}-{filed[5:7]}{n // 99:04d}",
                "form": form, "filed": filed}
        if start:
            fact["start"] = start
        units.setdefault(unit, []).append(fact)
    return out


SPENT = "us-gaap:PaymentsToAcquirePropertyPlantAndEquipment"
STOCK = "us-gaap:InventoryNet"
BOUGHT = "ifrs-full:PurchaseOfPropertyPlantAndEquipment" \
    "ClassifiedAsInvestingActivities"

FILES = {
    # a year of 52 weeks, whose nine months were filed before
    "year-2024.json": facts(NVDA, "Made Up A", [
        (SPENT, USD, "2023-01-30", "2023-10-29", 815, "2023-11-21", "10-Q"),
        (SPENT, USD, "2023-01-30", "2024-01-28", 1069, "2024-02-21", "10-K"),
        (STOCK, USD, None, "2024-01-28", 5282, "2024-02-21", "10-K")]),
    "nine-2025.json": facts(NVDA, "Made Up A", [
        (SPENT, USD, "2024-01-29", "2024-04-28", 369, "2024-05-29", "10-Q"),
        (SPENT, USD, "2024-01-29", "2024-07-28", 1346, "2024-08-28", "10-Q"),
        (SPENT, USD, "2024-01-29", "2024-10-27", 2159, "2024-11-20", "10-Q"),
        (STOCK, USD, None, "2024-10-27", 7654, "2024-11-20", "10-Q")]),
    "year-2025.json": facts(NVDA, "Made Up A", [
        (SPENT, USD, "2024-01-29", "2025-01-26", 3236, "2025-02-26", "10-K")]),
    "restated.json": facts(NVDA, "Made Up A", [
        (SPENT, USD, "2023-01-30", "2024-01-28", 1100, "2025-03-20",
         "10-K/A")]),
}
# one in two currencies, without nine months in one of them; one of 53 weeks,
# with a negative quarter
MORE = [
    facts(TSMC, "Made Up B", [
        (BOUGHT, TWD, "2024-01-01", "2024-09-30", 9000, "2024-11-12", "6-K"),
        (BOUGHT, TWD, "2024-01-01", "2024-12-31", 9560, "2025-02-27", "20-F"),
        (BOUGHT, USD, "2024-01-01", "2024-12-31", 300, "2025-02-27", "20-F")]),
    facts(WEEKS53, "Made Up C", [
        (SPENT, USD, "2023-07-02", "2024-03-31", 40.5, "2024-05-06", "10-Q"),
        (SPENT, USD, "2023-07-02", "2024-07-06", 38.25, "2024-08-28",
         "10-K")]),
    # of two whose years are those of the calendar; one lacks a quarter
    facts(1652044, "Made Up D", [
        (SPENT, USD, "2024-01-01", "2024-03-31", 11, "2024-04-25", "10-Q"),
        (SPENT, USD, "2024-01-01", "2024-06-30", 23, "2024-07-25", "10-Q")]),
    facts(1018724, "Made Up E", [
        (SPENT, USD, "2024-01-01", "2024-03-31", 13.5, "2024-04-30", "10-Q"),
        (SPENT, USD, "2024-01-01", "2024-06-30", 28, "2024-08-01", "10-Q"),
        (SPENT, USD, "2024-01-01", "2024-09-30", 50, "2024-10-31", "10-Q")]),
]

INLINE = """<?xml version='1.0' encoding='UTF-8'?>
<html xmlns="http://www.w3.org/1999/xhtml" \
xmlns:ix="http://www.xbrl.org/2013/inlineXBRL" \
xmlns:xbrli="http://www.xbrl.org/2003/instance" \
xmlns:xbrldi="http://xbrl.org/2006/xbrldi" \
xmlns:dei="http://xbrl.sec.gov/dei/2024"><head><title>made-up</title></head>
<body><div style="display:none"><ix:header><ix:hidden>\
<ix:nonNumeric contextRef="y" name="dei:EntityCentralIndexKey">0001045810\
</ix:nonNumeric></ix:hidden><ix:resources>%s
<xbrli:unit id="usd"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>
</ix:resources></ix:header></div>
<p>FORM <ix:nonNumeric contextRef="y" name="dei:DocumentType">10-K\
</ix:nonNumeric></p><p>Accelerators for the data center sold well.</p>
<table>%s</table></body></html>
"""


def context(name, start, end, dims):
    segment = "".join(
        f'<xbrldi:explicitMember dimension="{axis}">{member}'
        "</xbrldi:explicitMember>" for axis, member in dims)
    if segment:
        segment = f"<xbrli:segment>{segment}</xbrli:segment>"
    return (
        f'<xbrli:context id="{name}"><xbrli:entity><xbrli:identifier '
        f'scheme="http://www.sec.gov/CIK">0001045810</xbrli:identifier>'
        f"{segment}</xbrli:entity><xbrli:period><xbrli:startDate>{start}"
        f"</xbrli:startDate><xbrli:endDate>{end}</xbrli:endDate>"
        "</xbrli:period></xbrli:context>")


def inline():
    product, segments = "srt:ProductOrServiceAxis", \
        "us-gaap:StatementBusinessSegmentsAxis"
    whole = ("srt:ConsolidationItemsAxis", "us-gaap:OperatingSegmentsMember")
    year, nine = ("2024-01-29", "2025-01-26"), ("2024-01-29", "2024-10-27")
    rows = [("y", year, [], "900"),
            ("d", year, [(product, "nvda:DataCenterMember")], "800"),
            ("n", nine, [(product, "nvda:DataCenterMember")], "550"),
            # of another axis, or with a place too: not the series
            ("g", year, [(product, "nvda:DataCenterMember"),
                         ("srt:StatementGeographicalAxis", "country:US")],
             "333"),
            ("o", year, [(product, "nvda:GamingMember")], "100"),
            ("c", year, [(segments, "nvda:ComputeAndNetworkingMember"),
                         whole], "850")]
    contexts = "".join(context(n, *when, dims) for n, when, dims, _ in rows)
    cells = "".join(
        f'<tr><td>Revenue</td><td><ix:nonFraction contextRef="{n}" '
        f'name="us-gaap:Revenues" unitRef="usd" scale="6" decimals="-6">'
        f"{value}</ix:nonFraction></td></tr>" for n, _, _, value in rows)
    return INLINE % (contexts, cells)


def main(folder):
    for name, content in FILES.items():
        with open(f"{folder}/{name}", "w", encoding="utf-8") as f:
            json.dump(content, f)
    for n, content in enumerate(MORE):
        with open(f"{folder}/more-{n}.json", "w", encoding="utf-8") as f:
            json.dump(content, f)
    with open(f"{folder}/inline.htm", "w", encoding="utf-8") as f:
        f.write(inline())


main(sys.argv[1])
