#include "store/observe.h"

#include <stdio.h>
#include <string.h>

enum { DATE_BYTES = 10, PLACE_MAX_BYTES = 512 };

int observe_check_names(const struct observe *o, struct err *e)
{
	if (!o->name.n || memchr(o->name.p, '/', o->name.n))
		return err_set(
		    e, EXIT_USAGE, "--series NAME is needed, without a '/'");
	if (!o->unit.n)
		return err_set(e, EXIT_USAGE,
		    "--unit U is needed: USD, "
		    "USD/GPU-hour, USD/Mtok");
	return 0;
}

static struct str unquoted(struct str s)
{
	s = str_trim(s);
	if (s.n >= 2 && s.p[0] == '"' && s.p[s.n - 1] == '"')
		s = str_sub(s, 1, s.n - 1);
	return s;
}

/* 0 taken, 1 (that is, -err_set()) refused */
static int read_line(
    struct observe *o, struct str line, struct hard_in *h, struct err *why)
{
	struct str rest = line;
	struct str time = unquoted(str_split(&rest, ','));
	struct str value = unquoted(str_split(&rest, ','));
	struct obs_fact *v = &h->fact.value;

	*h = (struct hard_in){.seen = o->now, .precision = PRECISION_SECOND};
	h->fact.concept = o->name;
	h->fact.entity = o->unit;
	if (!stamp_parse(time, &h->time))
		return -err_set(why, EXIT_DATA, "'%.*s' is no ISO 8601 time",
		    STR_ARG(time));
	if (!decimal_read(value, &v->value))
		return -err_set(why, EXIT_DATA, "'%.*s' is no decimal number",
		    STR_ARG(value));
	if (rest.n)
		return -err_set(why, EXIT_DATA, "more than time and value");
	v->start_day = OBS_NONE;
	v->end_day = (int32_t)(h->time / STAMP_DAY - (h->time % STAMP_DAY < 0));
	v->decimals = DECIMALS_UNKNOWN;
	if (time.n == DATE_BYTES) {
		/* known to have ended, not to have begun */
		h->time += STAMP_DAY - 1;
		h->precision = PRECISION_DAY;
	}
	return 0;
}

static bool is_heading(struct str line)
{
	struct str rest = line;
	int64_t t;

	return !stamp_parse(unquoted(str_split(&rest, ',')), &t);
}

static int take(struct observe *o, struct str line, struct err *why)
{
	struct hard_in h;

	if (read_line(o, line, &h, why) != 0)
		return 1;
	if (batch_hard(&o->l->batch, &h) == BATCH_FIRST)
		return -err_set(
		    why, EXIT_DATA, "this time has another value already");
	return 0;
}

int observe_lines(struct observe *o, struct lines *from, struct err *e)
{
	char place[PLACE_MAX_BYTES];
	enum lines_result r;
	struct str line;

	for (;;) {
		struct err why = {0};

		r = lines_next(from, &line, &why);
		if (r == LINES_END)
			return 0;
		if (r == LINES_ERROR)
			return err_set(e, why.code, "%s", why.text);
		if (r == LINES_LINE &&
		    (str_trim(line).n == 0 ||
			(lines_number(from) == 1 && is_heading(line))))
			continue;
		o->l->in++;
		if (r == LINES_LINE && take(o, line, &why) == 0) {
			if (batch_full(&o->l->batch) && load_end(o->l, e) != 0)
				return -1;
			continue;
		}
		o->l->refused++;
		(void)snprintf(place, sizeof place, "%s:%lld", lines_name(from),
		    lines_number(from));
		if (o->l->tell)
			o->l->tell(o->l->user, place, &why);
	}
}
