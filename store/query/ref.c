#include "store/query/ref.h"

#include "store/db/obs.h"

#include <stddef.h>
#include <string.h>

enum { PARTS_MAX = 64, DOC_DIGITS = 16 };

static bool plain(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z') || c >= 0x80 ||
	       (c && strchr("._-*:@=,+", c));
}

void ref_part(struct buf *to, struct str part)
{
	for (size_t i = 0; i < part.n; i++) {
		unsigned char c = (unsigned char)part.p[i];

		if (plain(c))
			buf_char(to, part.p[i]);
		else
			buf_printf(to, "%%%02X", (unsigned)c);
	}
}

static const struct {
	enum obs_kind kind;
	char letter;
} letters[] = {
    {OBS_MENTION, 'm'}, {OBS_SIGNAL, 's'}, {OBS_CLAIM, 'c'}, {OBS_FACT, 'f'}};

void ref_row(
    struct buf *to, uint64_t doc, const struct series_name *s, size_t item)
{
	buf_printf(to, "%016llx", (unsigned long long)doc);
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (letters[i].kind == s->kind)
			buf_printf(to, "/%c", letters[i].letter);
	if (s->what.p) {
		buf_char(to, '/');
		ref_part(to, s->what);
	}
	if (s->entity.p) {
		buf_char(to, '/');
		ref_part(to, s->entity);
	}
	if (item)
		buf_printf(to, "/%zu", item);
}

/* the options that a number depends on */
static const struct {
	const char *name;
	bool list;
	size_t at;
} options[] = {
    {"signal", true, offsetof(struct ask, signal)},
    {"lang", true, offsetof(struct ask, lang)},
    {"source", true, offsetof(struct ask, source)},
    {"origin", true, offsetof(struct ask, origin)},
    {"kind", true, offsetof(struct ask, kind)},
    {"modality", true, offsetof(struct ask, modality)},
    {"tz", false, offsetof(struct ask, tz)},
    {"day-ends", false, offsetof(struct ask, day_ends)},
    {"clock", false, offsetof(struct ask, by_clock)},
    {"model", false, offsetof(struct ask, model)},
    {"spending", false, offsetof(struct ask, spending)},
    {"price", false, offsetof(struct ask, price)},
    {"calendar", false, offsetof(struct ask, calendar)},
};
enum { OPTIONS = sizeof options / sizeof *options };

/* those without a value: NAME=yes */
static const struct {
	const char *name;
	size_t at;
} switches[] = {{"pooled", offsetof(struct ask, pooled)},
    {"duplicates", offsetof(struct ask, duplicates)},
    {"hypothetical", offsetof(struct ask, hypothetical)}};
enum { SWITCHES = sizeof switches / sizeof *switches };

static void add_option(struct buf *to, const char *name, const char *value)
{
	buf_printf(to, "/%s=", name);
	ref_part(to, str_of(value));
}

void ref_tail(struct buf *to, const struct ask *a, int64_t committed)
{
	buf_printf(to, "/%s", a->every ? a->every : "1d");
	for (size_t i = 0; i < OPTIONS; i++) {
		const void *p = (const char *)a + options[i].at;
		const struct opt_list *l = p;

		if (!options[i].list) {
			const char *text = *(const char *const *)p;

			if (text)
				add_option(to, options[i].name, text);
			continue;
		}
		for (size_t k = 0; k < l->n; k++)
			add_option(to, options[i].name, l->v[k]);
	}
	for (size_t i = 0; i < SWITCHES; i++)
		if (*(const bool *)((const char *)a + switches[i].at))
			add_option(to, switches[i].name, "yes");
	if (!committed)
		return;
	buf_printf(to, "/@%lld", (long long)(committed / STAMP_SECOND));
	if (committed % STAMP_SECOND)
		buf_printf(
		    to, ".%06lld", (long long)(committed % STAMP_SECOND));
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool decode(struct arena *a, struct str in, struct str *out)
{
	char *p = arena_new(a, in.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < in.n; i++) {
		if (in.p[i] != '%') {
			p[n] = in.p[i];
			if (!p[n++])
				return false;
			continue;
		}
		if (i + 2 >= in.n || hex(in.p[i + 1]) < 0 ||
		    hex(in.p[i + 2]) < 0)
			return false;
		p[n] = (char)(hex(in.p[i + 1]) * 16 + hex(in.p[i + 2]));
		if (!p[n++])
			return false;
		i += 2;
	}
	*out = (struct str){p, n};
	return true;
}

static bool doc_read_hex(struct str s, uint64_t *doc)
{
	*doc = 0;
	if (s.n != DOC_DIGITS)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (hex(s.p[i]) < 0 || (s.p[i] >= 'A' && s.p[i] <= 'F'))
			return false;
		*doc = *doc << 4 | (uint64_t)hex(s.p[i]);
	}
	return true;
}

