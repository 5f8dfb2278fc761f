#!/usr/bin/env python3
"""Make the lists in traditional characters, lexicon.zh-hant.tsv,
cues.zh-hant.tsv and measures.zh-hant.tsv, from those in simplified ones (needs uconv: icu-devtools).

usage: score/data/zh_hant.py [DIR]     default: the folder of this script

Each form goes through ICU's transform Simplified-Traditional; characters with
two usual forms and the words that Taiwan and Hong Kong use instead are added.
Forms that stay as they are stand in the source already. What stands in the
old table behind the line "# words of Taiwan and Hong Kong" was written by hand
and is kept.
"""
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
MARK = '# words of Taiwan and Hong Kong'
HEAD = [
    '# Chinese, in traditional characters: %s.zh.tsv through ICU\'s',
    '# transform Simplified-Traditional, made by zh_hant.py',
    'class\tweight\tforms',
]
TWO_FORMS = ['裏裡', '爲為', '羣群', '臺台', '佔占', '啓啟', '污汙', '衆眾',
             '綫線', '牀床', '麪面']
REGIONAL = [
    ('芯片', '晶片'), ('服務器', '伺服器'), ('數據中心', '資料中心'),
    ('人工智能', '人工智慧'), ('算法', '演算法'), ('內存', '記憶體'),
    ('顯卡', '顯示卡'), ('數據', '資料'), ('智能手機', '智慧型手機'),
    ('軟件', '軟體'), ('硬件', '硬體'), ('網絡', '網路'),
    ('業績指引', '財測'), ('市盈率', '本益比'), ('智能體', '代理人'),
    ('用戶', '使用者'), ('超級計算機', '超級電腦'), ('計算', '運算'),
    ('開源', '開放原始碼'), ('集羣', '叢集'), ('部署', '佈署'),
]


def variants(form):
    all_ = [form]
    for a, b in TWO_FORMS:
        if a in all_[-1]:
            all_.append(all_[-1].replace(a, b))
    for a, b in REGIONAL:
        all_ += [x.replace(a, b) for x in list(all_) if a in x]
    return all_


def rows(path):
    with open(path, encoding='utf-8') as f:
        for line in f:
            cells = line.rstrip('\n').split('\t')
            if len(cells) == 3 and not line.startswith('#'):
                yield cells


def forms(cell):
    return [x.strip() for x in cell.split(';')]


def make(name, folder):
    source = os.path.join(HERE, name + '.zh.tsv')
    target = name + '.zh-hant.tsv'
    table = [r for r in rows(source) if r[0] != 'class']
    made = subprocess.run(
        ['uconv', '-x', 'Simplified-Traditional'], check=True,
        input='\n'.join(r[2] for r in table).encode(),
        stdout=subprocess.PIPE).stdout.decode().split('\n')
    out = [HEAD[0] % name] + HEAD[1:]
    for (class_, weight, cell), turned in zip(table, made):
        new = []
        for form in forms(turned):
            new += [x for x in variants(form)
                    if x not in new and x not in forms(cell)]
        if new:
            out.append('\t'.join((class_, weight, '; '.join(new))))
    old = []
    if os.path.exists(os.path.join(HERE, target)):
        with open(os.path.join(HERE, target), encoding='utf-8') as f:
            old = f.read().split('\n')
    out += old[old.index(MARK):] if MARK in old else [MARK, '']
    with open(os.path.join(folder, target), 'w', encoding='utf-8') as f:
        f.write('\n'.join(out))


for list_ in 'lexicon', 'cues', 'measures':
    make(list_, sys.argv[1] if len(sys.argv) > 1 else HERE)
