#include "score/tone/lexicon.h"

#include "score/tone/clitics.h"
#include "score/tone/forms.h"
#include "score/tone/rows.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX_BYTES = 16 * 1024 * 1024, FORM_SENSES = 8 };

struct word_slot {
	struct str text; /* absent: free */
	uint32_t id;
};

struct edge_slot {
	uint64_t key; /* node << 32 | word; 0: free (words begin at 1) */
	uint32_t to;
};

struct lexicon {
	enum tongue tongue;
	struct arena arena;
	struct word_slot *words;
	struct edge_slot *edges;
	struct sense **senses; /* by node */
	size_t n_words, cap_words;
	size_t n_edges, cap_edges;
	size_t n_nodes, cap_nodes;
};

static uint64_t hash_bytes(struct str s)
{
	uint64_t h = 1469598103934665603U; /* FNV-1a */

	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 1099511628211U;
	return h ^ (h >> 29);
}

static uint64_t hash_key(uint64_t k)
{
	k *= 0x9E3779B97F4A7C15U;
	return k ^ (k >> 32);
}

static struct word_slot *word_at(const struct lexicon *l, struct str w)
{
	size_t i = hash_bytes(w) & (l->cap_words - 1);

	while (l->words[i].text.p && !str_eq(l->words[i].text, w))
		i = (i + 1) & (l->cap_words - 1);
	return &l->words[i];
}

static struct edge_slot *edge_at(
    const struct lexicon *l, uint32_t node, uint32_t word)
{
	uint64_t key = (uint64_t)node << 32 | word;
	size_t i = hash_key(key) & (l->cap_edges - 1);

	while (l->edges[i].key && l->edges[i].key != key)
		i = (i + 1) & (l->cap_edges - 1);
	return &l->edges[i];
}

static void grow_words(struct lexicon *l)
{
	struct word_slot *old = l->words;
	size_t n = l->cap_words;

	l->cap_words = n ? n * 2 : 1024;
	l->words = mem_new(l->cap_words, sizeof *l->words);
	for (size_t i = 0; i < n; i++)
		if (old[i].text.p)
			*word_at(l, old[i].text) = old[i];
	free(old);
}

static void grow_edges(struct lexicon *l)
{
	struct edge_slot *old = l->edges;
	size_t n = l->cap_edges;

	l->cap_edges = n ? n * 2 : 1024;
	l->edges = mem_new(l->cap_edges, sizeof *l->edges);
	for (size_t i = 0; i < n; i++)
		if (old[i].key)
			*edge_at(l, (uint32_t)(old[i].key >> 32),
			    (uint32_t)old[i].key) = old[i];
	free(old);
}

static uint32_t intern(struct lexicon *l, struct str w)
{
	if (l->n_words * 2 >= l->cap_words)
		grow_words(l);
	struct word_slot *s = word_at(l, w);

	if (!s->text.p) {
		s->text = arena_str(&l->arena, w);
		s->id = (uint32_t)++l->n_words;
	}
	return s->id;
}

static uint32_t descend(struct lexicon *l, uint32_t node, uint32_t word)
{
	if (l->n_edges * 2 >= l->cap_edges)
		grow_edges(l);
	struct edge_slot *s = edge_at(l, node, word);

	if (!s->key) {
		s->key = (uint64_t)node << 32 | word;
		l->senses = arena_more(&l->arena, l->senses, l->n_nodes,
		    &l->cap_nodes, sizeof(struct sense *));
		l->senses[l->n_nodes] = NULL;
		s->to = (uint32_t)l->n_nodes++;
		l->n_edges++;
	}
	return s->to;
}

struct lexicon *lexicon_new(enum tongue tongue)
{
	struct lexicon *l = mem_new(1, sizeof *l);

	l->tongue = tongue;
	grow_words(l);
	grow_edges(l);
	l->senses = arena_more(
	    &l->arena, l->senses, 0, &l->cap_nodes, sizeof(struct sense *));
	l->n_nodes = 1;
	return l;
}

