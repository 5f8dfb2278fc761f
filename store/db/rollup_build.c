#include "store/db/rollup_build.h"

#include "store/db/bytes.h"
#include "store/db/check.h"
#include "store/db/names.h"

#include <stdlib.h>

/* ---- languages ---- */

static struct str base_of(struct str lang)
{
	for (size_t i = 0; i < lang.n; i++)
		if (lang.p[i] == '-')
			return str_sub(lang, 0, i);
	return lang;
}

/* ids run from 1 without gaps; the first one of equal bases stands for them */
int rollup_lang(struct reader *r, uint32_t lang, uint16_t *to, struct err *e)
{
	struct str own, other;
	int rc = names_text(r->env, r->txn, NAME_LANG, lang, &own, e);

	*to = 0;
	if (lang == 0 || rc != 1)
		return rc < 0 ? -1 : 0;
	for (uint32_t id = 1; id <= lang; id++) {
		rc = names_text(r->env, r->txn, NAME_LANG, id, &other, e);
		if (rc < 0)
			return -1;
		if (rc == 1 && str_eq_nocase(base_of(own), base_of(other))) {
			*to = (uint16_t)id;
			return 0;
		}
	}
	return 0;
}

static int lang_of(struct rollup_articles *a, struct reader *r, uint32_t lang,
    uint16_t *to, struct err *e)
{
	size_t n = (size_t)lang + 1;

	if (lang < a->n_langs && (a->lang_of[lang] || lang == 0)) {
		*to = a->lang_of[lang];
		return 0;
	}
	if (lang >= a->n_langs) {
		a->lang_of = mem_grow(a->lang_of, n, sizeof *a->lang_of);
		for (size_t i = a->n_langs; i < n; i++)
			a->lang_of[i] = 0;
		a->n_langs = n;
	}
	if (rollup_lang(r, lang, &a->lang_of[lang], e) != 0)
		return -1;
	*to = a->lang_of[lang];
	return 0;
}

/* ---- articles ---- */

static int add(struct rollup_articles *a, struct reader *r,
    const struct obs_row *row, struct err *e)
{
	uint16_t lang;

	if (row->flags & OBS_RETRACTED || !obs_is_article(row))
		return 0;
	if (lang_of(a, r, row->lang, &lang, e) != 0)
		return -1;
	if (a->n == a->cap) {
		a->cap = a->cap ? 2 * a->cap : 1024;
		a->v = mem_grow(a->v, a->cap, sizeof *a->v);
	}
	a->v[a->n++] = (struct rollup_article){
	    .at = row->key.time,
	    .known = row->first_known,
	    .doc = row->key.doc,
	    .story = row->story,
	    .source = row->source,
	    .model = row->key.model,
	    .lang = lang,
	    .live = row->origin == ORIGIN_LIVE,
	    .in_n = obs_in_n(row),
	    .summary = row->content == CONTENT_SUMMARY,
	};
	return 0;
}

static bool same_row(const struct obs_row *x, const struct obs_row *y)
{
	return x->key.time == y->key.time && x->key.doc == y->key.doc &&
	       x->key.model == y->key.model;
}

/* versions of one row stand together, the last one behind */
static int read_all(struct rollup_articles *a, struct reader *r,
    struct read_versions *it, struct err *e)
{
	struct obs_row row, last;
	bool some = false;
	int rc;

	while ((rc = read_versions_next(it, &row, e)) == 1) {
		if (row.key.known > a->known)
			a->known = row.key.known;
		if (some && !same_row(&row, &last) && add(a, r, &last, e) != 0)
			return -1;
		last = row;
		some = true;
	}
	if (rc == 0 && some)
		rc = add(a, r, &last, e);
	return rc;
}

/* event times of a month, with so much before it */
static void bounds(uint32_t month, int64_t before, int64_t *from, int64_t *to)
{
	*from = check_month_begin(month);
	*to = month ? check_month_begin(month + 1) : STAMP_NONE + 1;
	if (month)
		*from -= before;
}

int rollup_articles_read(struct rollup_articles *a, struct reader *r,
    uint32_t series, uint32_t month, int64_t to, struct err *e)
{
	int64_t from, end;

	a->n = 0;
	a->month = check_month_begin(month);
	a->known = INT64_MIN;
	bounds(month, ROLLUP_SPREAD, &from, &end);
	struct read_versions *it =
	    read_versions_begin(r, series, from, to < end ? to : end, e);
	int rc = it ? read_all(a, r, it, e) : -1;

	read_versions_end(it);
	return rc;
}

void rollup_articles_release(struct rollup_articles *a)
{
	free(a->v);
	free(a->lang_of);
	free(a->slots);
	*a = (struct rollup_articles){0};
}

/* ---- polls ---- */

int rollup_feed_of(
    struct reader *r, struct str feed, struct rollup_feed *to, struct err *e)
{
	to->doc = doc_of_id(feed);
	to->fetched = 0;
	return names_find(r->env, r->txn, NAME_WORD, STR("fetched"),
		   &to->fetched, e) < 0
		   ? -1
		   : 0;
}

bool rollup_is_good_poll(const struct rollup_feed *f, const struct obs_row *row)
{
	if (row->key.doc != f->doc)
		return false;
	if (row->status == 200 || row->status == 304)
		return true;
	return row->status == 0 && row->reason && row->reason == f->fetched;
}

uint32_t rollup_day_bit(uint32_t month, int64_t time)
{
	int64_t day = (time - check_month_begin(month)) / STAMP_DAY;

	return day >= 0 && day < ROLLUP_DAYS ? UINT32_C(1) << day : 0;
}

int rollup_polls_read(struct reader *r, uint32_t series, uint32_t month,
    const struct rollup_feed *f, uint32_t *days, int64_t *known, struct err *e)
{
	int64_t from, to;
	struct obs_row row;
	int rc = -1;

	*days = 0;
	*known = INT64_MIN;
	bounds(month, 0, &from, &to);
	struct read_versions *it = read_versions_begin(r, series, from, to, e);

	while (it && (rc = read_versions_next(it, &row, e)) == 1) {
		if (row.key.known > *known)
			*known = row.key.known;
		/* an attempt is a point in time, and stays */
		if (month && rollup_is_good_poll(f, &row))
			*days |= rollup_day_bit(month, row.key.time);
	}
	read_versions_end(it);
	return rc;
}
