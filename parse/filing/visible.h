/*
 * The text of a marked-up document that a reader sees, as a flow of lines.
 *
 * Owns: its tables and stack, until visible_release(); the flow is the
 *   caller's.
 * Keeps: what is hidden (ix:header, display:none, scripts, the head) is not
 *   text. The innermost table is read as one; tables around it are layout.
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_VISIBLE_H
#define PARSE_FILING_VISIBLE_H

#include "parse/filing/flow.h"
#include "parse/filing/markup.h"

struct visible;

struct visible *visible_new(struct flow *to, size_t max_bytes);
void visible_free(struct visible *v);

/* of a markup_sink */
void visible_open(struct visible *v, const struct tag *t);
void visible_close(struct visible *v, enum element e);
void visible_text(struct visible *v, struct str s);
void visible_again(struct visible *v);
/* behind the last element */
void visible_end(struct visible *v);

#endif
