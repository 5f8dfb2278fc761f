#include "fetch/archive.h"

#include "fetch/base/durable.h"
#include "fetch/base/home.h"
#include "fetch/base/out.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

enum {
	PATH_MAX_BYTES = 8192,
	HEAD_MAX_BYTES = 1024 * 1024,
	OUT_BYTES = 128 * 1024,
	LEVEL = 5 /* a third faster than 6, and two in a hundred larger */
};

/* one compressor for all records */
struct archive_gzip {
	z_stream z;
	unsigned char out[OUT_BYTES];
};

static int add_info(struct archive *a, int64_t now, struct err *e)
{
	struct warc_record r = {
	    .type = "warcinfo",
	    .date = now,
	    .content_type = "application/warc-fields",
	    .body = STR("software: jevons-fetch " JEVONS_VERSION
			"\r\nformat: WARC File Format 1.1\r\n"),
	    .offset = -1,
	};

	return archive_add(a, &r, e);
}

int archive_open(struct archive *a, const char *dir, const char *run,
    const char *part, int64_t now, struct err *e)
{
	struct buf stem;

	*a = (struct archive){
	    .fd = -1, .wanted = true, .began = now, .most = ARCHIVE_FILE_BYTES};
	if (home_make_dir(dir, e) != 0)
		return -1;
	buf_init(&stem, PATH_MAX_BYTES);
	buf_printf(&stem, "%s/%s-%s", dir, run, part);
	if (stem.over) {
		buf_release(&stem);
		return err_set(e, EXIT_CANTCREAT, "'%s' is too long", dir);
	}
	a->stem = buf_take(&stem);
	return 0;
}

static char *open_path(const struct archive *a)
{
	struct buf b;

	buf_init(&b, PATH_MAX_BYTES + 64L);
	buf_printf(&b, "%s.open", a->path);
	return buf_take(&b);
}

static int make(struct archive *a, struct err *e)
{
	struct buf b;

	buf_init(&b, PATH_MAX_BYTES + 32L);
	buf_puts(&b, a->stem);
	if (++a->number > 1)
		buf_printf(&b, "-%d", a->number);
	buf_puts(&b, ".warc.gz");
	free(a->path);
	a->path = buf_take(&b);
	a->name = strrchr(a->path, '/') + 1;
	char *path = open_path(a);

	a->offset = 0;
	a->fd =
	    access(a->path, F_OK) == 0
		? -1
		: open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC,
		      0666);
	if (a->fd < 0) {
		if (access(a->path, F_OK) == 0)
			errno = EEXIST;
		err_sys(e, EXIT_CANTCREAT, "cannot make '%s'", path);
	}
	free(path);
	a->fresh = true;
	return a->fd < 0 ? -1 : add_info(a, a->began, e);
}

/* whole: it gets its index and its name */
static int finish(struct archive *a, struct err *e)
{
	char *path;
	int rc;

	if (a->fd < 0)
		return 0;
	rc = archive_sync(a, e);
	if (close(a->fd) != 0 && rc == 0)
		rc = err_sys(e, EXIT_IO, "cannot close the archive");
	a->fd = -1;
	path = open_path(a);
	if (rc == 0)
		rc = cdxj_write(&a->index, a->path, e);
	if (rc == 0)
		rc = durable_rename(path, a->path, e);
	cdxj_release(&a->index);
	free(path);
	return rc;
}

int archive_turn(struct archive *a, int64_t now, struct err *e)
{
	if (a->fd < 0)
		a->began = now;
	if (a->fd < 0 ||
	    (a->offset < a->most && now / STAMP_DAY == a->began / STAMP_DAY))
		return 0;
	a->began = now;
	return finish(a, e);
}

static void put_gzip(struct archive *a)
{
	if (!a->gzip)
		return;
	(void)deflateEnd(&a->gzip->z);
	free(a->gzip);
	a->gzip = NULL;
}

int archive_close(struct archive *a, struct err *e)
{
	int rc = finish(a, e);

	put_gzip(a);
	a->wanted = false;
	free(a->path);
	free(a->stem);
	a->path = a->stem = NULL;
	return rc;
}

