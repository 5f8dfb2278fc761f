#include "fetch/feedlist.h"

#include "fetch/base/buf.h"
#include "fetch/base/durable.h"
#include "fetch/base/ini.h"

#include <stdlib.h>
#include <string.h>

enum {
	DEFAULT_INTERVAL = 3600,
	DEFAULT_DELAY = 3,
	LIST_MAX_BYTES = 4 * 1024 * 1024
};

struct reading {
	struct feedlist *list;
	const char *path;
	const char *folder; /* absolute, of the list */
	bool allow_file, in_feed;
	size_t first; /* feeds of this list begin here */
};

static int begin_section(struct reading *r, struct str section, struct err *e)
{
	struct feedlist *l = r->list;

	r->in_feed = str_starts(section, STR("feed "));
	if (!r->in_feed)
		return str_eq(section, STR("list"))
			   ? 0
			   : err_set(e, EXIT_CONFIG,
				 "unknown section '[%.*s]': [list] or [feed "
				 "NAME]",
				 STR_ARG(section));
	struct str name =
	    arena_str(&l->arena, str_trim(str_sub(section, 5, section.n)));

	l->feeds = arena_more(
	    &l->arena, l->feeds, l->n_feeds, &l->feeds_cap, sizeof *l->feeds);
	l->feeds[l->n_feeds++] = (struct feed_spec){
	    .section = name,
	    .name = name,
	    .kind = STR("auto"),
	    .scope = STR("general"),
	    .list = arena_str(&l->arena, str_of(r->path)).p,
	    .follow = true,
	    .interval = DEFAULT_INTERVAL,
	    .delay = DEFAULT_DELAY,
	};
	return 0;
}

static int list_key(
    struct reading *r, struct str key, struct str value, struct err *e)
{
	struct feedlist *l = r->list;

	if (str_eq(key, STR("allow_file")))
		return ini_bool(value, &r->allow_file, e);
	if (!str_eq(key, STR("allow_host")))
		return err_set(
		    e, EXIT_CONFIG, "unknown key '%.*s'", STR_ARG(key));
	l->hosts = arena_more(
	    &l->arena, l->hosts, l->n_hosts, &l->hosts_cap, sizeof *l->hosts);
	l->hosts[l->n_hosts++] = arena_str(&l->arena, value);
	return 0;
}

/* a path becomes a file: URL; what needs it is escaped (RFC 3986) */
static struct str file_url(struct arena *a, const char *folder, struct str path)
{
	struct buf b;

	buf_init(&b, 1 << 20);
	buf_puts(&b, "file://");
	if (path.n == 0 || path.p[0] != '/') {
		buf_puts(&b, folder);
		buf_char(&b, '/');
	}
	buf_str(&b, path);
	struct buf escaped;

	buf_init(&escaped, 4 << 20);
	for (size_t i = 0; i < b.n; i++) {
		unsigned char c = (unsigned char)b.p[i];

		if (c <= ' ' || c >= 0x7f || c == '%' || c == '?' || c == '#')
			buf_printf(&escaped, "%%%02X", (unsigned)c);
		else
			buf_char(&escaped, b.p[i]);
	}
	struct str url = arena_str(a, buf_view(&escaped));

	buf_release(&b);
	buf_release(&escaped);
	return url;
}

static int one_of(struct str value, const char *const *words, struct str *to,
    struct arena *a, struct err *e)
{
	for (; *words; words++)
		if (str_eq(value, str_of(*words))) {
			*to = arena_str(a, value);
			return 0;
		}
	return err_set(e, EXIT_CONFIG, "unknown value '%.*s'", STR_ARG(value));
}

static int feed_key(
    struct reading *r, struct str key, struct str value, struct err *e)
{
	static const char *const kinds[] = {
	    "auto", "rss", "atom", "json", "sitemap", NULL};
	static const char *const scopes[] = {"general", "topic", NULL};
	struct arena *a = &r->list->arena;
	struct feed_spec *f = &r->list->feeds[r->list->n_feeds - 1];

