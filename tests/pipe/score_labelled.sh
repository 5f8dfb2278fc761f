#!/bin/bash
# The labelled sentences are in form: every line is read, names only what the
# tables know, and points at what it says it does. No sentence that is kept
# aside is in the other half too, and none of either is in the shared data,
# word for word or nearly.
set -u
command -v python3 >/dev/null || {
	echo "skip: no python3"
	exit 77
}
exec python3 - "$SRC/score/data" "${JEVONS_TEST_DATA:-$SRC/../shared}/data" <<'PY'
import collections, glob, json, os, re, sys

data, shared = sys.argv[1:]
problems = []
PARTS = {'tables': 0, 'tone': 0, 'claims': 0,
         'aside': 1, 'tone-aside': 1, 'claims-aside': 1}
LANGS = {'en': {'en'}, 'ar': {'ar'}, 'zh': {'zh', 'zh-Hant'}}
MODALITIES = set('asserted reported forecast hypothetical question negated '
                 'ironic'.split())
METRICS = set('share-price market-value revenue revenue-guidance '
              'revenue-consensus profit loss gross-margin capex investment '
              'cost price price-target orders backlog units capacity '
              'inventory charge levy stake users usage compute market-share '
              'headcount lead-time power multiple index'.split())
ROLES = {'base', 'consensus', 'range-low', 'range-high'}


def column(name, n):
    with open(os.path.join(data, name), encoding='utf-8') as f:
        rows = [l.rstrip('\n').split('\t') for l in f if not l.startswith('#')]
    return [r[n] for r in rows if len(r) > n]


entities = set(column('entities.tsv', 0))
owners = {e if o == '-' else o for e, o in
          zip(column('entities.tsv', 0), column('entities.tsv', 1))}
signals = set(column('signals.tsv', 0))


def spanned(o, text):
    """What begin and end cut out of the text, None where they cut nothing."""
    b, e = o.get('begin'), o.get('end')
    raw = text.encode()
    if type(b) is not int or type(e) is not int or not 0 <= b < e <= len(raw):
        return None
    try:
        return raw[b:e].decode()
    except UnicodeDecodeError:
        return None


def check_row(o, say):
    text = o['text']
    if spanned(o, text) != o['target']:
        say("'begin' and 'end' do not cut out %r" % o['target'])
    if o.get('label') not in (-1, 0, 1):
        say('label %r' % o.get('label'))
    if 'entity' in o and o['entity'] not in owners:
        say('no owner %r' % o['entity'])


def check_tone(o, say):
    for entity, label in o['tone'].items():
        if entity not in owners:
            say('tone of %r, which is no owner' % entity)
        if label not in (-1, 0, 1):
            say('label %r' % label)


def check_claim(c, text, say):
    if c.get('metric') not in METRICS:
        say('metric %r' % c.get('metric'))
    if c.get('entity') is not None and c['entity'] not in entities:
        say('no entity %r' % c['entity'])
    if not re.fullmatch(r'-?\d+(\.\d+)?', c.get('value', '')):
        say('value %r' % c.get('value'))
    if c.get('direction') not in ('up', 'down', 'flat', 'level'):
        say('direction %r' % c.get('direction'))
    if c.get('role') is not None and c['role'] not in ROLES:
        say('role %r' % c['role'])
    if not c.get('unit') or not spanned(c, text):
        say('a claim without unit or span')
    if c.get('period') and (sorted(c['period']) != ['end', 'start'] or
                            not c['period']['start'] < c['period']['end']):
        say('period %r' % c['period'])
    if not re.fullmatch(r'P(\d+[DWMY]|T\d+H)', c.get('horizon', 'P1D')):
        say('horizon %r' % c['horizon'])


def check_signals(o, say):
    seen = set()
    for s in o['signals']:
        if s.get('signal') not in signals:
            say('no signal %r' % s.get('signal'))
        if s.get('entity') is not None and s['entity'] not in entities:
            say('no entity %r' % s['entity'])
        if s.get('modality') not in MODALITIES:
            say('modality %r' % s.get('modality'))
        key = (s.get('signal'), s.get('entity'), s.get('modality'))
        if key in seen:
            say('%s twice' % (key,))
        seen.add(key)
    for m in o['mentions']:
        if m.get('entity') not in entities:
            say('no entity %r' % m.get('entity'))
        if spanned(m, o['text']) != m.get('surface'):
            say('%r is not where it should be' % m.get('surface'))
    for c in o.get('claims', []):
        check_claim(c, o['text'], say)


