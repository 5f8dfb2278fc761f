/*
 * Where things are: the user's data, and the program's own tables.
 *
 * Owns: results live in the caller's buf.
 * Users: program files; modules get paths handed in.
 */
#ifndef FETCH_BASE_HOME_H
#define FETCH_BASE_HOME_H

#include "fetch/base/buf.h"
#include "fetch/base/err.h"

/* $JEVONS_HOME, else $XDG_DATA_HOME/jevons, else ~/.local/share/jevons, with
 * "/" and name appended where name is not NULL. EXIT_CONFIG where neither
 * JEVONS_HOME nor HOME is set. */
int home_path(struct buf *to, const char *name, struct err *e);

/* Make the folder and its parents (0777 & umask). EXIT_CANTCREAT. */
int home_make_dir(const char *path, struct err *e);

/* PREFIX/share/jevons/NAME, where the running program is PREFIX/bin/x: the
 * build tree has that shape too. NAME starts with its stage:
 * "score/entities.tsv". */
int home_share(struct buf *to, const char *name, struct err *e);

/* The folder that holds the running program: stages start each other there. */
int home_bin(struct buf *to, const char *name, struct err *e);

#endif