static bool item_read(struct str s, size_t *item)
{
	*item = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9' || *item > OBS_ITEMS_MAX)
			return false;
		*item = *item * 10 + (size_t)(s.p[i] - '0');
	}
	return s.n > 0;
}

/* parts behind DOC */
static bool row_read(const struct str *v, size_t n, struct ref *to)
{
	size_t at = 1;

	if (n == 0)
		return true;
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (v[0].n == 1 && v[0].p[0] == letters[i].letter)
			to->series.kind = letters[i].kind;
	if (!to->series.kind)
		return false;
	if (to->series.kind != OBS_MENTION && at < n)
		to->series.what = v[at++];
	if (at >= n)
		return false;
	to->series.entity = v[at++];
	if (at < n && !item_read(v[at++], &to->item))
		return false;
	return at == n && to->series.entity.n;
}

static bool option_read(struct str part, struct ask *a)
{
	struct str value = part;
	struct str name = str_split(&value, '=');

	if (part.n && part.p[0] == '@') {
		a->as_of = part.p;
		return true;
	}
	if (!value.n)
		return false;
	for (size_t i = 0; i < OPTIONS; i++) {
		void *p = (char *)a + options[i].at;
		struct opt_list *l = p;

		if (!str_eq(name, str_of(options[i].name)))
			continue;
		if (!options[i].list) {
			*(const char **)p = value.p;
			return true;
		}
		if (l->n == OPT_LIST_MAX)
			return false;
		l->v[l->n++] = value.p;
		return true;
	}
	for (size_t i = 0; i < SWITCHES; i++) {
		if (!str_eq(name, str_of(switches[i].name)))
			continue;
		*(bool *)((char *)a + switches[i].at) = true;
		return true;
	}
	return false;
}

static bool cell_read(const struct str *v, size_t n, struct ref *to)
{
	if (n < 4)
		return false;
	to->cell = true;
	to->ask = (struct ask){.command = ASK_SERIES,
	    .clock = {STAMP_NONE},
	    .limit = -1,
	    .since = v[2].p,
	    .every = v[3].p};
	to->ask.entity.v[to->ask.entity.n++] = v[0].p;
	to->stat = v[1];
	to->ask.stat = v[1].p;
	for (size_t i = 4; i < n; i++)
		if (!option_read(v[i], &to->ask))
			return false;
	return true;
}

int ref_read(struct str text, struct arena *a, struct ref *to, struct err *e)
{
	struct str v[PARTS_MAX], rest = text;
	size_t n = 0;
	bool ok = text.n > 0;

	*to = (struct ref){0};
	while (ok && rest.p && n < PARTS_MAX)
		ok = decode(a, str_split(&rest, '/'), &v[n++]);
	ok = ok && !rest.p && v[0].n;
	if (ok && doc_read_hex(v[0], &to->doc))
		ok = row_read(v + 1, n - 1, to);
	else if (ok)
		ok = cell_read(v, n, to);
	if (!ok)
		return err_set(e, EXIT_USAGE,
		    "no reference: '%.*s' (the last column of an answer)",
		    STR_ARG(text));
	return 0;
}
