#include "fetch/warc/warc_write.h"

#include <string.h>
#include <zlib.h>

static void put_id(char id[WARC_ID_BYTES], const unsigned char d[DIGEST_BYTES])
{
	struct buf b;

	buf_init(&b, WARC_ID_BYTES);
	buf_puts(&b, "<urn:uuid:");
	for (size_t i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			buf_char(&b, '-');
		digest_put(&b, d + i, 1);
	}
	buf_char(&b, '>');
	memcpy(id, b.p, b.n + 1);
	buf_release(&b);
}

void warc_prepare(struct warc_record *r)
{
	char text[STAMP_TEXT_BYTES];
	unsigned char d[DIGEST_BYTES];
	struct digest *sum = digest_begin();

	digest_add(sum, r->body);
	digest_next(sum, r->digest);
	digest_add(sum, str_of(r->type));
	digest_add(sum, STR("\n"));
	digest_add(sum, str_of(stamp_format(r->date, text)));
	digest_add(sum, STR("\n"));
	digest_add(sum, r->uri);
	digest_add(sum, STR("\n"));
	digest_add(sum, r->head);
	digest_add(sum, (struct str){(const char *)r->digest, DIGEST_BYTES});
	digest_next(sum, d);
	digest_end(sum, NULL);
	d[6] = (unsigned char)(0x80 | (d[6] & 0x0F));
	d[8] = (unsigned char)(0x80 | (d[8] & 0x3F));
	put_id(r->id, d);
	r->prepared = true;
}

/* a header value must not break the line */
static void write_value(struct buf *to, const char *name, struct str value)
{
	buf_puts(to, name);
	buf_puts(to, ": ");
	for (size_t i = 0; i < value.n; i++)
		if ((unsigned char)value.p[i] >= ' ')
			buf_char(to, value.p[i]);
	buf_puts(to, "\r\n");
}

static void write_payload(struct buf *to, const struct warc_record *r)
{
	bool revisit = strcmp(r->type, "revisit") == 0;

	if (revisit && r->same_as.p) {
		write_value(to, "WARC-Payload-Digest", r->same_as);
	} else if (!revisit) {
		buf_puts(to, "WARC-Payload-Digest: sha256:");
		digest_put(to, r->digest, DIGEST_BYTES);
		buf_puts(to, "\r\n");
	}
	if (revisit)
		buf_printf(to,
		    "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/"
		    "%s\r\n",
		    r->not_modified ? "server-not-modified"
				    : "identical-payload-digest");
}

void warc_write_head(struct buf *to, struct warc_record *r)
{
	char text[STAMP_TEXT_BYTES];
	bool info = strcmp(r->type, "warcinfo") == 0;

	if (!r->prepared)
		warc_prepare(r);
	buf_printf(to,
	    "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: %s\r\n"
	    "WARC-Date: %s\r\n",
	    r->type, r->id, stamp_format(r->date, text));
	if (!info && r->uri.p)
		write_value(to, "WARC-Target-URI", r->uri);
	if (r->ip.n)
		write_value(to, "WARC-IP-Address", r->ip);
	if (r->concurrent.n)
		write_value(to, "WARC-Concurrent-To", r->concurrent);
	if (!info)
		write_payload(to, r);
	if (r->truncated)
		buf_puts(to, "WARC-Truncated: length\r\n");
	if (r->offset >= 0) {
		write_value(to, "Jevons-File", r->file);
		buf_printf(to, "Jevons-Offset: %lld\r\n", (long long)r->offset);
	}
	buf_printf(to, "Content-Type: %s\r\nContent-Length: %zu\r\n\r\n",
	    r->content_type, r->head.n + r->body.n);
}

void warc_write(struct buf *to, struct warc_record *r)
{
	warc_write_head(to, r);
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
