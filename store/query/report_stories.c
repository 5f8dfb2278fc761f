#include "store/query/report.h"

#include "store/query/docline.h"
#include "store/query/listing.h"
#include "store/query/page.h"
#include "store/query/sentence.h"

enum { STORIES = 12, SENTENCE_BYTES = 1 << 16, LOOKED_AT = 4000 };

static const char *arrow(int demand)
{
	return demand > 0   ? " <b class=\"up\">▲ demand</b>"
	       : demand < 0 ? " <b class=\"down\">▼ demand</b>"
			    : "";
}

static void sentence(
    struct buf *to, struct docline *d, const struct obs_signal *s)
{
	struct str text = docline_field(d, s->field);
	struct buf marked;

	if (!text.p || s->end > text.n || s->begin > s->end)
		return;
	buf_init(&marked, SENTENCE_BYTES);
	sentence_mark(&marked, text, s->begin, s->end);
	buf_puts(to, "<blockquote dir=\"auto\">");
	page_marked(to, buf_view(&marked));
	buf_puts(to, "</blockquote>\n");
	buf_release(&marked);
}

static void headline(struct buf *to, const struct docline *d)
{
	struct str title = d->title.n ? d->title : STR("(no title)");

	if (page_is_link(d->url)) {
		buf_puts(to, "<a rel=\"noopener noreferrer\" href=\"");
		page_text(to, d->url);
		buf_puts(to, "\">");
	}
	page_text(to, title);
	if (page_is_link(d->url))
		buf_puts(to, "</a>");
}

static int story(
    struct report *r, struct docline *d, const struct listed *l, struct err *e)
{
	char at[ZONE_TEXT_BYTES];
	struct obs_signal s = obs_signal_item(&l->row, l->item);
	const struct catalog *c = &r->q.catalog;
	struct str source, lang;
	struct buf *b = &r->html;
	int rc = docline_read(d, l->row.key.doc, l->row.key.known, e);

	if (rc < 0 ||
	    read_name(r->q.reader, NAME_SOURCE, l->row.source, &source, e) <
		0 ||
	    read_name(r->q.reader, NAME_LANG, l->row.lang, &lang, e) < 0)
		return -1;
	buf_puts(b, "<article lang=\"");
	page_text(b, lang);
	buf_puts(b, "\"><h3 dir=\"auto\">");
	headline(b, d);
	buf_printf(b, "</h3>\n<p class=\"about\" lang=\"en\">%s · <bdi>",
	    zone_format_short(r->q.zone, l->at, true, at));
	page_text(b, source);
	buf_puts(b, "</bdi> · ");
	page_text(b, c->whats.v[l->series->what]);
	buf_puts(b, " · <bdi>");
	page_text(b, c->entities.v[l->series->entity]);
	buf_printf(b, "</bdi>%s</p>\n", arrow(s.demand));
	if (rc == 1)
		sentence(b, d, &s);
	else
		buf_puts(b, "<p class=\"about\" lang=\"en\">Its text was "
			    "removed to save space.</p>\n");
	buf_puts(b, "</article>\n");
	return 0;
}

static bool seen(const uint64_t *v, size_t n, uint64_t story_id)
{
	for (size_t i = 0; i < n; i++)
		if (v[i] == story_id)
			return true;
	return false;
}

/* of the cues of the article at i, in reading order, the first of its text:
 * the title is told anyway */
static const struct listed *best(const struct listing *l, size_t i)
{
	for (size_t k = i;
	     k < l->n && l->v[k].row.key.doc == l->v[i].row.key.doc; k++)
		if (l->v[k].field == FIELD_TEXT)
			return &l->v[k];
	return &l->v[i];
}

static int newest(struct report *r, struct listing *l, struct err *e)
{
	uint64_t told[STORIES];
	size_t n = 0;
	struct docline d;
	int rc;

	docline_begin(&d, r->q.reader, r->q.model);
	while (n < STORIES && (rc = listing_next(l, e)) == 1)
		for (size_t i = 0; i < l->n && n < STORIES; i++) {
			const struct listed *x = &l->v[i];

			if (seen(told, n, x->row.story))
				continue;
			told[n++] = x->row.story;
			rc = story(r, &d, best(l, i), e);
			if (rc != 0)
				break;
		}
	docline_release(&d);
	if (n == 0)
		buf_puts(&r->html, "<p>None.</p>\n");
	return e->code ? -1 : 0;
}

int report_stories(struct report *r, struct err *e)
{
	struct target *was = r->q.targets;
	struct target all = {
	    .label = STR("*"), .all = true, .entity = CATALOG_NONE};
	size_t n_was = r->q.n_targets;
	struct listing l;
	int rc = 0;

	report_section(r, "Newest stories",
	    "One sentence of each, with the words that told.");
	if (r->auto_entities) {
		r->q.targets = &all;
		r->q.n_targets = 1;
	}
	if (r->q.has_model) {
		rc = listing_open(&l, &r->q, OBS_SIGNAL, LOOKED_AT, e);
		if (rc == 0)
			rc = newest(r, &l, e);
		listing_release(&l);
	}
	r->q.targets = was;
	r->q.n_targets = n_was;
	report_section_end(r);
	return rc;
}
