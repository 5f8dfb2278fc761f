#include "store/query/report.h"

#include "store/query/page.h"

#include <stdlib.h>
#include <string.h>

/* languages that word lists are kept for; zh is both scripts */
static const struct {
	const char *tag, *name;
} languages[] = {{"en", "English"}, {"ar", "Arabic"}, {"zh", "Chinese"}};

enum { CELLS = 3 };

static void cell(struct buf *to, const struct stat_value *v, bool sign)
{
	buf_puts(to, "<td>");
	page_number(to, v->value, 2, sign);
	if (!isnan(v->value) && !isnan(v->se) && v->se > 0) {
		buf_puts(to, " <small>± ");
		page_number(to, 1.96 * v->se, 2, false);
		buf_puts(to, "</small>");
	}
	buf_puts(to, "</td>");
}

static int row(struct report *r, size_t lang, struct err *e)
{
	static const struct measure m[CELLS] = {
	    {.label = {"share", 5}, .kind = MEASURE_SHARE},
	    {.label = {"tone", 4}, .kind = MEASURE_TONE},
	    {.label = {"balance", 7}, .kind = MEASURE_BALANCE}};
	struct select_set was = r->q.selection.langs;
	struct str word = str_of(languages[lang].tag);
	struct tracks t = {0};
	struct buf *b = &r->html;

	r->q.selection.langs = (struct select_set){0};
	int rc = select_langs(&r->q.selection.langs, r->q.reader, &word, 1, e);

	if (rc == 0)
		rc = tracks_open(&t, &r->q, m, CELLS, e);
	for (size_t i = 0; i + CELLS <= t.n && rc == 0; i += CELLS) {
		const struct reckon_value *v = t.v[i].v;

		buf_printf(b, "<tr><th scope=\"row\">%s</th><td><bdi>",
		    languages[lang].name);
		page_text(b, t.v[i].entity);
		buf_printf(
		    b, "</bdi></td><td>%zu</td><td>%zu</td>", v->n, v->stories);
		cell(b, &v->v, false);
		cell(b, &t.v[i + 1].v[0].v, true);
		cell(b, &t.v[i + 2].v[0].v, true);
		buf_puts(b, "</tr>\n");
	}
	tracks_close(&t);
	free(r->q.selection.langs.has);
	r->q.selection.langs = was;
	return rc;
}

int report_languages(struct report *r, struct err *e)
{
	size_t n_was = r->q.n_targets;
	struct bucket_rule was;
	int rc = 0;

	report_section(r, "Languages",
	    "The same in English, Arabic and Chinese, over the whole time: the "
	    "share of the scored stories, their tone, and whether they say "
	    "more (+1) or less (−1) demand; ± is a 95 % interval.");
	if (r->q.n_targets > 2)
		r->q.n_targets = 2;
	report_whole(r, &was);
	buf_puts(&r->html,
	    "<div class=\"scroll\"><table><thead><tr><th>language</th><th>"
	    "about</th><th>scored</th><th>stories</th><th>share</th><th>tone"
	    "</th><th>demand</th></tr></thead><tbody>\n");
	for (size_t i = 0; i < sizeof languages / sizeof *languages && rc == 0;
	     i++)
		rc = row(r, i, e);
	buf_puts(&r->html, "</tbody></table></div>\n");
	r->q.rule = was;
	r->q.n_targets = n_was;
	report_section_end(r);
	return rc;
}
