/*
 * An observation: one row of the table obs, key and value.
 *
 * Value, little-endian: kind u8 | flags u8 | origin u8 | content u8 |
 * precision u8 | article kind u8 | scope u8 | 0 u8 | language u16 | items u16
 * | source u32 | story u64 | seen i64 | six numbers of 4 bytes (below) |
 * items | CRC-32C over table, key and value. Reals are in millionths.
 *
 * Keeps: the last version of (series, time, doc, model) with known <= T is
 *   what was known at T; a retraction there means "no row".
 * Fails: EXIT_DATA for a wrong size or CRC.
 * Users: store/.
 */
#ifndef STORE_DB_OBS_H
#define STORE_DB_OBS_H

#include "fetch/base/buf.h"
#include "fetch/base/err.h"
#include "fetch/base/stamp.h"
#include "store/db/decimal.h"
#include "store/db/schema.h"

enum { OBS_KEY_BYTES = 30, OBS_ITEMS_MAX = 65535 };
enum { OBS_RETRACTED = 1 }; /* flags */
#define OBS_NONE INT32_MIN  /* a real that is unknown, a day that is absent */
#define OBS_REAL(v) ((double)(v) / 1e6)

struct obs_key {
	uint32_t series;
	int64_t time; /* event time; STAMP_NONE: undated, sorts first */
	uint64_t doc;
	uint16_t model;
	int64_t known;
};

/* article and mention: tone, p[negative, neutral, positive]; relevance and
 * number of mentions (mention), words (article). outcome and fact: status,
 * reason. */
struct obs_row {
	struct obs_key key;
	enum obs_kind kind;
	unsigned flags;
	enum origin origin;         /* 0: does not apply */
	unsigned content;           /* enum content, 0 unknown */
	unsigned precision;         /* enum precision, 0 unknown */
	unsigned article_kind;      /* enum article_kind */
	unsigned scope;             /* enum scope, 0 unknown */
	uint16_t lang;              /* NAME_LANG */
	uint32_t source;            /* NAME_SOURCE */
	uint64_t story;             /* doc of the story's first member */
	int64_t seen;               /* the article's fetched */
	int32_t tone, p[3];         /* millionths, OBS_NONE unknown */
	int32_t relevance;          /* millionths */
	uint32_t count;             /* mentions; words */
	uint32_t status;            /* outcome: of HTTP, 0 none */
	uint32_t reason;            /* outcome: NAME_WORD, 0 none; fact that
				     * came alone: its accession */
	int64_t first_known;        /* of the first version; set by read_rows */
	int64_t first_seen;         /* likewise */
	size_t n;                   /* items */
	const unsigned char *items; /* use the obs_…_item functions */
};

/* The item of an article row: how many near copies of the article were there
 * before it; counted when it became known, and never again (novelty.h). A row
 * without an item does not say. */
enum { OBS_WINDOWS = 5 };
struct obs_novelty {
	uint16_t
	    copies[OBS_WINDOWS]; /* in the 12 h, 24 h, 3 d, 5 d, 7 d before */
};

struct obs_mention { /* an item of a mention row, in order of the text */
	uint32_t begin, end, sentence;
	int32_t tone;
	enum text_field field;
};

struct obs_signal { /* an item of a signal row */
	uint32_t begin, end, sentence;
	int32_t strength; /* millionths */
	enum text_field field;
	enum modality modality;
	int demand; /* -1 0 1 */
};

struct obs_claim {
	uint32_t begin, end, sentence;
	enum text_field field;
	enum modality modality;
	bool approx;
	struct decimal value;
	uint32_t unit, direction, role, horizon; /* NAME_WORD, 0 absent */
	int32_t start_day, end_day; /* days since 1970, OBS_NONE absent */
};

struct obs_fact { /* an item of a fact or hard row */
	struct decimal value;
	int32_t start_day, end_day; /* OBS_NONE: start of an instant */
	int decimals;               /* 127 unknown */
};

void obs_key_write(unsigned char to[OBS_KEY_BYTES], const struct obs_key *k);
void obs_key_read(const unsigned char *from, struct obs_key *k);

/* The value with its CRC; items were added to `items` by obs_add_…. */
void obs_write(struct buf *to, const struct obs_row *r, struct str items);
/* Read and check a row; row->items borrows from value. */
int obs_read(
    struct str key, struct str value, struct obs_row *r, struct err *e);
/* the same of a row whose CRC was checked in this transaction */
int obs_read_checked(
    struct str key, struct str value, struct obs_row *r, struct err *e);

void obs_add_novelty(struct buf *items, const struct obs_novelty *n);
void obs_add_mention(struct buf *items, const struct obs_mention *m);
void obs_add_signal(struct buf *items, const struct obs_signal *s);
void obs_add_claim(struct buf *items, const struct obs_claim *c);
void obs_add_fact(struct buf *items, const struct obs_fact *f);
/* outcome, fact, hard: they have a status and a reason where others have a
 * tone */
bool obs_has_reason(enum obs_kind kind);
/* the items as they were added */
struct str obs_items(const struct obs_row *r);
/* item i < row->n of a row of the fitting kind */
struct obs_novelty obs_novelty_item(const struct obs_row *r, size_t i);
struct obs_mention obs_mention_item(const struct obs_row *r, size_t i);
struct obs_signal obs_signal_item(const struct obs_row *r, size_t i);
struct obs_claim obs_claim_item(const struct obs_row *r, size_t i);
struct obs_fact obs_fact_item(const struct obs_row *r, size_t i);

/* whether the article of a row is the first one of its story */
static inline bool obs_is_first(const struct obs_row *r)
{
	return r->story == r->key.doc;
}

/* whether an article row counts at all, and whether it takes part in N: there
 * are cues and tones where there are word lists, topic feeds and filings are
 * no sample of the news */
static inline bool obs_is_article(const struct obs_row *r)
{
	return r->article_kind != KIND_LISTING;
}

static inline bool obs_in_n(const struct obs_row *r)
{
	bool lists = r->kind == OBS_SIGNAL || r->tone != OBS_NONE;

	return lists && r->scope != SCOPE_TOPIC &&
	       r->article_kind != KIND_FILING;
}

#endif
