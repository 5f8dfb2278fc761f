#include "parse/filing/visible.h"

#include "parse/filing/grid.h"
#include "parse/filing/style.h"
#include "parse/filing/table_lines.h"

#include <stdlib.h>

enum { TABLES_MAX = 256 };

/* what an element changes until it is closed */
struct frame {
	bool block, bold, break_after, superscript;
	uint64_t href;
};

struct visible {
	struct flow *flow;
	struct grid grid;
	struct frame frames[MARKUP_DEPTH_MAX];
	size_t depth;
	size_t hidden; /* the depth at which hiding began; 0: shown */
	bool bold;
	uint64_t href;
	size_t tables;       /* that are open */
	bool gridded;        /* the innermost one is read as a table */
	size_t preformatted; /* depth of <pre>, or 0 */
	bool raised;         /* a superscript begins */
};

struct visible *visible_new(struct flow *to, size_t max_bytes)
{
	struct visible *v = mem_new(1, sizeof *v);

	v->flow = to;
	grid_init(&v->grid, max_bytes);
	visible_again(v);
	return v;
}

void visible_free(struct visible *v)
{
	if (v)
		grid_release(&v->grid);
	free(v);
}

void visible_again(struct visible *v)
{
	flow_clear(v->flow);
	grid_clear(&v->grid);
	v->depth = v->hidden = v->tables = v->preformatted = 0;
	v->bold = v->gridded = v->raised = false;
	v->href = 0;
}

static struct ink *ink_of(struct visible *v)
{
	return v->gridded && v->grid.in_cell ? &v->grid.ink : &v->flow->ink;
}

static void end_line(struct visible *v)
{
	if (v->gridded && v->grid.in_cell)
		grid_block(&v->grid);
	else
		flow_end_line(v->flow, 0);
}

static void page_break(struct visible *v)
{
	/* within a table the rows carry it */
	if (!v->gridded)
		v->flow->page_break = true;
}

/* the rows so far become lines: a table ends, or one begins inside it */
static void end_table(struct visible *v)
{
	if (!v->gridded)
		return;
	flow_end_line(v->flow, 0);
	table_lines(&v->grid, v->flow);
	v->gridded = false;
}

