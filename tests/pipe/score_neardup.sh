#!/bin/bash
# Which documents of the corpus are copies of each other, by the sketch alone
# and by the store's rule (7 bits, or 16 under one title): pairwise F1. Needs
# the shared data.
set -u
data=${JEVONS_TEST_DATA:-$SRC/../shared}/data/corpus
[ -f "$data/index.jsonl" ] || {
	echo "skip: no $data/index.jsonl"
	exit 77
}
command -v python3 >/dev/null || {
	echo "skip: no python3"
	exit 77
}
python3 - "$data" "$BIN/jevons-score" <<'PY'
import itertools, json, os, subprocess, sys

data, program = sys.argv[1:]
lines, title, copy_of = [], {}, {}
for line in open(os.path.join(data, 'index.jsonl'), encoding='utf-8'):
    o = json.loads(line)
    name = o['file']
    path = name.replace('.html', '.truth.txt')
    if name.startswith('encoded/') or not os.path.exists(os.path.join(data, path)):
        continue
    text = open(os.path.join(data, path), encoding='utf-8', errors='replace').read()
    title[name] = o.get('title') or ''
    note = o.get('note') or ''
    if 'duplicate of' in note:
        copy_of[name] = 'en/' + note.split('duplicate of ')[1].split()[0] + '.txt'
    elif '/neardup-' in name:
        copy_of[name] = 'neardup-' + os.path.basename(name).split('-')[1]
    lines.append(json.dumps({'v': 1, 'record': 'article', 'id': name, 'lang': o['language'],
                             'kind': 'news', 'title': title[name], 'text': text}) + '\n')
out = subprocess.run([program, '-q'], input=''.join(lines).encode(), stdout=subprocess.PIPE,
                     check=True).stdout.decode()
sketch = {}
for line in out.splitlines():
    o = json.loads(line)
    sketch[o['id']] = int(o['score']['fingerprint'], 16)
group = {name: copy_of.get(name, name) for name in sketch}
tally = {'sketch alone': [0, 0, 0], 'with titles': [0, 0, 0]}
for a, b in itertools.combinations(sorted(sketch), 2):
    same = group[a] == group[b]
    bits = bin(sketch[a] ^ sketch[b]).count('1')
    for kind, near in (('sketch alone', bits <= 7),
                       ('with titles', bits <= 7 or (bits <= 16 and title[a] and title[a] == title[b]))):
        tally[kind][0] += same and near
        tally[kind][1] += near and not same
        tally[kind][2] += same and not near
bad = 0
for kind, (tp, fp, fn) in tally.items():
    f1 = 2 * tp / (2 * tp + fp + fn)
    print('%-12s %d documents, %d pairs of copies: found %d, wrong %d, missed %d, F1 %.3f'
          % (kind, len(sketch), tp + fn, tp, fp, fn, f1))
    bad |= f1 < (0.98 if kind == 'with titles' else 0.95) or fp > 0
sys.exit(bad)
PY
