"""Pages a second of other extractors, CPU time, on the files named on stdin.
What is not installed is left out."""
import gzip
import sys
import time

FILES = [line.strip() for line in sys.stdin if line.strip()]
PAGES = []
for name in FILES:
    with (gzip.open if name.endswith(".gz") else open)(name, "rb") as f:
        PAGES.append(f.read())


def trafilatura():
    from trafilatura import bare_extraction
    return lambda page: bare_extraction(page)


def readability():
    from readability import Document
    return lambda page: Document(page.decode("utf-8", "replace")).summary()


def resiliparse():
    from resiliparse.extract.html2text import extract_plain_text
    return lambda page: extract_plain_text(
        page.decode("utf-8", "replace"), main_content=True)


for make in (trafilatura, readability, resiliparse):
    try:
        extract = make()
    except ImportError:
        print("%-28s skipped: not installed" % make.__name__)
        continue
    began = time.process_time()
    for page in PAGES:
        try:
            extract(page)
        except Exception:
            pass
    took = time.process_time() - began
    print("%-28s %8.0f pages/s %8.1f MB/s" % (
        make.__name__, len(PAGES) / took, sum(map(len, PAGES)) / took / 1e6))
