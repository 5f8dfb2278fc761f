#include "store/query/question.h"

#include "store/query/range.h"

#include <stdlib.h>
#include <unistd.h>

enum { SERIES_DAYS = 30, LIST_DAYS = 7, MANY_DAYS = 90 };

static int bad_word(struct err *e, const char *what, struct str word)
{
	return err_set(e, EXIT_USAGE,
	    "no %s: '%.*s'; see 'jevons-query --help'", what, STR_ARG(word));
}

static int mask_of(struct question *q, const struct opt_list *l,
    enum schema_list list, const char *what, unsigned *mask, struct err *e)
{
	size_t n;
	struct str *v = question_split(&q->arena, l, &n);

	for (size_t i = 0; i < n; i++) {
		unsigned one = schema_value(list, v[i]);

		if (!one)
			return bad_word(e, what, v[i]);
		*mask |= 1u << one;
	}
	return 0;
}

static int set_origin(struct question *q, struct err *e)
{
	size_t n;
	struct str *v = question_split(&q->arena, &q->ask->origin, &n);

	q->origin_auto = n == 0 && !q->ask->cell;
	q->selection.origins = 1u << ORIGIN_LIVE;
	for (size_t i = 0; i < n; i++) {
		unsigned one = schema_value(LIST_ORIGIN, v[i]);

		if (str_eq(v[i], STR("all"))) {
			q->selection.origins = 0;
			return 0;
		}
		if (!one)
			return bad_word(e, "origin", v[i]);
		q->selection.origins |= 1u << one;
	}
	return 0;
}

/* "16:00" as microseconds; 24:00 and 00:00 are midnight */
static int set_day_ends(struct question *q, struct err *e)
{
	struct str s = str_of(q->ask->day_ends);
	int64_t t = 0;
	struct buf b;

	if (!s.p)
		return 0;
	buf_init(&b, 64);
	buf_printf(&b, "1970-01-01T%.*sZ", STR_ARG(s));
	bool ok = s.n == 5 && stamp_parse(buf_view(&b), &t);

	buf_release(&b);
	if (!ok)
		return bad_word(e, "time of day", s);
	q->rule.day_ends = t;
	return 0;
}

static int set_formats(struct question *q, struct err *e)
{
	const struct ask *a = q->ask;

	/* of facts it is no bucket: hard_words.c */
	if (a->every && a->command != ASK_FACTS &&
	    !bucket_unit_read(str_of(a->every), &q->rule.every))
		return err_set(e, EXIT_USAGE,
		    "no length of a bucket: '%s' (1h, 1d, 1w, 1M)", a->every);
	if (a->format && !sheet_format_read(str_of(a->format), &q->out.format))
		return err_set(e, EXIT_USAGE,
		    "no format: '%s' (table, csv, tsv, jsonl, arrow, arrows, "
		    "spark)",
		    a->format);
	if (a->format && q->out.format == SHEET_SPARK &&
	    a->command != ASK_SERIES)
		return err_set(e, EXIT_USAGE, "only series have sparklines");
	if (a->format && q->out.format >= SHEET_ARROW && isatty(STDOUT_FILENO))
		return err_set(e, EXIT_USAGE,
		    "'%s' is not for a terminal: write it to a file",
		    a->format);
	if (a->by_clock &&
	    !select_clock_read(str_of(a->by_clock), &q->selection.clock))
		return err_set(e, EXIT_USAGE,
		    "no clock: '%s' (published, known, seen)", a->by_clock);
	return 0;
}

static int set_calendar(struct question *q, struct err *e)
{
	const char *word = q->ask->calendar;

	if (word && q->rule.every != BUCKET_DAY)
		return err_set(
		    e, EXIT_USAGE, "a calendar is of days: --every 1d");
	q->rule.calendar = &q->calendar;
	return calendar_read(&q->calendar, word, e);
}

static int set_range(struct question *q, struct err *e)
{
	const struct ask *a = q->ask;
	static const bool timed[ASK_COMMANDS] = {[ASK_SERIES] = true,
	    [ASK_FEATURES] = true,
	    [ASK_INDEX] = true,
	    [ASK_PLOT] = true,
	    [ASK_REPORT] = true,
	    [ASK_COMPARE] = true};
	int64_t then, days = timed[a->command] ? SERIES_DAYS : LIST_DAYS;

	if (a->command == ASK_REPORT || a->lead_lag)
		days = MANY_DAYS;

	q->now = stamp_now(&a->clock);
	q->as_of = STAMP_NONE;
	if (a->as_of) {
		if (range_instant(
			str_of(a->as_of), q->now, q->zone, &then, e) != 0)
			return -1;
		/* the watermark may be ahead of the clock */
		q->as_of = then;
		if (then < q->now)
			q->now = then;
	}
	q->until = q->now + 1;
	if (a->until &&
	    range_instant(str_of(a->until), q->now, q->zone, &q->until, e) != 0)
		return -1;
	/* hard series are short: all of them */
	q->since = a->series.n
		       ? STAMP_NONE + 1
		       : bucket_days_before(&q->rule, q->now, (long)days);
	if (a->since &&
	    range_instant(str_of(a->since), q->now, q->zone, &q->since, e) != 0)
		return -1;
	if (a->cell) {
		q->until = q->since + 1;
		return 0;
	}
	if (q->since > q->now)
		return err_set(
		    e, EXIT_USAGE, "the range begins after the present");
	if (q->since >= q->until)
		return err_set(e, EXIT_USAGE,
		    "the range is empty: --since is not before --until");
	if (q->until > q->now + 1)
		q->until = q->now + 1;
	return 0;
}

