#include "parse/html_body.h"

#include "fetch/base/utf8.h"
#include "parse/html_class.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX_BYTES = 64 * 1024 * 1024, BODY_ENOUGH = 250, SHORT = 80 };

/* one line of text and where it came from */
struct block {
	size_t begin, end; /* in the text */
	size_t weight, links;
	bool heading, item, prose; /* prose: from a <p>, <blockquote>, <pre> */
};

struct render {
	struct buf text;
	struct block *blocks;
	size_t n, cap;
	struct block now; /* the line being written */
	struct arena *arena;
	bool line_open, gap, pre;
};

static size_t weigh(struct str s)
{
	size_t w = 0;

	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);

		if (c >= 0x2E80 && c <= 0x9FFF)
			w += 3;
		else if (c > ' ')
			w++;
	}
	return w;
}

static void end_line(struct render *r)
{
	if (!r->line_open)
		return;
	while (r->text.n > r->now.begin && r->text.p[r->text.n - 1] == ' ')
		r->text.n--;
	r->now.end = r->text.n;
	if (r->now.end > r->now.begin && r->now.weight) {
		r->blocks = arena_more(
		    r->arena, r->blocks, r->n, &r->cap, sizeof *r->blocks);
		r->blocks[r->n++] = r->now;
		buf_char(&r->text, '\n');
	} else {
		r->text.n = r->now.begin;
	}
	r->line_open = r->gap = false;
}

static const xmlNode *block_of(const xmlNode *n)
{
	while (n && (!html_is_block(n) || html_is(n, "br")))
		n = n->parent;
	return n;
}

static void begin_line(struct render *r, const xmlNode *n)
{
	const xmlNode *b = block_of(n);

	r->now = (struct block){.begin = r->text.n};
	r->line_open = true;
	if (!b)
		return;
	r->now.heading = b->name[0] == 'h' && b->name[1] >= '1' &&
			 b->name[1] <= '6' && !b->name[2];
	r->now.item = html_is(b, "li") || html_is(b, "td") ||
		      html_is(b, "th") || html_is(b, "dd") || html_is(b, "dt");
	r->now.prose =
	    html_is(b, "p") || html_is(b, "blockquote") || html_is(b, "pre");
}

static bool white(uint32_t c)
{
	return c <= ' ' || c == 0xA0 || c == 0x3000 || c == 0xFEFF ||
	       c == 0x85 || c == 0x2028 || c == 0x2029 || c == 0x200B;
}

static void add_text(struct render *r, const xmlNode *n, bool link)
{
	struct str s = str_of((const char *)n->content);

	for (size_t i = 0; i < s.n;) {
		size_t begin = i;
		uint32_t c = utf8_next(s, &i);

		if (white(c)) {
			r->gap = true;
			continue;
		}
		if (!r->line_open)
			begin_line(r, n);
		if (r->gap && r->text.n > r->now.begin)
			buf_char(&r->text, ' ');
		r->gap = false;
		buf_str(&r->text, str_sub(s, begin, i));
		size_t w = c >= 0x2E80 && c <= 0x9FFF ? 3 : 1;

		r->now.weight += w;
		if (link)
			r->now.links += w;
	}
}

static bool in_link(const xmlNode *n, const xmlNode *top)
{
	for (; n && n != top; n = n->parent)
		if (html_is(n, "a"))
			return true;
	return false;
}

static void render(struct render *r, xmlNodePtr top)
{
	xmlNodePtr open = NULL; /* the innermost element that was entered */

	for (xmlNodePtr n = top, next; n; n = next) {
		bool clutter = n != top && html_is_clutter(n);

		/* a line ends where a block begins, and where one was left */
		for (; open && open != top && open != n->parent;
		     open = open->parent)
			if (html_is_block(open))
				end_line(r);
		open = n->parent;
		if (!clutter && html_is_block(n))
			end_line(r);
		if (!clutter && n->type == XML_TEXT_NODE && n->content)
			add_text(r, n, in_link(n, top));
		if (n->type == XML_ELEMENT_NODE && n->children && !clutter)
			open = n;
		next = html_next(n, top, clutter);
	}
	end_line(r);
}

/* lines such as "Read more: …" that are no text in any language we read */
static bool is_stub(struct str s)
{
	static const char *const begins[] = {"Advertisement", "Share this",
	    "Read more", "READ MORE", "Read next", "Related:", "Sign up",
	    "Subscribe", "Follow us", "Click here",
	    "Photo:", "Image:", "Getty Images", "Copyright", "©",
	    "All rights reserved", "اقرأ أيضا", "اقرأ أيضاً", "إقرأ أيضا",
	    "شارك", "اشترك", "جميع الحقوق", "相关阅读", "责任编辑",
	    "（责任编辑", "(责任编辑", "责编", "【责任编辑", "编辑：",
	    "延伸阅读", "分享到", "扫一扫", "点击进入", "版权所有", "更多精彩",
	    "原标题", "来源：", "作者：", NULL};

	for (const char *const *b = begins; *b; b++)
		if (str_starts(s, str_of(*b)) && weigh(s) < 240)
			return true;
	return false;
}

