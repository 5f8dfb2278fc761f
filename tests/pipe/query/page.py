#!/usr/bin/env python3
"""What a report must be: well-formed, self-contained, escaped, with a text
for each chart. usage: page.py FILE WORD...   the words stand in its text"""
import html.parser
import sys

VOID = {"meta", "link", "br"}


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.text, self.tips, self.charts = [], [], 0, 0
        self.elements = set()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.elements.add(tag)
        for key, value in attrs.items():
            if key.startswith("on"):
                sys.exit("an event handler: %s" % key)
            if key == "href" and not value.startswith(
                    ("https://", "http://", "data:,")):
                sys.exit("a link to %r" % value)
            if key in ("src", "srcset", "action", "data", "poster"):
                sys.exit("%s is fetched" % value)
            if "url(" in (value or ""):
                sys.exit("a URL in %s" % key)
        if tag in ("script", "iframe", "object", "embed", "img", "form"):
            sys.exit("an element %s" % tag)
        if tag == "svg":
            self.charts += 1
            if "aria-labelledby" not in attrs:
                sys.exit("a chart without a name")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            sys.exit("</%s> closes something else" % tag)

    def handle_data(self, data):
        if self.open and self.open[-1] == "style":
            if "@import" in data or "url(" in data:
                sys.exit("a style that is fetched")
            return
        self.tips += bool(self.open and self.open[-1] == "title")
        self.text.append(data)


def main():
    page = Page()
    page.feed(open(sys.argv[1], encoding="utf-8").read())
    if page.open:
        sys.exit("not closed: %s" % page.open)
    text = " ".join("".join(page.text).split())
    for word in sys.argv[2:]:
        if word not in text:
            sys.exit("the page does not say %r" % word)
    print("%d charts, %d tooltips, %d words" % (page.charts, page.tips,
                                               len(text.split())))


if __name__ == "__main__":
    main()
