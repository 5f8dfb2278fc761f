/*
 * Rows a second of the store: observations (row, change feed, sums) in order
 * of arrival (time goes on over all series), in batches, fully synced; a scan
 * with checksums, as it lies then and when compacted; one series; and a
 * back-fill in order of the keys into a fresh store that takes the place of
 * an empty one, verified.
 *
 * With STEP every figure is told again whenever so many rows have come, to
 * show how it grows.
 *
 * usage: bench_store_rows [ROWS [SERIES [BATCH [STEP]]]]
 */
#include "fetch/base/log.h"
#include "store/compact.h"
#include "store/db/check.h"
#include "store/replace.h"
#include "store/rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

struct job {
	struct rows rows;
	size_t from, n, series, total;
	bool sorted; /* in order of the keys, not of arrival */
	uint32_t *ids;
};

static uint64_t mix(uint64_t x)
{
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

static int name_series(struct writer *w, struct job *j, struct err *e)
{
	char name[64];

	for (size_t i = 0; i < j->series; i++) {
		(void)snprintf(name, sizeof name, "signal/s/%zu", i);
		if (write_name(w, NAME_SERIES, str_of(name), &j->ids[i], e) !=
		    0)
			return -1;
	}
	return 0;
}

/* row i of the batch: of which series, and when */
static void place(const struct job *j, size_t i, size_t *series, size_t *at)
{
	size_t each = j->total / j->series + 1;

	*series = j->sorted ? i / each : mix(i) % j->series;
	*at = j->sorted ? i % each * j->series : i;
}

static int put(struct writer *w, void *user, struct err *e)
{
	struct job *j = user;
	struct buf items;
	size_t series, at;

	buf_init(&items, 64);
	rows_clear(&j->rows);
	if (j->from == 0 && name_series(w, j, e) != 0)
		return -1;
	for (size_t i = j->from; i < j->from + j->n; i++) {
		place(j, i, &series, &at);
		struct obs_row r = {
		    .key = {j->ids[series],
			1735689600 * STAMP_SECOND + (int64_t)at * 1000000,
			mix(~i), 1, w->known},
		    .kind = OBS_SIGNAL,
		    .origin = ORIGIN_LIVE,
		    .story = mix(~i),
		    .seen = (int64_t)i};

		buf_clear(&items);
		obs_add_signal(&items, &(struct obs_signal){1, 2, 3, 500000,
					   FIELD_TEXT, MODALITY_ASSERTED, 1});
		rows_add(&j->rows, &r, buf_view(&items));
	}
	buf_release(&items);
	return rows_put(&j->rows, w, e);
}

/* go on until there are `until` rows */
static int put_until(
    struct env *env, struct job *j, size_t until, size_t batch, struct err *e)
{
	struct writer w;
	int rc = 0;

	write_init(&w, env);
	for (; j->from < until && rc == 0; j->from += j->n) {
		j->n = until - j->from < batch ? until - j->from : batch;
		rc = write_run(&w, 0, put, j, e);
	}
	write_release(&w);
	return rc;
}

/* a lap's clock, and the processor time in it, which a busy machine does not
 * stretch */
struct lap {
	int64_t began, cpu;
};

static int64_t cpu_now(void)
{
	struct rusage u;

	if (getrusage(RUSAGE_SELF, &u) != 0)
		return 0;
	return ((int64_t)u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1000000 +
	       u.ru_utime.tv_usec + u.ru_stime.tv_usec;
}

/* rows in this lap, and in the file at path */
static void tell(const char *what, size_t rows, struct lap *lap,
    const char *path, size_t in_file)
{
	int64_t ticks = stamp_ticks() - lap->began, cpu = cpu_now() - lap->cpu;
	struct stat st = {0};

	(void)stat(path, &st);
	printf("%-22s %10.0f rows/s, %10.0f a second of CPU; file %6.1f "
	       "bytes/row\n",
	    what, (double)rows * 1e6 / (double)(ticks + 1),
	    (double)rows * 1e6 / (double)(cpu + 1),
	    (double)st.st_size / (double)in_file);
	(void)fflush(stdout);
	*lap = (struct lap){stamp_ticks(), cpu_now()};
}

static int scan(struct env *env, const struct job *j, size_t *n, struct err *e)
{
	struct reader *r = read_begin(env, STAMP_NONE, e);
	struct obs_row row;
	int rc = r ? 0 : -1;

	*n = 0;
	for (size_t i = 0; i < j->series && rc == 0; i++) {
		struct read_rows *it =
		    read_rows_begin(r, j->ids[i], STAMP_NONE, INT64_MAX, 1, e);

		while (it && (rc = read_rows_next(it, &row, e)) == 1)
			++*n;
		read_rows_end(it);
	}
	read_end(r);
	return rc;
}

/* pages of the two tables by what their rows hold: signal rows of one item */
static int tell_pages(struct env *env, const char *when, struct err *e)
{
	struct reader *r = read_begin(env, STAMP_NONE, e);
	struct read_size obs = {0}, log = {0};
	int rc = r ? read_size(r, TABLE_OBS, &obs, e) : -1;

	if (rc == 0)
		rc = read_size(r, TABLE_LOG, &log, e);
	read_end(r);
	if (rc == 0)
		printf("pages %-16s %10.2f times the raw bytes\n", when,
		    (double)(obs.bytes + log.bytes) /
			((double)obs.rows * (OBS_KEY_BYTES + 80) +
			    (double)log.rows * (OBS_KEY_BYTES + 4)));
	return rc;
}

static int one_series(struct env *env, const struct job *j, struct err *e)
{
	struct job one = {.series = 1, .ids = j->ids};
	struct lap lap = {stamp_ticks(), cpu_now()};
	struct reader *r;
	size_t n = 0;
	int rc = 0;

	for (int i = 0; i < 100 && rc == 0; i++)
		rc = scan(env, &one, &n, e);
	printf("one series             %10.3f ms for %zu rows",
	    (double)(stamp_ticks() - lap.began) / 1e5, n);
	lap.began = stamp_ticks();
	r = rc == 0 ? read_begin(env, STAMP_NONE, e) : NULL;
	for (int i = 0; i < 100 && r && rc == 0; i++)
		rc = read_check_months(r, j->ids[0], 0, INT64_MAX, e);
	read_end(r);
	printf(", %.3f ms to compare its months\n",
	    (double)(stamp_ticks() - lap.began) / 1e5);
	return rc;
}

/* put so many rows more, then read them */
static int grow(
    struct env *env, struct job *j, size_t until, size_t batch, struct err *e)
{
	size_t before = j->from, n = 0;
	struct lap lap = {stamp_ticks(), cpu_now()};
	int rc = put_until(env, j, until, batch, e);

	tell(
	    "put in arrival order", j->from - before, &lap, env->path, j->from);
	for (int i = 0; i < 2 && rc == 0; i++) {
		rc = scan(env, j, &n, e);
		tell(i ? "scan with checksums" : "scan, first time", n, &lap,
		    env->path, j->from);
	}
	if (rc == 0)
		rc = tell_pages(env, "then", e);
	return rc == 0 ? one_series(env, j, e) : rc;
}

static int arrive(
    const char *path, size_t batch, size_t step, struct job *j, struct err *e)
{
	struct env *env = env_open(path, &(struct env_options){0}, e);
	int rc = env ? 0 : -1;

	while (rc == 0 && j->from < j->total) {
		size_t left = j->total - j->from;

		if (step < j->total)
			printf("== %zu rows\n",
			    j->from + (left < step ? left : step));
		rc = grow(
		    env, j, j->from + (left < step ? left : step), batch, e);
	}
	env_close(env);
	return rc;
}

static int compact(const char *path, struct job *j, struct err *e)
{
	struct env *env =
	    env_open(path, &(struct env_options){.alone = true}, e);
	struct lap lap = {stamp_ticks(), cpu_now()};
	int rc = env ? compact_store(env, e) : -1;
	size_t n = 0;

	env_close(env);
	tell("compact and verify", j->total, &lap, path, j->total);
	env = rc == 0 ? env_open(path, &(struct env_options){0}, e) : NULL;
	rc = env ? tell_pages(env, "when compacted", e) : -1;
	for (int i = 0; i < 3 && rc == 0; i++) {
		rc = scan(env, j, &n, e);
		tell("scan when compacted", n, &lap, path, n);
	}
	if (rc == 0)
		rc = one_series(env, j, e);
	env_close(env);
	return rc;
}

enum { BULK_ROWS = 500000 };

static int fill(struct env *to, void *user, struct err *e)
{
	struct job *j = user;
	struct lap lap = {stamp_ticks(), cpu_now()};
	int rc;

	j->from = 0;
	rc = put_until(to, j, j->total, BULK_ROWS, e);

	if (rc == 0)
		rc = env_sync(to, e);
	tell("back-fill, put", j->total, &lap, to->path, j->total);
	return rc;
}

static int backfill(const char *path, struct job *j, struct err *e)
{
	replace_remove(path);
	struct env *env =
	    env_open(path, &(struct env_options){.alone = true}, e);
	struct lap lap = {stamp_ticks(), cpu_now()};

	j->sorted = true;
	int rc = env ? replace_store(env, fill, j, e) : -1;

	env_close(env);
	tell("with verify and rename", j->total, &lap, path, j->total);
	return rc;
}

int main(int argc, char **argv)
{
	size_t total = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000000;
	size_t series = argc > 2 ? strtoul(argv[2], NULL, 10) : 5000;
	size_t batch = argc > 3 ? strtoul(argv[3], NULL, 10) : 100000;
	size_t step = argc > 4 ? strtoul(argv[4], NULL, 10) : total;
	char dir[] = "jevons-bench-XXXXXX", path[64];
	struct job j = {.series = series, .total = total};
	struct err e = {0};

	if (!total || !series || !batch || !step || !mkdtemp(dir))
		return EXIT_USAGE;
	(void)snprintf(path, sizeof path, "%s/s.lmdb", dir);
	log_open("bench_store_rows", LOG_INFO);
	rows_init(&j.rows);
	j.ids = mem_new(series, sizeof *j.ids);
	int rc = arrive(path, batch, step, &j, &e);

	if (rc == 0)
		rc = compact(path, &j, &e);
	if (rc == 0)
		rc = backfill(path, &j, &e);

	free(j.ids);
	rows_release(&j.rows);
	replace_remove(path);
	(void)rmdir(dir);
	return rc == 0 ? 0 : log_error(&e);
}
