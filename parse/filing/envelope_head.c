#include "parse/filing/envelope_head.h"

#include "parse/filing/cik.h"
#include "parse/filing/items8k.h"
#include "parse/record/newyork.h"

#include <string.h>

enum key {
	KEY_NONE,
	KEY_ACCEPTED,
	KEY_ACCESSION,
	KEY_FORM,
	KEY_COUNT,
	KEY_PERIOD,
	KEY_FILED,
	KEY_ITEM,
	KEY_NAME,
	KEY_CIK,
	KEY_SEC_DOCUMENT,
	KEY_ROLE_FIRST, /* who the names that follow belong to */
	KEY_ROLE_OTHER
};

/* what the header has said so far of whom it names */
struct reading {
	struct envelope *s;
	struct arena *a;
	int role, company_role; /* 2 the company itself, 1 others */
	struct str name;        /* without its CIK yet */
};

static enum key key_of(struct str k)
{
	static const struct {
		const char *text, *tag;
		enum key key;
	} keys[] = {
	    {"ACCEPTANCE DATETIME", "ACCEPTANCE-DATETIME", KEY_ACCEPTED},
	    {"ACCESSION NUMBER", "ACCESSION-NUMBER", KEY_ACCESSION},
	    {"CONFORMED SUBMISSION TYPE", "TYPE", KEY_FORM},
	    {"PUBLIC DOCUMENT COUNT", "PUBLIC-DOCUMENT-COUNT", KEY_COUNT},
	    {"CONFORMED PERIOD OF REPORT", "PERIOD", KEY_PERIOD},
	    {"FILED AS OF DATE", "FILING-DATE", KEY_FILED},
	    {"ITEM INFORMATION", "ITEMS", KEY_ITEM},
	    {"COMPANY CONFORMED NAME", "CONFORMED-NAME", KEY_NAME},
	    {"CENTRAL INDEX KEY", "CIK", KEY_CIK},
	    {"SEC DOCUMENT", "SEC-DOCUMENT", KEY_SEC_DOCUMENT},
	    {"IMS DOCUMENT", "IMS-DOCUMENT", KEY_SEC_DOCUMENT},
	    {"FILER", "FILER", KEY_ROLE_FIRST},
	    {"ISSUER", "ISSUER", KEY_ROLE_FIRST},
	    {"SUBJECT COMPANY", "SUBJECT-COMPANY", KEY_ROLE_FIRST},
	    {"REPORTING-OWNER", "REPORTING-OWNER", KEY_ROLE_OTHER},
	    {"FILED BY", "FILED-BY", KEY_ROLE_OTHER},
	    {"FILED FOR", "FILED-FOR", KEY_ROLE_OTHER},
	    {"SERIAL COMPANY", "SERIAL-COMPANY", KEY_ROLE_OTHER},
	};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (str_eq(k, str_of(keys[i].text)) ||
		    str_eq(k, str_of(keys[i].tag)))
			return keys[i].key;
	return KEY_NONE;
}

