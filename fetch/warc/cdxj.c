#include "fetch/warc/cdxj.h"

#include "fetch/base/durable.h"
#include "fetch/base/jsonw.h"
#include "fetch/warc/warc_http.h"
#include "fetch/warc/warc_read.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { LINE_MAX_BYTES = 1024 * 1024 };

static const size_t index_max_bytes = (size_t)1 << 30;

static void lower(struct buf *to, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		/* a space would end the key */
		if ((unsigned char)c <= ' ')
			buf_printf(to, "%%%02x", (unsigned)(unsigned char)c);
		else
			buf_char(
			    to, c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c);
	}
}

static bool is_number(struct str host)
{
	for (size_t i = 0; i < host.n; i++)
		if (host.p[i] != '.' && host.p[i] != ':' &&
		    (host.p[i] < '0' || host.p[i] > '9'))
			return false;
	return true;
}

static void reverse(struct buf *to, struct str host)
{
	if (is_number(host) || str_starts(host, STR("["))) {
		lower(to, host);
		return;
	}
	for (size_t end = host.n;;) {
		size_t begin = end;

		while (begin > 0 && host.p[begin - 1] != '.')
			begin--;
		lower(to, str_sub(host, begin, end));
		if (begin == 0)
			return;
		buf_char(to, ',');
		end = begin - 1;
	}
}

void cdxj_key(struct buf *to, struct str url)
{
	size_t scheme = str_find(url, STR("://"), 0);
	struct str rest = str_sub(url, scheme < url.n ? scheme + 3 : 0, url.n);
	size_t end = 0;

	while (end < rest.n && !strchr("/?#", rest.p[end]))
		end++;
	struct str host = str_sub(rest, 0, end);
	size_t at = str_find(host, STR("@"), 0);

	if (at < host.n)
		host = str_sub(host, at + 1, host.n);
	if (str_starts_nocase(host, STR("www.")))
		host = str_sub(host, 4, host.n);
	size_t port = host.n;

	while (port > 0 && host.p[port - 1] >= '0' && host.p[port - 1] <= '9')
		port--;
	if (port == 0 || host.p[port - 1] != ':')
		port = host.n + 1;
	reverse(to, str_sub(host, 0, port - 1));
	if (port <= host.n) {
		buf_char(to, ':');
		buf_str(to, str_sub(host, port, host.n));
	}
	buf_char(to, ')');
	struct str path = str_sub(rest, end, rest.n);

	if (!str_starts(path, STR("/")))
		buf_char(to, '/');
	lower(to, str_sub(path, 0, str_find(path, STR("#"), 0)));
}

static void add_date(struct buf *to, int64_t date)
{
	struct civil c = {1970, 1, 1, 0, 0, 0, 0};

	if (date != STAMP_NONE)
		stamp_to_civil(date, &c);
	buf_printf(to, " %04d%02d%02d%02d%02d%02d ", c.year, c.month, c.day,
	    c.hour, c.minute, c.second);
}

static void add_number(struct jsonw *j, const char *key, int64_t v)
{
	struct buf b;

	buf_init(&b, 32);
	buf_printf(&b, "%lld", (long long)v);
	jsonw_text(j, key, buf_view(&b));
	buf_release(&b);
}

/* "text/html; charset=…" without its parameters */
static struct str media_type(struct str v)
{
	return str_trim(str_sub(v, 0, str_find(v, STR(";"), 0)));
}

static struct str status_of(struct str head)
{
	size_t at = str_find(head, STR(" "), 0);

	return str_starts(head, STR("HTTP/")) ? str_sub(head, at + 1, at + 4)
					      : (struct str){NULL, 0};
}

void cdxj_add(struct cdxj *c, const char *file, const struct cdxj_entry *e)
{
	struct jsonw j;
	struct buf b;

	if (!str_eq(e->type, STR("response")) &&
	    !str_eq(e->type, STR("resource")) &&
	    !str_eq(e->type, STR("revisit")))
		return;
	buf_init(&b, LINE_MAX_BYTES);
	cdxj_key(&b, e->uri);
	add_date(&b, e->date);
	jsonw_begin(&j, &b);
	jsonw_object(&j, NULL);
	jsonw_text(&j, "url", e->uri);
	jsonw_text(&j, "mime",
	    str_eq(e->type, STR("revisit")) ? STR("warc/revisit")
	    : e->head.p ? media_type(warc_header(e->head, STR("Content-Type")))
			: media_type(e->content_type));
	jsonw_text(&j, "status", status_of(e->head));
	jsonw_text(&j, "digest", e->digest);
	add_number(&j, "length", e->length);
	add_number(&j, "offset", e->offset);
	jsonw_text(&j, "filename", str_of(file));
	jsonw_text(&j, "record", e->id);
	jsonw_object_end(&j);
	if (!b.over) {
		c->lines = arena_more(
		    &c->arena, c->lines, c->n, &c->cap, sizeof *c->lines);
		c->lines[c->n++] = arena_str(&c->arena, buf_view(&b));
	}
	buf_release(&b);
}

