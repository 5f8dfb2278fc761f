#include "parse/html_body.h"

#include "parse/table.h"

#include <string.h>

enum { TEXT_MAX_BYTES = 64 * 1024 * 1024, ENOUGH = 250, SHORT = 80, CLIMB = 2 };

/* one way to read the page */
struct choice {
	size_t box;
	bool loose; /* clutter inside it is kept */
	size_t weight, prose;
};

/* lines such as "Read more: …" that are no text in any language we read */
static bool is_stub(struct str s, size_t weight)
{
	if (weight >= 240)
		return false;
	for (const struct table_row *r = table_phrases; r->key; r++)
		if (*r->value == 's' && str_starts(s, str_of(r->key)))
			return true;
	return false;
}

/* a list or a group of short lines that is mostly links */
static bool is_dense(const struct html_box *x)
{
	size_t share = x->weight ? x->links * 100 / x->weight : 0;

	if (x->list)
		return share > (x->weight < 600 ? 60 : 75);
	return share > (x->weight < 300 ? 66 : 80);
}

/* the innermost clutter or dense box at or above x that lies inside top */
static bool is_cut(const struct html_blocks *p, const size_t *dense, size_t x,
    const struct choice *c)
{
	return dense[x] > c->box || (!c->loose && p->box[x].cut > c->box);
}

static bool keep(const struct html_blocks *p, size_t i)
{
	const struct html_block *b = &p->block[i];
	const struct html_block *next = i + 1 < p->n_blocks ? b + 1 : NULL;
	const struct html_block *last = i > 0 ? b - 1 : NULL;
	bool prose = b->kind == BLOCK_PROSE;

	if (is_stub(html_block_text(p, i), b->weight))
		return false;
	if (b->links * 10 > b->weight * (prose ? 9 : 6))
		return false;
	if (b->kind == BLOCK_HEADING) /* of something that is kept */
		return next && next->links * 10 <= next->weight * 6;
	if (prose || b->weight >= SHORT)
		return true;
	if (b->kind == BLOCK_ITEM || b->kind == BLOCK_CELL)
		return b->links * 3 <= b->weight;
	/* a short line beside a long one belongs to it */
	return (next && next->weight >= SHORT &&
		   next->links * 3 < next->weight) ||
	       (last && last->weight >= SHORT &&
		   last->links * 3 < last->weight);
}

static void weigh_choice(
    const struct html_blocks *p, const size_t *dense, struct choice *c)
{
	const struct html_box *x = &p->box[c->box];

	c->weight = c->prose = 0;
	for (size_t i = x->begin; i < x->end; i++) {
		const struct html_block *b = &p->block[i];

		if (is_cut(p, dense, b->box, c) || !keep(p, i))
			continue;
		c->weight += b->weight;
		if (b->kind == BLOCK_PROSE)
			c->prose += b->weight;
	}
}

static void write_choice(const struct html_blocks *p, const size_t *dense,
    const struct choice *c, struct buf *to)
{
	const struct html_box *x = &p->box[c->box];

	for (size_t i = x->begin; i < x->end; i++) {
		if (is_cut(p, dense, p->block[i].box, c) || !keep(p, i))
			continue;
		if (to->n)
			buf_char(to, '\n');
		buf_str(to, html_block_text(p, i));
	}
}

/* Readability's idea: paragraphs give their score to the box around them and
 * half of it to the next one; the best one holds the article. */
static size_t best_scored(const struct html_blocks *p, struct arena *a)
{
	double *points = arena_new(a, (p->n_boxes + 1) * sizeof *points);
	size_t best = 0;
	double most = 0;

	for (size_t i = 0; i < p->n_blocks; i++) {
		const struct html_block *b = &p->block[i];
		double w = (double)(b->weight - b->links);

		if (p->box[b->box].cut || w < 25 || b->kind == BLOCK_HEADING ||
		    b->kind == BLOCK_ITEM)
			continue;
		double one = 1 + (double)b->commas + (w < 300 ? w / 100 : 3);
		size_t x = b->box;

		/* a quotation's score is its container's */
		if (html_is(p->box[x].node, "blockquote"))
			x = p->box[x].parent;
		points[x] += one;
		if (x)
			points[p->box[x].parent] += one / 2;
	}
	for (size_t x = 0; x < p->n_boxes; x++) {
		const struct html_box *b = &p->box[x];
		double density =
		    b->weight ? (double)b->links / (double)b->weight : 1;

		if (points[x] * (1 - density) > most) {
			most = points[x] * (1 - density);
			best = x;
		}
	}
	return best;
}

static void offer(const struct html_blocks *p, const size_t *dense, size_t x,
    struct choice *best)
{
	struct choice c = {.box = x};

	weigh_choice(p, dense, &c);
	if (c.weight > best->weight)
		*best = c;
}

/* the innermost box around both */
static size_t around(const struct html_blocks *p, size_t x, size_t y)
{
	while (x != y) {
		if (x > y)
			x = p->box[x].parent;
		else
			y = p->box[y].parent;
	}
	return x;
}

/* The heaviest box of a tier. Where the text is spread over several of them,
 * none of which holds most of it, what is around them all. */
static struct choice best_of_tier(
    const struct html_blocks *p, const size_t *dense, enum html_tier tier)
{
	struct choice best = {0};
	size_t until = 0, all = 0, top = 0, count = 0;

	for (size_t x = 1; x < p->n_boxes; x++) {
		const struct html_box *b = &p->box[x];

		/* boxes inside the last one are part of it */
		if (b->tier != tier || b->cut || b->begin < until)
			continue;
		until = b->end;
		if (p->prose[x] < SHORT)
			continue;
		all += p->prose[x];
		top = count++ ? around(p, top, x) : x;
		if (b->weight > best.weight)
			offer(p, dense, x, &best);
	}
	if (count > 2 && best.weight * 2 < all)
		offer(p, dense, top, &best);
	return best;
}

static size_t *find_dense(const struct html_blocks *p, struct arena *a)
{
	size_t *dense = arena_new(a, (p->n_boxes + 1) * sizeof *dense);

	for (size_t x = 1; x < p->n_boxes; x++)
		dense[x] = is_dense(&p->box[x]) ? x : dense[p->box[x].parent];
	return dense;
}

void html_body_extract(const struct html_blocks *p, struct arena *a,
    size_t headline, struct html_body *b)
{
	size_t *dense = find_dense(p, a);
	struct choice best = {0}, scored = {0}, whole = {0};
	struct buf out;

	(void)headline;
	*b = (struct html_body){0};
	if (!p->n_blocks)
		return;
	for (enum html_tier i = TIER_BODY; i <= TIER_MAIN; i++) {
		struct choice one = best_of_tier(p, dense, i);

		if (one.weight > CLIMB * best.weight)
			best = one;
	}
	scored.box = best_scored(p, a);
	weigh_choice(p, dense, &scored);
	weigh_choice(p, dense, &whole);
	if (scored.weight > 2 * best.weight)
		best = scored;
	if (best.weight < ENOUGH && whole.weight > 2 * best.weight)
		best = whole;
	if (best.weight < ENOUGH) {
		struct choice loose = {.loose = true};

		weigh_choice(p, dense, &loose);
		if (loose.weight > 2 * best.weight)
			best = loose;
	}
	buf_init(&out, TEXT_MAX_BYTES);
	write_choice(p, dense, &best, &out);
	b->text = arena_str(a, buf_view(&out));
	buf_release(&out);
	b->weight = best.weight;
	b->box = best.box;
	b->links = p->box[0].links;
}
