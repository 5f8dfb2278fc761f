#include "parse/html/blocks.h"

#include "fetch/base/utf8.h"
#include "parse/text/charset.h"

#include <string.h>

enum { TEXT_MAX_BYTES = 64 * 1024 * 1024, PROSE_MIN_WEIGHT = 60 };

struct walk {
	struct html_blocks *b;
	struct arena *arena;
	struct class_index index;
	struct buf text;
	struct html_block now; /* the line being written */
	size_t box;            /* the innermost open one */
	size_t links;          /* open <a> */
	bool open, gap;
};

static bool is_han(uint32_t c)
{
	return c >= 0x2E80 && c <= 0x9FFF;
}

static bool is_comma(uint32_t c)
{
	return c == ',' || c == 0xFF0C || c == 0x3001 || c == 0x60C ||
	       c == 0x3002;
}

static bool is_white(uint32_t c)
{
	return c <= ' ' || c == 0xA0 || c == 0x3000 || c == 0xFEFF ||
	       c == 0x85 || c == 0x2028 || c == 0x2029 || c == 0x200B ||
	       c == 0xAD;
}

size_t html_weigh(struct str s)
{
	size_t w = 0;

	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);

		w += is_white(c) ? 0 : is_han(c) ? 3 : 1;
	}
	return w;
}

struct str html_block_text(const struct html_blocks *b, size_t i)
{
	return str_sub(b->text, b->block[i].begin, b->block[i].end);
}

static void end_line(struct walk *w)
{
	struct html_blocks *b = w->b;

	w->gap = false;
	if (!w->open)
		return;
	w->open = false;
	w->now.end = w->text.n;
	if (!w->now.weight) {
		w->text.n = w->now.begin;
		return;
	}
	b->block = arena_more(
	    w->arena, b->block, b->n_blocks, &b->blocks_cap, sizeof *b->block);
	b->block[b->n_blocks++] = w->now;
	buf_char(&w->text, '\n');
}

static void set_kind(
    struct class_index *x, struct html_block *b, const xmlNode *n)
{
	const char *tag = "";

	for (; n && n->type == XML_ELEMENT_NODE; n = n->parent) {
		tag = html_tag(x, n);
		if (html_tag_has(tag, 'b') && !html_is(n, "br"))
			break;
	}
	if (!n || n->type != XML_ELEMENT_NODE)
		return;
	if (html_tag_has(tag, 'h')) {
		b->kind = BLOCK_HEADING;
		b->level = n->name[1] - '0';
	} else if (html_tag_has(tag, 's')) {
		b->kind = BLOCK_PROSE;
	} else if (html_tag_has(tag, 'l')) {
		b->kind = BLOCK_ITEM;
	} else if (html_tag_has(tag, 't')) {
		b->kind = BLOCK_CELL;
	}
}

/* the rest of a word of ASCII: where it ends */
static size_t add_ascii(struct walk *w, struct str s, size_t i)
{
	size_t begin = i, commas = 0;

	for (; i < s.n && s.p[i] > ' ' && !(s.p[i] & 0x80); i++)
		commas += s.p[i] == ',';
	if (i == begin)
		return i;
	buf_str(&w->text, str_sub(s, begin, i));
	w->now.weight += i - begin;
	w->now.commas += commas;
	if (w->links)
		w->now.links += i - begin;
	return i;
}

static void add_text(struct walk *w, const xmlNode *n)
{
	struct str s = str_of((const char *)n->content);

	for (size_t i = 0; i < s.n;) {
		if (w->open && !w->gap)
			i = add_ascii(w, s, i);
		if (i == s.n)
			break;
		size_t begin = i;
		uint32_t c = utf8_next(s, &i);

		if (is_white(c)) {
			/* a soft hyphen or zero width space parts nothing */
			w->gap |= c != 0xAD && c != 0x200B && c != 0xFEFF;
			continue;
		}
		if (!w->open) {
			w->now = (struct html_block){
			    .begin = w->text.n, .box = w->box};
			set_kind(&w->index, &w->now, n->parent);
			w->open = true;
		} else if (w->gap) {
			buf_char(&w->text, ' ');
		}
		w->gap = false;
		if (c >= 0x80 && c < 0xA0)
			buf_utf8(&w->text, charset_c1(c));
		else
			buf_str(&w->text, str_sub(s, begin, i));
		size_t weight = is_han(c) ? 3 : 1;

		w->now.weight += weight;
		w->now.commas += is_comma(c);
		if (w->links)
			w->now.links += weight;
	}
}

