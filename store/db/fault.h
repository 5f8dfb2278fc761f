/*
 * A fault while reading the map (a cut or damaged file) ends the program
 * with one line, which names the file and the page, and EXIT_DATA. The one
 * place beside the program files that exits: a signal handler cannot return
 * here.
 *
 * Users: program files of store/; env.c, which says what is read.
 */
#ifndef STORE_DB_FAULT_H
#define STORE_DB_FAULT_H

#include "store/db/leaf.h"

/* Handle SIGBUS and SIGSEGV. Any address: LMDB makes null pointers, too, out
 * of damaged pages. */
void fault_setup(void);

/* The store that is read from now on, and where its map lies, if that is
 * known; NULL: none. */
void fault_watch(const char *path, const struct leaf_map *map);

/* Print "the store is damaged" and _exit(EXIT_DATA). */
_Noreturn void fault_end(void);

#endif
