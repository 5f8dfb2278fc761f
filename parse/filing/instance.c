#include "parse/filing/instance.h"

#include "fetch/base/buf.h"

#include <stdlib.h>

struct instance {
	struct ixbrl *x;
	struct buf name; /* of the element that opens */
	bool number[MARKUP_DEPTH_MAX];
	size_t depth;
	bool bad; /* it is no XML: what is told now is HTML's guess */
};

bool instance_is(struct str type)
{
	return str_starts_nocase(type, STR("EX-101.INS")) ||
	       str_starts_nocase(type, STR("EX-100.INS"));
}

/* numbers alone have a unit; the name of the element is the concept */
static bool open_number(struct instance *in, const struct tag *t)
{
	static const char *const kept[] = {
	    "contextRef", "unitRef", "decimals", "nil"};
	enum { KEPT = sizeof kept / sizeof *kept };
	struct attr attrs[KEPT + 1];
	struct tag as = {.element = ELEMENT_IX_NUMBER, .attrs = attrs};

	if (!t->local || !tag_attr(t, "contextRef").p ||
	    !tag_attr(t, "unitRef").p)
		return false;
	buf_clear(&in->name);
	if (t->prefix)
		buf_printf(&in->name, "%s:", t->prefix);
	buf_puts(&in->name, t->local);
	attrs[as.n_attrs++] =
	    (struct attr){.name = STR("name"), .value = buf_view(&in->name)};
	for (size_t i = 0; i < KEPT; i++) {
		struct attr a = {
		    .name = str_of(kept[i]), .value = tag_attr(t, kept[i])};

		if (a.value.p)
			attrs[as.n_attrs++] = a;
	}
	ixbrl_open(in->x, &as);
	return true;
}

static void on_open(void *user, const struct tag *t)
{
	struct instance *in = user;
	bool number = false;

	if (!in->bad && t->element >= ELEMENT_CONTEXT)
		ixbrl_open(in->x, t);
	else if (!in->bad)
		number = open_number(in, t);
	in->number[in->depth++] = number;
}

static void on_close(void *user, enum element e)
{
	struct instance *in = user;
	bool number = in->number[--in->depth];

	if (number)
		ixbrl_close(in->x, ELEMENT_IX_NUMBER);
	else if (!in->bad && e >= ELEMENT_CONTEXT)
		ixbrl_close(in->x, e);
}

static void on_text(void *user, struct str s)
{
	struct instance *in = user;

	if (!in->bad)
		ixbrl_text(in->x, s);
}

static void on_again(void *user)
{
	struct instance *in = user;

	in->bad = true;
	in->depth = 0;
}

static void on_cut(void *user)
{
	struct instance *in = user;

	in->bad = true;
}

int instance_read(struct ixbrl *x, struct str utf8, struct err *e)
{
	enum { NAME_MAX_BYTES = 1 << 20 };
	struct instance *in = mem_new(1, sizeof *in);
	const struct markup_sink sink = {
	    .user = in,
	    .open = on_open,
	    .close = on_close,
	    .text = on_text,
	    .again = on_again,
	    .cut = on_cut,
	};

	in->x = x;
	buf_init(&in->name, NAME_MAX_BYTES);
	ixbrl_begin(x);
	int rc = markup_walk(utf8, &sink, e);

	if (rc == 0 && in->bad)
		rc = err_set(e, EXIT_DATA,
		    "the XBRL instance is cut or not well-formed");
	if (rc != 0)
		ixbrl_again(x);
	buf_release(&in->name);
	free(in);
	return rc;
}
