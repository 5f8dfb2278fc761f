#include "fetch/warc/warc_write.h"

#include "fetch/base/digest.h"

#include <string.h>
#include <zlib.h>

static void write_id(struct buf *to, const struct warc_record *r)
{
	char text[STAMP_TEXT_BYTES];
	unsigned char d[DIGEST_BYTES];
	struct buf all;

	buf_init(&all, SIZE_MAX / 2);
	buf_printf(&all, "%s\n%s\n", r->type, stamp_format(r->date, text));
	buf_str(&all, r->uri);
	buf_char(&all, '\n');
	buf_str(&all, r->head);
	buf_str(&all, r->body);
	digest_sha256(buf_view(&all), d);
	buf_release(&all);
	d[6] = (unsigned char)(0x80 | (d[6] & 0x0F));
	d[8] = (unsigned char)(0x80 | (d[8] & 0x3F));
	buf_puts(to, "WARC-Record-ID: <urn:uuid:");
	for (int i = 0; i < 16; i++)
		buf_printf(to, "%s%02x",
		    i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "",
		    (unsigned)d[i]);
	buf_puts(to, ">\r\n");
}

static void write_digest(struct buf *to, const char *name, struct str bytes)
{
	buf_printf(to, "%s: sha256:", name);
	digest_hex(to, bytes, DIGEST_BYTES);
	buf_puts(to, "\r\n");
}

/* a header value must not break the line */
static void write_value(struct buf *to, const char *name, struct str value)
{
	buf_printf(to, "%s: ", name);
	for (size_t i = 0; i < value.n; i++)
		if ((unsigned char)value.p[i] >= ' ')
			buf_char(to, value.p[i]);
	buf_puts(to, "\r\n");
}

void warc_write(struct buf *to, const struct warc_record *r)
{
	char text[STAMP_TEXT_BYTES];
	bool info = strcmp(r->type, "warcinfo") == 0;

	buf_printf(to, "WARC/1.1\r\nWARC-Type: %s\r\n", r->type);
	write_id(to, r);
	buf_printf(to, "WARC-Date: %s\r\n", stamp_format(r->date, text));
	if (!info && r->uri.p)
		write_value(to, "WARC-Target-URI", r->uri);
	if (!info)
		write_digest(to, "WARC-Payload-Digest", r->body);
	if (strcmp(r->type, "revisit") == 0)
		buf_puts(to,
		    "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/"
		    "server-not-modified\r\n");
	if (r->truncated)
		buf_puts(to, "WARC-Truncated: length\r\n");
	if (r->offset >= 0) {
		write_value(to, "Jevons-File", r->file);
		buf_printf(to, "Jevons-Offset: %lld\r\n", (long long)r->offset);
	}
	buf_printf(to, "Content-Type: %s\r\nContent-Length: %zu\r\n\r\n",
	    r->content_type, r->head.n + r->body.n);
	buf_str(to, r->head);
	buf_str(to, r->body);
	buf_puts(to, "\r\n\r\n");
}

int warc_gzip(struct buf *to, struct str plain, struct err *e)
{
	z_stream z = {0};
	unsigned char *in;

	/* 16: a gzip header; zlib writes it with no time and no name */
	if (deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) !=
	    Z_OK)
		return err_set(e, EXIT_OS, "cannot start zlib");
	size_t room = deflateBound(&z, (uLong)plain.n);
	char *out = buf_room(to, room);

	if (!out || plain.n > UINT32_MAX) {
		(void)deflateEnd(&z);
		return err_set(
		    e, EXIT_DATA, "a record of %zu bytes is too big", plain.n);
	}
	/* zlib does not write through next_in, which lacks const for history */
	memcpy(&in, &plain.p, sizeof in);
	z.next_in = in;
	z.avail_in = (uInt)plain.n;
	z.next_out = (unsigned char *)out;
	z.avail_out = (uInt)room;
	int rc = deflate(&z, Z_FINISH);

	to->n += z.total_out;
	(void)deflateEnd(&z);
	return rc == Z_STREAM_END
		   ? 0
		   : err_set(e, EXIT_INTERNAL, "zlib could not finish");
}