	if (str_eq(key, STR("url"))) {
		bool absolute = str_find(value, STR("://"), 0) < value.n;

		f->url = absolute ? arena_str(a, value)
				  : file_url(a, r->folder, value);
		return 0;
	}
	if (str_eq(key, STR("name"))) {
		f->name = arena_str(a, value);
		return 0;
	}
	if (str_eq(key, STR("language"))) {
		f->language = arena_str(a, value);
		return 0;
	}
	if (str_eq(key, STR("kind")))
		return one_of(value, kinds, &f->kind, a, e);
	if (str_eq(key, STR("scope")))
		return one_of(value, scopes, &f->scope, a, e);
	if (str_eq(key, STR("follow")))
		return ini_bool(value, &f->follow, e);
	if (str_eq(key, STR("interval")))
		return ini_seconds(value, &f->interval, e);
	if (str_eq(key, STR("delay")))
		return ini_seconds(value, &f->delay, e);
	return err_set(e, EXIT_CONFIG, "unknown key '%.*s'", STR_ARG(key));
}

static int take(void *user, struct str section, struct str key,
    struct str value, struct err *e)
{
	struct reading *r = user;

	if (!key.p)
		return begin_section(r, section, e);
	if (r->in_feed)
		return feed_key(r, key, value, e);
	return list_key(r, key, value, e);
}

/* what can be judged only when the whole list was read */
static int check(struct reading *r, struct err *e)
{
	struct feedlist *l = r->list;

	for (size_t i = r->first; i < l->n_feeds; i++) {
		struct feed_spec *f = &l->feeds[i];

		f->allow_file = r->allow_file;
		if (!f->url.n)
			return err_set(e, EXIT_CONFIG,
			    "%s: feed '%.*s' has no url", r->path,
			    STR_ARG(f->section));
		if (str_starts_nocase(f->url, STR("file:")) && !r->allow_file)
			return err_set(e, EXIT_CONFIG,
			    "%s: feed '%.*s' is a file, and the list does not "
			    "say allow_file = yes",
			    r->path, STR_ARG(f->section));
		if (!str_starts_nocase(f->url, STR("file:")) &&
		    !str_starts_nocase(f->url, STR("http://")) &&
		    !str_starts_nocase(f->url, STR("https://")))
			return err_set(e, EXIT_CONFIG,
			    "%s: feed '%.*s' is neither http nor https",
			    r->path, STR_ARG(f->section));
	}
	return 0;
}

int feedlist_add_text(struct feedlist *l, struct str text, const char *path,
    const char *folder, struct err *e)
{
	struct reading r = {
	    .list = l, .path = path, .folder = folder, .first = l->n_feeds};

	if (ini_read(text, path, take, &r, e) != 0)
		return -1;
	return check(&r, e);
}

int feedlist_add(struct feedlist *l, const char *path, struct err *e)
{
	char *real = realpath(path, NULL);
	struct buf text;

	if (!real)
		return err_sys(e, EXIT_NOINPUT, "cannot open '%s'", path);
	buf_init(&text, LIST_MAX_BYTES);
	int rc = durable_read(real, &text, e);
	char *slash = strrchr(real, '/');

	if (rc == 0)
		rc = err_set(e, EXIT_NOINPUT, "'%s' is gone", path);
	if (slash)
		*slash = '\0';
	if (rc == 1)
		rc = feedlist_add_text(l, buf_view(&text), path, real, e);
	buf_release(&text);
	free(real);
	return rc;
}

void feedlist_release(struct feedlist *l)
{
	arena_release(&l->arena);
	*l = (struct feedlist){0};
}

bool feedlist_allows_host(const struct feedlist *l, struct str host)
{
	for (size_t i = 0; i < l->n_hosts; i++)
		if (str_eq_nocase(l->hosts[i], host))
			return true;
	return false;
}

const struct feed_spec *feedlist_find(const struct feedlist *l, struct str url)
{
	for (size_t i = 0; i < l->n_feeds; i++)
		if (str_eq(l->feeds[i].url, url))
			return &l->feeds[i];
	return NULL;
}
