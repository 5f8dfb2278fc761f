#include "parse/html/rescue.h"

enum {
	PROSE_MIN_WEIGHT = 60,
	PARAGRAPH_MIN_WEIGHT = 150,
	SECTION_MIN_WEIGHT = 250,
	STORY_MIN_WEIGHT = 600,
	LEAD_BLOCKS = 6
};

static bool is_frame(const struct html_box *x)
{
	return html_is(x->node, "nav") || html_is(x->node, "footer") ||
	       html_is(x->node, "header");
}

/* readers write as much as writers do, and pictures may have long captions */
static bool is_talk(const xmlNode *n)
{
	struct str class = html_attr(n, "class"), id = html_attr(n, "id");

	return str_find(class, STR("omment"), 0) < class.n ||
	       str_find(id, STR("omment"), 0) < id.n ||
	       str_find(class, STR("allery"), 0) < class.n;
}

/* made of text, whatever its name */
static bool is_prose(const struct html_blocks *b, size_t x)
{
	const struct html_box *k = &b->box[x];

	return k->links * 3 < k->weight && b->prose[x] * 2 >= k->weight;
}

/* does box x hold so much that its name must be wrong? */
static bool is_most(const struct html_blocks *b, size_t x, size_t headline)
{
	const struct html_box *k = &b->box[x];
	bool known = headline < b->n_blocks;
	bool holds = k->begin <= headline && headline < k->end;
	bool talk = is_talk(k->node);

	if (holds && known && !is_frame(k) && b->prose[x] >= STORY_MIN_WEIGHT)
		return true;
	return b->prose[x] * (talk ? 2 : 3) > b->prose[0] &&
	       (holds || (!is_frame(k) && !(talk && known)));
}

/* right behind the headline, with no text between them */
static bool is_first(const struct html_blocks *b, size_t x, size_t headline)
{
	const struct html_box *k = &b->box[x];

	if (k->begin <= headline || k->begin > headline + LEAD_BLOCKS)
		return false;
	for (size_t i = headline + 1; i < k->begin; i++)
		if (b->block[i].weight >= PROSE_MIN_WEIGHT)
			return false;
	return true;
}

void html_rescue_text(struct html_blocks *b, size_t headline)
{
	for (size_t x = 1; x < b->n_boxes; x++) {
		struct html_box *k = &b->box[x];
		bool p = html_is(k->node, "p");
		bool long_one = b->prose[x] >= PARAGRAPH_MIN_WEIGHT;
		/* an accordion, but no paragraph that is not shown */
		bool para = long_one && p != k->hidden;
		bool text = k->of_links && is_prose(b, x) &&
			    (p || b->prose[x] >= SECTION_MIN_WEIGHT);
		bool lead = k->lead && is_first(b, x, headline) &&
			    k->links * 3 < k->weight;

		/* what lies inside clutter is clutter too */
		if (k->cut != x || para || text || lead ||
		    is_most(b, x, headline))
			k->cut = b->box[k->parent].cut;
	}
}
