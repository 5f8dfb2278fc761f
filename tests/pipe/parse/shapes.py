"""Filings in the shapes that filers and their tools give them, in own words.

usage: shapes.py write FOLDER      one submission a shape
       shapes.py check FOLDER < LINES.jsonl

Each shape is a form and the items that its sections must be, no more and no
less. Prints a line a fault; exits 1 for any.
"""
import json
import os
import sys

BREAK = '<hr style="page-break-after:always"/>'


def text(n=12):
    return "<p>%s</p>" % ("The company sells machines, and tells of them at some length here. " * n)


ANNUAL = [
    ("1", "Business"), ("1A", "Risk Factors"), ("1B", "Unresolved Staff Comments"),
    ("1C", "Cybersecurity"), ("2", "Properties"), ("3", "Legal Proceedings"),
    ("4", "Mine Safety Disclosures"),
    ("5", "Market for Registrant&#8217;s Common Equity, Related Stockholder Matters"),
    ("6", "[Reserved]"),
    ("7", "Management&#8217;s Discussion and Analysis of Financial Condition and Results of "
          "Operations"),
    ("7A", "Quantitative and Qualitative Disclosures About Market Risk"),
    ("8", "Financial Statements and Supplementary Data"),
    ("9", "Changes in and Disagreements With Accountants"), ("9A", "Controls and Procedures"),
    ("9B", "Other Information"),
    ("9C", "Disclosure Regarding Foreign Jurisdictions that Prevent Inspections"),
    ("10", "Directors, Executive Officers and Corporate Governance"),
    ("11", "Executive Compensation"), ("12", "Security Ownership of Certain Beneficial Owners"),
    ("13", "Certain Relationships and Related Transactions"),
    ("14", "Principal Accountant Fees and Services"),
    ("15", "Exhibits and Financial Statement Schedules"), ("16", "Form 10-K Summary")]
SHORT = {"1B", "4", "6", "9", "9B", "9C", "10", "11", "12", "13", "14", "16"}
PARTS = {"1": "I", "5": "II", "10": "III", "15": "IV"}
QUARTER = [
    ("I", "1", "Financial Statements"),
    ("I", "2", "Management&#8217;s Discussion and Analysis of Financial Condition and Results of "
               "Operations"),
    ("I", "3", "Quantitative and Qualitative Disclosures About Market Risk"),
    ("I", "4", "Controls and Procedures"), ("II", "1", "Legal Proceedings"),
    ("II", "1A", "Risk Factors"),
    ("II", "2", "Unregistered Sales of Equity Securities and Use of Proceeds"),
    ("II", "5", "Other Information"), ("II", "6", "Exhibits")]
FOREIGN = [
    ("3", "Key Information"), ("4", "Information on the Company"),
    ("4A", "Unresolved Staff Comments"), ("5", "Operating and Financial Review and Prospects"),
    ("6", "Directors, Senior Management and Employees"), ("8", "Financial Information"),
    ("11", "Quantitative and Qualitative Disclosures About Market Risk"),
    ("15", "Controls and Procedures"), ("16A", "Audit Committee Financial Expert"),
    ("16K", "Cybersecurity"), ("17", "Financial Statements"), ("18", "Financial Statements"),
    ("19", "Exhibits")]
CURRENT = [("2.02", "Results of Operations and Financial Condition"),
           ("7.01", "Regulation FD Disclosure"), ("9.01", "Financial Statements and Exhibits")]
NAMES_A = [i for i, _ in ANNUAL]
NAMES_Q = ["Part %s Item %s" % (p, i) for p, i, _ in QUARTER]
SIGNED = "<p><b>SIGNATURES</b></p><p>By: A. Kern</p>"


def rows(items, link=""):
    return "".join("<tr><td>Item %s.</td><td>%s</td><td>%d</td></tr>" % (
        i, link % (i, t) if link else t, n * 3 + 3) for n, (i, t) in enumerate(items))


TABLE = "<p>TABLE OF CONTENTS</p><table>%s</table>" % rows(ANNUAL)
LINKS = "<p>TABLE OF CONTENTS</p>" + "".join(
    '<p><a href="#x%s">Item %s. %s</a></p>' % (i, i, t) for i, t in ANNUAL)
BARE = "<p>TABLE OF CONTENTS</p>" + "".join("<p>Item %s. %s</p>" % x for x in ANNUAL)
CELLS = "<div>Contents</div>" + "".join(
    "<div>Item %s.</div><div>%s</div><div>%d</div>" % (i, t, n) for n, (i, t) in enumerate(ANNUAL))
