#include "store/query/cmd.h"

#include "fetch/base/home.h"
#include "fetch/base/log.h"
#include "store/db/index_put.h"
#include "store/query/footer.h"
#include "store/query/index_make.h"

#include <string.h>

enum { PATH_BYTES = 8192, TEXT_MAX_BYTES = 1 << 20 };

static const struct column columns[] = {{"name", 0, 0, CELL_TEXT},
    {"known", 0, 0, CELL_STAMP}, {"since", COLUMN_DAY, 0, CELL_STAMP},
    {"until", COLUMN_DAY, 0, CELL_STAMP},
    {"buckets", COLUMN_RIGHT, 0, CELL_COUNT},
    {"sources", COLUMN_RIGHT, 0, CELL_COUNT},
    {"left_out", COLUMN_CUT, 0, CELL_TEXT},
    {"question", COLUMN_CUT, 0, CELL_TEXT},
    {"model", COLUMN_PIPE, 0, CELL_TEXT}};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* ---- a list ---- */

static struct str left_out(const struct index_def *d, struct arena *a)
{
	struct buf b;

	buf_init(&b, TEXT_MAX_BYTES);
	for (size_t i = 0; i < d->n_out; i++)
		buf_printf(&b, "%s%.*s: %.*s", i ? "; " : "",
		    STR_ARG(d->out[i].source), STR_ARG(d->out[i].why));
	struct str s = arena_str(a, buf_view(&b));

	buf_release(&b);
	return s;
}

static int list(const struct ask *a, struct err *e)
{
	struct question q;
	struct footer footer = {0};
	struct index_def *v = NULL;
	size_t n = 0;
	int rc = question_open(&q, a, e);

	if (rc == 0)
		rc = index_list(&v, &n, q.reader, &q.arena, e);
	struct sheet *s = rc == 0 ? sheet_open(columns, COLUMNS, &q.out) : NULL;

	for (size_t i = 0; i < n && rc == 0; i++) {
		const struct cell c[COLUMNS] = {cell_text(v[i].name),
		    cell_stamp(v[i].known), cell_stamp(v[i].since),
		    cell_stamp(v[i].until), cell_count((int64_t)v[i].buckets),
		    cell_count((int64_t)v[i].n_panel),
		    cell_text(left_out(&v[i], &q.arena)),
		    cell_text(v[i].question), cell_text(v[i].model)};

		sheet_row(s, c);
	}
	footer.rows = n;
	if (s)
		footer_write(&q, &footer, s);
	if (sheet_close(s, e) != 0)
		rc = -1;
	question_close(&q);
	return rc != 0 ? -1 : n ? EXIT_GOOD : EXIT_SOME;
}

/* ---- define ---- */

/* "A..B" as --since and --until */
static int base_read(
    struct ask *to, const char *base, struct arena *arena, struct err *e)
{
	const char *dots = base ? strstr(base, "..") : NULL;

	if (!dots || dots == base || !dots[2])
		return err_set(e, EXIT_USAGE,
		    "'index define NAME' needs --base A..B, as "
		    "2024-01-01..2025-01-01");
	to->since =
	    arena_str(arena, (struct str){base, (size_t)(dots - base)}).p;
	to->until = dots + 2;
	return 0;
}

static int store_path(const struct ask *a, struct buf *to, struct err *e)
{
	if (!a->db)
		return home_path(to, "signals.lmdb", e);
	buf_puts(to, a->db);
	return 0;
}

static int put(const struct ask *a, struct str name, struct str text,
    int64_t base, struct err *e)
{
	char at[STAMP_TEXT_BYTES];
	struct buf path;
	int64_t known = STAMP_NONE;

	buf_init(&path, PATH_BYTES);
	struct env *env =
	    store_path(a, &path, e) == 0
		? env_open(buf_text(&path), &(struct env_options){0}, e)
		: NULL;
	int rc = env ? index_put(env, name, text, base, stamp_now(&a->clock),
			   &known, e)
		     : -1;

	env_close(env);
	buf_release(&path);
	if (rc < 0)
		return -1;
	log_event(LOG_INFO, rc ? "index defined" : "index was defined so",
	    "known", stamp_format(known, at), NULL);
	return 0;
}

static int define(const struct ask *given, struct err *e)
{
	struct str name = str_of(given->operands[1]);
	struct ask a = *given;
	struct arena arena = {0};
	struct question q = {0};
	struct buf text;
	int64_t base = 0;

	if (!index_name_ok(name))
		return err_set(e, EXIT_USAGE,
		    "no name of an index: '%.*s' (letters, digits, - and _)",
		    STR_ARG(name));
	if (given->since || given->until)
		return err_set(
		    e, EXIT_USAGE, "a definition has --base, no range");
	buf_init(&text, TEXT_MAX_BYTES);
	int rc = base_read(&a, a.base, &arena, e);

	if (rc == 0)
		rc = question_open(&q, &a, e);
	if (rc == 0 && q.n_targets != 1)
		rc = err_set(e, EXIT_USAGE, "an index is of one entity");
	if (rc == 0)
		rc = index_make(&q, &text, e);
	base = q.since;
	/* one open environment a process */
	question_close(&q);
	if (rc == 0)
		rc = put(given, name, buf_view(&text), base, e);
	buf_release(&text);
	arena_release(&arena);
	return rc == 0 ? EXIT_GOOD : -1;
}

/* ---- the values ---- */

static int fill(
    const struct ask *given, struct ask *a, struct arena *arena, struct err *e)
{
	struct str name = str_of(given->operands[0]);
	struct question q;
	struct index_def d;
	int rc = question_open(&q, given, e);

	if (rc == 0)
		rc = index_find(&d, q.reader, name, arena, e);
	question_close(&q);
	if (rc == 0 && index_fill_ask(&d, a, arena) != 0)
		rc = err_set(e, EXIT_DATA,
		    "the index definition '%.*s' cannot be read",
		    STR_ARG(name));
	return rc;
}

static int values(const struct ask *given, struct err *e)
{
	struct arena arena = {0};
	struct ask a = *given;
	int code = -1;

	a.command = ASK_SERIES;
	a.stat = arena_printf(&arena, "index:%s", given->operands[0]).p;
	if (fill(given, &a, &arena, e) == 0)
		code = cmd_series(&a, e);
	arena_release(&arena);
	return code;
}

int cmd_index(const struct ask *a, struct err *e)
{
	bool defines =
	    a->n_operands && str_eq(str_of(a->operands[0]), STR("define"));

	if (defines && a->n_operands == 1)
		return err_set(e, EXIT_USAGE, "'index define' needs a NAME");
	if (!defines && (a->n_operands == 2 || a->base))
		return err_set(e, EXIT_USAGE,
		    "did you mean 'index define NAME --base A..B'?");
	if (a->n_operands == 0)
		return list(a, e);
	return defines ? define(a, e) : values(a, e);
}
