#include "parse/html_body.h"

#include "parse/table.h"

#include <string.h>

enum { TEXT_MAX_BYTES = 64 * 1024 * 1024, ENOUGH = 250, SHORT = 80 };

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

/* the heaviest box of each tier; a box in a clutter box is none */
static void best_tiers(
    const struct html_blocks *p, const size_t *dense, struct choice best[5])
{
	size_t until[5] = {0}; /* boxes inside the last one are not asked */

	for (size_t x = 1; x < p->n_boxes; x++) {
		const struct html_box *b = &p->box[x];
		struct choice c = {.box = x};

		if (!b->tier || b->cut || b->weight < best[b->tier].weight ||
		    b->begin < until[b->tier])
			continue;
		weigh_choice(p, dense, &c);
		until[b->tier] = b->end;
		if (c.weight > best[b->tier].weight)
			best[b->tier] = c;
	}
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
	struct choice tier[5] = {0}, best = {0}, scored = {0}, whole = {0};
	struct buf out;

	(void)headline;
	*b = (struct html_body){0};
	if (!p->n_blocks)
		return;
	best_tiers(p, dense, tier);
	for (int i = 1; i <= 4 && best.weight < ENOUGH; i++)
		if (tier[i].weight > best.weight)
			best = tier[i];
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
