/*
 * Putting one article: is it new, another version, or a repeat?
 *
 * Keeps: a repeat changes nothing. The event time, published and origin
 *   of an article are those of its first version, by whatever model; so is its
 *   story, unless that was a headline's (story.h). A
 *   version states its rows, and a retraction row for each that the last one
 *   (by the same model) stated and it does not.
 * Fails: as write.h.
 * Users: store/.
 */
#ifndef STORE_ARTICLE_PUT_H
#define STORE_ARTICLE_PUT_H

#include "store/article_in.h"
#include "store/rows.h"

enum article_fate { ARTICLE_NEW, ARTICLE_VERSION, ARTICLE_REPEAT };

struct article_put {
	struct writer *w;
	struct rows *rows;
	struct arena *arena; /* scratch, reset by the caller */
	bool backfill;       /* origin of new ones; else it is worked out */
	long long stories;   /* begun */
};

int article_put(struct article_put *p, const struct article_in *a,
    enum article_fate *fate, struct err *e);

/* `live`; `first-poll`: published before the feed's first good poll; `late`:
 * seen more than 72 h after it was published (a day: after its end). */
int article_put_origin(struct writer *w, const struct article_in *a,
    enum origin *to, struct err *e);

#endif
