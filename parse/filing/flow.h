/*
 * The clean text of a document while it is written: lines in one buffer, and
 * what is known of each (bold, linked, behind a page break).
 *
 * Owns: the text, lines and anchors, until flow_release().
 * Keeps: white space (no-break and other spaces too) is one blank, none at
 *   both ends of a line; no line is empty; lines are parted by \n. Numeric
 *   references to C1 are read as windows-1252 writes them.
 * Fails: the text is over its ceiling: text.over, asked once at the end.
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_FLOW_H
#define PARSE_FILING_FLOW_H

#include "fetch/base/buf.h"

enum line_flag {
	LINE_BREAK = 1, /* a page begins with it */
	LINE_BOLD = 2,  /* nearly all of it */
	LINE_LINK = 4,  /* nearly all of it leads to a place in the document */
	LINE_ROW = 8,   /* a row of a table */
	LINE_DROP = 16, /* furniture of the page */
	LINE_JOIN = 32  /* goes on where the line before ended */
};

struct line {
	size_t begin, end;
	uint64_t href; /* hash of the place it leads to; 0: none */
	unsigned flags;
};

/* a place that links may lead to */
struct anchor {
	uint64_t name;
	size_t line; /* the line that begins there, or the next one */
};

/* words that are being put one behind the other */
struct ink {
	struct buf *to;
	size_t begin; /* of the line in *to */
	bool space;   /* a blank is due */
	bool bold;    /* of what comes */
	uint64_t href;
	size_t seen, bolds, links; /* bytes that can be seen */
	uint64_t first_href;
};

struct flow {
	struct buf text;
	struct ink ink; /* the line that is being written */
	struct line *lines;
	struct anchor *anchors;
	size_t n_lines, n_anchors;
	size_t lines_cap, anchors_cap;
	bool page_break; /* before the next line */
};

void ink_text(struct ink *i, struct str s);
/* the flags that what was written earns */
unsigned ink_flags(const struct ink *i);
/* begin anew at the end of the buffer; bold and href stay */
void ink_begin(struct ink *i, struct buf *to);

void flow_init(struct flow *f, size_t max_bytes);
void flow_release(struct flow *f);
void flow_clear(struct flow *f);
/* end the line that is being written, if anything was */
void flow_end_line(struct flow *f, unsigned more_flags);
void flow_anchor(struct flow *f, struct str name);
struct str flow_line(const struct flow *f, size_t i);
/* take out the lines marked LINE_DROP and join those marked LINE_JOIN */
void flow_settle(struct flow *f);

/* FNV-1a, never 0 */
uint64_t flow_hash(struct str s);

#endif
