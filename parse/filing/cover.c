#include "parse/filing/cover.h"

#include "parse/filing/amendment.h"
#include "parse/filing/cik.h"
#include "parse/filing/written_date.h"

enum { SNIFF_BYTES = 48 * 1024, LINES_LOOKED_AT = 120, NAME_LINES_BACK = 2 };

static const char *const forms[] = {"10-K405", "10-KT", "10-K", "10-QT", "10-Q",
    "8-K", "20-F", "6-K", "40-F", NULL};

static bool holds_nocase(struct str s, struct str needle)
{
	for (size_t i = 0; i + needle.n <= s.n; i++)
		if ((s.p[i] | 32) == (needle.p[0] | 32) &&
		    str_starts_nocase(str_sub(s, i, s.n), needle))
			return true;
	return false;
}

bool cover_sniff(struct str bytes)
{
	struct str head = str_sub(bytes, 0, SNIFF_BYTES);

	if (str_find(head, STR("/inlineXBRL\""), 0) < head.n &&
	    str_find(head, STR("xbrl.sec.gov/dei/"), 0) < head.n)
		return true;
	if (str_find(head, STR("<ix:nonNumeric"), 0) < head.n &&
	    str_find(head, STR("\"dei:DocumentType\""), 0) < head.n)
		return true;
	/* the commission's name, the zip code of its seat, and a form's */
	if (str_find(head, STR("20549"), 0) == head.n ||
	    !holds_nocase(head, STR("exchange commission")))
		return false;
	for (const char *const *f = forms; *f; f++)
		if (holds_nocase(head, str_of(*f)))
			return true;
	return false;
}

/* "FORM 10-K", "Form 8-K/A": the name behind the word */
static struct str form_in(struct str line)
{
	struct str none = {NULL, 0};

	if (!str_starts_nocase(line, STR("form ")) || line.n > 60)
		return none;
	line = str_trim(str_sub(line, 5, line.n));
	for (const char *const *f = forms; *f; f++) {
		struct str name = str_of(*f);

		if (!str_starts_nocase(line, name))
			continue;
		if (str_starts_nocase(str_sub(line, name.n, line.n), STR("/A")))
			name.n += 2;
		return str_sub(line, 0, name.n);
	}
	return none;
}

/* "… ended January 28, 2024" to 2024-01-28 */
static struct str date_in(struct arena *a, struct str line)
{
	struct written_date d;

	if (!written_date_next(line, 0, &d) || d.year <= 1980)
		return (struct str){NULL, 0};
	return arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static bool says_period(struct str line)
{
	return holds_nocase(line, STR("year ended")) ||
	       holds_nocase(line, STR("period ended")) ||
	       holds_nocase(line, STR("quarter ended")) ||
	       holds_nocase(line, STR("earliest event reported"));
}

static void from_lines(struct filing *f, struct arena *a, const struct flow *t)
{
	for (size_t i = 0; i < t->n_lines && i < LINES_LOOKED_AT; i++) {
		struct str s = flow_line(t, i);

		if (!f->form.n)
			f->form = arena_str(a, form_in(s));
		if (!f->period.p && says_period(s)) {
			f->period = date_in(a, s);
			if (!f->period.p && i + 1 < t->n_lines)
				f->period = date_in(a, flow_line(t, i + 1));
		}
		if (f->company.p || i == 0 ||
		    !holds_nocase(s, STR("(exact name of")))
			continue;
		/* the name stands on the line above, or the one above that */
		for (size_t k = i; k-- > 0 && i - k <= NAME_LINES_BACK;) {
			struct str name = flow_line(t, k);

			if (name.n > 2 && name.p[0] != '_' &&
			    name.p[0] != '-') {
				f->company = arena_str(a, name);
				break;
			}
		}
	}
}

void cover_read(struct filing *f, struct arena *a, struct reading *r)
{
	struct ixbrl_cover c = {.amendment = false};

	if (r->tagged)
		ixbrl_cover(r->facts, &c);
	if (!f->form.p)
		f->form = c.form;
	if (!f->company.p)
		f->company = c.company;
	if (!f->cik.p)
		f->cik = cik_plain(c.cik);
	if (!f->period.p)
		f->period = c.period;
	from_lines(f, a, &r->flow);
	if (c.amendment && f->form.n && !str_ends(f->form, STR("/A")))
		f->form = arena_printf(a, "%.*s/A", STR_ARG(f->form));
	amendment_form(f);
}

struct str cover_file_name(struct str url)
{
	size_t at = url.n, end = 0;

	while (end < url.n && url.p[end] != '?' && url.p[end] != '#')
		end++;
	for (at = end; at > 0 && url.p[at - 1] != '/';)
		at--;
	return at < end ? str_sub(url, at, end) : (struct str){NULL, 0};
}