static int begin_member(struct archive *a, struct err *e)
{
	struct archive_gzip *g = a->gzip;

	if (!g) {
		g = a->gzip = mem_new(1, sizeof *g);
		/* 16: a gzip header; zlib writes it with no time and no name */
		if (deflateInit2(&g->z, LEVEL, Z_DEFLATED, 15 + 16, 8,
			Z_DEFAULT_STRATEGY) != Z_OK)
			return err_set(e, EXIT_OS, "cannot start zlib");
	} else {
		(void)deflateReset(&g->z);
	}
	g->z.next_out = g->out;
	g->z.avail_out = OUT_BYTES;
	return 0;
}

static int write_out(struct archive *a, struct err *e)
{
	struct archive_gzip *g = a->gzip;
	struct str made = {(const char *)g->out, OUT_BYTES - g->z.avail_out};

	g->z.next_out = g->out;
	g->z.avail_out = OUT_BYTES;
	a->offset += (int64_t)made.n;
	return out_all(a->fd, made, e);
}

static int add_piece(
    struct archive *a, struct str piece, bool last, struct err *e)
{
	z_stream *z = &a->gzip->z;
	unsigned char *in;
	int rc;

	if (piece.n > UINT32_MAX)
		return err_set(
		    e, EXIT_DATA, "a record is too big for the archive");
	/* zlib does not write through next_in, which lacks const */
	memcpy(&in, &piece.p, sizeof in);
	z->next_in = in;
	z->avail_in = (uInt)piece.n;
	do {
		rc = deflate(z, last ? Z_FINISH : Z_NO_FLUSH);
		if (rc != Z_OK && rc != Z_STREAM_END && rc != Z_BUF_ERROR)
			return err_set(
			    e, EXIT_INTERNAL, "zlib could not go on");
		if ((z->avail_out == 0 || rc == Z_STREAM_END) &&
		    write_out(a, e) != 0)
			return -1;
	} while (last ? rc != Z_STREAM_END : z->avail_in > 0);
	return 0;
}

static void index_record(struct archive *a, const struct warc_record *r)
{
	bool http = str_starts(r->head, STR("HTTP/"));
	struct buf digest;

	buf_init(&digest, 128);
	buf_puts(&digest, "sha256:");
	digest_put(&digest, r->digest, DIGEST_BYTES);
	cdxj_add(&a->index, a->name,
	    &(struct cdxj_entry){
		.type = str_of(r->type),
		.uri = r->uri,
		.id = str_of(r->id),
		.digest = r->same_as.p ? r->same_as : buf_view(&digest),
		.head = http ? r->head : (struct str){NULL, 0},
		.content_type = str_of(r->content_type),
		.date = r->date,
		.offset = r->offset,
		.length = a->offset - r->offset,
	    });
	buf_release(&digest);
}

int archive_add(struct archive *a, struct warc_record *r, struct err *e)
{
	struct buf head;

	if (!a->wanted)
		return 0;
	if (a->fd < 0 && make(a, e) != 0)
		return -1;
	int64_t at = a->offset;

	buf_init(&head, HEAD_MAX_BYTES);
	r->offset = -1;
	warc_write_head(&head, r);
	int rc = head.over ? err_set(e, EXIT_DATA,
				 "a record is too big for the archive")
			   : begin_member(a, e);

	if (rc == 0)
		rc = add_piece(a, buf_view(&head), false, e);
	if (rc == 0)
		rc = add_piece(a, r->head, false, e);
	if (rc == 0)
		rc = add_piece(a, r->body, false, e);
	if (rc == 0)
		rc = add_piece(a, STR("\r\n\r\n"), true, e);
	if (rc == 0) {
		r->file = str_of(a->name);
		r->offset = at;
		a->dirty = true;
		index_record(a, r);
	}
	buf_release(&head);
	return rc == 0 ? 0 : err_context(e, "archive");
}

int archive_sync(struct archive *a, struct err *e)
{
	if (a->fd < 0 || !a->dirty)
		return 0;
	if (fdatasync(a->fd) != 0)
		return err_sys(e, EXIT_IO, "cannot sync the archive");
	if (a->fresh && durable_sync_folder(a->path, e) != 0)
		return -1;
	a->fresh = false;
	a->dirty = false;
	return 0;
}
