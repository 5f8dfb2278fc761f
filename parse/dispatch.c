#include "parse/dispatch.h"

#include "fetch/base/workers.h"
#include "parse/work.h"

#include <stdlib.h>
#include <string.h>

enum { UNDER_WAY_MAX = WORKERS_MAX * WORKERS_BACKLOG + 1 };

static const size_t job_max_bytes = (size_t)768 << 20;

/* what must be told of a job that was lost */
struct place {
	char *url, *file;
	int64_t offset, fetched;
};

struct dispatch {
	dispatch_write *write;
	void *user;
	struct workers *workers; /* NULL: we do it */
	struct work *work;       /* a worker has a copy of its own */
	struct buf bytes;
	struct job_counts counts;
	struct place place[UNDER_WAY_MAX]; /* a ring */
	size_t given, taken;
};

/* in the worker: counts, then lines */
static void work_job(void *user, struct str bytes, struct buf *result)
{
	struct dispatch *d = user;
	struct job_counts counts = {0};
	struct job j;

	job_decode(bytes, &j);
	buf_add(result, &counts, sizeof counts);
	work_do(d->work, &j, result, &counts);
	memcpy(result->p, &counts, sizeof counts);
}

static int count_and_write(
    struct dispatch *d, struct job_counts c, struct str lines, struct err *e)
{
	d->counts.in += c.in;
	d->counts.out += c.out;
	d->counts.refused += c.refused;
	return lines.n ? d->write(d->user, lines, e) : 0;
}

static int write_lost(struct dispatch *d, const struct place *p, struct err *e)
{
	struct job j = {
	    .kind = JOB_REFUSED,
	    .url = str_of(p->url),
	    .fetched = p->fetched,
	    .raw = {.file = str_of(p->file), .offset = p->offset},
	    .reason = STR("the worker died of it"),
	};
	struct job_counts counts = {0};
	struct buf lines;

	buf_init(&lines, 1 << 20);
	work_do(d->work, &j, &lines, &counts);
	int rc = count_and_write(d, counts, buf_view(&lines), e);

	buf_release(&lines);
	return rc;
}

static int take_result(void *user, struct str result, bool lost, struct err *e)
{
	struct dispatch *d = user;
	struct place *p = &d->place[d->taken++ % UNDER_WAY_MAX];
	struct job_counts counts;
	int rc;

	if (lost) {
		rc = write_lost(d, p, e);
	} else {
		memcpy(&counts, result.p, sizeof counts);
		rc = count_and_write(
		    d, counts, str_sub(result, sizeof counts, result.n), e);
	}
	free(p->url);
	free(p->file);
	*p = (struct place){0};
	return rc;
}

struct dispatch *dispatch_open(
    size_t jobs, dispatch_write *write, void *user, struct err *e)
{
	struct dispatch *d = mem_new(1, sizeof *d);

	d->write = write;
	d->user = user;
	d->work = work_open();
	buf_init(&d->bytes, job_max_bytes);
	if (jobs > 1)
		d->workers = workers_open(jobs, work_job, take_result, d, e);
	if (jobs > 1 && !d->workers) {
		dispatch_close(d);
		return NULL;
	}
	return d;
}

static int add_here(struct dispatch *d, const struct job *j, struct err *e)
{
	struct job_counts counts = {0};

	buf_clear(&d->bytes);
	work_do(d->work, j, &d->bytes, &counts);
	return count_and_write(d, counts, buf_view(&d->bytes), e);
}

int dispatch_add(struct dispatch *d, const struct job *j, struct err *e)
{
	if (!d->workers)
		return add_here(d, j, e);
	buf_clear(&d->bytes);
	job_encode(&d->bytes, j);
	d->place[d->given++ % UNDER_WAY_MAX] = (struct place){
	    .url = j->url.p ? mem_text(j->url) : NULL,
	    .file = j->raw.file.p ? mem_text(j->raw.file) : NULL,
	    .offset = j->raw.offset,
	    .fetched = j->fetched,
	};
	return workers_add(d->workers, buf_view(&d->bytes), e);
}

void dispatch_count(struct dispatch *d, struct job_counts more)
{
	d->counts.in += more.in;
	d->counts.out += more.out;
	d->counts.refused += more.refused;
}

int dispatch_drain(struct dispatch *d, struct err *e)
{
	return d->workers ? workers_drain(d->workers, e) : 0;
}

struct job_counts dispatch_counts(const struct dispatch *d)
{
	return d->counts;
}

void dispatch_close(struct dispatch *d)
{
	if (!d)
		return;
	workers_close(d->workers);
	for (size_t i = 0; i < UNDER_WAY_MAX; i++) {
		free(d->place[i].url);
		free(d->place[i].file);
	}
	work_close(d->work);
	buf_release(&d->bytes);
	free(d);
}
