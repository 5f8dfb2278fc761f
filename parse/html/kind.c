#include "parse/html/kind.h"

#include "fetch/base/utf8.h"
#include "parse/text/table.h"

enum {
	HEAD_MIN_WEIGHT = 24,
	HEAD_MAX_WEIGHT = 300,
	PROSE_MIN_WEIGHT = 60,
	WALL_BEFORE = 3, /* blocks around the end of the text */
	WALL_BEHIND = 12,
	WALL_MAX_WEIGHT = 300,
	WALL_TEXT_WEIGHT = 4000, /* so much text is no teaser */
	MORE_BEHIND = 3,
	MORE_MAX_WEIGHT = 60,
	TEASER_WEIGHT = 1200,
	CUT_WEIGHT = 2400,
	CUT_LINE_WEIGHT = 60,
	FREE_WEIGHT = 800, /* of a text that says it is not free */
	TEASERS_MIN = 4,
	HEADS_MIN = 6,
	LINKS_MIN = 12,
	RUN_WEIGHT = 700, /* an article's text */
	ENTRIES_MIN = 4,
	HEAD_BLOCKS = 4,
	GLUED_MIN = 3,
	GLUED_WEIGHT = 150
};

/* does it hold a phrase of that kind? */
static bool says(struct str s, char kind)
{
	for (const struct table_row *r = table_walls; r->key; r++)
		if (*r->value == kind && str_holds_nocase(s, table_key(r)))
			return true;
	return false;
}

/* does a line begin with the time of a day: "14:05", "١٤:٠٥"? */
static bool is_clock(struct str s)
{
	size_t digits = 0, at = 0;
	bool colon = false;

	while (at < s.n && at < 16) {
		uint32_t c = utf8_next(s, &at);

		if ((c >= '0' && c <= '9') || (c >= 0x660 && c <= 0x669))
			digits++;
		else if (c == ':' || c == 0xFF1A || c == '.')
			colon = digits > 0 && digits <= 2;
		else
			break;
	}
	return colon && digits >= 3 && digits <= 6;
}

struct html_shape html_shape_of(
    const struct html_blocks *b, const struct html_body *body)
{
	const struct html_box *x = &b->box[body->box];
	struct html_shape s = {0};
	size_t run = 0, stretch = 0;

	for (size_t i = 0; i < b->n_blocks; i++) {
		const struct html_block *k = &b->block[i];

		if (i >= x->begin && i < x->end && k->weight < HEAD_MAX_WEIGHT)
			s.entries += is_clock(html_block_text(b, i));
		if (b->box[k->box].cut)
			continue;
		if (k->links * 10 >= k->weight * 8) {
			bool head = k->weight >= HEAD_MIN_WEIGHT &&
				    k->weight <= HEAD_MAX_WEIGHT;

			s.heads += head;
			run = head ? 0 : run;
			stretch = head ? 0 : stretch;
			continue;
		}
		stretch += k->links * 3 < k->weight ? k->weight : 0;
		s.longest = stretch > s.longest ? stretch : s.longest;
		if (k->weight >= PROSE_MIN_WEIGHT && k->links * 3 < k->weight &&
		    k->kind != BLOCK_HEADING) {
			s.runs += run == 0;
			run += k->weight;
			s.prose += k->weight;
		}
	}
	return s;
}

/* the site's front page, by its address */
static bool is_root(struct str url)
{
	struct str rest = url;
	size_t at = str_find(url, STR("://"), 0);

	if (at == url.n)
		return false;
	rest = str_sub(url, at + 3, url.n);
	at = str_find(rest, STR("/"), 0);
	return at + 1 >= rest.n;
}

/* minute by minute: entries with the time of day, and a name that says so */
static bool is_ticker(const struct html_shape *s, const struct html_meta *m,
    const struct html_title *title)
{
	if (m->ld_live)
		return s->entries >= ENTRIES_MIN || m->ld_entries > 1;
	return s->entries >= ENTRIES_MIN && says(title->text, 't');
}

/* does its headline lead to a page of its own? */
static bool is_linked(const struct html_blocks *b, const struct html_box *x)
{
	for (size_t i = x->begin; i < x->end && i < x->begin + HEAD_BLOCKS; i++)
		if (b->block[i].kind == BLOCK_HEADING)
			return b->block[i].links * 10 >= b->block[i].weight * 8;
	return false;
}

/* boxes that stand side by side, each a text behind a linked headline */
struct row {
	size_t parent, count, prose, most;
};

