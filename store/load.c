#include "store/load.h"

#include "parse/record/record.h"
#include "store/undump.h"

#include <stdio.h>

enum { PLACE_MAX_BYTES = 512 };

void load_init(
    struct load *l, struct writer *w, struct stamp_clock clock, bool backfill)
{
	*l = (struct load){.w = w,
	    .clock = clock,
	    .done = {.known = STAMP_NONE, .watermark = STAMP_NONE}};
	batch_init(&l->batch, backfill);
}

void load_release(struct load *l)
{
	batch_release(&l->batch);
}

int load_end(struct load *l, struct err *e)
{
	if (!l->w) {
		batch_drop(&l->batch);
		return 0;
	}
	return batch_commit(&l->batch, l->w, stamp_now(&l->clock), &l->done, e);
}

long long load_out(const struct load *l)
{
	return l->done.added + l->done.versions + l->done.events;
}

enum record_kind { RECORD_ARTICLE, RECORD_OUTCOME, RECORD_FACT, RECORD_OTHER };

static enum record_kind kind_of(struct str name)
{
	if (str_eq(name, STR("article")))
		return RECORD_ARTICLE;
	if (str_eq(name, STR("outcome")))
		return RECORD_OUTCOME;
	return str_eq(name, STR("fact")) ? RECORD_FACT : RECORD_OTHER;
}

/* what became of a line; a refusal is -err_set(), that is 1 */
enum taken { TAKEN, TAKEN_PASSED, TAKEN_REFUSED, TAKEN_AGAIN };

static enum taken of_add(enum batch_add r)
{
	return r == BATCH_FIRST ? TAKEN_AGAIN : TAKEN;
}

static enum taken take_article(struct load *l, struct str line, struct err *why)
{
	struct article_in a;

	arena_reset(&l->batch.scratch);
	int rc =
	    article_in_read(line, &l->batch.arena, &l->batch.scratch, &a, why);

	if (rc < 0)
		return TAKEN_REFUSED;
	if (rc == 0)
		return TAKEN_PASSED;
	enum taken t = of_add(batch_article(&l->batch, &a));

	if (t == TAKEN) {
		l->articles++;
		if (a.score)
			(void)snprintf(l->model, sizeof l->model, "%.*s",
			    STR_ARG(a.score->model));
		l->odd_facts += (long long)a.odd_facts;
	}
	return t;
}

static enum taken take(
    struct load *l, enum record_kind kind, struct str line, struct err *why)
{
	struct outcome_in o;
	struct fact_line f;

	switch (kind) {
	case RECORD_ARTICLE:
		return take_article(l, line, why);
	case RECORD_OUTCOME:
		if (outcome_in_read(line, &l->batch.arena, &o, why) != 0)
			return TAKEN_REFUSED;
		return of_add(batch_outcome(&l->batch, &o));
	case RECORD_FACT:
		if (fact_line_read(line, &l->batch.arena, &f, why) != 0)
			return TAKEN_REFUSED;
		return of_add(batch_fact(&l->batch, &f));
	case RECORD_OTHER:
		break;
	}
	return TAKEN_PASSED;
}

int load_line(struct load *l, struct str line, struct err *why, struct err *e)
{
	struct str name;
	long version;

	l->in++;
	if (record_peek(line, &name, &version, why) != 0)
		return 1;
	if (!name.p || version < 1)
		return -err_set(why, EXIT_DATA,
		    "no record: \"v\" or \"record\" "
		    "is missing");
	if (version > RECORD_VERSION)
		return -err_set(why, EXIT_DATA,
		    "a record of version %ld, this program knows %d", version,
		    RECORD_VERSION);
	enum record_kind kind = kind_of(name);
	enum taken t = take(l, kind, line, why);

	if (t == TAKEN_AGAIN) {
		/* another version of what is in the batch */
		if (load_end(l, e) != 0)
			return -1;
		t = take(l, kind, line, why);
	}
	l->passed += t == TAKEN_PASSED;
	if (batch_full(&l->batch) && load_end(l, e) != 0)
		return -1;
	return t == TAKEN_REFUSED;
}

static void refuse(struct load *l, struct lines *from, const struct err *why)
{
	char place[PLACE_MAX_BYTES];

	l->refused++;
	(void)snprintf(place, sizeof place, "%s:%lld", lines_name(from),
	    lines_number(from));
	if (l->tell)
		l->tell(l->user, place, why);
}

int load_lines(
    struct load *l, struct lines *from, struct str *head, struct err *e)
{
	enum lines_result r;
	struct str line;

	for (;;) {
		struct err why = {0};
		int rc = 1;

		r = lines_next(from, &line, &why);
		if (r == LINES_END)
			return 0;
		if (r == LINES_ERROR)
			return err_set(e, why.code, "%s", why.text);
		if (r == LINES_LINE && str_trim(line).n == 0)
			continue;
		if (r == LINES_LINE && lines_number(from) == 1 &&
		    undump_is(line)) {
			*head = line;
			return LOAD_DUMP;
		}
		if (r == LINES_LINE)
			rc = load_line(l, line, &why, e);
		else
			l->in++;
		if (rc < 0)
			return -1;
		if (rc == 1)
			refuse(l, from, &why);
		if (l->progress)
			l->progress(l->user, l->articles);
	}
}
