#include "score/stage.h"

#include "fetch/base/out.h"
#include "parse/record/lines.h"
#include "score/explain.h"

#include <poll.h>
#include <string.h>
#include <unistd.h>

enum { FLUSH_BYTES = 64 * 1024 };
static const size_t line_max_bytes = (size_t)768 * 1024 * 1024;

/* What a worker gives back for a line: a head, then the line. */
struct head {
	enum scorer_result result;
	struct err e;
};

/* one line to what goes out, "" for nothing */
static enum scorer_result one_line(struct stage *s, struct str line,
    struct str place, struct buf *to, struct err *e)
{
	size_t before = to->n;
	enum scorer_result r = scorer_line(&s->scorer, line, place, to, e);

	if (s->explain) {
		to->n = before;
		if (r == SCORER_SCORED)
			explain_write(to, &s->scorer, s->colour);
	} else {
		buf_char(to, '\n');
	}
	return r;
}

static int flush(struct stage *s, struct err *e)
{
	int rc = s->out.n ? out_all(STDOUT_FILENO, buf_view(&s->out), e) : 0;

	buf_clear(&s->out);
	return rc;
}

static int count(struct stage *s, enum scorer_result r, struct str place,
    const struct err *why, struct err *e)
{
	s->done++;
	if (r == SCORER_REFUSED) {
		s->n_refused++;
		s->refused(place, why);
	}
	if (s->out.over)
		return err_set(e, EXIT_INTERNAL, "a line is too big");
	return s->out.n >= FLUSH_BYTES ? flush(s, e) : 0;
}

/* "name:line" at the end of the job's buffer */
static struct str print_place(struct buf *to, const struct stage_place *at)
{
	size_t begin = to->n;

	buf_printf(to, "%.*s:%lld", STR_ARG(at->name), at->line);
	return str_sub(buf_view(to), begin, to->n);
}

/* in the worker: the job is the length of the place, the place, the line */
static void work(void *user, struct str job, struct buf *result)
{
	struct stage *s = user;
	struct head head = {0};
	size_t n;

	memcpy(&n, job.p, sizeof n);
	struct str place = str_sub(job, sizeof n, sizeof n + n);
	struct str line = str_sub(job, sizeof n + n, job.n);

	buf_add(result, &head, sizeof head);
	head.result = one_line(s, line, place, result, &head.e);
	memcpy(result->p, &head, sizeof head);
}

/* in the caller, in order */
static int take(void *user, struct str result, bool lost, struct err *e)
{
	struct stage *s = user;
	struct head head = {.result = SCORER_REFUSED};
	struct buf place;

	buf_init(&place, 8192);
	struct str at = print_place(&place, &s->given[s->first]);

	s->first = (s->first + 1) % (WORKERS_MAX * WORKERS_BACKLOG);
	s->n_given--;
	if (lost) {
		s->lost++;
		err_set(&head.e, EXIT_INTERNAL, "a worker died of this line");
		if (!s->explain) {
			scorer_refuse(at, &head.e, s->now, &s->out);
			buf_char(&s->out, '\n');
		}
	} else {
		memcpy(&head, result.p, sizeof head);
		buf_str(&s->out, str_sub(result, sizeof head, result.n));
	}
	int rc = count(s, head.result, at, &head.e, e);

	buf_release(&place);
	return rc;
}

static int give(struct stage *s, const struct stage_place *at, struct str line,
    struct err *e)
{
	size_t n = 0;

	s->given[(s->first + s->n_given++) % (WORKERS_MAX * WORKERS_BACKLOG)] =
	    *at;
	buf_clear(&s->job);
	buf_add(&s->job, &n, sizeof n);
	n = print_place(&s->job, at).n;
	memcpy(s->job.p, &n, sizeof n);
	buf_str(&s->job, line);
	return workers_add(s->workers, buf_view(&s->job), e);
}

static int take_line(struct stage *s, const struct stage_place *at,
    struct str line, struct err *e)
{
	struct err why = {0};

	s->in++;
	if (s->workers)
		return give(s, at, line, e);
	buf_clear(&s->job);
	struct str place = print_place(&s->job, at);
	enum scorer_result r = one_line(s, line, place, &s->out, &why);

	return count(s, r, place, &why, e);
}

/* a line that is over the ceiling of lines.h */
static int refuse_line(struct stage *s, const struct stage_place *at,
    const struct err *why, struct err *e)
{
	if (s->workers && workers_drain(s->workers, e) != 0)
		return -1;
	s->in++;
	buf_clear(&s->job);
	struct str place = print_place(&s->job, at);

	if (!s->explain) {
		scorer_refuse(place, why, s->now, &s->out);
		buf_char(&s->out, '\n');
	}
	return count(s, SCORER_REFUSED, place, why, e);
}

/* Before a wait for input all that is done goes out. */
static int settle(struct stage *s, bool input, struct err *e)
{
	struct pollfd p = {STDIN_FILENO, POLLIN, 0};

	if (input && poll(&p, 1, 0) > 0)
		return 0;
	if (!input)
		return 0;
	if (s->workers && workers_drain(s->workers, e) != 0)
		return -1;
	return flush(s, e);
}

int stage_begin(struct stage *s, struct err *e)
{
	scorer_make(&s->scorer, s->model, s->now);
	buf_init(&s->out, line_max_bytes);
	buf_init(&s->job, line_max_bytes);
	if (s->jobs > 1) {
		s->workers = workers_open(s->jobs, work, take, s, e);
		if (!s->workers)
			return -1;
	}
	return 0;
}

int stage_file(struct stage *s, const char *path, struct err *e)
{
	struct lines *l = lines_open(path, e);
	enum lines_result r = LINES_LINE;
	struct err why = {0};
	struct str line;
	int rc = 0;

	if (!l)
		return -1;
	struct stage_place at = {.name = str_of(lines_name(l))};

	while (rc == 0) {
		rc = settle(s, strcmp(path, "-") == 0, e);
		if (rc != 0)
			break;
		r = lines_next(l, &line, &why);
		at.line = lines_number(l);
		if (r == LINES_LINE)
			rc = take_line(s, &at, line, e);
		else if (r == LINES_REFUSED)
			rc = refuse_line(s, &at, &why, e);
		else
			break;
		err_clear(&why);
	}
	if (rc == 0 && s->workers)
		rc = workers_drain(s->workers, e);
	if (rc == 0)
		rc = flush(s, e);
	if (rc == 0 && r == LINES_ERROR)
		rc = err_set(e, why.code, "%s", why.text);
	lines_close(l);
	return rc;
}

void stage_release(struct stage *s)
{
	workers_close(s->workers);
	scorer_release(&s->scorer);
	buf_release(&s->out);
	buf_release(&s->job);
}