TABLE_Q = "<table><tr><td>PART I</td></tr>%s<tr><td>PART II</td></tr>%s</table>" % (
    rows([(i, t) for p, i, t in QUARTER if p == "I"]),
    rows([(i, t) for p, i, t in QUARTER if p == "II"]))


def annual(heading, contents=TABLE, tail=SIGNED):
    out = ["<html><body><p>FORM 10-K</p>", text(3), contents]
    for i, t in ANNUAL:
        if i in PARTS:
            out.append("<p><b>PART %s</b></p>" % PARTS[i])
        out.append(heading(i, t))
        out.append("<p>None of it applies.</p>" if i in SHORT else text(30))
    return "".join(out) + tail + "</body></html>"


def quarter(heading, contents=TABLE_Q, parts=True):
    out, last = ["<html><p>FORM 10-Q</p>", text(3), contents], ""
    for p, i, t in QUARTER:
        if parts and p != last:
            out.append("<p><b>PART %s. %s INFORMATION</b></p>" % (
                p, "FINANCIAL" if p == "I" else "OTHER"))
        last = p
        out += [heading(p, i, t), "<p>None.</p>" if i == "5" else text(10)]
    return "".join(out) + SIGNED + "</html>"


def headed_pages():
    """each page begins with its part and item, each item on new pages"""
    out, n = ["<html><p>FORM 10-Q</p>", TABLE_Q, BREAK], 2
    for p, i, t in QUARTER:
        for k in range(4):
            n += 1
            out.append("<p>PART %s</p><p>Item %s</p>" % (p, i))
            if k == 0:
                if i == "1":
                    out.append("<p><b>PART %s. INFORMATION</b></p>" % p)
                out.append("<p><b>ITEM %s. %s</b></p>" % (i, t.upper()))
            out.append(text(6) + "<p>%d</p>%s" % (n, BREAK))
    return "".join(out) + SIGNED + "</html>"


def footed_pages():
    out, n = ["<html><p>FORM 10-Q</p>", TABLE_Q], 0
    for p, i, t in QUARTER:
        if i == "1":
            out.append("<div>PART %s</div>" % p)
        out.append("<div><b>Item %s.&#160;&#160;&#160;&#160;%s</b></div>" % (i, t))
        for _ in range(3):
            n += 1
            out.append(text(8) + "<div>Acme Inc. | Q3 2023 Form 10-Q | %d</div>%s" % (n, BREAK))
    return "".join(out) + SIGNED + "</html>"


def continued():
    out, n = ["<html><p>FORM 10-K</p>", TABLE], 0
    for i, t in ANNUAL:
        out.append("<p><b>ITEM %s. %s</b></p>" % (i, t.upper()))
        for _ in range(0 if i in SHORT else 3):
            n += 1
            out.append(text(20) + "<p>%d</p>%s<p><b>ITEM %s. %s (continued)</b></p>" % (
                n, BREAK, i, t.upper()))
        out.append("<p>None of it applies.</p>")
    return "".join(out) + SIGNED + "</html>"


def linked_only():
    """headings without numbers, out of order: the contents lead to them"""
    names = [("a1", "Item 1.", "Financial Statements."), ("a2", "Item 2.", "Management&#8217;s "
             "Discussion and Analysis of Financial Condition and Results of Operations."),
             ("a4", "Item 4.", "Controls and Procedures.")]
    out = "<html><p>FORM 10-Q</p><table><tr><td>Part I</td></tr>%s</table>" % "".join(
        '<tr><td><a href="#%s">%s</a></td><td><a href="#%s">%s</a></td><td>9</td></tr>' % (
            a, i, a, t) for a, i, t in names)
    out += '<div id="a2"></div><p><b>INTRODUCTION</b></p>' + text(40)
    out += '<div id="a1"></div><p><b>Consolidated statements of income</b></p>' + text(40)
    out += '<div id="a4"></div><p><b>Item 4. Controls and Procedures.</b></p>' + text(2)
    return out + SIGNED + "</html>"


def titles_out_of_order():
    names = ["Our Business", "Management&#8217;s Discussion and Analysis of Financial Condition "
             "and Results of Operations", "Risk Factors", "Properties", "Legal Proceedings",
             "Controls and Procedures", "Financial Statements and Supplementary Data"]
    return "<html><p>FORM 10-K</p>%s<p><b>CROSS-REFERENCE INDEX</b></p><table>%s</table>%s</html>" % (
        "".join("<p><b>%s</b></p>%s" % (t, text(20)) for t in names), "".join(
            "<tr><td>Item %s.</td><td>%s</td><td>%d-%d</td></tr>" % (i, t, n, n + 4)
            for n, (i, t) in enumerate(ANNUAL)), SIGNED)