def grams(text, lang):
    k = 2 if lang == 'zh' else 4
    text = ' '.join(text.casefold().split())
    return {text[i:i + k] for i in range(len(text) - k + 1)}


def shingles(text):
    """Runs of six words, or of twelve characters where words are not parted."""
    text = text.casefold()
    if re.search('[\u4e00-\u9fff]', text):
        chars = re.sub(r'\W+', '', text)
        return {chars[i:i + 12] for i in range(len(chars) - 11)}
    words = re.findall(r'\w+', text)
    return {' '.join(words[i:i + 6]) for i in range(len(words) - 5)}


texts = {lang: {} for lang in LANGS}     # text: (half, where)
ids, judged = {}, collections.Counter()
for lang in LANGS:
    for part, half in PARTS.items():
        path = os.path.join(data, 'labelled', '%s.%s.jsonl' % (lang, part))
        for n, line in enumerate(open(path, encoding='utf-8'), 1):
            where = '%s.%s.jsonl:%d' % (lang, part, n)
            say = lambda what: problems.append('%s: %s' % (where, what))
            try:
                o = json.loads(line)
            except ValueError as e:
                say(e)
                continue
            if o['id'] in ids:
                say('id of %s' % ids[o['id']])
            ids[o['id']] = where
            if o['lang'] not in LANGS[lang]:
                say('lang %r' % o['lang'])
            if not o['text'].strip() or '\n' in o['text']:
                say('no text, or one of several lines')
            if 'target' in o:
                check_row(o, say)
                key = (lang, o['text'], o['target'])
            elif part in ('claims', 'claims-aside'):
                for c in o['claims']:
                    check_claim(c, o['text'], say)
                key = (lang, o['text'], 'claims')
            else:
                check_tone(o, say)
                key = (lang, o['text'], '')
            if 'signals' in o:
                check_signals(o, say)
            elif part in ('tables', 'aside'):
                say('no signals')
            judged[key] += 1
            if judged[key] > 1:
                say('labelled twice')
            known = texts[lang].setdefault(o['text'], (half, where))
            if known[0] != half:
                say('is also %s, of the other half' % known[1])

for lang, known in texts.items():
    cut = {t: grams(t, lang) for t in known}
    first = [t for t in known if known[t][0] == 0]
    for a in (t for t in known if known[t][0] == 1):
        for b in first:
            x, y = cut[a], cut[b]
            # no more can be shared than the smaller one has
            if min(len(x), len(y)) <= 0.4 * max(len(x), len(y)):
                continue
            both = len(x & y)
            if both > 0.4 * (len(x) + len(y) - both):
                problems.append('%s is nearly %s' % (known[a][1], known[b][1]))

index = collections.defaultdict(set)
size = {}
for known in texts.values():
    for text, (_, where) in known.items():
        mine = shingles(text)
        size[where] = len(mine)
        for s in mine:
            index[s].add(where)


def compare(text, name):
    hits = collections.Counter()
    for s in shingles(text):
        for where in index.get(s, ()):
            hits[where] += 1
    for where, n in hits.items():
        if n * 2 > size[where]:
            problems.append('%s is in %s' % (where, name))


looked = 0
for path in glob.glob(shared + '/sentiment/*.jsonl'):
    for line in open(path, encoding='utf-8'):
        compare(json.loads(line)['text'], path)
        looked += 1
for path in glob.glob(shared + '/corpus/*/*.*') + \
        glob.glob(shared + '/corpus/*.txt'):
    compare(open(path, encoding='utf-8', errors='replace').read(), path)
    looked += 1

for p in problems:
    print('FAIL:', p)
print('%d sentences, compared with %d other texts' % (
    sum(map(len, texts.values())), looked))
sys.exit(bool(problems) or not ids)
PY