static size_t span_of(const struct tag *t)
{
	struct str s = tag_attr(t, "colspan");
	size_t n = 0;

	for (size_t i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		n = n < GRID_SPAN_MAX ? n * 10 + (size_t)(s.p[i] - '0') : n;
	return n == 0 ? 1 : n > GRID_SPAN_MAX ? GRID_SPAN_MAX : n;
}

static void open_table(struct visible *v, const struct tag *t, unsigned style)
{
	bool new_page = (style & STYLE_BREAK_BEFORE) != 0;

	switch ((int)t->element) {
	case ELEMENT_TABLE:
		end_table(v);
		flow_end_line(v->flow, 0);
		if (new_page)
			page_break(v);
		v->tables++;
		v->gridded = v->tables <= TABLES_MAX;
		break;
	case ELEMENT_TR:
		if (v->gridded)
			grid_row(&v->grid, v->flow->n_anchors, new_page);
		else
			flow_end_line(v->flow, 0);
		break;
	default:
		if (v->gridded)
			grid_cell(&v->grid, span_of(t));
		else
			flow_end_line(v->flow, 0);
	}
}

static bool is_hidden(const struct tag *t, unsigned style)
{
	return (style & STYLE_HIDDEN) || t->element == ELEMENT_UNSEEN ||
	       t->element == ELEMENT_IX_HEADER || t->element >= ELEMENT_CONTEXT;
}

static void note_place(struct visible *v, const struct tag *t)
{
	struct str name = tag_attr(t, "id");

	/* facts have ids that nothing leads to */
	if (t->element >= ELEMENT_IX_HEADER)
		return;
	if (name.n)
		flow_anchor(v->flow, name);
	if (t->element == ELEMENT_A) {
		name = tag_attr(t, "name");
		if (name.n)
			flow_anchor(v->flow, name);
	}
}

static void note_link(struct visible *v, const struct tag *t)
{
	struct str to = tag_attr(t, "href");

	if (to.n > 1 && to.p[0] == '#')
		v->href = flow_hash(str_sub(to, 1, to.n));
}

static void note_bold(struct visible *v, const struct tag *t, unsigned style)
{
	if (t->element == ELEMENT_B || t->element == ELEMENT_HEADING)
		v->bold = true;
	if (style & STYLE_BOLD)
		v->bold = true;
	else if (style & STYLE_LIGHT)
		v->bold = false;
}

static bool is_block(enum element e, unsigned style)
{
	return !(style & STYLE_INLINE) &&
	       (e == ELEMENT_BLOCK || e == ELEMENT_HEADING || e == ELEMENT_HR ||
		   e == ELEMENT_PRE || e == ELEMENT_OTHER);
}

static void begin_block(struct visible *v, const struct tag *t, unsigned style)
{
	end_line(v);
	if (style & STYLE_BREAK_BEFORE)
		page_break(v);
	if (t->element == ELEMENT_PRE && !v->preformatted)
		v->preformatted = v->depth;
}

void visible_open(struct visible *v, const struct tag *t)
{
	struct frame *f = &v->frames[v->depth++];
	unsigned style = 0;

	*f = (struct frame){.bold = v->bold, .href = v->href};
	if (v->hidden)
		return;
	if (t->n_attrs)
		style = style_read(tag_attr(t, "style"));
	if (is_hidden(t, style)) {
		v->hidden = v->depth;
		return;
	}
	f->block = is_block(t->element, style);
	f->break_after = (style & STYLE_BREAK_AFTER) != 0;
	if (f->block)
		begin_block(v, t, style);
	else if (t->element == ELEMENT_TABLE || t->element == ELEMENT_TR ||
		 t->element == ELEMENT_TD)
		open_table(v, t, style);
	else if (t->element == ELEMENT_BR)
		end_line(v);
	else if (style & STYLE_PAD)
		ink_of(v)->space = true;
	if (t->element == ELEMENT_HR)
		page_break(v);
	if (t->n_attrs)
		note_place(v, t);
	if (t->element == ELEMENT_A)
		note_link(v, t);
	if (t->element == ELEMENT_SUP)
		v->raised = true;
	note_bold(v, t, style);
}

static void close_table(struct visible *v, enum element e)
{
	if (e == ELEMENT_TD) {
		if (v->gridded)
			grid_cell_end(&v->grid);
		else
			flow_end_line(v->flow, 0);
	} else if (e == ELEMENT_TABLE && v->tables) {
		end_table(v);
		flow_end_line(v->flow, 0);
		v->tables--;
	}
}

void visible_close(struct visible *v, enum element e)
{
	struct frame *f = &v->frames[--v->depth];

	if (v->hidden) {
		if (v->hidden == v->depth + 1)
			v->hidden = 0;
		return;
	}
	if (v->preformatted == v->depth + 1)
		v->preformatted = 0;
	if (f->block)
		end_line(v);
	else
		close_table(v, e);
	if (f->break_after)
		page_break(v);
	v->bold = f->bold;
	v->href = f->href;
}

/* a raised figure is a footnote's mark, no digit of the number before it */
static void part_raised(struct visible *v, struct ink *ink, struct str s)
{
	const struct buf *b = ink->to;

	v->raised = false;
	if (s.n && s.p[0] >= '0' && s.p[0] <= '9' && b->n > ink->begin &&
	    b->p[b->n - 1] >= '0' && b->p[b->n - 1] <= '9')
		ink->space = true;
}

void visible_text(struct visible *v, struct str s)
{
	if (v->hidden)
		return;
	struct ink *ink = ink_of(v);

	/* text between the cells of a table stands before it */
	if (v->gridded && !v->grid.in_cell && !str_trim(s).n)
		return;
	ink->bold = v->bold;
	ink->href = v->href;
	if (v->raised)
		part_raised(v, ink, s);
	if (!v->preformatted) {
		ink_text(ink, s);
		return;
	}
	while (s.p) {
		struct str line = str_split(&s, '\n');

		ink_text(ink, line);
		if (s.p)
			end_line(v);
	}
}

void visible_end(struct visible *v)
{
	end_table(v);
	flow_end_line(v->flow, 0);
}
