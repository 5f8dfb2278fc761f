#include "parse/filing/particulars.h"

#include "parse/record/newyork.h"

bool particulars_is(struct str form, const char *name)
{
	return str_starts_nocase(form, str_of(name));
}

/* 2.02 with an exhibit is how results are announced */
bool particulars_earnings(const struct filing *f)
{
	bool results = false, exhibit = false;

	for (size_t i = 0; i < f->n_items; i++)
		results |= str_eq(f->items[i], STR("2.02")) ||
			   str_eq(f->items[i], STR("12"));
	for (size_t i = 0; i < f->n_documents; i++)
		exhibit |= particulars_is(f->documents[i].type, "EX-99");
	return particulars_is(f->form, "8-K") && results && exhibit;
}

void particulars_date(struct article *to, const struct filing *f)
{
	int64_t public_at = newyork_morning(f->filed);

	to->published = f->accepted;
	if (f->accepted == STAMP_NONE) {
		/* the header of the 1990s says the day alone */
		if (!f->filed.p || !stamp_parse(f->filed, &to->published))
			return;
		to->published_precision = STR("day");
	} else {
		if (public_at != STAMP_NONE && public_at > f->accepted)
			to->published = public_at;
		to->published_precision = STR("second");
	}
	to->published_from = STR("sgml");
}

/* "10-K - NVIDIA CORP (2024-01-28)", as EDGAR titles its lists */
struct str particulars_title(struct arena *a, const struct filing *f)
{
	if (!f->form.p || !f->company.p)
		return (struct str){NULL, 0};
	return arena_printf(a, "%.*s - %.*s%s%.*s%s", STR_ARG(f->form),
	    STR_ARG(f->company), f->period.p ? " (" : "", STR_ARG(f->period),
	    f->period.p ? ")" : "");
}

/* items of an 8-K that no header states are those of its text */
void particulars_items(struct filing *f, struct arena *a)
{
	if (f->n_items || !particulars_is(f->form, "8-K") || !f->n_sections)
		return;
	f->items = arena_new(a, f->n_sections * sizeof *f->items);
	for (size_t i = 0; i < f->n_sections; i++)
		f->items[f->n_items++] = f->sections[i].item;
}