def plain(heading, contents=True):
    items = [(str(n + 1), t) for n, t in enumerate([
        "BUSINESS", "PROPERTIES", "LEGAL PROCEEDINGS",
        "SUBMISSION OF MATTERS TO A VOTE OF SECURITY HOLDERS",
        "MARKET FOR REGISTRANT'S COMMON EQUITY AND RELATED\n        STOCKHOLDER MATTERS",
        "SELECTED FINANCIAL DATA", "MANAGEMENT'S DISCUSSION AND ANALYSIS OF FINANCIAL CONDITION"
        "\n        AND RESULTS OF OPERATIONS", "FINANCIAL STATEMENTS AND SUPPLEMENTARY DATA"])]
    out = ["                    FORM 10-K\n\n"]
    if contents:
        out.append("<PAGE>\n                TABLE OF CONTENTS\n\n")
        out += ["Item %2s.  %-50s %3d\n" % (i, t.split("\n")[0][:40].title() + " .......", int(i) * 3)
                for i, t in items]
        out.append("<PAGE>\n")
    for i, t in items:
        out.append("\n%s\n\n" % heading(i, t))
        out.append("     The Company makes machines for the trade and sells them to customers\n"
                   "in many lands, who pay for them in time.\n\n" * (1 if i == "4" else 8))
        if i in "137":
            out.append("<PAGE>\n                                     %s\n\n" % i)
    return "".join(out) + "\n                    SIGNATURES\n\n   By: A. Kern\n"


