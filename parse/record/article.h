/*
 * The article record: parse writes it, score and store read it.
 *
 * Owns: nothing; every view borrows from the arena or the producer's memory.
 * Keeps: absent = unknown ({NULL,0}, STAMP_NONE, 0 items), never a guess.
 *   Times are UTC. Offsets are byte offsets into the named UTF-8 field, end
 *   exclusive. Text: paragraphs separated by one \n.
 * Fails: EXIT_DATA with the field named.
 * Users: parse, score, store.
 */
#ifndef PARSE_RECORD_ARTICLE_H
#define PARSE_RECORD_ARTICLE_H

#include "fetch/base/arena.h"
#include "fetch/base/buf.h"
#include "fetch/base/err.h"
#include "fetch/base/stamp.h"

struct document {
	struct str type, sequence, filename, description;
};

struct section {
	struct str item, title;
	size_t begin, end;
	bool open; /* its end was not found */
};

struct fact {
	struct str concept, value, unit, start, end, instant, decimals;
	struct str dims; /* raw JSON object, or absent */
};

/* a line of the pages that the text leaves out, and how often it stood there */
struct removed {
	struct str text;
	size_t times;
};

struct filing {
	struct str cik, company, form, accession;
	int64_t accepted;
	struct str filed, period;
	/* the form that is amended; when that was filed and its number, where
	 * the text says so */
	struct str amends, amends_filed, amends_accession;
	struct str *filers, *items;
	struct document *documents; /* main article only */
	struct section *sections;
	struct fact *facts;
	struct removed *removed;
	bool earnings; /* an 8-K with item 2.02 and an exhibit 99 */
	size_t n_filers, n_items, n_documents, n_sections, n_facts, n_removed;
};

struct raw_place {
	struct str file; /* as given; absent on a stream without position */
	int64_t offset;  /* of the record, or of its gzip member; -1 unknown */
	struct str record, digest;
};

/* a mention from the user's own recogniser */
struct given_mention {
	struct str entity;
	bool in_title; /* field "title"; else "text" */
	size_t begin, end;
};

struct article {
	struct str id, url, canonical_url, source;
	struct str kind; /* news release filing post listing */
	struct str lang; /* BCP 47 */
	struct str title, summary, text;
	struct str *authors;
	size_t n_authors;
	int64_t published, updated, fetched;
	struct str published_from;      /* json-ld meta feed header … */
	struct str published_precision; /* second minute day */
	struct str content;             /* full partial summary */
	struct str feed, scope;         /* of the feed list; may be absent */
	struct raw_place raw;
	struct document document; /* type absent: not part of a filing */
	struct filing *filing;    /* NULL: none */
	struct given_mention *given;
	size_t n_given;
};

/* One JSON object, no newline, keys in the order of the contract. */
void article_write(struct buf *to, const struct article *a);

/* Read a line back; views live in the arena. A missing id or text, a wrong
 * type or an offset outside its field is EXIT_DATA. */
int article_read(
    struct str line, struct arena *arena, struct article *a, struct err *e);

/* published as the clock that buckets use: min(published, fetched), with the
 * end of the day for precision "day" (UTC where no zone is known); STAMP_NONE
 * where undated. */
int64_t article_event_time(const struct article *a);

#endif
