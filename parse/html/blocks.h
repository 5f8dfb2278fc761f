/*
 * A page as a flat list: its lines of text in document order (blocks), and
 * the elements that hold them (boxes), each a range of blocks.
 *
 * Owns: nothing: all lives in the arena.
 * Keeps: every box holds blocks [begin, end); a box's index is above that of
 *   the boxes around it; box 0 is the root. One walk over the tree, whatever
 *   is asked later: so no extractor renders anything twice.
 * Source: boilerpipe's text blocks; lengths weigh a Han character as three
 *   letters, so that thresholds hold in all languages.
 * Users: parse.
 */
#ifndef PARSE_HTML_BLOCKS_H
#define PARSE_HTML_BLOCKS_H

#include "parse/html/class.h"

enum html_kind {
	BLOCK_OTHER, /* straight below a div and the like */
	BLOCK_PROSE, /* p, blockquote, pre */
	BLOCK_HEADING,
	BLOCK_ITEM, /* li, dd, dt */
	BLOCK_CELL  /* td, th */
};

struct html_block {
	size_t begin, end;    /* in the text */
	size_t weight, links; /* letters; of them inside links */
	size_t commas;
	size_t box; /* the innermost one */
	enum html_kind kind;
	int level; /* 1 to 6 of a heading, else 0 */
};

struct html_box {
	xmlNodePtr node;
	size_t parent, begin, end;
	size_t weight, links; /* sums of its blocks */
	size_t cut;           /* the innermost clutter box around it or it
			       * itself; 0 for none */
	enum html_tier tier;
	bool list;           /* ul, ol, dl */
	bool hidden;         /* clutter for no other reason */
	bool of_links, lead; /* clutter as html_class says */
};

/* a <time>: the block that it stands in or in front of, and where */
struct html_moment {
	const xmlNode *node;
	size_t block, at; /* in the text */
};

struct html_blocks {
	struct str text;
	struct html_moment *moment;
	size_t n_moments, moments_cap;
	struct html_block *block;
	struct html_box *box;
	size_t n_blocks, n_boxes;
	size_t *prose; /* of each box: weight of running text, without links */
	size_t blocks_cap, boxes_cap;
};

void html_blocks_read(
    const struct html_tree *t, struct arena *a, struct html_blocks *b);

/* the text of a block */
struct str html_block_text(const struct html_blocks *b, size_t i);

/* letters of s, a Han character as three */
size_t html_weigh(struct str s);

#endif
