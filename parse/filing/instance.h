/*
 * Facts of an XBRL instance: the document of its own (EX-101.INS) that came
 * with reports before numbers were tagged inline, from 2009 to about 2019.
 *
 * Keeps: what is not well-formed tells no facts at all: an instance that is
 *   cut would tell some of them wrong.
 * Fails: EXIT_DATA.
 * Source: XBRL 2.1.
 * Users: filing.c.
 */
#ifndef PARSE_FILING_INSTANCE_H
#define PARSE_FILING_INSTANCE_H

#include "parse/filing/ixbrl.h"

/* EX-101.INS, EX-100.INS */
bool instance_is(struct str document_type);

/* The numbers of it are the facts of ixbrl_facts() from here on. */
int instance_read(struct ixbrl *x, struct str utf8, struct err *e);

#endif