static bool keep(const struct render *r, size_t i)
{
	const struct block *b = &r->blocks[i];
	struct str s = str_sub(buf_view(&r->text), b->begin, b->end);
	const struct block *next = i + 1 < r->n ? b + 1 : NULL;
	const struct block *last = i > 0 ? b - 1 : NULL;

	if (is_stub(s))
		return false;
	if (b->links * 10 > b->weight * (b->prose ? 9 : 6))
		return false;
	if (b->heading) /* of something that is kept */
		return next &&
		       (next->prose || next->item || next->weight > SHORT) &&
		       next->links * 10 <= next->weight * 6;
	if (b->prose || b->weight >= SHORT)
		return true;
	if (b->item)
		return b->links * 3 <= b->weight;
	/* a short line between long ones belongs to them */
	return (next && next->weight >= SHORT &&
		   next->links * 3 < next->weight) &&
	       (last && last->weight >= SHORT &&
		   last->links * 3 < last->weight);
}

static void collect(xmlNodePtr top, struct arena *a, struct html_body *b)
{
	struct render r = {.arena = a};
	struct buf out;

	buf_init(&r.text, TEXT_MAX_BYTES);
	buf_init(&out, TEXT_MAX_BYTES);
	render(&r, top);
	*b = (struct html_body){0};
	for (size_t i = 0; i < r.n; i++) {
		b->links += r.blocks[i].links;
		if (!keep(&r, i))
			continue;
		if (out.n)
			buf_char(&out, '\n');
		buf_str(&out, str_sub(buf_view(&r.text), r.blocks[i].begin,
				  r.blocks[i].end));
		b->weight += r.blocks[i].weight;
	}
	b->text = arena_str(a, buf_view(&out));
	buf_release(&out);
	buf_release(&r.text);
}

/* Readability's idea: paragraphs give their score to the parent and half of
 * it to the grandparent; the best one holds the article. */
struct score {
	xmlNodePtr node;
	double points;
};

static void give(struct arena *a, struct score **v, size_t *n, size_t *cap,
    xmlNodePtr node, double points)
{
	for (size_t i = *n; i-- > 0 && *n - i < 64;)
		if ((*v)[i].node == node) {
			(*v)[i].points += points;
			return;
		}
	*v = arena_more(a, *v, *n, cap, sizeof **v);
	(*v)[(*n)++] = (struct score){node, points};
}

static size_t commas(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);

		n += c == ',' || c == 0xFF0C || c == 0x3001 || c == 0x60C ||
		     c == 0x3002;
	}
	return n;
}

static xmlNodePtr best_scored(xmlNodePtr root, struct arena *a)
{
	struct score *v = NULL;
	size_t n = 0, cap = 0;
	struct buf text;

	buf_init(&text, TEXT_MAX_BYTES);
	for (xmlNodePtr p = root, next; p; p = next) {
		bool clutter = html_is_clutter(p);

		next = html_next(p, root, clutter);
		bool para = html_is(p, "p") || html_is(p, "pre") ||
			    html_is(p, "blockquote");

		/* text straight below a div is a paragraph too */
		if (!para && p->type == XML_TEXT_NODE && p->content &&
		    (html_is(p->parent, "div") || html_is(p->parent, "td") ||
			html_is(p->parent, "section")))
			para = true;
		if (clutter || !para || !p->parent)
			continue;
		buf_clear(&text);
		if (p->type == XML_TEXT_NODE)
			buf_puts(&text, (const char *)p->content);
		else
			html_text(p, &text);
		size_t w = weigh(buf_view(&text));

		if (w < 25)
			continue;
		double points = 1 + (double)commas(buf_view(&text)) +
				(w < 300 ? (double)w / 100 : 3);
		xmlNodePtr up = p->parent;

		give(a, &v, &n, &cap, up, points);
		if (up->parent && up->parent->type == XML_ELEMENT_NODE)
			give(a, &v, &n, &cap, up->parent, points / 2);
	}
	buf_release(&text);
	xmlNodePtr best = NULL;
	double most = 0;

	for (size_t i = 0; i < n; i++)
		if (v[i].points > most) {
			most = v[i].points;
			best = v[i].node;
		}
	return best;
}

/* the heaviest container of each tier */
static void best_tiers(
    xmlNodePtr root, struct arena *a, struct html_body best[5])
{
	for (xmlNodePtr n = root, next; n; n = next) {
		bool clutter = html_is_clutter(n);
		int tier = clutter ? 0 : html_body_tier(n);

		next = html_next(n, root, clutter);
		if (!tier)
			continue;
		struct html_body b;

		collect(n, a, &b);
		if (b.weight > best[tier].weight)
			best[tier] = b;
	}
}

void html_body_extract(
    const struct html_tree *t, struct arena *a, struct html_body *b)
{
	struct html_body tiers[5] = {0}, scored = {0}, whole;
	xmlNodePtr top = best_scored(t->root, a);

	best_tiers(t->root, a, tiers);
	if (top)
		collect(top, a, &scored);
	collect(t->root, a, &whole);
	*b = (struct html_body){0};
	for (int i = 1; i <= 4 && b->weight < BODY_ENOUGH; i++)
		if (tiers[i].weight > b->weight)
			*b = tiers[i];
	/* a scored container with over twice the text is the article */
	if (scored.weight > 2 * b->weight)
		*b = scored;
	if (b->weight < BODY_ENOUGH && whole.weight > 2 * b->weight)
		*b = whole;
	b->links = whole.links;
}
