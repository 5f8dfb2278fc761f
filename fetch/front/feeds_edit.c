#include "fetch/front/feeds_edit.h"

#include "fetch/base/durable.h"
#include "fetch/base/log.h"
#include "fetch/base/utf8.h"
#include "fetch/front/opml.h"
#include "fetch/seen_items.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
	FILE_MAX_BYTES = 16 * 1024 * 1024,
	READ_BYTES = 64 * 1024,
	NAME_MAX_BYTES = 60
};

/* the feeds of a list while it grows */
struct draft {
	struct arena *arena;
	struct feedlist *listed;
	struct seen_items urls, names;
	struct buf text; /* all of the list */
	long added, known;
};

static int read_input(const char *path, struct buf *to, struct err *e)
{
	bool input = strcmp(path, "-") == 0;
	int fd = input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = 1;

	if (fd < 0)
		return err_sys(e, EXIT_NOINPUT, "cannot open '%s'", path);
	while (n > 0) {
		char *room = buf_room(to, READ_BYTES);

		n = room ? read(fd, room, READ_BYTES) : 0;
		if (n < 0 && errno == EINTR)
			n = 1;
		else if (n > 0)
			to->n += (size_t)n;
	}
	int rc = n < 0      ? err_sys(e, EXIT_IO, "cannot read '%s'", path)
		 : to->over ? err_set(e, EXIT_DATA, "'%s' is too big", path)
			    : 0;

	if (!input)
		(void)close(fd);
	return rc;
}

/* Was it met before? Now it is. */
static bool is_known(struct seen_items *set, struct str s)
{
	return seen_items_again(set, s, STR(""), STR(""));
}

/* letters, digits and what is no ASCII; all else is one dash */
static void put_word(struct buf *to, struct str s)
{
	for (size_t at = 0, from; at < s.n && to->n + 4 <= NAME_MAX_BYTES;) {
		from = at;
		uint32_t c = utf8_next(s, &at);
		char low = (char)(c | 0x20);

		if (c >= 0x80 ? c != 0xFFFD : c >= '0' && c <= '9')
			buf_str(to, str_sub(s, from, at));
		else if (c < 0x80 && low >= 'a' && low <= 'z')
			buf_char(to, low);
		else if (to->n && to->p[to->n - 1] != '-')
			buf_char(to, '-');
	}
	while (to->n && to->p[to->n - 1] == '-')
		to->n--;
}

/* a name for a section, with a number where it is taken */
static struct str section_of(struct draft *d, struct str title, struct str url)
{
	size_t host = str_find(url, STR("://"), 0);
	struct buf b;

	buf_init(&b, 2L * NAME_MAX_BYTES);
	put_word(&b, title);
	if (!b.n)
		put_word(&b, str_sub(url, host < url.n ? host + 3 : 0, url.n));
	struct str base = arena_str(d->arena, b.n ? buf_view(&b) : STR("feed"));
	struct str name = base;

	for (int k = 2; is_known(&d->names, name); k++)
		name = arena_printf(d->arena, "%.*s-%d", STR_ARG(base), k);
	buf_release(&b);
	return name;
}

static void put_key(struct buf *to, const char *key, struct str v)
{
	if (!v.n)
		return;
	buf_printf(to, "%s = ", key);
	for (size_t i = 0; i < v.n; i++)
		buf_char(to, (unsigned char)v.p[i] < ' ' ? ' ' : v.p[i]);
	buf_char(to, '\n');
}

/* one feed more, if it can be read back and is not there already */
static int add_feed(struct draft *d, const struct opml_feed *f, struct err *e)
{
	struct feedlist scratch = {0};
	struct str url = f->url;
	struct buf one;

	/* as browsers were told to hand feeds to readers */
	if (str_starts_nocase(url, STR("feed://")))
		url = arena_printf(
		    d->arena, "http%.*s", STR_ARG(str_sub(url, 4, url.n)));
	else if (str_starts_nocase(url, STR("feed:")))
		url = str_sub(url, 5, url.n);
	if ((d->listed && feedlist_find(d->listed, url)) ||
	    is_known(&d->urls, url)) {
		d->known++;
		return 0;
	}
	buf_init(&one, 1 << 20);
	struct str section = section_of(d, f->title, url);

	buf_printf(&one, "[feed %.*s]\n", STR_ARG(section));
	put_key(&one, "url", url);
	put_key(&one, "name", f->title);
	put_key(&one, "language", f->language);
	int rc =
	    feedlist_add_text(&scratch, buf_view(&one), "the new feed", "/", e);

	feedlist_release(&scratch);
	if (rc == 0) {
		if (d->text.n)
			buf_char(&d->text, '\n');
		buf_str(&d->text, buf_view(&one));
		d->added++;
	}
	buf_release(&one);
	return rc;
}

