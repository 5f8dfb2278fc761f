#include "store/article_put.h"

#include "store/article_rows.h"
#include "store/db/bytes.h"
#include "store/db/names.h"
#include "store/novelty.h"
#include "store/story.h"
#include "store/versions.h"

#include <stdlib.h>
#include <string.h>

#define DOC_ROW_MAX_BYTES ((size_t)512 << 20)

int article_put_origin(struct writer *w, const struct article_in *a,
    enum origin *to, struct err *e)
{
	unsigned char key[4];
	struct str v;
	uint32_t feed = 0;
	int rc = 0;

	*to = ORIGIN_LIVE;
	if (a->published == STAMP_NONE)
		return 0;
	if (a->feed.n)
		rc = names_find(w->env, w->txn, NAME_FEED, a->feed, &feed, e);
	if (rc == 1) {
		bytes_put_be(key, feed, 4);
		rc = env_get(w->env, w->txn, TABLE_FEED,
		    (struct str){(char *)key, 4}, &v, e);
	}
	if (rc < 0)
		return -1;
	int64_t last = a->published;

	if (a->precision == PRECISION_DAY)
		last += STAMP_DAY;
	/* of a day it is not known whether it was before the poll: a backlog
	 * must not pass for live news, so it counts as before */
	if (rc == 1 && v.n == 16 &&
	    a->published < (int64_t)bytes_get_le((const unsigned char *)v.p, 8))
		*to = ORIGIN_FIRST_POLL;
	else if (a->seen != STAMP_NONE && a->seen > last + STORY_WINDOW)
		*to = ORIGIN_LATE;
	return 0;
}

/* The story of the last version; looked for anew where that had none of its
 * own text. */
static int settle_story(struct article_put *p, const struct article_in *a,
    const struct versions *v, uint64_t *story, struct err *e)
{
	const struct doc_row *last = &v->last;
	bool headline =
	    last->content == CONTENT_SUMMARY && a->content != CONTENT_SUMMARY;

	*story = last->story;
	if (last->story != a->doc || !a->score || !a->score->fingerprint ||
	    (!headline && last->fingerprint))
		return 0;
	return story_again(
	    p->w, a, story_clock(v->first.time, v->first.seen), story, e);
}

/* clocks, origin and story: of the first version, or new ones */
static int settle(struct article_put *p, const struct article_in *a,
    const struct versions *v, struct doc_row *d, struct err *e)
{
	bool made = false;

	if (v->some) {
		d->time = v->first.time;
		d->published = v->first.published;
		d->precision = v->first.precision;
		d->origin = v->first.origin;
		return settle_story(p, a, v, &d->story, e);
	}
	d->time = a->time;
	d->published = a->published;
	d->precision = a->precision;
	d->origin = ORIGIN_BACKFILL;
	if (!p->backfill && article_put_origin(p->w, a, &d->origin, e) != 0)
		return -1;
	if (story_find(p->w, a, &d->story, &made, e) != 0)
		return -1;
	p->stories += made;
	return 0;
}

static int describe(struct article_put *p, const struct article_in *a,
    struct doc_row *d, struct err *e)
{
	uint32_t lang;

	d->doc = a->doc;
	d->known = p->w->known;
	d->content = a->content;
	d->kind = a->kind;
	d->scope = a->scope;
	d->seen = a->seen;
	d->fingerprint = a->score ? a->score->fingerprint : 0;
	memcpy(d->digest, a->digest, DOC_DIGEST_BYTES);
	if (write_name(p->w, NAME_LANG, a->lang, &lang, e) != 0 ||
	    write_name(p->w, NAME_SOURCE, a->source, &d->source, e) != 0)
		return -1;
	if (lang > UINT16_MAX)
		return err_set(e, EXIT_DATA, "too many languages");
	d->lang = (uint16_t)lang;
	return 0;
}

static struct obs_row base_of(const struct doc_row *d)
{
	return (struct obs_row){
	    .key = {0, d->time, d->doc, d->model, d->known},
	    .origin = d->origin,
	    .content = d->content,
	    .precision = d->precision,
	    .article_kind = d->kind,
	    .scope = d->scope,
	    .lang = d->lang,
	    .source = d->source,
	    .story = d->story,
	    .seen = d->seen,
	    .tone = OBS_NONE,
	    .p = {OBS_NONE, OBS_NONE, OBS_NONE},
	};
}

