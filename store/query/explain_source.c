#include "store/query/explain.h"

#include "parse/record/record.h"
#include "store/query/plain.h"
#include "store/query/rawrec.h"
#include "store/query/reckon.h"

enum { TEXT_BYTES = 1 << 16, STORY_SHOWN = 8 };

int explain_article_read(struct explain_article *x, const struct question *q,
    uint64_t doc, struct err *e)
{
	*x = (struct explain_article){0};
	buf_init(&x->line, DOC_LINE_MAX_BYTES);
	int rc = read_doc(q->reader, doc, q->model, &x->row, e);

	if (rc != 1 || (x->row.flags & DOC_PRUNED))
		return rc;
	if (doc_line(&x->row, &x->line, e) != 0 ||
	    article_read(buf_view(&x->line), &x->arena, &x->a, e) != 0)
		return -1;
	x->has_line = true;
	struct str score = record_member(buf_view(&x->line), STR("score"));

	if (score.p) {
		if (score_read(score, &x->arena, &x->score, e) != 0)
			return -1;
		x->has_score = true;
	}
	return 1;
}

void explain_article_release(struct explain_article *x)
{
	buf_release(&x->line);
	arena_release(&x->arena);
}

static struct str safe(struct buf *b, struct str s)
{
	buf_clear(b);
	plain_write(b, s);
	return buf_view(b);
}

static void name(
    const struct question *q, enum name_class c, uint32_t id, struct buf *to)
{
	struct err none = {0};
	struct str text;

	if (id && read_name(q->reader, c, id, &text, &none) == 1)
		plain_write(to, text);
	else
		buf_puts(to, "unknown");
}

static void say_article(const struct explain_article *x,
    const struct question *q, struct fold *f, struct buf *b)
{
	if (x->has_line) {
		fold_line(f, "article",
		    x->a.title.n ? safe(b, x->a.title) : STR("(no title)"));
		if (x->a.url.n)
			fold_line(f, "url", safe(b, x->a.url));
		if (x->a.canonical_url.n &&
		    !str_eq(x->a.canonical_url, x->a.url))
			fold_line(f, "", safe(b, x->a.canonical_url));
	} else {
		fold_line(
		    f, "article", STR("its line was removed to save space"));
	}
	buf_clear(b);
	name(q, NAME_SOURCE, x->row.source, b);
	buf_puts(b, " · ");
	name(q, NAME_LANG, x->row.lang, b);
	const char *kind = schema_word(LIST_ARTICLE_KIND, x->row.kind);
	const char *content = schema_word(LIST_CONTENT, x->row.content);

	if (*kind)
		buf_printf(b, " · %s", kind);
	if (*content)
		buf_printf(b, " · %s", content);
	fold_line(f, "source", buf_view(b));
}

static void say_clocks(const struct explain_article *x,
    const struct question *q, const struct obs_row *first, struct fold *f,
    struct buf *b)
{
	const char *precision = schema_word(LIST_PRECISION, x->row.precision);
	char text[ZONE_TEXT_BYTES];

	buf_clear(b);
	buf_puts(b, "published ");
	if (x->row.published == STAMP_NONE) {
		buf_puts(b, "unknown");
	} else {
		buf_puts(b, zone_format(q->zone, x->row.published, text));
		if (*precision)
			buf_printf(b, ", to the %s", precision);
		if (x->has_line && x->a.published_from.n)
			buf_printf(b, " (%.*s)", STR_ARG(x->a.published_from));
	}
	fold_line(f, "clocks", buf_view(b));
	fold_printf(f, "", "seen      %s",
	    zone_format(q->zone, first->first_seen, text));
	fold_printf(f, "", "known     %s",
	    zone_format(q->zone, first->first_known, text));
	if (x->row.known != first->first_known)
		fold_printf(f, "", "corrected, known %s",
		    zone_format(q->zone, x->row.known, text));
	fold_printf(f, "placed", "%s (origin: %s)",
	    x->row.time == STAMP_NONE ? "nowhere: it has no date"
				      : zone_format(q->zone, x->row.time, text),
	    schema_word(LIST_ORIGIN, x->row.origin));
}

/* Articles of the same story lie within RECKON_SPREAD of this one. */
static int say_story(const struct explain_article *x, const struct question *q,
    struct fold *f, struct obs_row *first, struct err *e)
{
	const struct series_name all = {.kind = OBS_ARTICLE};
	int64_t from = x->row.time, to = x->row.time + 1;
	struct obs_row row;
	uint32_t id;
	size_t n = 0;
	struct buf b;
	int rc = read_series(q->reader, &all, &id, e);

	*first = (struct obs_row){
	    .first_known = x->row.known, .first_seen = x->row.seen};
	if (rc != 1)
		return rc;
	if (from != STAMP_NONE) {
		from -= RECKON_SPREAD;
		to += RECKON_SPREAD;
	}
	if (read_check_months(q->reader, id, from, to, e) != 0)
		return -1;
	struct read_rows *it =
	    read_rows_begin(q->reader, id, from, to, q->model, e);

	if (!it)
		return -1;
	buf_init(&b, TEXT_BYTES);
	while ((rc = read_rows_next(it, &row, e)) == 1) {
		if (row.key.doc == x->row.doc)
			*first = row;
		if (row.story != x->row.story || row.key.doc == x->row.doc ||
		    ++n > STORY_SHOWN)
			continue;
		buf_puts(&b, n > 1 ? ", " : "");
		buf_printf(&b, "%016llx (", (unsigned long long)row.key.doc);
		name(q, NAME_SOURCE, row.source, &b);
		buf_puts(&b, ")");
	}
	read_rows_end(it);
	if (n > STORY_SHOWN)
		buf_printf(&b, " and %zu more", n - STORY_SHOWN);
	if (rc == 0 && n == 0)
		fold_line(f, "story", STR("told by this article alone"));
	else if (rc == 0)
		fold_printf(f, "story", "also told by %s", buf_text(&b));
	buf_release(&b);
	return rc;
}

static void say_raw(
    const struct explain_article *x, struct fold *f, struct buf *b)
{
	const struct raw_place *raw = &x->a.raw;

	if (!x->has_line)
		return;
	if (!raw->file.n) {
		fold_line(f, "raw", STR("came on a stream, kept nowhere"));
		return;
	}
	buf_clear(b);
	plain_write(b, raw->file);
	if (raw->offset >= 0)
		buf_printf(b, ", byte %lld", (long long)raw->offset);
	fold_line(f, "raw", buf_view(b));
	if (raw->record.n)
		fold_line(f, "", safe(b, raw->record));
	buf_clear(b);
	rawrec_state(raw, b);
	fold_line(f, "", buf_view(b));
}

int explain_source(const struct explain_article *x, const struct question *q,
    struct fold *f, struct err *e)
{
	struct obs_row first;
	struct buf b, story;
	struct fold later = *f;

	buf_init(&b, TEXT_BYTES);
	buf_init(&story, TEXT_BYTES);
	later.to = &story;
	int rc = say_story(x, q, &later, &first, e);

	if (rc == 0) {
		say_article(x, q, f, &b);
		say_clocks(x, q, &first, f, &b);
		buf_str(f->to, buf_view(&story));
		fold_line(
		    f, "model", q->has_model ? q->model_name : STR("none"));
		say_raw(x, f, &b);
	}
	buf_release(&story);
	buf_release(&b);
	return rc;
}
