#include "fetch/front/counts.h"

#include "fetch/base/durable.h"
#include "fetch/front/runlog.h"

#include <jansson.h>
#include <string.h>

enum { REPORT_MAX_BYTES = 64 * 1024 };

static long long number(struct str s)
{
	long long v = 0;

	for (size_t i = 0; i < s.n && i < 18; i++)
		if (s.p[i] >= '0' && s.p[i] <= '9')
			v = v * 10 + (s.p[i] - '0');
	return v;
}

static void keep_error(struct counts *c, size_t i, struct str msg)
{
	size_t n = msg.n < COUNTS_TEXT_BYTES ? msg.n : COUNTS_TEXT_BYTES - 1;

	memcpy(c->error[i], msg.p, n);
	c->error[i][n] = '\0';
}

void counts_line(struct counts *c, size_t i, struct str line)
{
	struct str msg = runlog_value(line, STR("msg"));

	if (str_eq(runlog_value(line, STR("level")), STR("error")))
		keep_error(c, i, msg);
	if (i == STAGE_FETCH && str_eq(msg, STR("feed polled")))
		c->polled++;
	if (i == STAGE_FETCH && str_eq(msg, STR("feed failed")))
		c->polls_failed++;
	if (i == STAGE_FETCH_ITEMS && str_eq(msg, STR("page fetched")))
		c->pages++;
	if (i == STAGE_FETCH_ITEMS && str_eq(msg, STR("page failed")))
		c->pages_failed++;
	if (!str_eq(msg, STR("progress")))
		return;
	struct str articles = runlog_value(line, STR("articles"));
	struct str stored = runlog_value(line, STR("stored"));

	if (i == STAGE_PARSE_PAGES && articles.p)
		c->articles = number(articles);
	if (i == STAGE_STORE && stored.p)
		c->stored = number(stored);
}

static long long member(const json_t *o, const char *key)
{
	return json_integer_value(json_object_get(o, key));
}

int counts_report(struct counts *c, const char *path, struct err *e)
{
	struct buf text;

	buf_init(&text, REPORT_MAX_BYTES);
	int rc = durable_read(path, &text, e);

	if (rc == 1) {
		json_t *o = json_loadb(
		    buf_text(&text), text.n, JSON_DISABLE_EOF_CHECK, NULL);

		if (json_is_object(o)) {
			c->added = member(o, "added");
			c->repeated = member(o, "repeated");
			c->versions = member(o, "versions");
			c->refused = member(o, "refused");
			c->observations = member(o, "observations");
			c->articles = member(o, "articles");
			c->stored = c->articles;
		} else {
			rc = err_set(e, EXIT_DATA,
			    "the store's report '%s' is no JSON object", path);
		}
		json_decref(o);
	}
	buf_release(&text);
	return rc < 0 ? -1 : 0;
}

void counts_progress(const struct counts *c, long seconds, struct buf *to)
{
	buf_printf(to, "feeds %ld", c->polled);
	if (c->polls_failed)
		buf_printf(to, " (%ld failed)", c->polls_failed);
	buf_printf(to, ", pages %ld", c->pages);
	if (c->pages_failed)
		buf_printf(to, " (%ld failed)", c->pages_failed);
	buf_printf(to, ", articles %lld, stored %lld, %ld s", c->articles,
	    c->stored, seconds);
}
