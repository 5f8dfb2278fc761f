#include "parse/html/lines.h"

#include "parse/text/publisher.h"
#include "parse/text/table.h"

enum {
	SHORT = 80,
	STUB_MAX_WEIGHT = 240,
	HEADED_WEIGHT = 120,
	TEASER_MIN_WEIGHT = 20,
	RUN_WEIGHT = 140
};

/* lines such as "Read more: …" that are no text in any language we read */
static bool is_stub(struct str s, size_t weight)
{
	if (weight >= STUB_MAX_WEIGHT)
		return false;
	for (const struct table_row *r = table_stubs; r->key && s.n; r++)
		if (*r->key == *s.p && str_starts(s, table_key(r)))
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

/* a list of which links are the smaller part */
static bool in_text_list(const struct html_blocks *p, size_t x)
{
	while (x && !p->box[x].list)
		x = p->box[x].parent;
	return x && p->box[x].links * 2 < p->box[x].weight;
}

static bool keep(const struct html_blocks *p, size_t i)
{
	const struct html_block *b = &p->block[i];
	const struct html_block *next = i + 1 < p->n_blocks ? b + 1 : NULL;
	const struct html_block *last = i > 0 ? b - 1 : NULL;
	bool prose = b->kind == BLOCK_PROSE;

	if (is_stub(html_block_text(p, i), b->weight) ||
	    publisher_is_info(html_block_text(p, i)))
		return false;
	/* a heading over text, to wherever it leads */
	if (b->kind == BLOCK_HEADING && next && next->kind == BLOCK_PROSE &&
	    next->weight >= HEADED_WEIGHT && next->links * 3 < next->weight)
		return true;
	if (b->links * 10 > b->weight * (prose ? 9 : 6))
		return b->kind == BLOCK_ITEM && in_text_list(p, b->box);
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

bool html_lines_is_tail(struct str s)
{
	if (str_ends(s, STR(":")))
		s.n--;
	else if (str_ends(s, STR("：")))
		s.n -= 3;
	for (const struct table_row *r = table_tails; r->key; r++)
		if (r->n == s.n && str_eq_nocase(s, table_key(r)))
			return true;
	return false;
}

bool html_lines_is_teaser(const struct html_blocks *p, size_t i)
{
	struct str s = html_block_text(p, i);
	const struct html_block *k = &p->block[i];

	/* a question unfolds its answer */
	return k->links * 10 >= k->weight * 8 &&
	       k->weight >= TEASER_MIN_WEIGHT && !str_ends(s, STR("?")) &&
	       !str_ends(s, STR("？")) && !str_ends(s, STR("؟"));
}

size_t *html_lines_dense(const struct html_blocks *p, struct arena *a)
{
	size_t *dense = arena_new(a, (p->n_boxes + 1) * sizeof *dense);

	for (size_t x = 1; x < p->n_boxes; x++) {
		bool item = p->box[p->box[x].parent].list;
		bool one =
		    is_dense(&p->box[x]) && !(item && in_text_list(p, x));

		dense[x] = one ? x : dense[p->box[x].parent];
	}
	return dense;
}

static bool is_plain(const struct html_blocks *p, size_t i)
{
	const struct html_block *b = &p->block[i];

	return b->kind == BLOCK_OTHER && b->links * 3 < b->weight;
}

/* Lines of one box that only <br> parts are one text, however short. */
static void keep_runs(const struct html_blocks *p, bool *kept)
{
	for (size_t i = 0, end; i < p->n_blocks; i = end) {
		size_t weight = 0;

		for (end = i; end < p->n_blocks && is_plain(p, end) &&
			      p->block[end].box == p->block[i].box;
		     end++)
			weight += p->block[end].weight;
		for (size_t k = i; k < end && weight >= RUN_WEIGHT; k++)
			kept[k] |= !is_stub(html_block_text(p, k),
				       p->block[k].weight) &&
				   !publisher_is_info(html_block_text(p, k));
		end += end == i;
	}
}

bool *html_lines_kept(const struct html_blocks *p, struct arena *a)
{
	bool *kept = arena_new(a, (p->n_blocks + 1) * sizeof *kept);

	for (size_t i = 0; i < p->n_blocks; i++)
		kept[i] = keep(p, i);
	keep_runs(p, kept);
	return kept;
}