PLAIN = [str(n) for n in range(1, 9)]
SHAPES = [
    ("bold", "10-K", annual(lambda i, t: "<p><b>ITEM %s. %s</b></p>" % (i, t.upper())), NAMES_A),
    ("small-capitals", "10-K", annual(lambda i, t: '<p><b>I<span style="font-size:8pt">TEM</span> '
        '%s. %s<span>%s</span></b></p>' % (i, t[0], t[1:]), LINKS), NAMES_A),
    ("capitals-apart", "10-K", annual(lambda i, t: "<p><b>I\nTEM %s. %s</b></p>" % (i, t)), NAMES_A),
    ("em-dash", "10-K", annual(lambda i, t: "<p>Item&#160;%s&#8212;%s</p>" % (i, t)), NAMES_A),
    ("en-dash-bare-contents", "10-K", annual(lambda i, t: "<p>Item %s &#8211; %s</p>" % (i, t), BARE),
     NAMES_A),
    ("colon", "10-K", annual(lambda i, t: "<p><b>Item %s: %s</b></p>" % (i, t)), NAMES_A),
    ("no-blank", "10-K", annual(lambda i, t: "<p><b>ITEM %s.%s</b></p>" % (i, t.upper())), NAMES_A),
    ("glued", "10-K", annual(lambda i, t: "<p><b>Item %s%s</b></p>" % (i, t)), NAMES_A),
    ("cells", "10-K", annual(lambda i, t: "<table><tr><td>ITEM&nbsp;%s.</td><td>%s</td></tr></table>" % (
        i, t.upper())), NAMES_A),
    ("title-below", "10-K", annual(lambda i, t: "<p><b>ITEM %s</b></p><p><b>%s</b></p>" % (i, t)), NAMES_A),
    ("break", "10-K", annual(lambda i, t: "<p><b>ITEM %s.<br/>%s</b></p>" % (i, t)), NAMES_A),
    ("underlined", "10-K", annual(lambda i, t: "<p><u>Item %s</u>. <u>%s</u></p>" % (i, t)), NAMES_A),
    ("split-runs", "10-K", annual(lambda i, t: "<div><font>Item</font><font>&#160;%s</font><font>%s."
        "</font><font>&#160;%s</font><font>%s</font></div>" % (i.rstrip("ABC"), i.lstrip("0123456789"),
        t[:3], t[3:])), NAMES_A),
    ("html-headings", "10-K", annual(lambda i, t: "<h2>Item %s. %s</h2>" % (i, t), LINKS), NAMES_A),
    ("brackets", "10-K", annual(lambda i, t: "<p><b>Item (%s) %s</b></p>" % (i, t)), NAMES_A),
    ("run-in", "10-K", annual(lambda i, t: "<p><b>Item %s. %s.</b> The text runs on in the same line, as "
        "small filers let it. %s</p>" % (i, t, "More words follow here. " * 30)), NAMES_A),
    ("links-back", "10-K", annual(lambda i, t: '<p><b><a href="#c">Item %s. %s</a></b></p>' % (i, t),
        '<a name="c"></a>' + TABLE), NAMES_A),
    ("contents-in-blocks", "10-K", annual(lambda i, t: "<div>Item %s.</div><div>%s</div>" % (i, t), CELLS),
     NAMES_A),
    ("two-contents", "10-K", annual(lambda i, t: "<p><b>ITEM %s. %s</b></p>" % (i, t), TABLE + LINKS),
     NAMES_A),
    ("no-titles", "10-K", annual(lambda i, t: "<p><b>Item %s.</b></p>" % i), NAMES_A),
    ("continued", "10-K", continued(), NAMES_A),
    ("named-before", "10-K", annual(lambda i, t: "<p><b>Item %s. %s</b></p>" % (i, t), TABLE + "<p>See:</p>" +
        "".join("<p>&#8226; Item %s. %s;</p>" % x for x in ANNUAL[:4]) +
        "<p>Item 1A. Risk Factors, and the other parts of this report, tell of more.</p>"), NAMES_A),
    ("statements-behind", "10-K", annual(lambda i, t: "<p><b>Item %s. %s</b></p>" % (i, t), tail=SIGNED +
        "<p>INDEX TO FINANCIAL STATEMENTS</p>" + text(400)), NAMES_A),
    ("titles-alone", "10-K", titles_out_of_order(), ["7", "1A", "2", "3", "9A", "8"]),
    ("combined", "10-K", "<html><p>FORM 10-K</p>" + "".join("<p><b>%s</b></p>%s" % (h, text(20)) for h in [
        "Items 1 and 2. Business and Properties", "Item 1A. Risk Factors", "Item 3. Legal Proceedings",
        "Items 10, 11, 12, 13 and 14. Directors and the rest", "Item 15. Exhibits"]) + SIGNED + "</html>",
     ["1", "1A", "3", "10", "15"]),
    ("part-three-alone", "10-K/A", "<html><p>FORM 10-K/A</p>" + "".join(
        "<p><b>Item %s. %s</b></p>%s" % (i, t, text(8)) for i, t in ANNUAL if i in
        ("10", "11", "12", "13", "14", "15")) + SIGNED + "</html>", ["10", "11", "12", "13", "14", "15"]),
    ("quarter", "10-Q", quarter(lambda p, i, t: "<p><b>Item %s. %s</b></p>" % (i, t)), NAMES_Q),
    ("quarter-without-parts", "10-Q", quarter(lambda p, i, t: "<p><b>ITEM %s. %s</b></p>" % (i, t.upper()),
        "<table>%s</table>" % rows([(i, t) for _, i, t in QUARTER]), False), NAMES_Q),
    ("quarter-part-item", "10-Q", quarter(lambda p, i, t: "<p><b>PART %s - ITEM %s - %s</b></p>" % (p, i, t),
        parts=False), NAMES_Q),
    ("quarter-no-titles", "10-Q", quarter(lambda p, i, t: "<p><b>Item %s.</b></p>" % i), NAMES_Q),
    ("quarter-headed-pages", "10-Q", headed_pages(), NAMES_Q),
    ("quarter-footed-pages", "10-Q", footed_pages(), NAMES_Q),
    ("quarter-by-links", "10-Q", linked_only(), ["Part I Item 2", "Part I Item 1", "Part I Item 4"]),
    ("foreign", "20-F", "<html>" + text(2) + "<table>%s</table>" % rows(FOREIGN) + "".join(
        "<p><b>ITEM %s. %s</b></p>%s" % (i, t.upper(), text(10)) for i, t in FOREIGN) + SIGNED + "</html>",
     [i for i, _ in FOREIGN]),
    ("current", "8-K", "<html>" + "".join("<p><b>Item %s. %s.</b></p>%s" % (i, t, text(2))
        for i, t in CURRENT) + SIGNED + "</html>", [i for i, _ in CURRENT]),
    ("current-glued", "8-K", "<html>" + "".join("<p><b>Item %s%s</b></p>%s" % (i, t, text(2))
        for i, t in CURRENT) + SIGNED + "</html>", [i for i, _ in CURRENT]),
    ("current-cells", "8-K", "<html>" + "".join("<table><tr><td>Item&#160;%s</td><td>%s</td></tr></table>%s"
        % (i, t, text(2)) for i, t in CURRENT) + SIGNED + "</html>", [i for i, _ in CURRENT]),
    ("plain", "10-K", plain(lambda i, t: "ITEM %s.  %s" % (i, t)), PLAIN),
    ("plain-centred", "10-K", plain(lambda i, t: "%20sITEM %s.  %s" % ("", i, t)), PLAIN),
    ("plain-below", "10-K", plain(lambda i, t: "%30sITEM %s\n\n%8s%s" % ("", i, "", t)), PLAIN),
    ("plain-small", "10-K", plain(lambda i, t: "Item %s -  %s" % (i, t.title()), False), PLAIN),
    ("report-of-an-event-abroad", "6-K", "<html>" + text(5) + SIGNED + "</html>", []),
]

