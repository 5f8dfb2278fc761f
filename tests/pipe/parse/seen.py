"""Compare article lines of filings with an independent reading of the same files.

usage: seen.py FOLDER LINES.jsonl

For every file of FOLDER: the words that a reader sees (an HTML parser of the
standard library; no ix:header, no display:none) are counted in the documents
that became articles, and must be those of the article's text and of what it
says it left out (`removed`), for names and for words of the trade. Sections
must part the text: in order, apart, each beginning with its own heading and
ending where the next begins; what lies in none is cover, contents or
signatures. Prints a line a fault; exits 1 for any.
"""
import collections
import gzip
import html.parser
import json
import os
import re
import sys

# names that no table repeats as a label of its figures
WORDS = ["nvidia", "deepseek", "amazon", "microsoft", "google", "oracle", "intel",
         "blackwell", "hopper", "openai", "chatgpt"]
SEEN = (".htm", ".html", ".txt")
VOID = {"br", "hr", "img", "meta", "link", "input", "col", "area", "base", "wbr"}
INLINE = re.compile(r"(span|font|a|b|i|u|em|strong|small|big|sup|sub|ix:.*)$")
HIDDEN = {"ix:header", "ix:hidden", "script", "style", "head", "title"}


class Reader(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.stack, self.hidden, self.out = [], 0, []

    def handle_starttag(self, tag, attrs):
        if not INLINE.match(tag):
            self.out.append(" ")
        if tag in VOID:
            return
        style = re.sub(r"\s", "", dict(attrs).get("style") or "").lower()
        hide = tag in HIDDEN or "display:none" in style
        self.stack.append((tag, hide))
        self.hidden += hide

    def handle_startendtag(self, tag, attrs):
        if not INLINE.match(tag):
            self.out.append(" ")

    def handle_endtag(self, tag):
        if not INLINE.match(tag):
            self.out.append(" ")
        if tag not in [t for t, _ in self.stack]:
            return
        while self.stack:
            t, hide = self.stack.pop()
            self.hidden -= hide
            if t == tag:
                return

    def handle_data(self, data):
        if not self.hidden:
            self.out.append(data)


def seen(doc):
    if not re.search(r"<(html|body|div|p|table|font)\b", doc[:20000], re.I):
        return doc
    r = Reader()
    r.feed(doc)
    r.close()
    return "".join(r.out)


def load(path):
    with open(path, "rb") as f:
        b = f.read()
    if b[:2] == b"\x1f\x8b":
        b = gzip.decompress(b)
    return b.decode("utf-8", "replace")


def documents(text):
    """filename -> body; '' -> all of it where it is no submission"""
    parts = re.findall(r"<DOCUMENT>\s*<TYPE>.*?</DOCUMENT>", text, re.S)
    if not parts:
        return {"": text}
    docs = {}
    for p in parts:
        name = re.search(r"<FILENAME>(.*)", p)
        body = re.search(r"<TEXT>(.*)</TEXT>", p, re.S)
        if name and body:
            docs[name.group(1).strip()] = body.group(1)
    return docs


def count(word, text):
    return len(re.findall(r"\b%s\b" % word, text, re.I))


def check_words(a, doc, say):
    page = seen(doc)
    for w in WORDS:
        want = count(w, page)
        left = sum(count(w, r["text"]) * r["times"] for r in a["filing"].get("removed", []))
        got = count(w, a["text"])
        if got + left != want:
            say("%s: %d seen, %d in the text and %d left out" % (w, want, got, left))


HEAD = re.compile(r"^\W*(part\s+[iv]+\W+)?i\s?tems?\s*(no\.?\s*)?\W{0,3}(\d+)", re.I)


def check_sections(a, say):
    text = a["text"].encode()
    sections = a["filing"].get("sections", [])
    end = None
    for s in sections:
        if not 0 <= s["begin"] < s["end"] <= len(text):
            say("section %s lies outside the text" % s["item"])
        if s["begin"] and text[s["begin"] - 1] != 10:
            say("section %s begins within a line" % s["item"])
        if end is not None and s["begin"] != end:
            say("section %s does not begin where the one before ends" % s["item"])
        end = s["end"]
        head = text[s["begin"]:s["begin"] + 400].decode("utf-8", "ignore")
        named = HEAD.match(head)
        number = re.search(r"(\d+)[A-K]?(\.\d\d)?$", s["item"]).group(1)
        if named and named.group(3) != number and not re.match(r"\W*items", head, re.I):
            say("section %s begins with %r" % (s["item"], head[:60]))
        elif not named and s.get("title", "") not in head:
            say("section %s has no heading: %r" % (s["item"], head[:60]))
        if s.get("open") and s is not sections[-1]:
            say("section %s is open" % s["item"])
    if not sections:
        return
    before = text[:sections[0]["begin"]].decode("utf-8", "ignore")
    if len(before) > 30000:
        say("%d characters before the first section" % len(before))
    after = text[end:].decode("utf-8", "ignore").strip()
    if after and not re.match(r"signature", after, re.I):
        say("behind the last section: %r" % after[:60])
    if after and sections[-1].get("open"):
        say("the last section is open, and yet something follows")


def main():
    folder, lines = sys.argv[1:]
    by_file = collections.defaultdict(list)
    with open(lines, encoding="utf-8") as f:
        for line in f:
            o = json.loads(line)
            if o.get("record") == "article" and o.get("filing"):
                by_file[o["raw"]["file"]].append(o)
    faults, articles, parted = 0, 0, 0

    for path, found in sorted(by_file.items()):
        docs = documents(load(path))
        for a in found:
            def say(what):
                nonlocal faults
                faults += 1
                print("%s: %s" % (os.path.basename(path), what))
            if a["content"] == "summary":
                continue
            articles += 1
            name = a.get("document", {}).get("filename", "")
            doc = docs.get(name, docs.get(""))
            if doc is not None:
                check_words(a, doc, say)
            check_sections(a, say)
            parted += bool(a["filing"].get("sections"))
    print("%d articles, %d with sections, %d faults" % (articles, parted, faults))
    return 1 if faults or not articles else 0


sys.exit(main())
