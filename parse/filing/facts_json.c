#include "parse/filing/facts_json.h"

#include "fetch/base/buf.h"
#include "parse/filing/cik.h"
#include "parse/filing/fact_value.h"
#include "parse/filing/json_walk.h"
#include "parse/record/fact_line.h"

#include <string.h>

enum { PATH_MAX_DEPTH = 8, LINE_MAX_BYTES = 64 * 1024, SNIFF_BYTES = 4096 };

struct table {
	struct json_walk walk;
	struct arena row; /* reset with each row */
	struct arena doc;
	struct str path[PATH_MAX_DEPTH]; /* key at each depth */
	/* at the top of the document */
	struct str cik, taxonomy, tag, uom;
	struct fact_line now;
	size_t row_depth; /* 0: in no row */
	long long rows, bad;
	int (*line)(void *user, struct str line, struct err *e);
	void *user;
	struct buf out;
};

bool facts_json_sniff(struct str bytes)
{
	struct str head = str_trim(str_sub(bytes, 0, SNIFF_BYTES));
	size_t n = head.n;

	if (!n || head.p[0] != '{')
		return false;
	return (str_find(head, STR("\"facts\""), 0) < n &&
		   str_find(head, STR("\"entityName\""), 0) < n) ||
	       (str_find(head, STR("\"taxonomy\""), 0) < n &&
		   str_find(head, STR("\"tag\""), 0) < n);
}

static bool at(const struct table *t, size_t depth, const char *key)
{
	return str_eq(t->path[depth], str_of(key));
}

/* rows are objects in an array of units, or of the frame's data */
static bool is_row(const struct table *t)
{
	const struct json_walk *w = &t->walk;

	/* depth counts the row itself */
	if (w->depth < 3 || w->object[w->depth - 2])
		return false;
	if (w->depth == 7)
		return at(t, 1, "facts") && at(t, 4, "units");
	if (w->depth == 4)
		return at(t, 1, "units");
	return w->depth == 3 && at(t, 1, "data");
}

/* the concept with its taxonomy, and the unit, by where the row stands */
static void name_row(struct table *t)
{
	struct str tag = t->tag, taxonomy = t->taxonomy, unit = t->uom;

	if (t->walk.depth == 6) {
		taxonomy = t->path[2];
		tag = t->path[3];
		unit = t->path[5];
	} else if (t->walk.depth == 3) {
		unit = t->path[2];
	}
	if (taxonomy.n && tag.n)
	t->now.concept =
	    arena_printf(&t->row, "%.*s:%.*s", STR_ARG(taxonomy), STR_ARG(tag));
	t->now.unit = unit;
	if (!t->now.cik.p)
		t->now.cik = t->cik;
}

static int end_row(struct table *t, struct err *e)
{
	t->row_depth = 0;
	name_row(t);
	if (!t->now.value.p || !t->now.concept.p || !t->now.accession.n) {
		t->bad++;
		return 0;
	}
	if (!t->now.start.p) {
		t->now.instant = t->now.end;
		t->now.end = (struct str){NULL, 0};
	}
	buf_clear(&t->out);
	fact_line_write(&t->out, &t->now);
	t->rows++;
	if (t->out.over)
		return err_set(e, EXIT_DATA, "a fact is too big");
	return t->line(t->user, buf_view(&t->out), e);
}

static void row_value(struct table *t, struct str key, bool number)
{
	static const struct {
		const char *key;
		size_t offset;
	} fields[] = {
	    {"accn", offsetof(struct fact_line, accession)},
	    {"start", offsetof(struct fact_line, start)},
	    {"end", offsetof(struct fact_line, end)},
	    {"form", offsetof(struct fact_line, form)},
	    {"filed", offsetof(struct fact_line, filed)},
	    {"cik", offsetof(struct fact_line, cik)},
	};
	struct str v = t->walk.value;

	if (str_eq(key, STR("val"))) {
		if (number && !fact_value_json(&t->row, v, &t->now.value))
			t->now.value = (struct str){NULL, 0};
		return;
	}
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (str_eq(key, str_of(fields[i].key))) {
			void *to = (char *)&t->now + fields[i].offset;

			*(struct str *)to = json_unescape(&t->row, v);
		}
}

/* "USD-per-shares" of frames is "USD/shares" elsewhere */
static struct str per_unit(struct table *t, struct str unit)
{
	struct str per = STR("-per-");
	size_t at = str_find(unit, per, 0);
	struct str below = str_sub(unit, at + per.n, unit.n);

	if (at == unit.n)
		return unit;
	return arena_printf(&t->doc, "%.*s/%.*s", STR_ARG(str_sub(unit, 0, at)),
	    STR_ARG(below));
}

static void value(struct table *t, bool number)
{
	size_t depth = t->walk.depth;
	struct str key =
	    depth < PATH_MAX_DEPTH ? t->path[depth] : (struct str){NULL, 0};

	if (t->row_depth && depth == t->row_depth)
		row_value(t, key, number);
	else if (depth == 1 && str_eq(key, STR("cik")))
		t->cik = cik_plain(t->walk.value);
	else if (depth == 1 && str_eq(key, STR("taxonomy")))
		t->taxonomy = json_unescape(&t->doc, t->walk.value);
	else if (depth == 1 && str_eq(key, STR("tag")))
		t->tag = json_unescape(&t->doc, t->walk.value);
	else if (depth == 1 && str_eq(key, STR("uom")))
		t->uom = per_unit(t, json_unescape(&t->doc, t->walk.value));
}

static int token(struct table *t, enum json_token k, struct err *e)
{
	if (k == JSON_KEY && t->walk.depth < PATH_MAX_DEPTH) {
		t->path[t->walk.depth] = t->walk.value;
	} else if (k == JSON_OBJECT && !t->row_depth && is_row(t)) {
		arena_reset(&t->row);
		t->now = (struct fact_line){.cik = {NULL, 0}};
		t->row_depth = t->walk.depth;
	} else if (k == JSON_OBJECT_END && t->row_depth > t->walk.depth) {
		return end_row(t, e);
	} else if (k == JSON_TEXT || k == JSON_NUMBER) {
		value(t, k == JSON_NUMBER);
	}
	return 0;
}

int facts_json_read(struct str bytes,
    int (*line)(void *user, struct str line, struct err *e), void *user,
    struct err *e)
{
	struct table t = {.line = line, .user = user};
	enum json_token k = JSON_END;
	int rc = 0;

	json_walk_begin(&t.walk, bytes);
	buf_init(&t.out, LINE_MAX_BYTES);
	while (rc == 0 && (k = json_walk_next(&t.walk)) > JSON_END)
		rc = token(&t, k, e);
	if (rc == 0 && k == JSON_BROKEN)
		rc = err_set(e, EXIT_DATA,
		    "JSON breaks off at byte %zu, behind %lld facts", t.walk.at,
		    t.rows);
	else if (rc == 0 && t.bad)
		rc = err_set(e, EXIT_DATA,
		    "%lld facts without a value, concept or filing", t.bad);
	else if (rc == 0 && !t.rows)
		rc = err_set(e, EXIT_DATA, "a table without facts");
	buf_release(&t.out);
	arena_release(&t.row);
	arena_release(&t.doc);
	return rc;
}
