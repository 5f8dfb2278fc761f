#include "parse/html/body.h"

#include "parse/html/lines.h"

enum {
	TEXT_MAX_BYTES = 64 * 1024 * 1024,
	ENOUGH = 250,
	SHORT = 80,
	CLIMB = 2,
	LEFT_OUT = 2,
	SHARE = 4,
	LEAD_BLOCKS = 12,
	LEAD_MIN_WEIGHT = 60,
	TAIL_MAX_WEIGHT = 48,
	TEASER_MAX_WEIGHT = 400,
	TEASERS_MIN = 3,
	TAIL_SHARE = 70 /* hundredths of the text in front of it */
};

/* one way to read the page */
struct choice {
	size_t box;
	bool loose;    /* clutter inside it is kept */
	size_t weight; /* of the text that it keeps */
	size_t worth; /* the same, less what it leaves out below the headline */
};

struct chooser {
	const struct html_blocks *p;
	size_t *dense; /* of each box: the innermost box at or above it that
			* is mostly links; 0 for none */
	bool *keep;    /* of each block: is it text, where its box is taken? */
	size_t *until; /* running text outside clutter before each block */
	size_t headline; /* n_blocks: not known */
};

/* does a clutter or dense box inside c->box hold x? */
static bool is_cut(const struct chooser *h, size_t x, const struct choice *c)
{
	return h->dense[x] > c->box || (!c->loose && h->p->box[x].cut > c->box);
}

static bool is_text(const struct chooser *h, size_t i, const struct choice *c)
{
	return h->keep[i] && !is_cut(h, h->p->block[i].box, c);
}

static void weigh_choice(const struct chooser *h, struct choice *c)
{
	const struct html_blocks *p = h->p;
	const struct html_box *x = &p->box[c->box];
	size_t left_out = 0;

	c->weight = 0;
	for (size_t i = x->begin; i < x->end; i++)
		if (is_text(h, i, c))
			c->weight += p->block[i].weight;
	if (h->headline < x->begin)
		left_out = h->until[x->begin] - h->until[h->headline];
	left_out *= LEFT_OUT;
	c->worth = c->weight > left_out ? c->weight - left_out : 0;
	/* what ends above the headline is of something else */
	if (h->headline < p->n_blocks && x->end <= h->headline)
		c->worth /= 8;
}

static void write_block(const struct html_blocks *p, size_t i, struct buf *to)
{
	if (to->n)
		buf_char(to, '\n');
	buf_str(to, html_block_text(p, i));
}

/* The standfirst: running text between the headline and the box, just behind
 * the headline. */
static void write_lead(const struct chooser *h, size_t end, struct buf *to)
{
	const struct html_blocks *p = h->p;
	size_t most = h->headline + 1 + LEAD_BLOCKS;

	for (size_t i = h->headline + 1; i < end && i < most; i++) {
		const struct html_block *b = &p->block[i];

		if (!h->dense[b->box] && !p->box[b->box].cut &&
		    b->weight >= LEAD_MIN_WEIGHT && b->links * 3 < b->weight &&
		    b->kind != BLOCK_ITEM && h->keep[i])
			write_block(p, i, to);
	}
}

/* Teasers at the end: linked headlines with a paragraph each. Where the first
 * of them stands, and how much text is in front of it. */
static size_t teasers_at(
    const struct chooser *h, const struct choice *c, size_t end, size_t *front)
{
	const struct html_blocks *p = h->p;
	size_t first = end, heads = 0, texts = 0, written = 0, text = 0;

	for (size_t i = p->box[c->box].begin; i < end; i++) {
		const struct html_block *k = &p->block[i];

		if (is_cut(h, k->box, c))
			continue;
		if (html_lines_is_teaser(p, i) && k->box != text) {
			if (!heads++) {
				first = i;
				*front = written;
			}
			texts = 0;
		} else if (k->weight >= SHORT &&
			   (texts++ || k->weight > TEASER_MAX_WEIGHT)) {
			heads = 0;
		}
		/* the box of the text itself */
		if (!text && k->kind == BLOCK_PROSE && h->keep[i])
			text = k->box;
		written += h->keep[i] ? k->weight : 0;
	}
	return heads >= TEASERS_MIN ? first : end;
}

/* where the text ends: behind most of it such a line may stand */
static size_t tail_at(const struct chooser *h, const struct choice *c)
{
	const struct html_blocks *p = h->p;
	const struct html_box *x = &p->box[c->box];
	size_t written = 0, front = 0;
	size_t end = teasers_at(h, c, x->end, &front);

	if (front * 100 < c->weight * TAIL_SHARE)
		end = x->end;
	for (size_t i = x->begin; i < end; i++) {
		const struct html_block *k = &p->block[i];

		if (is_cut(h, k->box, c))
			continue;
		if (written * 100 >= c->weight * TAIL_SHARE &&
		    k->weight <= TAIL_MAX_WEIGHT &&
		    html_lines_is_tail(html_block_text(p, i)))
			return i;
		written += h->keep[i] ? k->weight : 0;
	}
	return end;
}

