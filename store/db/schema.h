/*
 * The tables of signals.lmdb, their layouts, and the words of the records as
 * small numbers.
 *
 * Keys are big-endian (numbers sort by memcmp), values little-endian. Every
 * value ends with a CRC-32C over table number, key and value. Rows are only
 * added; `meta` and `sum`, which count them, and `rollup`, which is made of
 * them, are the exception.
 *
 *   meta   name -> "schema": u32; "known": i64, the watermark;
 *          "sum.TABLE": rows u64 | sum of their CRCs u64
 *   name   class u8 | SHA-256 of the text, 16 bytes -> id u32
 *   text   class u8 | id u32 -> the text
 *   doc    doc u64 | model u16 | known u64 -> see doc.h
 *   obs    series u32 | event_time i64 (sign-biased) | doc u64 | model u16 |
 *          known u64 -> see obs.h
 *   log    known u64 | series u32 | event_time i64 | doc u64 | model u16 ->
 *          (nothing): the change feed, obs rows in order of commit; a
 *          commit without any has one row of zeros behind its known
 *   story  story u64 -> time i64 | fingerprint u64 | known i64 | figures;
 *          behind it its later texts, joinings and members
 *          (see store/story_rows.h)
 *   band   band u8 | bits u16 | time i64 (biased) | story u64 ->
 *          fingerprint u64: the index of near-duplicates
 *   canon  first 8 bytes of SHA-256(canonical URL, or title) | time i64
 *          (biased) | story u64 -> (nothing)
 *   model  known u64 | model u16 -> (nothing): adopted at known
 *   feed   name id u32 -> first good poll i64 | known i64
 *   sum    series u32 | month u32 (biased) -> rows u64 | sum of CRCs u64
 *   rollup month u32 | series u32 -> counts by day: see rollup.h
 *
 * A doc is the first 8 bytes of the article's id (of its SHA-256 where the
 * id is no hex), a story the doc of its first member, the one known first.
 * Series, source, language and model ids depend on the order of arrival, so a
 * dump prints names.
 *
 * Schema 1 had no table rollup; `migrate` makes it (store/migrate.h).
 *
 * Users: store/.
 */
#ifndef STORE_DB_SCHEMA_H
#define STORE_DB_SCHEMA_H

#include "fetch/base/str.h"

#include <stdint.h>

enum { SCHEMA_VERSION = 2 };

enum schema_table {
	TABLE_META,
	TABLE_NAME,
	TABLE_TEXT,
	TABLE_DOC,
	TABLE_OBS,
	TABLE_LOG,
	TABLE_STORY,
	TABLE_BAND,
	TABLE_CANON,
	TABLE_MODEL,
	TABLE_FEED,
	TABLE_SUM,
	TABLE_ROLLUP,
	TABLES
};

const char *schema_table_name(enum schema_table t);

/* Classes of names. Ids start at 1; 0 is "absent". */
enum name_class {
	NAME_SERIES = 's',
	NAME_SOURCE = 'f',
	NAME_LANG = 'l',
	NAME_MODEL = 'm',
	NAME_FEED = 'u',
	NAME_WORD = 'w' /* units, directions, roles, horizons, reasons */
};

/* What a series holds; "what" and "entity" as in series.h. */
enum obs_kind {
	OBS_ARTICLE = 1, /* a row a scored article: the denominators */
	OBS_MENTION,     /* a row a (article, entity) */
	OBS_SIGNAL,      /* a row a (article, signal, entity), an item a cue */
	OBS_CLAIM,   /* a row a (article, metric, entity), an item a claim */
	OBS_FACT,    /* a row a (filing, concept), an item a period */
	OBS_HARD,    /* a row a value of a user's own series */
	OBS_OUTCOME, /* a row a fetch attempt: model 0 */
	OBS_INDEX    /* a row an index definition, whose text is in the name */
};

enum origin {
	ORIGIN_LIVE = 1,
	ORIGIN_FIRST_POLL,
	ORIGIN_LATE,
	ORIGIN_BACKFILL
};
enum content { CONTENT_FULL = 1, CONTENT_PARTIAL, CONTENT_SUMMARY };
enum precision { PRECISION_SECOND = 1, PRECISION_MINUTE, PRECISION_DAY };
enum article_kind {
	KIND_NEWS = 1,
	KIND_RELEASE,
	KIND_FILING,
	KIND_POST,
	KIND_LISTING
};
enum scope { SCOPE_GENERAL = 1, SCOPE_TOPIC };
enum modality {
	MODALITY_ASSERTED = 1,
	MODALITY_REPORTED,
	MODALITY_FORECAST,
	MODALITY_HYPOTHETICAL,
	MODALITY_QUESTION,
	MODALITY_NEGATED,
	MODALITY_IRONIC
};
enum text_field { FIELD_TITLE = 1, FIELD_TEXT };

enum schema_list {
	LIST_KIND_OF_SERIES, /* "article" "mention" … */
	LIST_ORIGIN,         /* "live" "first-poll" "late" "backfill" */
	LIST_CONTENT,
	LIST_PRECISION,
	LIST_ARTICLE_KIND,
	LIST_SCOPE,
	LIST_MODALITY,
	LIST_FIELD,
	LISTS
};

/* The word for a number, "" for 0 or what is not in the list. */
const char *schema_word(enum schema_list list, unsigned value);
/* The number of a word, 0 where it is absent or unknown. */
unsigned schema_value(enum schema_list list, struct str word);

#endif
