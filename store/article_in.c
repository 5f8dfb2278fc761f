#include "store/article_in.h"

#include "fetch/base/digest.h"
#include "fetch/base/utf8.h"
#include "parse/record/record.h"
#include "store/identity.h"
#include "store/place.h"

#include <stdlib.h>
#include <string.h>

/* white space that HTML and plain text are laid out with, and marks of no
 * width: what a page may gain or lose without a word changing */
static bool blank(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0 ||
	       (c >= 0x2000 && c <= 0x200f) || c == 0x2028 || c == 0x2029 ||
	       c == 0x202f || c == 0x205f || c == 0x2060 || c == 0x3000 ||
	       c == 0xfeff || c == 0xad;
}

static void add_normal(struct buf *to, struct str s)
{
	size_t begin = to->n;
	bool due = false;

	for (size_t at = 0; at < s.n;) {
		size_t from = at;

		if (blank(utf8_next(s, &at))) {
			due = true;
			continue;
		}
		if (due && to->n > begin)
			buf_char(to, ' ');
		due = false;
		buf_add(to, s.p + from, at - from);
	}
}

void article_in_digest(
    struct str title, struct str text, unsigned char to[DOC_DIGEST_BYTES])
{
	unsigned char d[DIGEST_BYTES];
	struct buf b;

	buf_init(&b, title.n + text.n + 2);
	add_normal(&b, title);
	buf_char(&b, '\n');
	add_normal(&b, text);
	digest_sha256(buf_view(&b), d);
	memcpy(to, d, DOC_DIGEST_BYTES);
	buf_release(&b);
}

static uint64_t title_hash(struct str title)
{
	struct buf b;

	if (!title.n)
		return 0;
	buf_init(&b, title.n + 16);
	buf_puts(&b, "title\n");
	add_normal(&b, title);
	uint64_t h = identity_hash(buf_view(&b));

	buf_release(&b);
	return h;
}

static void take_facts(
    const struct filing *f, struct arena *keep, struct article_in *to)
{
	if (!f || !f->n_facts)
		return;
	to->facts = arena_new(keep, f->n_facts * sizeof *to->facts);
	for (size_t i = 0; i < f->n_facts; i++) {
		if (fact_in_read(
			&to->facts[to->n_facts], &f->facts[i], f->cik, keep))
			to->n_facts++;
		else
			to->odd_facts++;
	}
}

struct checking {
	const struct article *a;
	struct err *e;
};

static int check_place(
    const struct checking *c, const struct score_place *at, const char *what)
{
	struct str in = at->in_title ? c->a->title : c->a->text;

	if (at->end > in.n || at->sentence > UINT32_MAX)
		return err_set(c->e, EXIT_DATA,
		    "score: %s at byte %zu, outside its field", what, at->end);
	return 0;
}

static int check_count(const struct checking *c, size_t n, const char *what)
{
	if (n > OBS_ITEMS_MAX)
		return err_set(
		    c->e, EXIT_DATA, "score: %zu %s are too many", n, what);
	return 0;
}

static int check_modality(const struct checking *c, struct str modality)
{
	if (modality.p && !schema_value(LIST_MODALITY, modality))
		return err_set(c->e, EXIT_DATA,
		    "score: unknown modality '%.*s'", STR_ARG(modality));
	return 0;
}

/* a name that is a part of a series' name in front of another */
static int check_name(
    const struct checking *c, struct str name, const char *what)
{
	if (memchr(name.p, '/', name.n))
		return err_set(c->e, EXIT_DATA,
		    "score: a %s may hold no '/': '%.*s'", what, STR_ARG(name));
	return 0;
}

