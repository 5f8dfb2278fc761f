/*
 * The publisher that a document names itself: a line "المصدر: …", "Source: …",
 * "来源：…" near its begin.
 * Users: parse.
 */
#ifndef PARSE_TEXT_PUBLISHER_H
#define PARSE_TEXT_PUBLISHER_H

#include "fetch/base/arena.h"

/* text: one paragraph a line. Absent where there is none. */
struct str publisher_find(struct arena *a, struct str text);

/* is the line such a label, of a publisher or a date? */
bool publisher_is_label(struct str line);

/* a date told by a labelled line ("Published: …", "发布时间：…");
 * the first few lines only. Absent: none. */
struct str publisher_date_line(struct str text);

/* A line that tells of the article and is none of it: a date with labels
 * ("2025年1月27日 10:00 来源：… 作者：…"), or little else. */
bool publisher_is_info(struct str line);

#endif