void lexicon_free(struct lexicon *l)
{
	if (!l)
		return;
	free(l->words);
	free(l->edges);
	arena_release(&l->arena);
	free(l);
}

/* While a file is read its phrases are gathered, a line each, so that they
 * are normalised and cut into words all at once. */
struct gather {
	struct taxonomy *taxonomy;
	struct arena arena;
	struct buf text;
	struct entry {
		uint16_t class[FORM_SENSES];
		size_t n_classes, line;
		double weight;
	} * entries, now;
	size_t n_entries, cap_entries;
};

static void gather_phrase(void *user, struct str phrase)
{
	struct gather *g = user;

	buf_str(&g->text, phrase);
	buf_char(&g->text, '\n');
	g->entries = arena_more(&g->arena, g->entries, g->n_entries,
	    &g->cap_entries, sizeof *g->entries);
	g->entries[g->n_entries++] = g->now;
}

static int gather_row(void *user, const struct row *row, struct err *e)
{
	struct gather *g = user;
	struct str names = row->cell[0], forms = row->cell[2], one;

	g->now = (struct entry){.line = row->line, .weight = 1};
	while ((one = cell_word(&names)).p) {
		int class = taxonomy_class(g->taxonomy, one, e);

		if (class < 0)
			return -1;
		if (g->now.n_classes == FORM_SENSES)
			return err_set(e, EXIT_CONFIG, "more than %d classes",
			    FORM_SENSES);
		g->now.class[g->now.n_classes++] = (uint16_t) class;
	}
	if (!cell_none(row->cell[1]) &&
	    cell_number(row->cell[1], &g->now.weight, e) != 0)
		return -1;
	while ((one = str_split(&forms, ';')).p)
		if (forms_expand(one, gather_phrase, g, e) != 0)
			return -1;
	return 0;
}

static void add_sense(struct lexicon *l, uint32_t node, const struct entry *en)
{
	for (size_t i = 0; i < en->n_classes; i++) {
		struct sense **at = &l->senses[node];

		while (*at && (*at)->class != en->class[i])
			at = &(*at)->next;
		if (*at)
			continue;
		*at = arena_new(&l->arena, sizeof **at);
		(*at)->class = en->class[i];
		(*at)->weight = en->weight;
	}
}

/* the phrases of g, word by word, into the trie */
static int plant(
    struct lexicon *l, const struct gather *g, const char *path, struct err *e)
{
	const struct sentence_rules none = {0};
	const struct article a = {.text = buf_view(&g->text)};
	struct arena arena = {0};
	struct doc d;
	size_t w = 0, at = 0;
	int rc = 0;

	doc_build(&d, &a, &none, &arena);
	const struct doc_field *f = &d.field[DOC_TEXT];
	struct str text = doc_norm(f);

	for (size_t i = 0; i < g->n_entries && rc == 0; i++) {
		size_t end = str_find(text, STR("\n"), at);
		uint32_t node = 0;

		for (; w < f->n_words && f->words[w].norm_begin < end; w++) {
			struct str word = str_sub(
			    text, f->words[w].norm_begin, f->words[w].norm_end);

			node = descend(l, node, intern(l, clitics_bare(word)));
		}
		if (node == 0)
			rc =
			    err_set(e, EXIT_CONFIG, "%s:%zu: a form of no word",
				path, g->entries[i].line);
		else
			add_sense(l, node, &g->entries[i]);
		at = end + 1;
	}
	arena_release(&arena);
	return rc;
}

int lexicon_read(
    struct lexicon *l, struct taxonomy *t, const char *path, struct err *e)
{
	struct gather g = {.taxonomy = t};
	int rc;

