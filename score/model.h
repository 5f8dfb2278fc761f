/*
 * A model: the tables and weights of a folder, with a user's entities on top,
 * and the name that stands for them all.
 *
 * Keeps: the name is "core-" and 12 hex digits of the SHA-256 over the names
 *   and bytes of all files in the folder that the scorers read (and over the
 *   version of the code that reads them); with tables of the user's
 *   (user_tables.h), ".user-" and 12 more, over these in their order. So equal
 * names mean equal scores. It is fit for a file's name. Owns: its tables, until
 * model_release(). Fails: EXIT_NOINPUT, EXIT_CONFIG with file and line. Users:
 * scorer.c, score_main.c.
 */
#ifndef SCORE_MODEL_H
#define SCORE_MODEL_H

#include "score/mentions.h"
#include "score/tone/judge.h"

enum { MODEL_NAME_BYTES = 48 };

struct model {
	struct entities entities;
	struct sentence_rules sentences;
	struct names names;
	struct finder finder;
	struct judge *judge;
	char name[MODEL_NAME_BYTES];
};

/* where the tables are: the given folder, or NULL: those that came with the
 * program */
int model_folder(struct buf *to, const char *given, struct err *e);
/* dir holds the tables; user_tables are paths of entity tables */
int model_open(struct model *m, const char *dir, const char *const *user_tables,
    size_t n_user_tables, struct err *e);
void model_release(struct model *m);

/* copies the files of a model from one folder to another, which is there */
int model_copy(const char *from, const char *to, struct err *e);

#endif
