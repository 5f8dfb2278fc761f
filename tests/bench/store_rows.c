/*
 * Rows a second of the store: observations (row, change feed, sums) in order
 * of arrival (time goes on over all series), in batches, fully synced; then
 * compaction, and a scan with checksums.
 *
 * usage: bench_store_rows [ROWS [SERIES [BATCH]]]
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
	size_t from, n, series;
	uint32_t *ids;
};

static uint64_t mix(uint64_t x)
{
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

static int put(struct writer *w, void *user, struct err *e)
{
	struct job *j = user;
	struct buf items;
	char name[64];

	buf_init(&items, 64);
	rows_clear(&j->rows);
	for (size_t i = 0; j->from == 0 && i < j->series; i++) {
		(void)snprintf(name, sizeof name, "signal/s/%zu", i);
		if (write_name(w, NAME_SERIES, str_of(name), &j->ids[i], e) !=
		    0)
			return -1;
	}
	for (size_t i = j->from; i < j->from + j->n; i++) {
		struct obs_row r = {
		    .key = {j->ids[mix(i) % j->series],
			1735689600 * STAMP_SECOND + (int64_t)i * 1000000,
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

static void tell(
    const char *what, size_t rows, struct lap *lap, const char *path)
{
	int64_t ticks = stamp_ticks() - lap->began, cpu = cpu_now() - lap->cpu;
	struct stat st = {0};

	(void)stat(path, &st);
	printf("%-22s %10.0f rows/s, %10.0f a second of CPU; file %6.1f "
	       "bytes/row\n",
	    what, (double)rows * 1e6 / (double)(ticks + 1),
	    (double)rows * 1e6 / (double)(cpu + 1),
	    (double)st.st_size / (double)rows);
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

static int run(
    const char *path, size_t total, size_t batch, struct job *j, struct err *e)
{
	struct env *env = env_open(path, &(struct env_options){0}, e);
	struct writer w;
	size_t n = 0;
	int rc = 0;

	if (!env)
		return -1;
	write_init(&w, env);
	struct lap lap = {stamp_ticks(), cpu_now()};

	for (; j->from < total && rc == 0; j->from += j->n) {
		j->n = total - j->from < batch ? total - j->from : batch;
		rc = write_run(&w, 0, put, j, e);
	}
	tell("put in arrival order", total, &lap, path);
	write_release(&w);
	rc = rc == 0 ? scan(env, j, &n, e) : rc;
	tell("scan, first time", n, &lap, path);
	rc = rc == 0 ? scan(env, j, &n, e) : rc;
	tell("scan with checksums", n, &lap, path);
	env_close(env);
	env = env_open(path, &(struct env_options){.alone = true}, e);
	if (!env || rc != 0 || compact_store(env, e) != 0)
		rc = -1;
	env_close(env);
	tell("compact and verify", total, &lap, path);
	env = rc == 0 ? env_open(path, &(struct env_options){0}, e) : NULL;
	for (int i = 0; i < 3 && env && rc == 0; i++) {
		rc = scan(env, j, &n, e);
		tell("scan when compacted", n, &lap, path);
	}
	env_close(env);
	return rc;
}

int main(int argc, char **argv)
{
	size_t total = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000000;
	size_t series = argc > 2 ? strtoul(argv[2], NULL, 10) : 5000;
	size_t batch = argc > 3 ? strtoul(argv[3], NULL, 10) : 100000;
	char dir[] = "jevons-bench-XXXXXX", path[64];
	struct job j = {.series = series};
	struct err e = {0};

	if (!total || !series || !batch || !mkdtemp(dir))
		return EXIT_USAGE;
	(void)snprintf(path, sizeof path, "%s/s.lmdb", dir);
	log_open("bench_store_rows", LOG_INFO);
	rows_init(&j.rows);
	j.ids = mem_new(series, sizeof *j.ids);
	int rc = run(path, total, batch, &j, &e);

	free(j.ids);
	rows_release(&j.rows);
	replace_remove(path);
	(void)rmdir(dir);
	return rc == 0 ? 0 : log_error(&e);
}
