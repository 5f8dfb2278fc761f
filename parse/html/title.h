/*
 * The headline of a page, without the name of its site.
 * Users: parse.
 */
#ifndef PARSE_HTML_TITLE_H
#define PARSE_HTML_TITLE_H

#include "parse/html/meta.h"

struct html_title {
	struct str text; /* lives in the arena, or in what was given */
	size_t block;    /* where it stands in the page; n_blocks: nowhere */
};

/* m->title: what tags say; may be absent */
void html_title_find(const struct html_tree *t, const struct html_blocks *b,
    const struct html_meta *m, struct arena *a, struct html_title *to);

#endif
