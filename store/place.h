/*
 * Which page a page says it is a copy of: canonical URLs, where they can be
 * trusted.
 *
 * Keeps: a canonical URL counts only on the article's own site (the same
 *   host, or one under the other, without www. m. amp. mobile.) and not when
 *   it is the site's root: templates that name the front page everywhere
 *   would join everything.
 * Users: store/.
 */
#ifndef STORE_PLACE_H
#define STORE_PLACE_H

#include "fetch/base/arena.h"

/* host/path?query of the trustworthy canonical URL, else of url, in one form;
 * absent where there is none */
struct str place_of(struct str url, struct str canonical, struct arena *arena);

#endif
