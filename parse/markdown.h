/*
 * Markdown and hard-wrapped text to paragraphs.
 *
 * Keeps: one paragraph a line; marks of emphasis, links, images, rules, HTML
 *   tags and comments are taken off, their words stay; linear in the text.
 * Source: CommonMark 0.31 for what the marks are.
 * Users: parse.
 */
#ifndef PARSE_MARKDOWN_H
#define PARSE_MARKDOWN_H

#include "fetch/base/buf.h"

/* does it look like Markdown? (a heading mark in front, or links) */
bool markdown_is(struct str text);

/* The text without marks, a paragraph a line. *title: the first heading where
 * it stands before all else, taken out of the text; else absent. It views
 * `to`'s bytes or the text. */
void markdown_plain(struct buf *to, struct str text, struct str *title);

/* plain text: lines of a wrapped paragraph are joined, blank lines go */
void markdown_unwrap(struct buf *to, struct str text);

#endif
