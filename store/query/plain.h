/*
 * Text from the store made safe to show: nothing in it moves a terminal's
 * cursor, changes its colours or turns the direction of what follows.
 *
 * Keeps: control bytes, C1 controls and invisible direction marks are shown
 *   as \x1b, \u202e; line ends and tabs become one space; invalid UTF-8
 *   becomes U+FFFD. Letters of every script stay as they are.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_PLAIN_H
#define STORE_QUERY_PLAIN_H

#include "fetch/base/buf.h"

void plain_write(struct buf *to, struct str s);
/* a backslash before tab, line end and backslash (\t \n \r \\): one field of
 * TSV; safe: as plain_write() otherwise */
void plain_tsv(struct buf *to, struct str s, bool safe);
/* RFC 4180: quoted where it holds a comma, a quote or a line end */
void plain_csv(struct buf *to, struct str s, bool safe);

#endif
