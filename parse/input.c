#include "parse/input.h"

#include "fetch/warc/warc_http.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

enum { SNIFF_BYTES = 512, MARK_BYTES = 7 };

int input_more(struct input *in, size_t most, struct err *e)
{
	char *room = buf_room(&in->head, most);
	ssize_t n;

	if (!room)
		return err_set(e, EXIT_DATA, "'%s' is over %d MiB", in->name,
		    INPUT_MAX_BYTES >> 20);
	do
		n = read(in->fd, room, most);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return err_sys(e, EXIT_IO, "cannot read '%s'", in->name);
	in->head.n += (size_t)n;
	return n > 0;
}

static bool is_gzip(struct str s)
{
	return str_starts(s, STR("\x1f\x8b"));
}

/* the first bytes of a gzip stream that may be cut anywhere */
static struct str peek_gzip(struct str s, char *to, size_t most)
{
	z_stream z = {0};
	unsigned char *next;

	if (inflateInit2(&z, 15 + 16) != Z_OK)
		return (struct str){NULL, 0};
	memcpy(&next, &s.p, sizeof next);
	z.next_in = next;
	z.avail_in = (uInt)s.n;
	z.next_out = (unsigned char *)to;
	z.avail_out = (uInt)most;
	(void)inflate(&z, Z_SYNC_FLUSH);
	size_t n = most - z.avail_out;

	(void)inflateEnd(&z);
	return (struct str){to, n};
}

int input_open(struct input *in, const char *path, struct err *e)
{
	bool input = strcmp(path, "-") == 0;
	char plain[16];
	int rc = 1;

	*in = (struct input){.name = input ? "stdin" : path};
	buf_init(&in->head, INPUT_MAX_BYTES + INPUT_STEP_BYTES);
	in->fd = input ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
	if (in->fd < 0)
		return err_sys(e, EXIT_NOINPUT, "cannot open '%s'", in->name);
	struct stat st;

	if (fstat(in->fd, &st) == 0 && S_ISDIR(st.st_mode)) {
		err_set(e, EXIT_NOINPUT, "'%s' is a folder", in->name);
		input_close(in);
		return -1;
	}
	struct str s = {plain, 0};

	/* no more than it takes: a pipe may pause behind its first record */
	while (rc == 1 && s.n < MARK_BYTES && in->head.n < SNIFF_BYTES) {
		rc = input_more(in, SNIFF_BYTES, e);
		s = buf_view(&in->head);
		if (is_gzip(s))
			s = peek_gzip(s, plain, sizeof plain);
	}
	if (rc < 0) {
		input_close(in);
		return -1;
	}
	in->warc = str_starts(s, STR("WARC/1."));
	return 0;
}

void input_close(struct input *in)
{
	if (in->fd >= 0)
		(void)close(in->fd);
	in->fd = -1;
	buf_release(&in->head);
}

struct warc_reader *input_warc(struct input *in)
{
	struct warc_reader *r = warc_read_fd(in->fd, in->name);

	warc_read_prime(r, buf_view(&in->head));
	in->fd = -1;
	return r;
}

int input_whole(struct input *in, struct buf *to, struct err *e)
{
	int rc = 1;

	while (rc == 1)
		rc = input_more(in, INPUT_STEP_BYTES, e);
	if (rc < 0)
		return -1;
	if (!is_gzip(buf_view(&in->head))) {
		if (in->head.n > to->max)
			return err_set(
			    e, EXIT_DATA, "'%s' is too big", in->name);
		/* no second copy of a large file */
		struct buf free_one = *to;

		*to = in->head;
		to->max = free_one.max;
		in->head = free_one;
		buf_clear(&in->head);
		return 0;
	}
	if (http_inflate(to, buf_view(&in->head), e) != 0)
		return err_context(e, "%s", in->name);
	return 0;
}
