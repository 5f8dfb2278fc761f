/*
 * Freezing a model: all that it was made of, copied to a folder of its name,
 * so that it can be scored with after the tables it came from have changed.
 *
 * Keeps: a folder of that name is whole: it is filled under another name,
 *   then renamed. One that is there already is left as it is.
 *   The frozen folder opens under the name it has.
 * Fails: EXIT_CANTCREAT, EXIT_IO, EXIT_NOINPUT; the started folder is removed.
 * Users: score_main.c.
 */
#ifndef SCORE_FREEZE_H
#define SCORE_FREEZE_H

#include "fetch/base/err.h"
#include "score/user_tables.h"

/* models: the folder that frozen ones lie in, made where it is not there;
 * name: of the model that dir and the user's tables make */
int freeze_model(const char *models, const char *name, const char *dir,
    const struct user_tables *user, struct err *e);

#endif
