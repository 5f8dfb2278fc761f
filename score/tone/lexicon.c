#include "score/tone/lexicon.h"

#include "score/tone/clitics.h"
#include "score/tone/forms.h"
#include "score/tone/rows.h"
#include "score/wordhash.h"

#include <stdlib.h>
#include <string.h>

enum {
	TEXT_MAX_BYTES = 16 * 1024 * 1024,
	PLANT_BYTES = 32 * 1024,
	FORM_SENSES = 8
};

struct lexicon *lexicon_new(enum tongue tongue)
{
	struct lexicon *l = mem_new(1, sizeof *l);

	l->tongue = tongue;
	trie_init(&l->trie);
	return l;
}

void lexicon_free(struct lexicon *l)
{
	if (!l)
		return;
	trie_release(&l->trie);
	free(l);
}

/* While a file is read its phrases are gathered, a line each, so that many
 * are normalised and cut into words at once. */
struct gather {
	struct taxonomy *taxonomy;
	struct lexicon *lexicon;
	const char *path;
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

static void add_sense(struct lexicon *l, uint32_t node, const struct entry *en)
{
	for (size_t i = 0; i < en->n_classes; i++) {
		struct sense *s = l->trie.nodes[node].value, *last = NULL;

		for (; s && s->class != en->class[i]; s = s->next)
			last = s;
		if (s)
			continue;
		s = arena_new(&l->trie.arena, sizeof *s);
		s->class = en->class[i];
		s->weight = en->weight;
		if (last)
			last->next = s;
		else
			l->trie.nodes[node].value = s;
	}
}

/* the phrases of g, word by word, into the trie */
static int plant(struct gather *g, struct err *e)
{
	struct lexicon *l = g->lexicon;
	struct arena arena = {0};
	struct doc_field field, *f = &field;
	size_t w = 0, at = 0;
	int rc = 0;

	doc_build_plain(f, buf_view(&g->text), &arena);
	struct str text = doc_norm(f);

	for (size_t i = 0; i < g->n_entries && rc == 0; i++) {
		size_t end = str_find(text, STR("\n"), at);
		uint32_t node = 0;

		for (; w < f->n_words && f->words[w].norm_begin < end; w++) {
			struct str word = str_sub(
			    text, f->words[w].norm_begin, f->words[w].norm_end);

			node = trie_add(&l->trie, node, clitics_bare(word));
		}
		if (node == 0)
			rc =
			    err_set(e, EXIT_CONFIG, "%s:%zu: a form of no word",
				g->path, g->entries[i].line);
		else
			add_sense(l, node, &g->entries[i]);
		at = end + 1;
	}
	arena_release(&arena);
	buf_clear(&g->text);
	g->n_entries = 0;
	return rc;
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
	return g->text.n < PLANT_BYTES ? 0 : plant(g, e);
}

int lexicon_read(
    struct lexicon *l, struct taxonomy *t, const char *path, struct err *e)
{
	struct gather g = {.taxonomy = t, .lexicon = l, .path = path};
	int rc;

	buf_init(&g.text, TEXT_MAX_BYTES);
	rc = rows_read(path, "class weight forms", gather_row, &g, e);
	if (rc == 0 && g.text.over)
		rc = err_set(e, EXIT_CONFIG, "%s: too many forms", path);
	if (rc == 0 && g.n_entries > 0)
		rc = plant(&g, e);
	buf_release(&g.text);
	arena_release(&g.arena);
	return rc;
}

static void add_id(const struct lexicon *l, struct str form, uint64_t hash,
    bool future, struct word_ids *to)
{
	uint32_t id = trie_word(&l->trie, form, hash);

	if (id == 0 || to->n == WORD_IDS_MAX)
		return;
	to->future[to->n] = future;
	to->id[to->n++] = id;
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
			add_id(l, word, w->hash, false, &ids[i]);
			continue;
		}
		clitics_forms(&forms, word);
		for (size_t k = 0; k < forms.n; k++) {
			const struct clitic_form *c = &forms.form[k];

			add_id(l, c->text, wordhash(c->text, 0, c->text.n),
			    c->future, &ids[i]);
		}
	}
}

bool lexicon_joins(struct str between)
{
	if (between.n == 0 || (between.n == 1 && between.p[0] == ' '))
		return true;
	if (between.n > 3)
		return false;
	for (size_t i = 0; i < between.n; i++)
		if (!strchr(" -'\"*.&/", between.p[i]) || !between.p[i] ||
		    (between.p[i] == '.' && between.n > 1))
			return false;
	return true;
}

/* nodes that a phrase may have reached: one for each way to read its words */
enum { WAYS_MAX = 6 };
struct ways {
	uint32_t node[WAYS_MAX];
	size_t n;
};

/* the nodes behind the word's forms, those of the first form first */
static struct ways follow(
    const struct lexicon *l, const struct ways *from, const struct word_ids *w)
{
	struct ways to = {.n = 0};

	for (size_t k = 0; k < from->n; k++) {
		if (!l->trie.nodes[from->node[k]].word)
			continue;
		for (size_t i = 0; i < w->n && to.n < WAYS_MAX; i++) {
			uint32_t node =
			    trie_step(&l->trie, from->node[k], w->id[i]);

			if (node)
				to.node[to.n++] = node;
		}
	}
	return to;
}

/* the longest phrase below `node`, which stands for word `at` */
static void walk(const struct lexicon *l, const struct doc_field *f,
    const struct word_ids *ids, size_t at, size_t end, uint32_t node,
    struct lexicon_match *m)
{
	struct str text = doc_norm(f);
	struct ways ways = {{node}, 1};
	size_t w = at;

	for (;;) {
		for (size_t k = 0; k < ways.n && w - at + 1 > m->words; k++) {
			const struct trie_node *now =
			    &l->trie.nodes[ways.node[k]];

			if (now->value) {
				m->sense = now->value;
				m->words = w - at + 1;
			}
		}
		if (++w >= end ||
		    !lexicon_joins(str_sub(text, f->words[w - 1].norm_end,
			f->words[w].norm_begin)))
			return;
		ways = follow(l, &ways, &ids[w - at]);
		if (ways.n == 0)
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
		uint32_t node = trie_step(&l->trie, 0, w->id[i]);
		size_t words = m.words;

		if (node == 0)
			continue;
		walk(l, f, w, at, end, node, &m);
		if (m.words > words)
			m.future = w->future[i];
	}
	return m;
}

const struct sense *lexicon_word(const struct lexicon *l, struct str word)
{
	uint32_t id = trie_word(&l->trie, word, wordhash(word, 0, word.n));
	uint32_t node = id ? trie_step(&l->trie, 0, id) : 0;

	return node ? l->trie.nodes[node].value : NULL;
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