/* the last block that was written */
static size_t write_choice(
    const struct chooser *h, const struct choice *c, struct buf *to)
{
	const struct html_blocks *p = h->p;
	const struct html_box *x = &p->box[c->box];

	size_t last = p->n_blocks;

	write_lead(h, x->begin, to);
	for (size_t i = tail_at(h, c); last == p->n_blocks && i-- > x->begin;)
		/* a heading at the end is of a list that is left out */
		if (is_text(h, i, c) && p->block[i].kind != BLOCK_HEADING)
			last = i;
	for (size_t i = x->begin; i < x->end && i <= last; i++)
		if (is_text(h, i, c))
			write_block(p, i, to);
	return last;
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

static void offer(const struct chooser *h, size_t x, struct choice *best)
{
	struct choice c = {.box = x};

	weigh_choice(h, &c);
	if (c.worth > best->worth)
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

static bool same_class(const struct html_box *x, const struct html_box *y)
{
	struct str a = html_attr(x->node, "class");

	return a.n && str_eq(a, html_attr(y->node, "class"));
}

/* A text in parts, with pictures or forms between them: boxes of the same
 * class that hold a good share of it. Then what is around them all. */
static void join_alike(const struct chooser *h, struct choice *best)
{
	const struct html_blocks *p = h->p;
	const struct html_box *one = &p->box[best->box];
	size_t top = best->box, until = 0, more = 0;

	for (size_t x = 1; x < p->n_boxes; x++) {
		const struct html_box *b = &p->box[x];

		if (b->tier != one->tier || b->cut || b->begin < until ||
		    x == best->box || !same_class(b, one))
			continue;
		until = b->end;
		if (p->prose[x] < SHORT)
			continue;
		more += p->prose[x];
		top = around(p, top, x);
	}
	if (more * SHARE > p->prose[best->box])
		offer(h, top, best);
}

/* The heaviest box of a tier. Where the text is spread over several of them,
 * none of which holds most of it, what is around them all. */
static struct choice best_of_tier(const struct chooser *h, enum html_tier tier)
{
	const struct html_blocks *p = h->p;
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
		if (b->weight > best.worth)
			offer(h, x, &best);
	}
	if (count > 2 && best.weight * 2 < all)
		offer(h, top, &best);
	if (tier == TIER_BODY && best.box)
		join_alike(h, &best);
	return best;
}

static size_t *sum_until(const struct html_blocks *p, struct arena *a)
{
	size_t *until = arena_new(a, (p->n_blocks + 1) * sizeof *until);

	for (size_t i = 0; i < p->n_blocks; i++) {
		const struct html_block *b = &p->block[i];
		bool counts = b->kind == BLOCK_PROSE && !p->box[b->box].cut;

		until[i + 1] = until[i] + (counts ? b->weight - b->links : 0);
	}
	return until;
}

static struct choice choose(const struct chooser *h, struct arena *a)
{
	struct choice best = {0}, scored = {0}, whole = {0};

	for (enum html_tier i = TIER_BODY; i <= TIER_MAIN; i++) {
		struct choice one = best_of_tier(h, i);

		if (one.worth > CLIMB * best.worth)
			best = one;
	}
	scored.box = best_scored(h->p, a);
	weigh_choice(h, &scored);
	weigh_choice(h, &whole);
	if (scored.worth > CLIMB * best.worth)
		best = scored;
	if (best.weight < ENOUGH && whole.weight > CLIMB * best.weight)
		best = whole;
	if (best.weight < ENOUGH) {
		struct choice loose = {.loose = true};

		weigh_choice(h, &loose);
		if (loose.weight > CLIMB * best.weight)
			best = loose;
	}
	return best;
}

/* a page of a few short lines: what is no link and no clutter */
static void write_scraps(const struct chooser *h, struct buf *to)
{
	for (size_t i = 0; i < h->p->n_blocks; i++) {
		const struct html_block *b = &h->p->block[i];

		if (b->links * 2 < b->weight && !h->p->box[b->box].cut &&
		    b->level != 1)
			write_block(h->p, i, to);
	}
}

void html_body_extract(const struct html_blocks *p, struct arena *a,
    size_t headline, struct html_body *b)
{
	struct chooser h = {p, html_lines_dense(p, a), html_lines_kept(p, a),
	    sum_until(p, a), headline};
	struct buf out;

	*b = (struct html_body){0};
	if (!p->n_blocks)
		return;
	struct choice best = choose(&h, a);

	buf_init(&out, TEXT_MAX_BYTES);
	b->last = write_choice(&h, &best, &out);
	if (!out.n)
		write_scraps(&h, &out);
	b->text = arena_str(a, buf_view(&out));
	buf_release(&out);
	b->weight = best.weight;
	b->box = best.box;
	b->links = p->box[0].links;
}
