/*
 * A fault while reading the map (a cut or damaged file) ends the program
 * with one line and EXIT_DATA. The one place beside the program files that
 * exits: a signal handler cannot return here.
 *
 * Users: program files of store/.
 */
#ifndef STORE_DB_FAULT_H
#define STORE_DB_FAULT_H

/* Handle SIGBUS and SIGSEGV. Any address: LMDB makes null pointers, too, out
 * of damaged pages. */
void fault_setup(void);

/* Print "the store is damaged" and _exit(EXIT_DATA). */
_Noreturn void fault_end(void);

#endif
