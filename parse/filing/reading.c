#include "parse/filing/reading.h"

#include "parse/filing/decode.h"
#include "parse/filing/entities.h"
#include "parse/filing/pages.h"
#include "parse/filing/plain.h"
#include "parse/filing/removed.h"
#include "parse/filing/visible.h"

enum { HEAD_BYTES = 256, TAIL_BYTES = 1024 };

static const size_t text_max_bytes = (size_t)256 << 20;

/* both readers walk along */
struct pair {
	struct reading *r;
	struct visible *v;
	bool again;
};

static void on_open(void *user, const struct tag *t)
{
	struct pair *p = user;

	if (t->element >= ELEMENT_IX_HEADER) {
		p->r->tagged = true;
		p->r->loose = p->again;
		ixbrl_open(p->r->facts, t);
	}
	visible_open(p->v, t);
}

static void on_close(void *user, enum element e)
{
	struct pair *p = user;

	if (e >= ELEMENT_IX_HEADER)
		ixbrl_close(p->r->facts, e);
	visible_close(p->v, e);
}

static void on_text(void *user, struct str s)
{
	struct pair *p = user;

	if (p->r->tagged)
		ixbrl_text(p->r->facts, s);
	visible_text(p->v, s);
}

static void on_cut(void *user)
{
	struct pair *p = user;

	ixbrl_cut(p->r->facts);
}

static void on_again(void *user)
{
	struct pair *p = user;

	p->again = true;
	p->r->tagged = p->r->loose = false;
	ixbrl_again(p->r->facts);
	visible_again(p->v);
}

void reading_init(struct reading *r, struct arena *a)
{
	*r = (struct reading){.arena = a, .facts = ixbrl_new(a)};
	flow_init(&r->flow, text_max_bytes);
}

void reading_free(struct reading *r)
{
	ixbrl_free(r->facts);
	flow_release(&r->flow);
}

static int marked_up(struct reading *r, struct str text, struct err *e)
{
	struct pair p = {.r = r, .v = visible_new(&r->flow, text_max_bytes)};
	const struct markup_sink sink = {
	    .user = &p,
	    .open = on_open,
	    .close = on_close,
	    .text = on_text,
	    .again = on_again,
	    .cut = on_cut,
	};
	int rc = markup_walk(text, &sink, e);

	if (rc == 0)
		visible_end(p.v);
	visible_free(p.v);
	return rc;
}

/* what begins as a page and does not end as one */
static bool breaks_off(struct str text)
{
	struct str head = str_trim(str_sub(text, 0, HEAD_BYTES));
	struct str tail = str_sub(
	    text, text.n > TAIL_BYTES ? text.n - TAIL_BYTES : 0, text.n);

	if (!str_starts(head, STR("<?xml")) &&
	    !str_starts_nocase(head, STR("<html")))
		return false;
	for (size_t i = 0; i < tail.n; i++)
		if (str_starts_nocase(str_sub(tail, i, tail.n), STR("</html")))
			return false;
	return true;
}

int reading_do(struct reading *r, struct str body, struct err *e)
{
	struct str text = decode_utf8(r->arena, body);

	r->tagged = r->loose = false;
	r->removed = NULL;
	r->n_removed = 0;
	r->cut = breaks_off(text);
	ixbrl_begin(r->facts);
	flow_clear(&r->flow);
	if (markup_sniff(text)) {
		if (marked_up(r, entities_resolve(r->arena, text), e) != 0)
			return -1;
	} else {
		plain_lines(&r->flow, text);
	}
	if (r->flow.text.over)
		return err_set(e, EXIT_DATA, "its text is too big");
	pages_clean(&r->flow);
	r->removed = removed_list(r->arena, &r->flow, &r->n_removed);
	flow_settle(&r->flow);
	if (!r->flow.n_lines)
		return err_set(e, EXIT_DATA, "no text");
	return 0;
}
