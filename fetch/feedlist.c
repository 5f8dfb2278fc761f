#include "fetch/feedlist.h"

#include "fetch/base/buf.h"
#include "fetch/base/durable.h"
#include "fetch/base/ini.h"
#include "fetch/feedlist_keys.h"
#include "fetch/feedlist_sec.h"
#include "fetch/web_url.h"

#include <stdlib.h>
#include <string.h>

enum { LIST_MAX_BYTES = 16 * 1024 * 1024, FIRST_SLOTS = 256 };

enum section { SECTION_LIST, SECTION_FEED, SECTION_HOST };

struct reading {
	struct feedlist *list;
	const char *path;   /* in the list's arena */
	const char *folder; /* absolute, of the list */
	bool allow_file;
	enum section in;
	size_t first; /* feeds of this list begin here */
	size_t host;  /* the one of the section */
};

static void begin_feed(struct reading *r, struct str name)
{
	struct feedlist *l = r->list;

	l->feeds = arena_more(
	    &l->arena, l->feeds, l->n_feeds, &l->feeds_cap, sizeof *l->feeds);
	l->feeds[l->n_feeds++] = (struct feed_spec){
	    .section = name,
	    .name = name,
	    .kind = STR("auto"),
	    .scope = STR("general"),
	    .list = r->path,
	    .follow = true,
	    .interval = FEEDLIST_INTERVAL,
	    .delay = FEEDLIST_DELAY,
	    .timeout = FEEDLIST_TIMEOUT,
	};
	/* the array may have moved: it is indexed anew */
	l->n_indexed = 0;
}

/* one entry a host and list, so that allow_host and [host] go together */
static struct host_spec *add_host(struct reading *r, struct str name)
{
	struct feedlist *l = r->list;

	/* [::1] as an address is ::1 as a host */
	if (str_starts(name, STR("[")) && str_ends(name, STR("]")))
		name = str_sub(name, 1, name.n - 1);
	r->host = l->n_hosts;
	for (size_t i = 0; i < l->n_hosts; i++)
		if (l->hosts[i].list == r->path &&
		    str_eq_nocase(l->hosts[i].name, name)) {
			r->host = i;
			return &l->hosts[i];
		}
	l->hosts = arena_more(
	    &l->arena, l->hosts, l->n_hosts, &l->hosts_cap, sizeof *l->hosts);
	struct host_spec *h = &l->hosts[l->n_hosts++];

	*h = (struct host_spec){
	    .name = arena_str(&l->arena, name), .list = r->path, .delay = -1};
	return h;
}

static int begin_section(struct reading *r, struct str section, struct err *e)
{
	struct arena *a = &r->list->arena;
	struct str name =
	    arena_str(a, str_trim(str_sub(section, 5, section.n)));

	if (str_starts(section, STR("feed "))) {
		r->in = SECTION_FEED;
		begin_feed(r, name);
	} else if (str_starts(section, STR("host "))) {
		r->in = SECTION_HOST;
		(void)add_host(r, name);
	} else if (str_eq(section, STR("list"))) {
		r->in = SECTION_LIST;
	} else {
		return err_set(e, EXIT_CONFIG,
		    "unknown section '[%.*s]': [list], [host NAME] or [feed "
		    "NAME]",
		    STR_ARG(section));
	}
	return 0;
}

static int list_key(
    struct reading *r, struct str key, struct str value, struct err *e)
{
	if (str_eq(key, STR("allow_file")))
		return ini_bool(value, &r->allow_file, e);
	if (!str_eq(key, STR("allow_host")))
		return err_set(
		    e, EXIT_CONFIG, "unknown key '%.*s'", STR_ARG(key));
	add_host(r, value)->allow = true;
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

static int take(void *user, struct str section, struct str key,
    struct str value, struct err *e)
{
	struct reading *r = user;
	struct feedlist *l = r->list;

	if (!key.p)
		return begin_section(r, section, e);
	if (r->in == SECTION_LIST)
		return list_key(r, key, value, e);
	if (r->in == SECTION_HOST)
		return feedlist_host_key(&l->hosts[r->host], key, value, e);
	struct feed_spec *f = &l->feeds[l->n_feeds - 1];

