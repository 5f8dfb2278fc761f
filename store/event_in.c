#include "store/event_in.h"

#include "parse/record/newyork.h"

#include <jansson.h>

enum { REASON_MAX_BYTES = 256, STATUS_MAX = 999 };

static json_t *object(struct str line, struct err *e)
{
	json_error_t why;
	json_t *o = json_loadb(line.p, line.n, JSON_ALLOW_NUL, &why);

	if (json_is_object(o))
		return o;
	json_decref(o);
	err_set(e, EXIT_DATA, "no JSON object: %s (byte %d)",
	    o ? "another value" : why.text, o ? 0 : why.position);
	return NULL;
}

/* a string, or a number by its digits; absent for anything else */
static struct str text(const json_t *o, const char *key, struct arena *keep)
{
	const json_t *v = json_object_get(o, key);

	if (json_is_integer(v))
		return arena_printf(
		    keep, "%lld", (long long)json_integer_value(v));
	if (!json_is_string(v))
		return (struct str){NULL, 0};
	return arena_str(
	    keep, (struct str){json_string_value(v), json_string_length(v)});
}

static int take_outcome(
    const json_t *o, struct arena *keep, struct outcome_in *to, struct err *e)
{
	const json_t *status = json_object_get(o, "status");
	struct str url = text(o, "url", keep), at = text(o, "at", keep);
	struct str stage = text(o, "stage", keep);
	struct str place = text(o, "place", keep);

	to->feed = text(o, "feed", keep);
	to->reason = str_sub(text(o, "reason", keep), 0, REASON_MAX_BYTES);
	to->at = STAMP_NONE;
	if (at.p && !stamp_parse(at, &to->at))
		return err_set(e, EXIT_DATA, "field 'at' is no ISO 8601 time");
	if (status && !json_is_null(status)) {
		json_int_t n = json_integer_value(status);

		if (!json_is_integer(status) || n < 0 || n > STATUS_MAX)
			return err_set(
			    e, EXIT_DATA, "field 'status' is no status");
		to->status = (unsigned)n;
	}
	to->of = to->feed.n ? to->feed : stage.n ? stage : STR("fetch");
	to->doc = doc_of_id(url.n ? url : place.n ? place : to->reason);
	to->good_poll =
	    to->feed.n && str_eq(url, to->feed) &&
	    (to->status == 200 || to->status == 304 ||
		(to->status == 0 && str_eq(to->reason, STR("fetched"))));
	return 0;
}

int outcome_in_read(
    struct str line, struct arena *keep, struct outcome_in *to, struct err *e)
{
	json_t *o = object(line, e);

	*to = (struct outcome_in){0};
	if (!o)
		return -1;
	int rc = take_outcome(o, keep, to, e);

	json_decref(o);
	return rc;
}

static int take_fact(
    const json_t *o, struct arena *keep, struct fact_line *to, struct err *e)
{
	struct fact f = {
	    .concept = text(o, "concept", keep),
	    .value = text(o, "value", keep),
	    .unit = text(o, "unit", keep),
	    .start = text(o, "start", keep),
	    .end = text(o, "end", keep),
	    .instant = text(o, "instant", keep),
	    .decimals = text(o, "decimals", keep),
	};
	struct str filed = text(o, "filed", keep);

	to->filing = text(o, "accession", keep);
	if (!to->filing.n)
		return err_set(e, EXIT_DATA, "field 'accession' is missing");
	to->time = newyork_morning(filed);
	if (to->time == STAMP_NONE)
		return err_set(e, EXIT_DATA, "field 'filed' is no date");
	if (!fact_in_read(&to->fact, &f, text(o, "cik", keep), keep))
		return err_set(e, EXIT_DATA,
		    "no concept, cik, decimal value or dates of a fact");
	struct str id = arena_printf(keep, "%.*s %d %d", STR_ARG(to->filing),
	    (int)to->fact.value.start_day, (int)to->fact.value.end_day);

	to->doc = doc_of_id(id);
	return 0;
}

int fact_line_read(
    struct str line, struct arena *keep, struct fact_line *to, struct err *e)
{
	json_t *o = object(line, e);

	*to = (struct fact_line){0};
	if (!o)
		return -1;
	int rc = take_fact(o, keep, to, e);

	json_decref(o);
	return rc;
}