static int by_bytes(const void *a, const void *b)
{
	const struct str *x = a, *y = b;

	return str_cmp(*x, *y);
}

static const char *index_path(struct buf *to, const char *path)
{
	buf_init(to, 16384);
	buf_printf(to, "%s.cdxj", path);
	return buf_text(to);
}

int cdxj_write(struct cdxj *c, const char *path, struct err *e)
{
	struct buf all, to;

	if (c->n > 1)
		qsort(c->lines, c->n, sizeof *c->lines, by_bytes);
	buf_init(&all, index_max_bytes);
	for (size_t i = 0; i < c->n; i++) {
		buf_str(&all, c->lines[i]);
		buf_char(&all, '\n');
	}
	int rc = durable_write(index_path(&to, path), buf_view(&all), e);

	buf_release(&all);
	buf_release(&to);
	cdxj_release(c);
	return rc;
}

void cdxj_release(struct cdxj *c)
{
	arena_release(&c->arena);
	*c = (struct cdxj){0};
}

/* the entry of a record, copied, but for its length */
static struct cdxj_entry entry_of(const struct warc_in *in, struct arena *a)
{
	struct http_message m = {0};
	struct err no_http = {0};

	(void)http_split(in->block, &m, &no_http);
	return (struct cdxj_entry){
	    .type = arena_str(a, in->type),
	    .uri = arena_str(a, in->uri),
	    .id = arena_str(a, in->id),
	    .digest = arena_str(a, in->payload_digest),
	    .head = arena_str(a, m.head),
	    .content_type = arena_str(a, in->content_type),
	    .date = in->date,
	    .offset = in->offset,
	};
}

int cdxj_build_as(const char *path, const char *name, struct err *e)
{
	const char *slash = strrchr(name, '/'),
		   *base = slash ? slash + 1 : name;
	struct warc_reader *r = warc_read_open(path, e);
	struct cdxj c = {0};
	struct arena scratch = {0};
	struct cdxj_entry last = {0};
	struct warc_in in;
	struct err refused = {0};
	struct stat st;
	enum warc_result got;

	if (!r)
		return -1;
	while ((got = warc_read_next(r, &in, &refused)) > 0) {
		refused = (struct err){0};
		if (got != WARC_RECORD)
			continue;
		/* a record ends where the next one begins */
		last.length = in.offset - last.offset;
		cdxj_add(&c, base, &last);
		arena_reset(&scratch);
		last = entry_of(&in, &scratch);
	}
	last.length = stat(path, &st) == 0 ? st.st_size - last.offset : 0;
	cdxj_add(&c, base, &last);
	arena_release(&scratch);
	warc_read_close(r);
	if (got == WARC_ERROR) {
		cdxj_release(&c);
		return err_set(e, refused.code, "%s", refused.text);
	}
	return cdxj_write(&c, name, e);
}

/* the digits behind "offset":" */
static bool offset_of(struct str line, int64_t *offset)
{
	struct str key = STR("\"offset\":\"");
	size_t at = str_find(line, key, 0) + key.n;

	*offset = 0;
	for (; at < line.n && line.p[at] >= '0' && line.p[at] <= '9'; at++)
		if (*offset < INT64_MAX / 100)
			*offset = *offset * 10 + (line.p[at] - '0');
	return at < line.n && line.p[at] == '"';
}

int cdxj_find(const char *path, struct str id, int64_t *offset, struct err *e)
{
	struct buf all, from;

	buf_init(&all, index_max_bytes);
	int rc = durable_read(index_path(&from, path), &all, e);
	struct str rest = buf_view(&all), line;
	int found = 0;

	while (rc == 1 && !found && (line = str_split(&rest, '\n')).p)
		if (id.n && str_find(line, id, 0) < line.n)
			found = offset_of(line, offset);
	buf_release(&all);
	buf_release(&from);
	return rc < 0 ? -1 : found;
}