int question_words(struct question *q, struct err *e)
{
	const struct ask *a = q->ask;

	q->rule.every = BUCKET_DAY;
	if (a->command == ASK_FEATURES)
		q->selection.clock = CLOCK_KNOWN;
	q->zone = zone_open(str_of(a->tz ? a->tz : "UTC"), e);
	q->rule.zone = q->zone;
	q->selection.langs.all = q->selection.sources.all = true;
	q->limit = a->limit > 0 ? (size_t)a->limit : 0;
	if (!q->zone || set_formats(q, e) != 0 || set_day_ends(q, e) != 0 ||
	    set_calendar(q, e) != 0 || set_origin(q, e) != 0 ||
	    set_range(q, e) != 0)
		return -1;
	if (mask_of(q, &a->kind, LIST_ARTICLE_KIND, "kind", &q->selection.kinds,
		e) != 0)
		return -1;
	return mask_of(
	    q, &a->modality, LIST_MODALITY, "modality", &q->modalities, e);
}

static int unknown(
    struct err *e, const char *what, struct str word, const struct nearest *n)
{
	struct buf b;

	buf_init(&b, 1024);
	nearest_write(n, &b);
	err_set(e, EXIT_USAGE, "unknown %s '%.*s'%s", what, STR_ARG(word),
	    buf_text(&b));
	buf_release(&b);
	return -1;
}

static int unknown_entity(struct question *q, struct str word, struct err *e)
{
	struct nearest near;

	nearest_begin(&near, word);
	if (owners_offer(&q->owners, &near, &q->arena, e) != 0)
		return -1;
	catalog_offer(&q->catalog.entities, &near);
	return unknown(e, "entity", word, &near);
}

static int add_target(struct question *q, struct str word, struct err *e)
{
	struct target t = {.label = word, .entity = CATALOG_NONE};
	struct str id = word;

	if (str_eq(word, STR("*"))) {
		t.all = true;
	} else {
		if (word.p[word.n - 1] == '!') {
			t.alone = true;
			id = str_sub(word, 0, word.n - 1);
		}
		t.compute = str_eq(id, STR("compute"));
		if (!t.compute &&
		    catalog_find(&q->catalog.entities, id) == CATALOG_NONE) {
			struct str typed = id;
			int rc = owners_resolve(
			    &q->owners, typed, &q->arena, &id, e);

			if (rc < 0)
				return -1;
			if (rc == 0)
				return unknown_entity(q, typed, e);
		}
		t.entity = catalog_number(&q->catalog.entities, id);
		t.label = t.alone
			      ? arena_printf(&q->arena, "%.*s!", STR_ARG(id))
			      : id;
	}
	for (size_t i = 0; i < q->n_targets; i++)
		if (str_eq(q->targets[i].label, t.label))
			return 0;
	q->targets[q->n_targets++] = t;
	return 0;
}

static int find_targets(struct question *q, struct err *e)
{
	size_t n;
	struct str *v = question_split(&q->arena, &q->ask->entity, &n);
	struct str all = STR("*");

	if (n == 0) {
		v = &all;
		n = 1;
	}
	q->targets = arena_new(&q->arena, n * sizeof *q->targets);
	for (size_t i = 0; i < n; i++)
		if (add_target(q, v[i], e) != 0)
			return -1;
	return 0;
}

/* Mark the names that a word stands for; false where there is none. */
static bool mark(struct question *q, bool *marks, struct str word)
{
	const struct catalog_names *whats = &q->catalog.whats;
	bool found = false;

	for (size_t i = 0; i < whats->n; i++) {
		bool is = str_eq(whats->v[i], word) ||
			  str_eq(families_of(&q->families, whats->v[i]), word);

		marks[i] |= is;
		found |= is;
	}
	return found;
}

static int find_signals(struct question *q, struct err *e)
{
	size_t n;
	struct str *v = question_split(&q->arena, &q->ask->signal, &n);
	struct nearest near;

	if (n == 0)
		return 0;
	q->signals = mem_new(q->catalog.whats.n + 1, sizeof *q->signals);
	for (size_t i = 0; i < n; i++) {
		if (mark(q, q->signals, v[i]) ||
		    families_knows(&q->families, v[i]))
			continue;
		nearest_begin(&near, v[i]);
		families_offer(&q->families, &near);
		return unknown(e, "signal", v[i], &near);
	}
	return 0;
}

/* metrics and concepts have no table: what no row has is just not there */
static void find_whats(struct question *q)
{
	const struct opt_list *l =
	    q->ask->command == ASK_FACTS ? &q->ask->concept : &q->ask->metric;
	size_t n;
	struct str *v = question_split(&q->arena, l, &n);

	if (n == 0)
		return;
	q->whats = mem_new(q->catalog.whats.n + 1, sizeof *q->whats);
	for (size_t i = 0; i < n; i++)
		(void)mark(q, q->whats, v[i]);
}

static int find_languages(struct question *q, struct err *e)
{
	size_t n;
	struct str *v = question_split(&q->arena, &q->ask->lang, &n);
	const struct opt_list *l = &q->ask->source;
	struct str names[OPT_LIST_MAX];

	if (n && select_langs(&q->selection.langs, q->reader, v, n, e) != 0)
		return -1;
	for (size_t i = 0; i < l->n; i++)
		names[i] = str_of(l->v[i]);
	if (l->n && select_sources(
			&q->selection.sources, q->reader, names, l->n, e) != 0)
		return -1;
	return 0;
}

int question_names(struct question *q, struct err *e)
{
	if (q->ask->command == ASK_EXPLAIN || q->ask->command == ASK_STATUS)
		return 0;
	find_whats(q);
	if (find_languages(q, e) != 0 || find_signals(q, e) != 0)
		return -1;
	if (q->ask->command == ASK_FACTS)
		return 0; /* facts name companies by CIK */
	return find_targets(q, e);
}
