/*
 * The rows of bench_store_rows in SQLite: the same keys and as many bytes, the
 * same two tables, batches of the same size, each synced; put as they arrive,
 * or each batch sorted first, as the store does. Built by
 * tests/bench/store_beside.sh, not by the project.
 *
 * usage: sqlite_rows FILE ROWS SERIES BATCH arrival|sorted
 */
#include <sqlite3.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { VALUE_BYTES = 80 };

struct row {
	uint32_t series;
	int64_t time;
	int64_t doc;
	unsigned char value[VALUE_BYTES];
};

static uint64_t mix(uint64_t x)
{
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

static int by_key(const void *a, const void *b)
{
	const struct row *x = a, *y = b;

	if (x->series != y->series)
		return x->series < y->series ? -1 : 1;
	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	return (x->doc > y->doc) - (x->doc < y->doc);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double cpu(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
	       (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static void must(sqlite3 *db, int rc)
{
	if (rc == SQLITE_OK || rc == SQLITE_DONE || rc == SQLITE_ROW)
		return;
	(void)fprintf(stderr, "sqlite: %s\n", sqlite3_errmsg(db));
	exit(70);
}

static void run(sqlite3 *db, const char *sql)
{
	must(db, sqlite3_exec(db, sql, NULL, NULL, NULL));
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *s;

	must(db, sqlite3_prepare_v2(db, sql, -1, &s, NULL));
	return s;
}

static void tell(const char *what, size_t rows, double began, double used)
{
	printf("%-22s %10.0f rows/s, %10.0f a second of CPU\n", what,
	    (double)rows / (now() - began), (double)rows / (cpu() - used));
}

static void put(
    sqlite3 *db, size_t total, size_t series, size_t batch, int sorted)
{
	struct row *v = malloc(batch * sizeof *v);
	sqlite3_stmt *obs = prepare(db, "insert into obs values(?,?,?,1,?,?)");
	sqlite3_stmt *log = prepare(db, "insert into log values(?,?,?,?,1)");

	for (size_t from = 0; from < total; from += batch) {
		size_t n = total - from < batch ? total - from : batch;
		int64_t known = (int64_t)(from / batch) + 1;

		for (size_t i = 0; i < n; i++) {
			v[i].series = (uint32_t)(mix(from + i) % series);
			v[i].time = INT64_C(1735689600000000) +
				    (int64_t)(from + i) * 1000000;
			v[i].doc = (int64_t)mix(~(uint64_t)(from + i));
			memset(v[i].value, (int)i & 0xff, VALUE_BYTES);
		}
		if (sorted)
			qsort(v, n, sizeof *v, by_key);
		run(db, "begin");
		for (size_t i = 0; i < n; i++) {
			sqlite3_bind_int64(obs, 1, v[i].series);
			sqlite3_bind_int64(obs, 2, v[i].time);
			sqlite3_bind_int64(obs, 3, v[i].doc);
			sqlite3_bind_int64(obs, 4, known);
			sqlite3_bind_blob(
			    obs, 5, v[i].value, VALUE_BYTES, SQLITE_STATIC);
			must(db, sqlite3_step(obs));
			sqlite3_reset(obs);
		}
		for (size_t i = 0; i < n; i++) {
			sqlite3_bind_int64(log, 1, known);
			sqlite3_bind_int64(log, 2, v[i].series);
			sqlite3_bind_int64(log, 3, v[i].time);
			sqlite3_bind_int64(log, 4, v[i].doc);
			must(db, sqlite3_step(log));
			sqlite3_reset(log);
		}
		run(db, "commit");
	}
	sqlite3_finalize(obs);
	sqlite3_finalize(log);
	free(v);
}

static size_t scan(sqlite3 *db)
{
	sqlite3_stmt *s = prepare(db, "select series,time,doc,known,value "
				      "from obs order by series,time,doc");
	size_t n = 0;
	int rc;

	while ((rc = sqlite3_step(s)) == SQLITE_ROW)
		n += sqlite3_column_bytes(s, 4) == VALUE_BYTES &&
		     sqlite3_column_int64(s, 1) != 0;
	must(db, rc);
	sqlite3_finalize(s);
	return n;
}

int main(int argc, char **argv)
{
	sqlite3 *db;

	if (argc != 6)
		return 64;
	size_t total = strtoul(argv[2], NULL, 10);
	size_t series = strtoul(argv[3], NULL, 10);
	size_t batch = strtoul(argv[4], NULL, 10);

	must(NULL, sqlite3_open(argv[1], &db));
	/* each commit is on the disk before the next begins, as the store's */
	run(db, "pragma journal_mode=wal");
	run(db, "pragma synchronous=full");
	run(db, "pragma cache_size=-1000000");
	run(db, "pragma mmap_size=68719476736");
	run(db, "create table obs(series integer, time integer, doc integer, "
		"model integer, known integer, value blob, "
		"primary key(series,time,doc,model,known)) without rowid");
	run(db, "create table log(known integer, series integer, time integer, "
		"doc integer, model integer, "
		"primary key(known,series,time,doc,model)) without rowid");
	double began = now(), used = cpu();

	put(db, total, series, batch, strcmp(argv[5], "sorted") == 0);
	tell("put in arrival order", total, began, used);
	for (int i = 0; i < 2; i++) {
		began = now();
		used = cpu();
		size_t n = scan(db);

		tell(i ? "scan" : "scan, first time", n, began, used);
	}
	sqlite3_close(db);
	return 0;
}
