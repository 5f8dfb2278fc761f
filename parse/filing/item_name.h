/*
 * How a line names an item or a part of a form: "PART II, Item 1A. Risk
 * Factors", "Item No. 7", "ITEMS 1 AND 2 — …", "Item 2.02".
 *
 * Keeps: only the begin of the line is read; what follows in the line is left
 *   to the caller, who must tell a heading from "Item 7 of this report".
 * Users: parse/filing.
 */
#ifndef PARSE_FILING_ITEM_NAME_H
#define PARSE_FILING_ITEM_NAME_H

#include "fetch/base/str.h"

struct item_name {
	int part;      /* 1 to 4; 0: not said */
	int number;    /* 0: a part alone */
	char letter;   /* 'A'…, or '\0' */
	int point;     /* 2 of "2.02"; -1: none */
	int to_number; /* of "Items 1 and 2": the last; else number */
	char to_letter;
	bool said_item; /* the word stands there */
	size_t rest;    /* what follows name and separators */
};

/* false where the line begins otherwise */
bool item_name_read(struct str line, struct item_name *to);

/* "1A. Risk Factors": a name without the word */
bool item_name_bare(struct str line, struct item_name *to);

#endif
