/*
 * A version of an article as it is kept: its clocks, its story and its whole
 * scored line, zstd-compressed.
 *
 * Value, little-endian: flags u8 | origin u8 | content u8 | precision u8 |
 * kind u8 | scope u8 | language u16 | source u32 | series u32 | story u64 |
 * time i64 | published i64 | seen i64 | digest 16 bytes | fingerprint u64 |
 * line bytes u32 | packed bytes u32 | series u32 each | packed line | CRC.
 *
 * Keeps: time, published, origin and story are those of the first version.
 * Fails: EXIT_DATA.
 * Users: store/.
 */
#ifndef STORE_DB_DOC_H
#define STORE_DB_DOC_H

#include "fetch/base/buf.h"
#include "fetch/base/err.h"
#include "fetch/base/stamp.h"
#include "store/db/schema.h"

enum { DOC_KEY_BYTES = 18, DOC_DIGEST_BYTES = 16 };
/* flags: the line was removed to save space; the 8 bytes in its place say
 * when */
enum { DOC_PRUNED = 1 };
enum { DOC_LINE_MAX_BYTES = 256 * 1024 * 1024 };

struct doc_row {
	uint64_t doc;
	uint16_t model;
	int64_t known;
	unsigned flags;
	enum origin origin;
	unsigned content, precision, kind, scope; /* enums of schema.h */
	uint16_t lang;
	uint32_t source;
	uint64_t story;
	int64_t time;      /* event time: the bucket; STAMP_NONE undated */
	int64_t published; /* STAMP_NONE undated */
	int64_t seen;
	unsigned char digest[DOC_DIGEST_BYTES]; /* of normalised title, text */
	uint64_t fingerprint;                   /* 0: none */
	size_t line_bytes;
	size_t n_series;
	const unsigned char *series; /* u32 each; use doc_series() */
	struct str packed;
};

void doc_key_write(unsigned char to[DOC_KEY_BYTES], uint64_t doc,
    uint16_t model, int64_t known);
/* row->series and row->packed borrow from value */
int doc_read(
    struct str key, struct str value, struct doc_row *r, struct err *e);
/* series: ids of the obs rows that this version states. With DOC_PRUNED the
 * line is the 8 bytes of a stamp, little-endian. */
void doc_write(struct buf *to, const struct doc_row *r, const uint32_t *series,
    size_t n_series, struct str line);
uint32_t doc_series(const struct doc_row *r, size_t i);
/* the line as it came; EXIT_DATA where it is pruned or broken */
int doc_line(const struct doc_row *r, struct buf *to, struct err *e);

/* whether the line was removed, and when */
bool doc_pruned(const struct doc_row *r, int64_t *when);

/* The doc of an article id. */
uint64_t doc_of_id(struct str id);

#endif
