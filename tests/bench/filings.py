"""What edgartools and sec-parser take for the filings that filings.sh names.

usage: filings.py FILE...   (gzip or not); prints name, MB, MB a CPU second, a line a tool
"""
import contextlib
import gzip
import io
import sys
import time
import warnings

warnings.simplefilter('ignore')


def load(path):
    with open(path, 'rb') as f:
        raw = f.read()
    return gzip.decompress(raw) if raw[:2] == b'\x1f\x8b' else raw


def run(name, todo, work):
    size, spent, failed, why = 0, 0.0, 0, ''
    for raw in todo:
        began = time.process_time()
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                work(raw.decode('utf-8', 'replace'))
        except Exception as e:
            failed += 1
            why = e
            continue
        spent += time.process_time() - began
        size += len(raw)
    if spent:
        print('%-34s %9.1f MB %8.2f MB/s%s' % (name, size / 1e6, size / 1e6 / spent,
              '  (%d failed)' % failed if failed else ''), flush=True)
    else:
        print('skip: %s: nothing could be read: %s' % (name, why), flush=True)


def main():
    files = [load(p) for p in sys.argv[1:]]
    pages = [t for t in files if t.lstrip()[:5] in (b'<?xml', b'<html', b'<HTML')]
    subs = [t for t in files if b'<SEC-HEADER>' in t[:4096]]
    try:
        from edgar.sgml.sgml_common import parse_submission_text
        run('edgartools: envelope', subs, parse_submission_text)
    except ImportError as e:
        print('skip: edgartools: %s' % e)
    try:
        from edgar.documents import parse_html

        def sections(t):
            d = parse_html(t)
            return d.text(), d.sections
        run('edgartools: page, text, sections', pages, sections)
    except ImportError as e:
        print('skip: edgartools: %s' % e)
    try:
        import sec_parser as sp
        run('sec-parser: page', pages, lambda t: sp.Edgar10QParser().parse(t))
    except ImportError as e:
        print('skip: sec-parser: %s' % e)


main()