static int begin(struct draft *d, const struct feeds_edit *x, struct err *e)
{
	*d = (struct draft){.arena = x->arena, .listed = x->listed};
	buf_init(&d->text, FILE_MAX_BYTES);
	if (!x->into)
		return 0;
	if (durable_read(x->into, &d->text, e) < 0)
		return -1;
	struct feedlist had = {0};
	/* what stands there is not touched, but has to be a list */
	int rc = d->text.n ? feedlist_add(&had, x->into, e) : 0;

	for (size_t i = 0; i < had.n_feeds; i++) {
		(void)is_known(&d->urls, had.feeds[i].url);
		(void)is_known(&d->names, had.feeds[i].section);
	}
	feedlist_release(&had);
	return rc;
}

static int finish(struct draft *d, const struct feeds_edit *x, struct err *e)
{
	struct str all = buf_view(&d->text);
	char added[32], known[32];
	int rc = 0;

	if (d->text.over)
		rc = err_set(e, EXIT_DATA, "the list is too big");
	else if (!x->into)
		rc = fwrite(all.n ? all.p : "", 1, all.n, stdout) == all.n
			 ? 0
			 : err_sys(e, EXIT_IO, "cannot write to stdout");
	else if (d->added)
		rc = durable_write(x->into, all, e);
	(void)snprintf(added, sizeof added, "%ld", d->added);
	(void)snprintf(known, sizeof known, "%ld", d->known);
	if (rc == 0)
		log_event(LOG_INFO, "feeds added", "added", added, "known",
		    known, "list", x->into ? x->into : "-", NULL);
	return rc;
}

static void release(struct draft *d)
{
	seen_items_release(&d->urls);
	seen_items_release(&d->names);
	buf_release(&d->text);
}

static int import_one(struct draft *d, const struct feeds_edit *x,
    const char *path, struct err *e)
{
	struct opml_feed *feeds = NULL;
	struct buf text;
	size_t n = 0;

	buf_init(&text, FILE_MAX_BYTES);
	int rc = read_input(path, &text, e);

	if (rc == 0 && opml_read(buf_view(&text), x->arena, &feeds, &n, e) != 0)
		rc = err_context(e, "%s", path);
	for (size_t i = 0; i < n && rc == 0; i++) {
		struct err mine = {0};

		/* what no list can hold is told, and the others go on */
		if (add_feed(d, &feeds[i], &mine) != 0)
			log_event(LOG_WARN, "feed left out", "url",
			    feeds[i].url.p, "why", mine.text, NULL);
	}
	buf_release(&text);
	return rc;
}

int feeds_import(const struct feeds_edit *x, int n, char **paths, struct err *e)
{
	struct draft d;
	int rc = begin(&d, x, e);

	for (int i = 0; i < n && rc == 0; i++)
		rc = import_one(&d, x, paths[i], e);
	if (rc == 0 && d.added + d.known == 0)
		rc = err_set(e, EXIT_DATA, "no feed that a list can hold");
	if (rc == 0)
		rc = finish(&d, x, e);
	release(&d);
	return rc;
}

int feeds_add(const struct feeds_edit *x, const char *url, struct err *e)
{
	const struct opml_feed f = {
	    str_of(url), str_of(x->name), str_of(x->language)};
	struct draft d;
	int rc = begin(&d, x, e);

	if (rc == 0)
		rc = add_feed(&d, &f, e);
	if (rc == 0)
		rc = finish(&d, x, e);
	release(&d);
	return rc;
}

int feeds_export(const struct feedlist *l, struct err *e)
{
	struct buf b;

	buf_init(&b, (size_t)FILE_MAX_BYTES * 4);
	opml_write(&b, l);
	int rc = b.over ? err_set(e, EXIT_DATA, "too many feeds")
		 : fwrite(b.p, 1, b.n, stdout) == b.n
		     ? 0
		     : err_sys(e, EXIT_IO, "cannot write to stdout");

	buf_release(&b);
	return rc;
}
