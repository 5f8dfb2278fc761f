#include "store/db/env_size.h"

#include <setjmp.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int env_size_fill(struct env *env, struct err *e)
{
	MDB_envinfo info;
	MDB_stat st;
	struct stat file;

	if (mdb_env_info(env->mdb, &info) != 0 ||
	    mdb_env_stat(env->mdb, &st) != 0 || fstat(env->data, &file) != 0)
		return err_sys(e, EXIT_OS, "cannot look at the store's file");
	off_t least = ((off_t)info.me_last_pgno + 1) * (off_t)st.ms_psize;

	if (file.st_size < least && ftruncate(env->data, least) != 0)
		return err_sys(e, EXIT_IO, "cannot fill up the store's file");
	return 0;
}

/* Where a fault while the list of free pages is read goes back to. The one
 * variable of its kind: a signal handler has nothing else to go by. */
static sigjmp_buf before_fault;

static void on_fault(int number)
{
	siglongjmp(before_fault, number);
}

/* how many pages from `first` on the list of free pages names */
static int count_free(
    MDB_cursor *cur, size_t first, size_t *count, struct err *e)
{
	MDB_val k, v;
	int rc;

	*count = 0;
	for (;;) {
		rc = mdb_cursor_get(cur, &k, &v, MDB_NEXT);
		if (rc != 0)
			break;
		for (size_t i = 1; i < v.mv_size / sizeof i; i++) {
			size_t page;

			memcpy(&page, (char *)v.mv_data + i * sizeof page,
			    sizeof page);
			*count += page >= first;
		}
	}
	return rc == MDB_NOTFOUND ? 0
				  : env_error(e, rc, "cannot open the store");
}

/* The same, where a page of that list itself may be missing: then 0 pages are
 * told, which cannot be right. */
static int count_free_safely(
    struct env *env, size_t first, size_t *count, struct err *e)
{
	enum { FREE_PAGES = 0 }; /* LMDB's own table: id -> n, page numbers */
	struct sigaction mine = {.sa_handler = on_fault}, old;
	MDB_txn *txn = NULL;
	MDB_cursor *cur = NULL;
	int rc = mdb_txn_begin(env->mdb, NULL, MDB_RDONLY, &txn);

	if (rc == 0)
		rc = mdb_cursor_open(txn, FREE_PAGES, &cur);
	if (rc != 0) {
		mdb_txn_abort(txn);
		return env_error(e, rc, "cannot open the store");
	}
	(void)sigemptyset(&mine.sa_mask);
	(void)sigaction(SIGBUS, &mine, &old);
	if (sigsetjmp(before_fault, 1) == 0) {
		rc = count_free(cur, first, count, e);
	} else {
		*count = 0;
		rc = 0;
	}
	(void)sigaction(SIGBUS, &old, NULL);
	mdb_cursor_close(cur);
	mdb_txn_abort(txn);
	return rc;
}

/* -1 an error, 0 all there, 1 pages are missing */
static int look(struct env *env, MDB_envinfo *info, off_t *bytes, struct err *e)
{
	MDB_stat st;
	struct stat file;
	size_t free_pages;

	if (mdb_env_info(env->mdb, info) != 0 ||
	    mdb_env_stat(env->mdb, &st) != 0 || fstat(env->data, &file) != 0)
		return err_sys(e, EXIT_OS, "cannot look at '%s'", env->path);
	size_t there = (size_t)file.st_size / st.ms_psize;

	*bytes = file.st_size;
	if (file.st_size == 0 || there > info->me_last_pgno)
		return 0;
	if (count_free_safely(env, there, &free_pages, e) != 0)
		return -1;
	return free_pages != info->me_last_pgno + 1 - there;
}

int env_size_check(struct env *env, struct err *e)
{
	MDB_envinfo info, again;
	off_t bytes = 0;
	int rc;

	/* a writer may commit between two looks */
	do
		rc = look(env, &info, &bytes, e);
	while (rc == 1 && mdb_env_info(env->mdb, &again) == 0 &&
	       again.me_last_txnid != info.me_last_txnid);
	if (rc == 1)
		return err_set(e, EXIT_DATA,
		    "'%s' is cut short: %lld bytes, %lld pages in use",
		    env->path, (long long)bytes,
		    (long long)info.me_last_pgno + 1);
	return rc;
}