static int by_id(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* the kind of a series, by its name; 0 with e set on error */
static enum obs_kind kind_of(struct writer *w, uint32_t series, struct err *e)
{
	struct series_name name;
	struct str text;
	int rc = names_text(w->env, w->txn, NAME_SERIES, series, &text, e);

	if (rc == 1 && series_parse(text, &name))
		return name.kind;
	if (rc >= 0)
		err_set(e, EXIT_DATA, "series %u has no name", series);
	return (enum obs_kind)0;
}

/* Retract the rows of `old` (facts or others) that are not in `now`, which is
 * sorted. */
static int retract(struct article_put *p, const struct obs_row *base,
    const uint32_t *old, size_t n_old, bool facts, const struct stated *now,
    struct err *e)
{
	for (size_t i = 0; i < n_old; i++) {
		struct obs_row r = *base;

		if (now->n &&
		    bsearch(&old[i], now->series, now->n, sizeof *old, by_id))
			continue;
		r.kind = kind_of(p->w, old[i], e);
		if (!r.kind)
			return -1;
		if ((r.kind == OBS_FACT) != facts)
			continue;
		r.key.series = old[i];
		r.key.model = facts ? 0 : r.key.model;
		r.flags = OBS_RETRACTED;
		rows_add(p->rows, &r, (struct str){"", 0});
	}
	return 0;
}

static int put_doc(struct article_put *p, const struct article_in *a,
    const struct doc_row *d, const struct stated *s, struct err *e)
{
	unsigned char key[DOC_KEY_BYTES];
	struct buf b;
	int rc;

	buf_init(&b, DOC_ROW_MAX_BYTES);
	doc_key_write(key, d->doc, d->model, d->known);
	doc_write(&b, d, s->series, s->n, a->line);
	if (b.over)
		rc = err_set(e, EXIT_DATA, "an article is too big");
	else
		rc = write_whole(p->w, TABLE_DOC,
		    (struct str){(char *)key, sizeof key}, buf_view(&b), 0, e);
	buf_release(&b);
	return rc;
}

/* of the article as it was first known: later ones do not count */
static int count_copies(struct article_put *p, const struct article_in *a,
    const struct versions *v, const struct doc_row *d, struct obs_novelty *to,
    struct err *e)
{
	struct novelty n = {.doc = d->doc,
	    .story = d->story,
	    .score = a->score,
	    .time = story_clock(d->time, v->some ? v->first.seen : d->seen),
	    .known = v->some ? v->first.known : d->known};

	return novelty_count(p->w, &n, to, e);
}

int article_put(struct article_put *p, const struct article_in *a,
    enum article_fate *fate, struct err *e)
{
	struct obs_novelty novelty = {0};
	struct stated s = {
	    .w = p->w, .rows = p->rows, .arena = p->arena, .novelty = &novelty};
	struct doc_row d = {0};
	struct versions v;

	if (a->score && write_model(p->w, a->score->model, &d.model, e) != 0)
		return -1;
	if (versions_read(p->w, a->doc, d.model, a->digest, p->arena, &v, e) !=
	    0)
		return -1;
	*fate = v.repeat ? ARTICLE_REPEAT
		: v.some ? ARTICLE_VERSION
			 : ARTICLE_NEW;
	if (v.repeat)
		return 0;
	if (settle(p, a, &v, &d, e) != 0 || describe(p, a, &d, e) != 0)
		return -1;
	struct obs_row base = base_of(&d);

	if (a->score && count_copies(p, a, &v, &d, &novelty, e) != 0)
		return -1;
	if (article_rows(&s, a, &base, e) != 0)
		return -1;
	if (s.n)
		qsort(s.series, s.n, sizeof *s.series, by_id);
	if (retract(p, &base, v.series, v.n_series, false, &s, e) != 0 ||
	    retract(p, &base, v.any_series, v.n_any_series, true, &s, e) != 0)
		return -1;
	return put_doc(p, a, &d, &s, e);
}
