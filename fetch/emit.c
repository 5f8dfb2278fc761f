#include "fetch/emit.h"

#include "fetch/base/jsonw.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WRITE_BYTES = 4096, KEEP_BYTES = 4 * 1024 * 1024 };

/* How to write without waiting for the reader. A file takes all at once. A pipe
 * is opened anew, so that O_NONBLOCK is ours alone: others may share stdout.
 * Where that cannot be, poll tells when a pipe takes a page. */
static void settle_stdout(struct emit *m)
{
	struct stat st;
	int fd = -1;

	m->fd = STDOUT_FILENO;
	m->step = WRITE_BYTES;
	if (fstat(STDOUT_FILENO, &st) != 0)
		return;
	if (S_ISREG(st.st_mode) ||
	    (S_ISCHR(st.st_mode) && !isatty(STDOUT_FILENO)))
		m->step = SIZE_MAX;
	if (S_ISFIFO(st.st_mode))
		fd = open("/proc/self/fd/1", O_WRONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd >= 0) {
		m->fd = fd;
		m->step = SIZE_MAX;
	}
}

void emit_init(struct emit *m)
{
	settle_stdout(m);
	/* what one step may add beyond the mark: a page for each transfer */
	buf_init(&m->out, (size_t)EMIT_BEHIND_BYTES * 16);
}

void emit_release(struct emit *m)
{
	if (m->fd > STDOUT_FILENO)
		(void)close(m->fd);
	buf_release(&m->out);
}

int emit_record(
    struct emit *m, struct warc_record *r, bool stream_only, struct err *e)
{
	r->offset = -1;
	if (!stream_only && archive_add(&m->archive, r, e) != 0)
		return -1;
	warc_write(&m->out, r);
	if (m->out.over)
		return err_set(e, EXIT_INTERNAL, "the output queue overflows");
	m->written++;
	return 0;
}

int emit_line(struct emit *m, struct str uri, struct str line, bool stream_only,
    struct err *e)
{
	struct warc_record r = {
	    .type = "metadata",
	    .uri = uri,
	    .date = stamp_now(&m->clock),
	    .content_type = "application/json",
	    .body = line,
	};

	return emit_record(m, &r, stream_only, e);
}

static void begin_outcome(struct jsonw *j, struct buf *b)
{
	buf_init(b, 1 << 20);
	jsonw_begin(j, b);
	jsonw_object(j, NULL);
	jsonw_int(j, "v", 1);
	jsonw_text(j, "record", STR("outcome"));
}

static int end_outcome(struct emit *m, struct jsonw *j, struct str url,
    const char *reason, bool stream_only, struct err *e)
{
	jsonw_text(j, "reason", str_of(reason));
	jsonw_object_end(j);
	int rc = emit_line(m, url, buf_view(j->to), stream_only, e);

	buf_release(j->to);
	return rc;
}

int emit_outcome(struct emit *m, struct str url, struct str feed, int status,
    const char *reason, struct err *e)
{
	struct jsonw j;
	struct buf b;

	begin_outcome(&j, &b);
	jsonw_text(&j, "url", url);
	jsonw_text(&j, "feed", feed);
	jsonw_stamp(&j, "at", stamp_now(&m->clock));
	if (status)
		jsonw_int(&j, "status", status);
	return end_outcome(m, &j, url, reason, false, e);
}

int emit_refusal(struct emit *m, const char *reason, struct err *e)
{
	struct jsonw j;
	struct buf b;

	begin_outcome(&j, &b);
	jsonw_text(&j, "stage", STR("fetch"));
	jsonw_stamp(&j, "at", stamp_now(&m->clock));
	return end_outcome(m, &j, (struct str){NULL, 0}, reason, true, e);
}

/* a login of the URL is nothing for the archive */
static void add_request(struct buf *to, struct str request)
{
	struct str line;

	while ((line = str_split(&request, '\n')).p) {
		if (!request.p && !line.n)
			break; /* behind the last line's end */
		if (str_starts_nocase(line, STR("Authorization:")))
			continue;
		buf_str(to, line);
		buf_char(to, '\n');
	}
}

static int emit_request(struct emit *m, const struct emit_exchange *x,
    const struct warc_record *answer, struct err *e)
{
	struct buf head;

	buf_init(&head, x->request.n + 2);
	add_request(&head, x->request);
	struct warc_record r = {
	    .type = "request",
	    .uri = x->uri,
	    .date = answer->date,
	    .content_type = "application/http; msgtype=request",
	    .head = buf_view(&head),
	    .ip = x->ip,
	    .concurrent = str_of(answer->id),
	};
	int rc = archive_add(&m->archive, &r, e);

	buf_release(&head);
	return rc;
}

int emit_exchange(struct emit *m, const struct emit_exchange *x, struct err *e)
{
	struct warc_record r = {
	    .type = x->type,
	    .uri = x->uri,
	    .date = stamp_now(&m->clock),
	    .content_type = x->content_type
				? x->content_type
				: "application/http; msgtype=response",
	    .head = x->head,
	    .body = x->body,
	    .truncated = x->truncated,
	    .ip = x->ip,
	    .same_as = x->same_as,
	    .not_modified = x->not_modified,
	};

	if (emit_record(m, &r, false, e) != 0)
		return -1;
	return x->request.n && m->archive.wanted ? emit_request(m, x, &r, e)
						 : 0;
}

size_t emit_behind(const struct emit *m)
{
	return m->out.n - m->out_at;
}

bool emit_is_waiting(const struct emit *m)
{
	return m->out_at < m->out.n;
}

bool emit_is_behind(const struct emit *m)
{
	return m->out.n - m->out_at >= EMIT_BEHIND_BYTES;
}

int emit_write(struct emit *m, struct err *e)
{
	while (m->out_at < m->out.n) {
		struct pollfd p = {m->fd, POLLOUT, 0};
		size_t left = m->out.n - m->out_at;

		if (m->step == WRITE_BYTES &&
		    (poll(&p, 1, 0) <= 0 || !p.revents))
			break;
		ssize_t n = write(m->fd, m->out.p + m->out_at,
		    left < m->step ? left : m->step);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			break;
		if (n < 0)
			return err_sys(e, EXIT_IO, "cannot write to stdout");
		m->out_at += (size_t)n;
	}
	if (m->out_at == m->out.n) {
		if (m->out.cap > KEEP_BYTES)
			buf_release(&m->out);
		buf_clear(&m->out);
		m->out_at = 0;
	} else if (m->out_at > EMIT_BEHIND_BYTES) {
		buf_drop(&m->out, m->out_at);
		m->out_at = 0;
	}
	return 0;
}
