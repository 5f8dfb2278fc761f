#!/usr/bin/env python3
"""Labelled sets as the lines that jevons-train reads.

usage: tone_weights.py [--fold N | --but N] FILE.jsonl...  > lines

Reads the kinds of file that the shipped weights are made from: rows with a
target (text, target_begin, target_end in characters, label), and our own
labelled sentences (text, tone: {entity: label}, or rows with a target's begin
and end in bytes, which stay as they are). Rows of one text are put together;
where all its targets have one label, so has the text as a whole. --fold N
keeps the N-th fifth of the texts, --but N all others, so that a set can be
measured by five trainings.
"""
import collections
import hashlib
import json
import sys


def lines(o):
    text, lang = o['text'], o['lang']
    if isinstance(o.get('tone'), dict):
        for entity, label in o['tone'].items():
            yield {'text': text, 'lang': lang, 'entity': entity,
                   'label': label}
        return
    row = {'text': text, 'lang': lang, 'label': o['label']}
    if 'begin' in o:
        yield {**row, 'begin': o['begin'], 'end': o['end']}
        return
    if o.get('target'):
        if o.get('target_begin') is None:
            return
        row['begin'] = len(text[:o['target_begin']].encode())
        row['end'] = len(text[:o['target_end']].encode())
    yield row


def fold_of(text):
    return hashlib.sha256(text.casefold().encode()).digest()[0] % 5


def main(args):
    keep = lambda text: True
    if args and args[0] in ('--fold', '--but'):
        n, inside = int(args[1]), args[0] == '--fold'
        keep = lambda text: (fold_of(text) == n) == inside
        args = args[2:]
    if not args:
        sys.exit(__doc__)
    texts = collections.OrderedDict()
    for name in args:
        with open(name, encoding='utf-8') as f:
            for line in f:
                o = json.loads(line)
                if keep(o['text']):
                    texts.setdefault((o['lang'], o['text']), []).extend(
                        lines(o))
    for rows in texts.values():
        labels = {row['label'] for row in rows}
        if len(labels) == 1 and all('begin' in row for row in rows):
            rows = rows + [{k: rows[0][k] for k in ('text', 'lang', 'label')}]
        for row in rows:
            print(json.dumps(row, ensure_ascii=False))


main(sys.argv[1:])
