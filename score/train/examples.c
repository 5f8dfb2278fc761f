#include "score/train/examples.h"

#include "parse/record/lines.h"
#include "score/relevance.h"
#include "score/tone/polarity.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

struct row {
	struct str text, lang, entity;
	size_t begin, end;
	bool placed;
	int label;
	size_t player; /* PLAYER_NONE: the text */
};

/* the rows of one text, while they are gathered */
struct group {
	struct examples *to;
	const struct model *model;
	struct row rows[EXAMPLE_ROWS_MAX];
	size_t n;
	struct arena arena, scratch;
};

static struct str text_of(struct arena *a, const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	if (!json_is_string(v))
		return (struct str){NULL, 0};
	return arena_str(
	    a, (struct str){json_string_value(v), json_string_length(v)});
}

static int read_target(struct row *r, const json_t *o, struct err *e)
{
	const json_t *begin = json_object_get(o, "begin");
	const json_t *end = json_object_get(o, "end");

	if ((!begin || json_is_null(begin)) && (!end || json_is_null(end)))
		return 0;
	if (!json_is_integer(begin) || !json_is_integer(end) ||
	    json_integer_value(begin) < 0 ||
	    json_integer_value(end) <= json_integer_value(begin) ||
	    (size_t)json_integer_value(end) > r->text.n)
		return err_set(
		    e, EXIT_DATA, "'begin' and 'end' are no range of the text");
	r->begin = (size_t)json_integer_value(begin);
	r->end = (size_t)json_integer_value(end);
	r->placed = true;
	return 0;
}

static int read_row(
    struct arena *a, struct str line, struct row *r, struct err *e)
{
	json_error_t why;
	json_t *o = json_loadb(line.p, line.n, 0, &why);
	const json_t *label = json_object_get(o, "label");
	int rc = -1;

	*r = (struct row){.player = PLAYER_NONE};
	if (!json_is_object(o)) {
		err_set(e, EXIT_DATA, "no JSON object");
	} else {
		r->text = text_of(a, o, "text");
		r->lang = text_of(a, o, "lang");
		r->entity = text_of(a, o, "entity");
		if (!r->text.p || r->text.n > UINT32_MAX / 8)
			err_set(e, EXIT_DATA, "no 'text', or too long a one");
		else if (lexicon_tongue(r->lang) == TONGUES)
			err_set(e, EXIT_DATA, "no 'lang' with word lists");
		else if (!json_is_integer(label) ||
			 json_integer_value(label) < -1 ||
			 json_integer_value(label) > 1)
			err_set(e, EXIT_DATA, "'label' is none of -1, 0, 1");
		else
			rc = read_target(r, o, e);
		if (rc == 0)
			r->label = (int)json_integer_value(label) + 1;
	}
	json_decref(o);
	return rc;
}

static void keep(void *user, size_t player, const struct features *f)
{
	struct group *g = user;
	struct examples *x = g->to;
	struct arena *a = &x->arena;

	for (size_t i = 0; i < g->n; i++) {
		const struct row *r = &g->rows[i];

		if (r->player != player ||
		    (r->entity.p && player == PLAYER_NONE))
			continue;
		x->v = arena_more(a, x->v, x->n, &x->cap, sizeof *x->v);
		struct example *to = &x->v[x->n++];

		*to = (struct example){.tongue = lexicon_tongue(r->lang),
		    .label = r->label,
		    .fold = (unsigned)((str_hash(r->text) >> 16) % FOLDS),
		    .whole = player == PLAYER_NONE,
		    .text = x->n_texts,
		    .n_words = f->n_words,
		    .n_rules = f->n_rules};
		to->words = arena_new(a, (f->n_words + 1) * sizeof *to->words);
		to->rules = arena_new(a, (f->n_rules + 1) * sizeof *to->rules);
		memcpy(to->prior, f->prior, sizeof to->prior);
		memcpy(to->words, f->words, f->n_words * sizeof *to->words);
		memcpy(to->rules, f->rules, f->n_rules * sizeof *to->rules);
	}
}

static void find_players(struct group *g, const struct score *s)
{
	for (size_t i = 0; i < g->n; i++) {
		struct row *r = &g->rows[i];

		for (size_t k = 0; r->entity.p && k < s->n_entities; k++)
			if (str_eq(s->entities[k].entity, r->entity))
				r->player = k;
		g->to->lost += r->entity.p && r->player == PLAYER_NONE;
	}
}

/* the gathered rows become examples */
static int close_group(struct group *g, struct err *e)
{
	struct given_mention given[EXAMPLE_ROWS_MAX];
	const struct model *m = g->model;
	const struct tone_tap tap = {keep, g, NULL};
	struct arena *a = &g->scratch;
	struct article article = {
	    .lang = g->rows[0].lang, .text = g->rows[0].text, .given = given};
	struct score score = {0};
	struct doc doc = {0};

	for (size_t i = 0; i < g->n; i++) {
		struct row *r = &g->rows[i];

		if (!r->placed)
			continue;
		r->entity = arena_printf(a, "target-%zu", i);
		given[article.n_given++] = (struct given_mention){
		    .entity = r->entity, .begin = r->begin, .end = r->end};
	}
	if (g->n == 0)
		return 0;
	doc_build(&doc, &article, &m->sentences, a);
	if (mentions_find(&m->finder, &article, &doc, a, e) != 0)
		return -1;
	relevance_fill(&doc, &m->entities, &score, a);
	find_players(g, &score);
	judge_tap(m->judge, &doc, &m->entities, &score, &tap, a);
	g->to->n_texts++;
	g->n = 0;
	arena_reset(&g->scratch);
	arena_reset(&g->arena);
	return 0;
}

static int take_line(struct group *g, struct str line, struct err *e)
{
	struct row r;

	if (read_row(&g->arena, line, &r, e) != 0)
		return -1;
	if (g->n > 0 && g->n < EXAMPLE_ROWS_MAX &&
	    str_eq(r.text, g->rows[0].text) &&
	    str_eq(r.lang, g->rows[0].lang)) {
		g->rows[g->n++] = r;
		return 0;
	}
	if (g->n > 0) {
		if (close_group(g, e) != 0)
			return -1;
		if (read_row(&g->arena, line, &r, e) != 0)
			return -1;
	}
	g->rows[g->n++] = r;
	return 0;
}

int examples_read(
    struct examples *x, const struct model *m, const char *path, struct err *e)
{
	struct lines *l = lines_open(path, e);
	struct group *g = mem_new(1, sizeof *g);
	struct str line;
	int rc = l ? 0 : -1;

	g->to = x;
	g->model = m;
	while (rc == 0) {
		enum lines_result got = lines_next(l, &line, e);

		if (got == LINES_END) {
			rc = close_group(g, e);
			break;
		}
		if (got != LINES_LINE)
			rc = -1;
		else if (str_trim(line).n > 0)
			rc = take_line(g, line, e);
	}
	if (rc != 0 && l)
		err_context(e, "%s:%lld", path, lines_number(l));
	lines_close(l);
	arena_release(&g->arena);
	arena_release(&g->scratch);
	free(g);
	return rc;
}

void examples_release(struct examples *x)
{
	arena_release(&x->arena);
	*x = (struct examples){0};
}
