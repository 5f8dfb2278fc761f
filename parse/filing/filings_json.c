#include "parse/filing/filings_json.h"

#include "fetch/base/jsonw.h"
#include "parse/filing/json_walk.h"
#include "parse/record/record.h"

enum { SNIFF_BYTES = 32 * 1024, LINE_MAX_BYTES = 16 * 1024 };

enum column { ACCESSION, FILED, FORM, ITEMS, COLUMNS };

struct list {
	struct arena *arena;
	struct str *v[COLUMNS];
	size_t n[COLUMNS], cap[COLUMNS];
	struct str cik, name;
};

bool filings_json_sniff(struct str bytes)
{
	struct str head = str_trim(str_sub(bytes, 0, SNIFF_BYTES));

	return str_starts(head, STR("{")) &&
	       (str_find(head, STR("\"accessionNumber\":["), 0) < head.n ||
		   str_find(head, STR("\"accessionNumber\": ["), 0) < head.n);
}

static enum column column_of(struct str key)
{
	static const char *const keys[COLUMNS] = {
	    "accessionNumber", "filingDate", "form", "items"};
	size_t i = 0;

	while (i < COLUMNS && !str_eq(key, str_of(keys[i])))
		i++;
	return (enum column)i;
}

static void add(struct list *l, enum column c, struct str value)
{
	l->v[c] =
	    arena_more(l->arena, l->v[c], l->n[c], &l->cap[c], sizeof value);
	l->v[c][l->n[c]++] = json_unescape(l->arena, value);
}

static enum json_token walk(struct list *l, struct str bytes)
{
	struct json_walk w;
	struct str key = {NULL, 0};
	enum json_token t;

	json_walk_begin(&w, bytes);
	while ((t = json_walk_next(&w)) > JSON_END) {
		bool in_array = w.depth && !w.object[w.depth - 1];

		if (t == JSON_KEY)
			key = w.value;
		if (t != JSON_TEXT && t != JSON_NUMBER)
			continue;
		if (in_array && column_of(key) < COLUMNS)
			add(l, column_of(key), w.value);
		else if (w.depth == 1 && str_eq(key, STR("cik")))
			l->cik = w.value;
		else if (w.depth == 1 && str_eq(key, STR("name")))
			l->name = json_unescape(l->arena, w.value);
	}
	return t;
}

static struct str without_zeros(struct str s)
{
	while (s.n > 1 && s.p[0] == '0')
		s = str_sub(s, 1, s.n);
	return s;
}

/* CIK0001318605-submissions-001.json: the older part does not say whose */
static struct str cik_in(struct str url)
{
	size_t at = str_find(url, STR("CIK"), 0);

	return str_sub(url, at + 3, at + 13);
}

static bool is_followed(struct str form)
{
	static const char *const forms[] = {
	    "10-K", "10-Q", "8-K", "20-F", "6-K", NULL};

	for (const char *const *f = forms; *f; f++)
		if (str_starts(form, str_of(*f)))
			return true;
	return false;
}

static void write(struct buf *to, const struct list *l, size_t i)
{
	struct str accession = l->v[ACCESSION][i], form = l->v[FORM][i];
	struct str items = i < l->n[ITEMS] ? l->v[ITEMS][i] : STR("");
	struct str none = {NULL, 0};
	int64_t filed = STAMP_NONE;
	struct jsonw j;

	(void)stamp_parse(l->v[FILED][i], &filed);
	jsonw_begin(&j, to);
	jsonw_object(&j, NULL);
	jsonw_int(&j, "v", RECORD_VERSION);
	jsonw_text(&j, "record", STR("item"));
	jsonw_text(&j, "id", accession);
	jsonw_text(&j, "url",
	    arena_printf(l->arena,
		"https://www.sec.gov/Archives/edgar/data/%.*s/%.*s.txt",
		STR_ARG(l->cik), STR_ARG(accession)));
	jsonw_text(&j, "title",
	    l->name.n ? arena_printf(l->arena, "%.*s - %.*s", STR_ARG(form),
			    STR_ARG(l->name))
		      : form);
	jsonw_text(&j, "summary",
	    items.n ? arena_printf(l->arena, "Items %.*s", STR_ARG(items))
		    : none);
	jsonw_stamp(&j, "published", filed);
	jsonw_text(&j, "kind", STR("filing"));
	jsonw_bool(&j, "follow", is_followed(form));
	jsonw_object_end(&j);
}

int filings_json_read(struct str bytes, struct str url, struct arena *a,
    int (*line)(void *user, struct str line, struct err *e), void *user,
    struct err *e)
{
	struct list l = {.arena = a};
	struct buf out;
	int rc = 0;

	if (walk(&l, bytes) == JSON_BROKEN)
		return err_set(e, EXIT_DATA, "a list of filings breaks off");
	if (l.n[FILED] != l.n[ACCESSION] || l.n[FORM] != l.n[ACCESSION])
		return err_set(
		    e, EXIT_DATA, "a list of filings with uneven columns");
	if (!l.cik.n)
		l.cik = cik_in(url);
	l.cik = without_zeros(l.cik);
	if (!l.cik.n)
		return err_set(e, EXIT_DATA, "a list of filings without a CIK");
	buf_init(&out, LINE_MAX_BYTES);
	for (size_t i = 0; rc == 0 && i < l.n[ACCESSION]; i++) {
		buf_clear(&out);
		write(&out, &l, i);
		rc = out.over ? err_set(e, EXIT_DATA, "an item is too big")
			      : line(user, buf_view(&out), e);
	}
	buf_release(&out);
	return rc;
}