	buf_init(&g.text, TEXT_MAX_BYTES);
	rc = rows_read(path, "class weight forms", gather_row, &g, e);
	if (rc == 0 && g.text.over)
		rc = err_set(e, EXIT_CONFIG, "%s: too many forms", path);
	if (rc == 0 && g.n_entries > 0)
		rc = plant(l, &g, path, e);
	buf_release(&g.text);
	arena_release(&g.arena);
	return rc;
}

static void add_id(
    const struct lexicon *l, struct str form, bool future, struct word_ids *to)
{
	const struct word_slot *s = word_at(l, form);

	if (!s->text.p || to->n == WORD_IDS_MAX)
		return;
	to->future[to->n] = future;
	to->id[to->n++] = s->id;
}

void lexicon_words(const struct lexicon *l, const struct doc_field *f,
    size_t first, size_t n, struct word_ids *ids)
{
	struct str text = doc_norm(f);
	struct clitic_forms forms;

	for (size_t i = 0; i < n; i++) {
		const struct doc_word *w = &f->words[first + i];
		struct str word = str_sub(text, w->norm_begin, w->norm_end);

		ids[i].n = 0;
		if (l->tongue != TONGUE_AR) {
			add_id(l, word, false, &ids[i]);
			continue;
		}
		clitics_forms(&forms, word);
		for (size_t k = 0; k < forms.n; k++)
			add_id(l, forms.form[k].text, forms.form[k].future,
			    &ids[i]);
	}
}

bool lexicon_joins(struct str between)
{
	if (between.n > 3)
		return false;
	for (size_t i = 0; i < between.n; i++)
		if (!strchr(" -'\"*.&/", between.p[i]) || !between.p[i] ||
		    (between.p[i] == '.' && between.n > 1))
			return false;
	return true;
}

/* the node behind one of the word's forms, the first that has an edge */
static uint32_t follow(
    const struct lexicon *l, uint32_t node, const struct word_ids *w)
{
	for (size_t i = 0; i < w->n; i++) {
		const struct edge_slot *s = edge_at(l, node, w->id[i]);

		if (s->key)
			return s->to;
	}
	return 0;
}

/* the longest phrase below `node`, which stands for word `at` */
static void walk(const struct lexicon *l, const struct doc_field *f,
    const struct word_ids *ids, size_t at, size_t end, uint32_t node,
    struct lexicon_match *m)
{
	struct str text = doc_norm(f);
	size_t w = at;

	for (;;) {
		if (l->senses[node] && w - at + 1 > m->words) {
			m->sense = l->senses[node];
			m->words = w - at + 1;
		}
		if (++w >= end ||
		    !lexicon_joins(str_sub(text, f->words[w - 1].norm_end,
			f->words[w].norm_begin)))
			return;
		node = follow(l, node, &ids[w - at]);
		if (node == 0)
			return;
	}
}

struct lexicon_match lexicon_find(const struct lexicon *l,
    const struct doc_field *f, const struct word_ids *ids, size_t first,
    size_t at, size_t end)
{
	const struct word_ids *w = &ids[at - first];
	struct lexicon_match m = {0};

	for (size_t i = 0; at < end && i < w->n; i++) {
		const struct edge_slot *s = edge_at(l, 0, w->id[i]);
		size_t words = m.words;

		if (!s->key)
			continue;
		walk(l, f, w, at, end, s->to, &m);
		if (m.words > words)
			m.future = w->future[i];
	}
	return m;
}

const struct sense *lexicon_word(const struct lexicon *l, struct str word)
{
	const struct word_slot *s = word_at(l, word);
	const struct edge_slot *e = s->text.p ? edge_at(l, 0, s->id) : NULL;

	return e && e->key ? l->senses[e->to] : NULL;
}

enum tongue lexicon_tongue(struct str lang)
{
	static const char *const tags[TONGUES] = {"en", "ar", "zh"};

	for (unsigned i = 0; i < TONGUES; i++)
		if (str_starts_nocase(lang, str_of(tags[i])) &&
		    (lang.n == 2 || lang.p[2] == '-'))
			return (enum tongue)i;
	return TONGUES;
}
