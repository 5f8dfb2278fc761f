/*
 * What a delivered matrix rests on, as one JSON object in a file: its schema,
 * question, models, watermark, how many rows and the digest of their bytes.
 *
 * Keeps: the next delivery begins at the watermark (--since-cursor FILE), and
 *   is refused where the question is another one.
 * Owns: manifest_close() frees what was begun.
 * Fails: EXIT_CANTCREAT, EXIT_IO; EXIT_NOINPUT, EXIT_DATA and EXIT_USAGE for
 *   one that is read.
 * Users: cmd_features.c.
 */
#ifndef STORE_QUERY_MANIFEST_H
#define STORE_QUERY_MANIFEST_H

#include "store/query/question.h"

enum { MANIFEST_SCHEMA = 1 };

struct manifest {
	const struct column *columns;
	size_t n_columns;
	const struct str *models;
	size_t n_models;
	int64_t watermark;    /* 0: the store is empty */
	int64_t since, until; /* of the rows; STAMP_NONE: there are none */
	size_t rows;
	struct str digest; /* SHA-256 of what was printed, hex */
	const char *format;
};

int manifest_write(const char *path, const struct ask *a,
    const struct manifest *m, struct err *e);

/* The watermark that rows are wanted from: a time, or a manifest's. */
int manifest_cursor(const char *word, const struct ask *a, int64_t now,
    const struct zone *z, int64_t *after, struct err *e);

#endif
