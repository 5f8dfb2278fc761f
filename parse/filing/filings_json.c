#include "parse/filing/filings_json.h"

#include "fetch/base/jsonw.h"
#include "parse/filing/cik.h"
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

/* CIK0001318605-submissions-001.json: the older part does not say whose */
static struct str cik_in(struct str url)
{
	size_t at = str_find(url, STR("CIK"), 0);

	return str_sub(url, at + 3, at + 13);
}

bool filings_json_followed(struct str form)
{
	static const char *const forms[] = {
	    "10-K", "10-Q", "8-K", "20-F", "6-K", NULL};

	for (const char *const *f = forms; *f; f++)
		if (str_starts(form, str_of(*f)))
			return true;
	return false;
}

int filings_json_entries(struct str bytes, struct str url, struct arena *a,
    filings_take *take, void *user, struct err *e)
{
	struct list l = {.arena = a};
	int rc = 0;

	if (walk(&l, bytes) == JSON_BROKEN)
		return err_set(e, EXIT_DATA, "a list of filings breaks off");
	if (l.n[FILED] != l.n[ACCESSION] || l.n[FORM] != l.n[ACCESSION])
		return err_set(
		    e, EXIT_DATA, "a list of filings with uneven columns");
	if (!l.cik.n)
		l.cik = cik_in(url);
	l.cik = cik_plain(l.cik);
	if (!l.cik.n)
		return err_set(e, EXIT_DATA, "a list of filings without a CIK");
	for (size_t i = 0; rc == 0 && i < l.n[ACCESSION]; i++) {
		struct filings_entry entry = {
		    .accession = l.v[ACCESSION][i],
		    .form = l.v[FORM][i],
		    .items = i < l.n[ITEMS] ? l.v[ITEMS][i] : STR(""),
		    .cik = l.cik,
		    .name = l.name,
		    .filed = STAMP_NONE,
		    .followed = filings_json_followed(l.v[FORM][i]),
		};

		(void)stamp_parse(l.v[FILED][i], &entry.filed);
		rc = take(user, &entry, e);
	}
	return rc;
}

/* entries on their way out as item lines */
struct writer {
	struct arena *arena;
	struct buf out;
	int (*line)(void *user, struct str line, struct err *e);
	void *user;
};

static int write(void *user, const struct filings_entry *entry, struct err *e)
{
	struct writer *w = user;
	struct arena *a = w->arena;
	struct str none = {NULL, 0};
	struct jsonw j;

	buf_clear(&w->out);
	jsonw_begin(&j, &w->out);
	jsonw_object(&j, NULL);
	jsonw_int(&j, "v", RECORD_VERSION);
	jsonw_text(&j, "record", STR("item"));
	jsonw_text(&j, "id", entry->accession);
	jsonw_text(&j, "url",
	    arena_printf(a,
		"https://www.sec.gov/Archives/edgar/data/%.*s/%.*s.txt",
		STR_ARG(entry->cik), STR_ARG(entry->accession)));
	jsonw_text(&j, "title",
	    entry->name.n ? arena_printf(a, "%.*s - %.*s", STR_ARG(entry->form),
				STR_ARG(entry->name))
			  : entry->form);
	jsonw_text(&j, "summary",
	    entry->items.n
		? arena_printf(a, "Items %.*s", STR_ARG(entry->items))
		: none);
	jsonw_stamp(&j, "published", entry->filed);
	jsonw_text(&j, "kind", STR("filing"));
	jsonw_bool(&j, "follow", entry->followed);
	jsonw_object_end(&j);
	return w->out.over ? err_set(e, EXIT_DATA, "an item is too big")
			   : w->line(w->user, buf_view(&w->out), e);
}

int filings_json_read(struct str bytes, struct str url, struct arena *a,
    int (*line)(void *user, struct str line, struct err *e), void *user,
    struct err *e)
{
	struct writer w = {.arena = a, .line = line, .user = user};

	buf_init(&w.out, LINE_MAX_BYTES);
	int rc = filings_json_entries(bytes, url, a, write, &w, e);

	buf_release(&w.out);
	return rc;
}