/* 20250226 to 2025-02-26 */
static struct str day(struct arena *a, struct str s)
{
	if (s.n < 8)
		return (struct str){NULL, 0};
	for (size_t i = 0; i < 8; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			return (struct str){NULL, 0};
	return arena_printf(a, "%.4s-%.2s-%.2s", s.p, s.p + 4, s.p + 6);
}

static void add(
    struct arena *a, struct str **v, size_t *n, size_t *cap, struct str one)
{
	/* headers of funds name thousands: only the neighbour is compared */
	if (*n && str_eq((*v)[*n - 1], one))
		return;
	for (size_t i = 0; i < *n && i < 64; i++)
		if (str_eq((*v)[i], one))
			return;
	*v = arena_more(a, *v, *n, cap, sizeof **v);
	(*v)[(*n)++] = one;
}

static long number(struct str s)
{
	long n = 0;

	for (size_t i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		n = n < 1000000 ? n * 10 + (s.p[i] - '0') : n;
	return n;
}

static void company(struct reading *r, enum key k, struct str v)
{
	struct filing *f = &r->s->filing;
	int role = r->role ? r->role : 1;

	if (k == KEY_NAME) {
		r->name = v;
		add(r->a, &f->filers, &f->n_filers, &r->s->caps[0], v);
		return;
	}
	if (role <= r->company_role)
		return;
	r->company_role = role;
	f->cik = cik_plain(v);
	f->company = r->name;
}

static void field(struct reading *r, enum key k, struct str v)
{
	struct filing *f = &r->s->filing;

	switch (k) {
	case KEY_ACCEPTED:
		f->accepted = newyork_time(v);
		break;
	case KEY_ACCESSION:
		f->accession = v;
		break;
	case KEY_FORM:
		f->form = f->form.p ? f->form : v;
		break;
	case KEY_COUNT:
		r->s->stated = number(v);
		break;
	case KEY_PERIOD:
		f->period = day(r->a, v);
		break;
	case KEY_FILED:
		f->filed = day(r->a, v);
		break;
	case KEY_ITEM:
		add(r->a, &f->items, &f->n_items, &r->s->caps[1], v);
		break;
	case KEY_NAME:
	case KEY_CIK:
		company(r, k, v);
		break;
	case KEY_SEC_DOCUMENT:
		if (!f->accession.p)
			f->accession = accession_in(r->a, v);
		break;
	case KEY_ROLE_FIRST:
	case KEY_ROLE_OTHER:
	case KEY_NONE:
		break;
	}
}

static void entry(struct reading *r, struct str key, struct str value)
{
	enum key k = key_of(key);

	if (k == KEY_ROLE_FIRST || k == KEY_ROLE_OTHER) {
		r->role = k == KEY_ROLE_FIRST ? 2 : 1;
		r->name = (struct str){NULL, 0};
	} else if (k != KEY_NONE && value.n) {
		field(r, k, value);
	}
}

/* <KEY>value<KEY>value…: a value ends at the next tag */
static void tags(struct reading *r, struct str line)
{
	while (line.n) {
		size_t close = str_find(line, STR(">"), 0);
		size_t next = str_find(line, STR("<"), close);

		if (close == line.n)
			return;
		entry(r, str_sub(line, 1, close),
		    str_trim(str_sub(line, close + 1, next)));
		line = str_sub(line, next, line.n);
	}
}

/* what an 8-K says it reports: titles or numbers, to numbers */
static void items(struct envelope *s, struct arena *a)
{
	struct filing *f = &s->filing;
	struct str *said = f->items;
	size_t n = f->n_items;

	f->items = NULL;
	f->n_items = s->caps[1] = 0;
	for (size_t i = 0; i < n; i++)
		add(a, &f->items, &f->n_items, &s->caps[1],
		    items8k_number(said[i], f->form, f->filed));
}

void envelope_head(struct envelope *s, struct arena *a, struct str head)
{
	struct reading r = {.s = s, .a = a};
	struct filing *f = &s->filing;
	struct str line;

	while ((line = str_split(&head, '\n')).p) {
		line = str_trim(line);
		if (str_starts(line, STR("<"))) {
			tags(&r, line);
			continue;
		}
		size_t colon = str_find(line, STR(":"), 0);

		if (colon < line.n)
			entry(&r, str_trim(str_sub(line, 0, colon)),
			    str_trim(str_sub(line, colon + 1, line.n)));
	}
	if (!f->company.p && f->n_filers)
		f->company = f->filers[0];
	items(s, a);
}

struct str accession_in(struct arena *a, struct str name)
{
	char d[18];
	size_t n = 0;

	/* 18 digits, with dashes behind the tenth and the twelfth or none */
	for (size_t i = 0; i <= name.n; i++) {
		char c = '\0';

		if (i < name.n)
			c = name.p[i];
		if (c >= '0' && c <= '9') {
			if (n < sizeof d)
				d[n] = c;
			n++;
			continue;
		}
		if (n == sizeof d)
			return arena_printf(
			    a, "%.10s-%.2s-%.6s", d, d + 10, d + 12);
		if (c != '-' || (n != 10 && n != 12))
			n = 0;
	}
	return (struct str){NULL, 0};
}
