#!/usr/bin/env python3
"""The texts that scoring is measured on, and other programs on the same.

usage: score.py lines CORPUS OUT MB    OUT/LANG.jsonl, LANG.bytes, en.txt
                                       OUT/LANG.text: the texts alone
       score.py peers LABELLED TEXT    VADER and scikit-learn on TEXT's lines
"""
import json
import os
import re
import sys
import time


def lines(corpus, out, megabytes):
    texts = {}
    with open(os.path.join(corpus, 'index.jsonl'), encoding='utf-8') as index:
        for line in index:
            o = json.loads(line)
            path = os.path.join(corpus, o['file'].replace('.html', '.truth.txt'))
            if o['file'].startswith('encoded/') or not os.path.exists(path):
                continue
            with open(path, encoding='utf-8', errors='replace') as f:
                texts.setdefault(o['language'][:2], []).append((o, f.read()))
    for lang in ('ar', 'en', 'zh'):
        size = sum(len(t.encode()) for _, t in texts[lang])
        times = max(1, round(megabytes * 1e6 / size))
        with open(os.path.join(out, lang + '.jsonl'), 'w', encoding='utf-8') as f:
            for _ in range(times):
                for o, t in texts[lang]:
                    f.write(json.dumps({'v': 1, 'record': 'article', 'id': o['file'],
                                        'lang': o['language'], 'kind': 'news',
                                        'title': o.get('title') or '', 'text': t},
                                       ensure_ascii=False) + '\n')
        with open(os.path.join(out, lang + '.text'), 'w', encoding='utf-8') as f:
            for _, t in texts[lang]:
                f.write(t.strip() + '\n')
        with open(os.path.join(out, lang + '.bytes'), 'w') as f:
            f.write('%d\n' % (size * times))
    with open(os.path.join(out, 'en.txt'), 'w', encoding='utf-8') as f:
        for _, t in texts['en']:
            for s in re.split(r'(?<=[.!?])\s+|\n+', t):
                if s.strip():
                    f.write(s.strip() + '\n')


def told(name, size, seconds, more=''):
    print('%-28s %8.3f MB/s%s' % (name, size / 1e6 / seconds, more))


def vader(sentences, size):
    try:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    except ImportError:
        print('VADER                        skipped: not installed')
        return
    judge = SentimentIntensityAnalyzer()
    start = time.process_time()
    for s in sentences:
        judge.polarity_scores(s)
    told('VADER', size, time.process_time() - start)


def sklearn(labelled, sentences, size):
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
    except ImportError:
        print('scikit-learn                 skipped: not installed')
        return
    texts, labels = [], []
    with open(os.path.join(labelled, 'en.tables.jsonl'), encoding='utf-8') as f:
        for line in f:
            o = json.loads(line)
            for tone in o.get('tone', {}).values():
                texts.append(o['text'])
                labels.append(tone)
    model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), LogisticRegression(max_iter=500))
    model.fit(texts, labels)
    start = time.process_time()
    model.predict(sentences)
    told('scikit-learn', size, time.process_time() - start, '  (tf-idf of 1-2 words, logistic)')


def peers(labelled, path):
    with open(path, encoding='utf-8') as f:
        sentences = f.read().splitlines()
    size = sum(len(s.encode()) for s in sentences)
    vader(sentences, size)
    sklearn(labelled, sentences, size)


if sys.argv[1:2] == ['lines'] and len(sys.argv) == 5:
    lines(sys.argv[2], sys.argv[3], float(sys.argv[4]))
elif sys.argv[1:2] == ['peers'] and len(sys.argv) == 4:
    peers(sys.argv[2], sys.argv[3])
else:
    sys.exit(__doc__)
