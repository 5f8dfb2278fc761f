/*
 * What kind of document some bytes are.
 * Users: parse.
 */
#ifndef PARSE_SNIFF_H
#define PARSE_SNIFF_H

#include "fetch/base/err.h"
#include "fetch/base/str.h"

enum page_type {
	PAGE_AUTO,
	PAGE_HTML,
	PAGE_FEED,
	PAGE_FILING,
	PAGE_TEXT,
	PAGE_WARC
};

/* Names of --type: EXIT_USAGE for an unknown one. */
int sniff_type_named(const char *name, enum page_type *type, struct err *e);

/* Before decoding: NULL, or what other than text the bytes are ("a PDF
 * file"). */
const char *sniff_binary(struct str bytes);

/* After decoding: the kind of an UTF-8 text; type is its Content-Type, or
 * absent. Never PAGE_AUTO. */
enum page_type sniff_text(struct str utf8, struct str type);

/* A web page kept as a template literal of a script: const x = `<html>…`; the
 * text between the backquotes; absent for any other text. */
struct str sniff_literal(struct str utf8);

#endif
