#include "store/db/doc.h"

#include "fetch/base/digest.h"
#include "store/db/bytes.h"
#include "store/db/env.h"

#include <string.h>
#include <zstd.h>

enum { HEAD = 80, ZSTD_LEVEL = 3 };

void doc_key_write(unsigned char to[DOC_KEY_BYTES], uint64_t doc,
    uint16_t model, int64_t known)
{
	bytes_put_be(to, doc, 8);
	bytes_put_be(to + 8, model, 2);
	bytes_put_be(to + 10, (uint64_t)known, 8);
}

static void write_head(unsigned char h[HEAD], const struct doc_row *r)
{
	h[0] = (unsigned char)r->flags;
	h[1] = (unsigned char)r->origin;
	h[2] = (unsigned char)r->content;
	h[3] = (unsigned char)r->precision;
	h[4] = (unsigned char)r->kind;
	h[5] = (unsigned char)r->scope;
	bytes_put_le(h + 6, r->lang, 2);
	bytes_put_le(h + 8, r->source, 4);
	bytes_put_le(h + 12, r->n_series, 4);
	bytes_put_le(h + 16, r->story, 8);
	bytes_put_le(h + 24, (uint64_t)r->time, 8);
	bytes_put_le(h + 32, (uint64_t)r->published, 8);
	bytes_put_le(h + 40, (uint64_t)r->seen, 8);
	memcpy(h + 48, r->digest, DOC_DIGEST_BYTES);
	bytes_put_le(h + 64, r->fingerprint, 8);
	bytes_put_le(h + 72, r->line_bytes, 4);
	bytes_put_le(h + 76, r->packed.n, 4);
}

static void pack(struct buf *to, struct str line)
{
	size_t room = ZSTD_compressBound(line.n);

	buf_init(to, room + 1);
	char *p = buf_room(to, room);
	size_t n = p ? ZSTD_compress(p, room, line.p, line.n, ZSTD_LEVEL) : 0;

	if (!p || ZSTD_isError(n))
		BUG("zstd");
	to->n = n;
}

void doc_write(struct buf *to, const struct doc_row *given,
    const uint32_t *series, size_t n_series, struct str line)
{
	unsigned char h[HEAD] = {0}, key[DOC_KEY_BYTES], four[4];
	struct doc_row r = *given;
	size_t from = to->n;
	struct buf packed;

	buf_init(&packed, 0);
	if (!(r.flags & DOC_PRUNED)) {
		pack(&packed, line);
		r.line_bytes = line.n;
	}
	r.packed = r.flags & DOC_PRUNED ? line : buf_view(&packed);
	r.n_series = n_series;
	write_head(h, &r);
	buf_add(to, h, HEAD);
	for (size_t i = 0; i < n_series; i++) {
		bytes_put_le(four, series[i], 4);
		buf_add(to, four, 4);
	}
	buf_str(to, r.packed);
	doc_key_write(key, r.doc, r.model, r.known);
	bytes_put_le(four,
	    env_crc(TABLE_DOC, (struct str){(const char *)key, DOC_KEY_BYTES},
		(struct str){to->p + from, to->n - from}),
	    4);
	buf_add(to, four, 4);
	buf_release(&packed);
}

int doc_read(struct str key, struct str value, struct doc_row *r, struct err *e)
{
	const unsigned char *k = (const unsigned char *)key.p, *h;

	if (env_check(TABLE_DOC, key, &value, e) != 0)
		return -1;
	if (key.n != DOC_KEY_BYTES || value.n < HEAD)
		return err_set(
		    e, EXIT_DATA, "a row of table 'doc' is too short");
	h = (const unsigned char *)value.p;
	*r = (struct doc_row){
	    .doc = bytes_get_be(k, 8),
	    .model = (uint16_t)bytes_get_be(k + 8, 2),
	    .known = (int64_t)bytes_get_be(k + 10, 8),
	    .flags = h[0],
	    .origin = (enum origin)h[1],
	    .content = h[2],
	    .precision = h[3],
	    .kind = h[4],
	    .scope = h[5],
	    .lang = (uint16_t)bytes_get_le(h + 6, 2),
	    .source = (uint32_t)bytes_get_le(h + 8, 4),
	    .n_series = bytes_get_le(h + 12, 4),
	    .story = bytes_get_le(h + 16, 8),
	    .time = (int64_t)bytes_get_le(h + 24, 8),
	    .published = (int64_t)bytes_get_le(h + 32, 8),
	    .seen = (int64_t)bytes_get_le(h + 40, 8),
	    .fingerprint = bytes_get_le(h + 64, 8),
	    .line_bytes = bytes_get_le(h + 72, 4),
	    .series = h + HEAD,
	};
	memcpy(r->digest, h + 48, DOC_DIGEST_BYTES);
	size_t packed = bytes_get_le(h + 76, 4);

	if (value.n != HEAD + 4 * r->n_series + packed)
		return err_set(
		    e, EXIT_DATA, "a row of table 'doc' has a wrong size");
	r->packed = (struct str){value.p + HEAD + 4 * r->n_series, packed};
	return 0;
}

uint32_t doc_series(const struct doc_row *r, size_t i)
{
	return (uint32_t)bytes_get_le(r->series + 4 * i, 4);
}

int doc_line(const struct doc_row *r, struct buf *to, struct err *e)
{
	if (r->flags & DOC_PRUNED)
		return err_set(e, EXIT_DATA,
		    "the text of the article was "
		    "removed to save space");
	buf_clear(to);
	char *p = buf_room(to, r->line_bytes);

	if (!p)
		return err_set(e, EXIT_DATA, "a stored line is too long");
	size_t n = ZSTD_decompress(p, r->line_bytes, r->packed.p, r->packed.n);

	if (ZSTD_isError(n) || n != r->line_bytes)
		return err_set(
		    e, EXIT_DATA, "a row of table 'doc' holds a broken line");
	to->n = n;
	to->p[n] = '\0';
	return 0;
}

bool doc_pruned(const struct doc_row *r, int64_t *when)
{
	if (!(r->flags & DOC_PRUNED))
		return false;
	*when = r->packed.n == 8 ? (int64_t)bytes_get_le(
				       (const unsigned char *)r->packed.p, 8)
				 : STAMP_NONE;
	return true;
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

uint64_t doc_of_id(struct str id)
{
	unsigned char d[DIGEST_BYTES];
	uint64_t v = 0;
	bool plain = id.n == 32;

	for (size_t i = 0; i < id.n && plain; i++) {
		plain = hex(id.p[i]) >= 0;
		if (i < 16)
			v = v << 4 | (uint64_t)(hex(id.p[i]) & 15);
	}
	if (plain)
		return v;
	digest_sha256(id, d);
	return bytes_get_be(d, 8);
}