# how pages end within a sentence: what stands between its two halves
BREAKS = {
    "page-tag": '</P><P ALIGN="center">%d</P>\n<PAGE>\n',
    "rule-and-link": '</P><P ALIGN="center"><FONT SIZE="2">%d</FONT></P>\n<HR SIZE="3" noshade>'
                     '<H5><A HREF="#toc">Table of Contents</A></H5>',
    "paragraph-break": '</p><p style="text-align:center">%d</p>'
                       '<p style="page-break-before:always">&nbsp;</p>',
    "block-break": '</p><div>- %d -</div><div style="page-break-before:always"></div>',
    "new-property": '</p><div>%d</div><div style="break-before:page"><div>&nbsp;</div></div>',
    "footer-table": '</p><table><tr><td>Acme Corp</td><td>%d</td><td>Form 10-K</td></tr></table>'
                    '<hr style="page-break-after:always"/>',
    "statement-pages": '</p><div>F-%d</div><hr style="page-break-after:always">',
    "page-of": '</p><div>Page %d of 99</div><hr style="page-break-after:always">',
    "link-in-table": '</p><div>%d</div><hr style="page-break-after:always"><table><tr><td>'
                     '<a href="#toc">Table of Contents</a></td></tr></table>',
    "two-headers": '</p><div>%d</div><hr style="page-break-after:always"><div>ACME CORP</div>'
                   '<div>ANNUAL REPORT</div>',
}
PAGES = 15


def broken(between):
    """each page ends in the middle of a sentence, and no two sentences are alike"""
    out = ["<html><body><p>FORM 10-K</p>"]
    for n in range(PAGES):
        if n % 5 == 0:
            out.append("<p><b>Item %s. %s</b></p>" % ANNUAL[(0, 1, 4)[n // 5]])
        word = chr(ord("a") + n) * 3
        out.append("<p>In %s we compete with many companies, and the market for models that cost "
                   "less is one in which%s<p>newcomers such as DeepSeek grow, as does %s.</p>" % (
                       word, between % (n + 1), word))
    return "".join(out) + SIGNED + "</body></html>"


SHAPES += [("broken-" + name, "10-K", broken(between), ["1", "1A", "2"])
           for name, between in BREAKS.items()]

SUBMISSION = """<SEC-HEADER>
<ACCEPTANCE-DATETIME>20240226161500
ACCESSION NUMBER: 0000000007-24-%06d
CONFORMED SUBMISSION TYPE: %s
PUBLIC DOCUMENT COUNT: 1
FILED AS OF DATE: 20240226
FILER:
COMPANY CONFORMED NAME: ACME
CENTRAL INDEX KEY: 7
</SEC-HEADER>
<DOCUMENT>
<TYPE>%s
<SEQUENCE>1
<FILENAME>a.htm
<TEXT>
%s
</TEXT>
</DOCUMENT>
"""


def write(folder):
    for n, (name, form, body, _) in enumerate(SHAPES):
        with open(os.path.join(folder, name + ".txt"), "w", encoding="utf-8") as f:
            f.write(SUBMISSION % (n + 1, form, form, body))


def check():
    got = {}
    for line in sys.stdin:
        o = json.loads(line)
        if o.get("record") == "article":
            name = os.path.basename(o["raw"]["file"])[:-4]
            got[name] = o
    faults = 0
    for name, _, _, want in SHAPES:
        o = got.get(name)
        items = [s["item"] for s in o["filing"].get("sections", [])] if o else None
        if items != want:
            faults += 1
            print("%s: %s, not %s" % (name, items, want))
        elif items and o["filing"]["sections"][-1].get("open") and name != "statements-behind":
            faults += 1
            print("%s: the last section is open" % name)
        whole = o["text"].count("is one in which newcomers such as DeepSeek grow") if o else 0
        if name.startswith("broken-") and whole != PAGES:
            faults += 1
            print("%s: %d of %d sentences are whole" % (name, whole, PAGES))
    print("%d shapes, %d faults" % (len(SHAPES), faults))
    return 1 if faults else 0


if sys.argv[1] == "write":
    write(sys.argv[2])
else:
    sys.exit(check())
