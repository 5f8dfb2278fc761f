#include "score/tone/forms.h"

#include "fetch/base/buf.h"

enum { PARTS_MAX = 16, WORD_MAX_BYTES = 512 };

/* a literal, or a group with its alternatives */
struct part {
	struct str text;
	size_t n;             /* alternatives */
	struct str now, rest; /* the one that is on, and those behind it */
};

static size_t count_bars(struct str s)
{
	size_t n = 1;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '|';
	return n;
}

static void first_one(struct part *p)
{
	p->now = p->rest = p->text;
	if (p->n > 1)
		p->now = str_split(&p->rest, '|');
}

static int next_part(struct str *rest, struct part *p, struct err *e)
{
	size_t open = str_find(*rest, STR("("), 0);
	size_t close = str_find(*rest, STR(")"), 0);

	p->n = 1;
	if (open > 0) {
		p->text = str_sub(*rest, 0, open);
		if (close < open || count_bars(p->text) > 1)
			return err_set(
			    e, EXIT_CONFIG, "')' or '|' outside of a group");
		*rest = str_sub(*rest, open, rest->n);
		first_one(p);
		return 0;
	}
	p->text = str_sub(*rest, 1, close);
	if (close == rest->n)
		return err_set(e, EXIT_CONFIG, "'(' is not closed");
	if (str_find(p->text, STR("("), 0) < p->text.n)
		return err_set(e, EXIT_CONFIG, "groups do not nest");
	p->n = count_bars(p->text);
	*rest = str_sub(*rest, close + 1, rest->n);
	first_one(p);
	return 0;
}

static bool step(struct part *part, size_t n)
{
	while (n > 0) {
		struct part *p = &part[--n];

		if (p->n > 1 && p->rest.p) {
			p->now = str_split(&p->rest, '|');
			return true;
		}
		first_one(p);
	}
	return false;
}

int forms_expand(struct str form, forms_take *take, void *user, struct err *e)
{
	struct part part[PARTS_MAX];
	struct str rest = str_trim(form);
	size_t n = 0, product = 1;
	struct buf word;

	for (; rest.n > 0; n++) {
		if (n == PARTS_MAX)
			return err_set(e, EXIT_CONFIG,
			    "more than %d parts in '%.*s'", PARTS_MAX,
			    STR_ARG(form));
		if (next_part(&rest, &part[n], e) != 0)
			return err_context(e, "'%.*s'", STR_ARG(form));
		product *= part[n].n;
		if (product > FORMS_MAX)
			return err_set(e, EXIT_CONFIG,
			    "'%.*s' stands for more than %d words",
			    STR_ARG(form), FORMS_MAX);
	}
	if (n == 0)
		return err_set(e, EXIT_CONFIG, "an empty form");
	if (n == 1 && part[0].n == 1 && part[0].text.n < WORD_MAX_BYTES) {
		take(user, str_trim(part[0].text));
		return 0;
	}
	buf_init(&word, WORD_MAX_BYTES);
	do {
		buf_clear(&word);
		for (size_t i = 0; i < n; i++)
			buf_str(&word, part[i].now);
		take(user, str_trim(buf_view(&word)));
	} while (!word.over && step(part, n));
	bool over = word.over;

	buf_release(&word);
	if (over)
		return err_set(
		    e, EXIT_CONFIG, "'%.*s' is too long", STR_ARG(form));
	return 0;
}
