#include "parse/feed/draft.h"

#include "parse/text/date.h"

enum { TTL_DIGITS = 7 };

void feed_draft_begin(struct feed_draft *d)
{
	*d = (struct feed_draft){0};
	d->it.published = d->it.updated = STAMP_NONE;
	d->other.published = d->other.updated = STAMP_NONE;
}

static void once(struct str *to, struct str v)
{
	if (!to->n && v.n)
		*to = v;
}

/* where a text of this field goes */
static struct str *place_of(struct feed_draft *d, enum feed_field field)
{
	struct feed_item *it = &d->it;
	struct str *const places[FIELDS] = {
	    [FIELD_TITLE] = &it->title,
	    [FIELD_LINK] = &it->url,
	    [FIELD_ID] = &it->guid,
	    [FIELD_CONTENT] = &it->content,
	    [FIELD_BODY] = &it->content,
	    /* two of them: the second one is the longer kind */
	    [FIELD_SUMMARY] = it->summary.n ? &it->content : &it->summary,
	    [FIELD_AUTHOR] = &it->author,
	    [FIELD_LANGUAGE] = &it->lang,
	    [FIELD_OTHER_TITLE] = &d->other.title,
	    [FIELD_OTHER_LINK] = &d->other.url,
	    [FIELD_OTHER_ID] = &d->other.guid,
	    [FIELD_OTHER_SUMMARY] = &d->other.summary,
	};

	return places[field];
}

void feed_draft_add(struct feed_draft *d, enum feed_field field, struct str s)
{
	struct str *place = place_of(d, field);

	if (place)
		once(place, s);
	/* of dates the last one that can be read counts: what is written twice
	 * was mended */
	else if (field == FIELD_PUBLISHED)
		(void)date_parse(s, &d->it.published);
	else if (field == FIELD_UPDATED)
		(void)date_parse(s, &d->it.updated);
	else if (field == FIELD_OTHER_UPDATED)
		(void)date_parse(s, &d->other.updated);
}

void feed_draft_end(struct feed_draft *d)
{
	struct feed_item *it = &d->it;

	once(&it->title, d->other.title);
	once(&it->summary, d->other.summary);
	once(&it->guid, d->other.guid);
	once(&it->url, d->other.url);
	if (it->updated == STAMP_NONE)
		it->updated = d->other.updated;
	if (!it->url.n && str_find(it->guid, STR("://"), 0) < it->guid.n &&
	    str_starts_nocase(it->guid, STR("http")))
		it->url = it->guid;
}

static void keep(struct arena *a, struct str *to, struct str s)
{
	if (!to->n && s.n)
		*to = arena_str(a, s);
}

/* minutes; the first one counts */
static void read_ttl(struct feed *f, struct str s)
{
	if (f->ttl)
		return;
	for (size_t i = 0;
	     i < s.n && i < TTL_DIGITS && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		f->ttl = f->ttl * 10 + (s.p[i] - '0');
}

void feed_draft_head(
    struct feed *f, struct arena *a, enum feed_field field, struct str s)
{
	int64_t t = STAMP_NONE;

	if (field == FIELD_TITLE || field == FIELD_OTHER_TITLE)
		keep(a, &f->title, s);
	else if (field == FIELD_LINK)
		keep(a, &f->link, s);
	else if (field == FIELD_LANGUAGE)
		keep(a, &f->language, s);
	else if (field == FIELD_TTL)
		read_ttl(f, s);
	else if (field == FIELD_UPDATED || field == FIELD_PUBLISHED ||
		 field == FIELD_BUILT)
		(void)date_parse(s, &t);
	/* of several days the newest one counts */
	if (t != STAMP_NONE && (f->updated == STAMP_NONE || t > f->updated))
		f->updated = t;
}
