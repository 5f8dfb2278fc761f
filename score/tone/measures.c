#include "score/tone/measures.h"

#include "score/tone/rows.h"

static struct measure *find(const struct measures *m, struct str name)
{
	for (size_t i = 0; i < m->n; i++)
		if (str_eq(m->kinds[i].name, name))
			return &m->kinds[i];
	return NULL;
}

/* the place of a name in a list of them, in order of its enum */
static int one_of(struct str cell, const char *const *names, int n,
    const char *what, struct err *e)
{
	for (int i = 0; i < n; i++)
		if (str_eq(cell, str_of(names[i])))
			return i;
	(void)err_set(e, EXIT_CONFIG, "%s '%.*s'", what, STR_ARG(cell));
	return -1;
}

static int read_metric(
    struct measures *m, struct str cell, struct measure *k, struct err *e)
{
	static const char *const about[] = {"", "=low", "=high", "=approx",
	    "=consensus", "=base", "=guided", "=period", "=span", "=none",
	    "=share"};
	int i = 0;

	if (str_starts(cell, STR("=")))
		i = one_of(cell, about, 11, "metric", e);
	if (i < 0)
		return -1;
	k->about = (enum about_figure)i;
	k->metric = arena_str(&m->taxonomy.arena, cell);
	return 0;
}

static int take(void *user, const struct row *row, struct err *e)
{
	static const char *const whose[] = {
	    "null", "subject", "near", "cloud", "project", "first"};
	static const char *const places[] = {"near", "behind", "before"};
	struct measures *m = user;
	const struct str *c = row->cell;
	struct measure k = {0};
	int w, p;

	if (find(m, c[0]))
		return err_set(
		    e, EXIT_CONFIG, "'%.*s' stands here twice", STR_ARG(c[0]));
	w = one_of(c[3], whose, 6, "whose", e);
	p = w < 0 ? -1 : one_of(c[5], places, 3, "place", e);
	if (p < 0 || read_metric(m, c[1], &k, e) != 0 ||
	    taxonomy_units(c[2], &k.units, &k.moment, e) != 0 ||
	    cell_number(c[6], &k.reach, e) != 0)
		return -1;
	k.whose = (enum whose)w;
	k.place = (enum place)p;
	k.name = arena_str(&m->taxonomy.arena, c[0]);
	if (!cell_none(c[4]))
		k.says = arena_str(&m->taxonomy.arena, c[4]);
	m->kinds = arena_more(
	    &m->taxonomy.arena, m->kinds, m->n, &m->cap, sizeof *m->kinds);
	m->kinds[m->n++] = k;
	return 0;
}

static const struct {
	enum tongue tongue;
	const char *name;
} lists[] = {{TONGUE_EN, "measures.en.tsv"}, {TONGUE_AR, "measures.ar.tsv"},
    {TONGUE_ZH, "measures.zh.tsv"}, {TONGUE_ZH, "measures.zh-hant.tsv"}};

/* each class of the lists is a measure of the table */
static int set_classes(struct measures *m, struct err *e)
{
	m->of_class = arena_new(&m->taxonomy.arena,
	    (m->taxonomy.n_classes + 1) * sizeof *m->of_class);
	for (size_t i = 0; i < m->taxonomy.n_classes; i++) {
		struct str name = m->taxonomy.classes[i].name;

		if (str_starts(name, STR("c.")))
			m->of_class[i] = find(m, str_sub(name, 2, name.n));
		if (!m->of_class[i])
			return err_set(e, EXIT_CONFIG,
			    "measures.tsv: no row for '%.*s'", STR_ARG(name));
	}
	return 0;
}

int measures_read(struct measures *m, const char *dir, struct err *e)
{
	struct buf path;
	int rc;

	buf_init(&path, 8192);
	buf_printf(&path, "%s/measures.tsv", dir);
	rc = rows_read(buf_text(&path),
	    "measure metric units whose says place reach", take, m, e);
	for (unsigned i = 0; i < TONGUES; i++)
		m->lexicons[i] = lexicon_new((enum tongue)i);
	for (size_t i = 0; rc == 0 && i < sizeof lists / sizeof *lists; i++) {
		buf_clear(&path);
		buf_printf(&path, "%s/%s", dir, lists[i].name);
		rc = lexicon_read(m->lexicons[lists[i].tongue], &m->taxonomy,
		    buf_text(&path), e);
	}
	buf_release(&path);
	return rc == 0 ? set_classes(m, e) : rc;
}

void measures_release(struct measures *m)
{
	for (unsigned i = 0; i < TONGUES; i++)
		lexicon_free(m->lexicons[i]);
	taxonomy_release(&m->taxonomy);
	*m = (struct measures){0};
}

struct measured measures_find(
    const struct measures *m, const struct reading *r, struct arena *a)
{
	const struct lexicon *l = m->lexicons[r->tongue];
	size_t first = r->sentence->first_word, n = r->sentence->n_words;
	struct word_ids *ids = arena_raw(a, (n + 1) * sizeof *ids);
	struct measured to = {0};

	lexicon_words(l, r->field, first, n, ids);
	for (size_t w = first; w < first + n;) {
		struct lexicon_match f =
		    lexicon_find(l, r->field, ids, first, w, first + n);

		for (const struct sense *s = f.sense; s; s = s->next) {
			to.v = arena_more(a, to.v, to.n, &to.cap, sizeof *to.v);
			to.v[to.n++] = (struct measured_words){w, w + f.words,
			    m->of_class[s->class], s->weight - 1};
		}
		w += f.words ? f.words : 1;
	}
	return to;
}

size_t measured_near(const struct measured *m, size_t word)
{
	size_t low = 0, high = m->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (m->v[mid].word_end + MEASURED_WORDS < word)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}