	if (feedlist_feed_key(f, &l->arena, key, value, e) != 0)
		return -1;
	if (str_eq(key, STR("url")) &&
	    str_find(value, STR("://"), 0) == value.n)
		f->url = file_url(&l->arena, r->folder, value);
	return 0;
}

static int check_url(
    const struct reading *r, struct feed_spec *f, struct err *e)
{
	struct arena *a = &r->list->arena;
	struct err why = {0};
	struct buf host, name;

	if (str_starts_nocase(f->url, STR("file:")))
		return r->allow_file
			   ? 0
			   : err_set(e, EXIT_CONFIG,
				 "%s: feed '%.*s' is a file, and the list does "
				 "not say allow_file = yes",
				 r->path, STR_ARG(f->section));
	if (!str_starts_nocase(f->url, STR("http://")) &&
	    !str_starts_nocase(f->url, STR("https://")))
		return err_set(e, EXIT_CONFIG,
		    "%s: feed '%.*s' is neither http nor https", r->path,
		    STR_ARG(f->section));
	/* one that curl cannot read is told when it is polled */
	buf_init(&host, 4096);
	buf_init(&name, 4096);
	if (web_url_host(f->url.p, &host, &name, &why) == 0)
		f->host = arena_str(a, buf_view(&name));
	buf_release(&host);
	buf_release(&name);
	return 0;
}

/* The address of a feed of the SEC. A range of days is many index files: each
 * becomes a feed of its own. */
static int complete_sec(struct reading *r, size_t i, struct err *e)
{
	struct feedlist *l = r->list;
	struct feed_spec whole = l->feeds[i];
	struct str part, url;

	if (feedlist_sec_check(&whole, e) != 0)
		return err_context(
		    e, "%s: feed '%.*s'", r->path, STR_ARG(whole.section));
	if (whole.url.n)
		return 0;
	l->feeds[i].url = feedlist_sec_url(&whole, &l->arena);
	if (l->feeds[i].url.n)
		return 0;
	int64_t at = feedlist_sec_begin(&whole);

	for (bool first = true;
	     feedlist_sec_next(&whole, &l->arena, &at, &part, &url);
	     first = false) {
		if (!first)
			begin_feed(r, whole.section);
		struct feed_spec *f = &l->feeds[first ? i : l->n_feeds - 1];

		*f = whole;
		f->section = part;
		f->url = url;
	}
	return 0;
}

/* what can be judged only when the whole list was read */
static int check(struct reading *r, struct err *e)
{
	struct feedlist *l = r->list;

	for (size_t i = r->first; i < l->n_feeds; i++) {
		struct feed_spec *f = &l->feeds[i];
		bool sec = str_starts(f->kind, STR("sec-"));

		f->allow_file = r->allow_file;
		if (!f->max_bytes)
			f->max_bytes = sec ? FEEDLIST_FILING_MAX_BYTES
					   : FEEDLIST_MAX_BYTES;
		if (sec && complete_sec(r, i, e) != 0)
			return -1;
		f = &l->feeds[i]; /* it may have moved */
		if (!f->url.n)
			return err_set(e, EXIT_CONFIG,
			    "%s: feed '%.*s' has no url", r->path,
			    STR_ARG(f->section));
		if (check_url(r, f, e) != 0)
			return -1;
	}
	return 0;
}

int feedlist_add_text(struct feedlist *l, struct str text, const char *path,
    const char *folder, struct err *e)
{
	struct reading r = {
	    .list = l,
	    .path = arena_str(&l->arena, str_of(path)).p,
	    .folder = folder,
	    .first = l->n_feeds,
	};

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
	free(l->slots);
	arena_release(&l->arena);
	*l = (struct feedlist){0};
}

/* list NULL: of any */
static const struct host_spec *host_of(
    const struct feedlist *l, const char *list, struct str host, bool allow)
{
	if (str_starts(host, STR("[")) && str_ends(host, STR("]")))
		host = str_sub(host, 1, host.n - 1);
	for (size_t i = 0; i < l->n_hosts; i++)
		if ((!list || l->hosts[i].list == list) &&
		    (!allow || l->hosts[i].allow) &&
		    str_eq_nocase(l->hosts[i].name, host))
			return &l->hosts[i];
	return NULL;
}

bool feedlist_allows_host(
    const struct feedlist *l, const struct feed_spec *spec, struct str host)
{
	return spec && host_of(l, spec->list, host, true) != NULL;
}

bool feedlist_names_private(const struct feedlist *l, struct str host)
{
	return host_of(l, NULL, host, true) != NULL;
}

struct manners feedlist_manners(
    const struct feedlist *l, const struct feed_spec *spec, struct str host)
{
	const struct host_spec *h =
	    spec ? host_of(l, spec->list, host, false) : NULL;
	bool named = h || (spec && str_eq_nocase(spec->host, host));
	struct manners m = {
	    .delay = FEEDLIST_DELAY, .adapt = true, .parallel = 1};

	if (spec) {
		m.backoff = spec->backoff;
		m.adapt = !spec->delay_set;
		/* of a host that no list names only more may be asked */
		if (named || spec->delay > FEEDLIST_DELAY)
			m.delay = spec->delay;
		if (named && spec->parallel)
			m.parallel = spec->parallel;
	}
	if (h && h->delay >= 0) {
		m.delay = h->delay;
		m.adapt = false;
	}
	if (h && h->parallel)
		m.parallel = h->parallel;
	if (h && h->backoff != BACKOFF_AUTO)
		m.backoff = h->backoff;
	return m;
}

static void index_feeds(struct feedlist *l)
{
	free(l->slots);
	l->n_slots = FIRST_SLOTS;
	while (l->n_slots < 2 * l->n_feeds)
		l->n_slots *= 2;
	l->slots = mem_new(l->n_slots, sizeof *l->slots);
	l->n_indexed = l->n_feeds;
	/* backwards, so that the first of equal ones is found first */
	for (size_t i = l->n_feeds; i-- > 0;) {
		struct feed_spec **slot =
		    &l->slots[str_hash(l->feeds[i].url) & (l->n_slots - 1)];

		l->feeds[i].next_alike = *slot;
		*slot = &l->feeds[i];
	}
}

const struct feed_spec *feedlist_find(struct feedlist *l, struct str url)
{
	if (l->n_indexed != l->n_feeds)
		index_feeds(l);
	if (!l->n_feeds)
		return NULL;
	const struct feed_spec *f = l->slots[str_hash(url) & (l->n_slots - 1)];

	while (f && !str_eq(f->url, url))
		f = f->next_alike;
	return f;
}