static void open_box(
    struct walk *w, xmlNodePtr n, struct html_class c, const char *tag)
{
	struct html_blocks *b = w->b;
	size_t me = b->n_boxes;

	b->box = arena_more(
	    w->arena, b->box, b->n_boxes, &b->boxes_cap, sizeof *b->box);
	b->box[b->n_boxes++] = (struct html_box){
	    .node = n,
	    .parent = w->box,
	    .begin = b->n_blocks,
	    .cut = c.cut && me ? me
		   : me        ? b->box[w->box].cut
			       : 0,
	    .tier = c.tier,
	    .list = html_tag_has(tag, 'u'),
	    .hidden = c.hidden,
	    .of_links = c.links,
	    .lead = c.lead,
	};
	w->box = me;
}

static void close_box(struct walk *w)
{
	struct html_box *x = &w->b->box[w->box];

	x->end = w->b->n_blocks;
	w->box = x->parent;
}

static void add_moment(struct walk *w, const xmlNode *n)
{
	struct html_blocks *b = w->b;

	b->moment = arena_more(w->arena, b->moment, b->n_moments,
	    &b->moments_cap, sizeof *b->moment);
	b->moment[b->n_moments++] =
	    (struct html_moment){n, b->n_blocks, w->text.n};
}

/* true: go into it */
static bool enter(struct walk *w, xmlNodePtr n)
{
	if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) {
		if (n->content)
			add_text(w, n);
		return false;
	}
	if (n->type != XML_ELEMENT_NODE)
		return false;
	const char *tag = html_tag(&w->index, n);
	struct html_class c = html_classify(&w->index, n, tag);

	if (html_is(n, "time"))
		add_moment(w, n);
	/* inside a sentence clutter is left out without an end of the line */
	if (c.inside && w->open)
		return false;
	if (c.drop)
		return false;
	if (html_tag_has(tag, 'b') || c.cut)
		end_line(w);
	/* clutter without a box of its own gets one */
	if (html_tag_has(tag, 'o') || c.cut || w->b->n_boxes == 0)
		open_box(w, n, c, tag);
	w->links += html_is(n, "a");
	return true;
}

static void leave(struct walk *w, const xmlNode *n)
{
	if (n->type != XML_ELEMENT_NODE)
		return;
	bool mine = w->b->box[w->box].node == n;

	if (mine || html_tag_has(html_tag(&w->index, n), 'b'))
		end_line(w);
	if (mine)
		close_box(w);
	w->links -= html_is(n, "a");
}

static void sum_prose(struct html_blocks *b)
{
	for (size_t i = 0; i < b->n_blocks; i++) {
		const struct html_block *k = &b->block[i];

		if (k->kind != BLOCK_HEADING && k->weight >= PROSE_MIN_WEIGHT)
			b->prose[k->box] += k->weight - k->links;
	}
	for (size_t x = b->n_boxes; x-- > 1;)
		b->prose[b->box[x].parent] += b->prose[x];
}

static void sum_up(struct html_blocks *b)
{
	for (size_t i = 0; i < b->n_blocks; i++) {
		b->box[b->block[i].box].weight += b->block[i].weight;
		b->box[b->block[i].box].links += b->block[i].links;
	}
	for (size_t i = b->n_boxes; i-- > 1;) {
		b->box[b->box[i].parent].weight += b->box[i].weight;
		b->box[b->box[i].parent].links += b->box[i].links;
	}
}

void html_blocks_read(
    const struct html_tree *t, struct arena *a, struct html_blocks *b)
{
	struct walk w = {.b = b, .arena = a};
	xmlNodePtr n = t->root;

	*b = (struct html_blocks){0};
	html_class_index(&w.index);
	buf_init(&w.text, TEXT_MAX_BYTES);
	while (n) {
		bool in = enter(&w, n);

		if (in && n->children) {
			n = n->children;
			continue;
		}
		if (in)
			leave(&w, n);
		while (n != t->root && !n->next) {
			n = n->parent;
			leave(&w, n);
		}
		n = n == t->root ? NULL : n->next;
	}
	end_line(&w);
	b->text = arena_str(a, buf_view(&w.text));
	buf_release(&w.text);
	sum_up(b);
	b->prose = arena_new(a, (b->n_boxes + 1) * sizeof *b->prose);
	sum_prose(b);
}