static int by_name(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static int check_entities(
    const struct checking *c, const struct score *s, struct arena *scratch)
{
	struct str *names =
	    arena_new(scratch, (s->n_entities + 1) * sizeof *names);

	if (check_count(c, s->n_entities, "entities") != 0)
		return -1;
	for (size_t i = 0; i < s->n_entities; i++) {
		const struct score_entity *en = &s->entities[i];

		names[i] = en->entity;
		if (check_count(c, en->n_mentions, "mentions") != 0)
			return -1;
		for (size_t k = 0; k < en->n_mentions; k++)
			if (check_place(c, &en->mentions[k].at, "mention") != 0)
				return -1;
	}
	qsort(names, s->n_entities, sizeof *names, by_name);
	for (size_t i = 1; i < s->n_entities; i++)
		if (str_eq(names[i - 1], names[i]))
			return err_set(c->e, EXIT_DATA,
			    "score: entity '%.*s' is listed twice",
			    STR_ARG(names[i]));
	return 0;
}

static int check_score(
    const struct checking *c, const struct score *s, struct arena *scratch)
{
	struct decimal d;

	if (check_entities(c, s, scratch) != 0 ||
	    check_count(c, s->n_signals, "signals") != 0 ||
	    check_count(c, s->n_claims, "claims") != 0)
		return -1;
	for (size_t i = 0; i < s->n_signals; i++) {
		const struct score_signal *g = &s->signals[i];

		if (check_name(c, g->signal, "signal") != 0 ||
		    check_modality(c, g->modality) != 0 ||
		    check_place(c, &g->at, "signal") != 0)
			return -1;
	}
	for (size_t i = 0; i < s->n_claims; i++) {
		const struct score_claim *m = &s->claims[i];

		if (check_name(c, m->metric, "metric") != 0 ||
		    check_modality(c, m->modality) != 0 ||
		    check_place(c, &m->at, "claim") != 0)
			return -1;
		if (!decimal_read(m->value, &d))
			return err_set(c->e, EXIT_DATA,
			    "score: '%.*s' is no decimal number",
			    STR_ARG(m->value));
	}
	return 0;
}

static int take_score(struct str json, const struct article *a,
    struct arena *keep, struct arena *scratch, struct article_in *to,
    struct err *e)
{
	struct checking c = {a, e};

	if (!json.p || str_eq(json, STR("null")))
		return 0;
	to->score = arena_new(keep, sizeof *to->score);
	if (score_read(json, keep, to->score, e) != 0)
		return -1;
	return check_score(&c, to->score, scratch);
}

/* the line with null for its score, which is half of it and read for itself */
static struct str without_score(
    struct str line, struct str score, struct arena *scratch)
{
	static const char null[] = "null";
	size_t before = (size_t)(score.p - line.p);
	size_t behind = line.n - before - score.n;
	char *p = arena_new(scratch, before + behind + sizeof null);

	memcpy(p, line.p, before);
	memcpy(p + before, null, sizeof null - 1);
	memcpy(p + before + sizeof null - 1, score.p + score.n, behind);
	return (struct str){p, before + behind + sizeof null - 1};
}

int article_in_read(struct str line, struct arena *keep, struct arena *scratch,
    struct article_in *to, struct err *e)
{
	struct str score = record_member(line, STR("score")), bare = line;
	struct article a;

	*to = (struct article_in){0};
	if (score.p)
		bare = without_score(line, score, scratch);
	if (article_read(bare, scratch, &a, e) != 0)
		return -1;
	to->kind = schema_value(LIST_ARTICLE_KIND, a.kind);
	if (to->kind == KIND_LISTING)
		return 0;
	if (take_score(score, &a, keep, scratch, to, e) != 0)
		return -1;
	to->doc = doc_of_id(a.id);
	article_in_digest(a.title, a.text, to->digest);
	to->title = title_hash(a.title);
	to->line = arena_str(keep, str_trim(line));
	to->source = arena_str(keep, a.source);
	to->lang = arena_str(keep, a.lang);
	to->feed = arena_str(keep, a.feed);
	/* the documents of one filing share a URL, and are no copies */
	if (!a.filing)
		to->place = place_of(a.url, a.canonical_url, keep);
	to->content = schema_value(LIST_CONTENT, a.content);
	to->precision = schema_value(LIST_PRECISION, a.published_precision);
	to->scope = schema_value(LIST_SCOPE, a.scope);
	to->time = article_event_time(&a);
	to->published = a.published;
	to->seen = a.fetched;
	if (a.filing && a.filing->n_facts > OBS_ITEMS_MAX)
		return err_set(
		    e, EXIT_DATA, "%zu facts are too many", a.filing->n_facts);
	take_facts(a.filing, keep, to);
	return 1;
}