static bool is_row_of_articles(const struct row *r, size_t all)
{
	return r->count >= GLUED_MIN && r->prose * 10 >= all * 7 &&
	       r->most * 2 <= r->prose;
}

/* whole articles, one behind the other: a blog's front page */
static bool is_glued(const struct html_blocks *b)
{
	struct row r = {0};

	for (size_t x = 1; x < b->n_boxes; x++) {
		const struct html_box *k = &b->box[x];

		if ((k->tier != TIER_ARTICLE && k->tier != TIER_STORY) ||
		    b->prose[x] < GLUED_WEIGHT || !is_linked(b, k))
			continue;
		if (k->parent != r.parent) {
			if (is_row_of_articles(&r, b->prose[0]))
				return true;
			r = (struct row){.parent = k->parent};
		}
		r.count++;
		r.prose += b->prose[x];
		r.most = b->prose[x] > r.most ? b->prose[x] : r.most;
	}
	return is_row_of_articles(&r, b->prose[0]);
}

bool html_kind_is_listing(const struct html_blocks *b,
    const struct html_meta *m, const struct html_title *title,
    const struct html_body *body, struct str url)
{
	struct html_shape s = html_shape_of(b, body);
	bool root = is_root(url);

	if (is_ticker(&s, m, title))
		return true;
	if (m->ld_articles != 1 && !m->og_article && is_glued(b))
		return true;
	if (s.longest >= RUN_WEIGHT || body->weight >= 2 * RUN_WEIGHT)
		return false;
	if ((m->ld_articles == 1 || m->og_article) && !root)
		return false;
	/* teasers, none of which is the text */
	bool teasers = s.heads >= HEADS_MIN && s.runs >= TEASERS_MIN &&
		       s.longest * 100 < s.prose * 40;
	bool links = s.heads >= LINKS_MIN && s.prose < PROSE_MIN_WEIGHT * 4;
	bool told = (m->ld_listing || root) && s.heads >= HEADS_MIN;

	return teasers || links || told;
}

/* far fewer words than JSON-LD counts */
static bool lacks_words(const struct html_meta *m, struct str text)
{
	size_t words = 0;
	bool in = false;

	if (m->ld_words <= 0)
		return false;
	for (size_t i = 0; i < text.n;) {
		uint32_t c = utf8_next(text, &i);
		bool han = c >= 0x2E80 && c <= 0x9FFF;
		bool gap = c <= ' ';

		words += han || (!gap && !in);
		in = !gap && !han;
	}
	return words * 20 < (size_t)m->ld_words * 9;
}

static bool is_ellipsis(struct str s)
{
	static const char *const marks[] = {
	    "…", "...", "[…]", "[...]", "……", " chars]", NULL};

	s = str_trim(s);
	for (const char *const *m = marks; *m; m++)
		if (str_ends(s, str_of(*m)))
			return true;
	return false;
}

static bool is_walled(const struct html_blocks *b, const struct html_meta *m,
    const struct html_body *body)
{
	size_t from = body->last > WALL_BEFORE ? body->last - WALL_BEFORE : 0;
	size_t to = body->last + WALL_BEHIND;

	if (body->weight >= WALL_TEXT_WEIGHT && !m->ld_partial)
		return false;
	for (size_t i = from; i < to && i < b->n_blocks; i++)
		if (b->block[i].weight <= WALL_MAX_WEIGHT &&
		    says(html_block_text(b, i), 'w'))
			return true;
	return false;
}

/* a teaser, and a link to the rest */
static bool leads_on(const struct html_blocks *b, const struct html_body *body)
{
	if (body->weight >= TEASER_WEIGHT)
		return false;
	for (size_t i = body->last + 1;
	     i <= body->last + MORE_BEHIND && i < b->n_blocks; i++) {
		/* behind a headline it leads to that one's text */
		if (b->block[i].kind == BLOCK_HEADING ||
		    b->block[i].weight > MORE_MAX_WEIGHT)
			return false;
		if (says(html_block_text(b, i), 'm'))
			return true;
	}
	return false;
}

bool html_kind_is_partial(const struct html_blocks *b,
    const struct html_meta *m, const struct html_body *body)
{
	if (!body->text.n || body->last >= b->n_blocks)
		return false;
	const struct html_block *last = &b->block[body->last];

	if (body->weight < CUT_WEIGHT && last->weight >= CUT_LINE_WEIGHT &&
	    is_ellipsis(html_block_text(b, body->last)))
		return true;
	return (m->ld_partial && body->weight < FREE_WEIGHT) ||
	       lacks_words(m, body->text) || is_walled(b, m, body) ||
	       leads_on(b, body);
}
