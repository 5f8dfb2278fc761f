#include "fetch/feedlist_keys.h"

#include "fetch/base/ini.h"

#include <stddef.h>

enum value {
	VALUE_TEXT,
	VALUE_WORD,  /* a text that is one of some words */
	VALUE_INDEX, /* an int: which of the words it is */
	VALUE_BOOL,
	VALUE_SECONDS,
	VALUE_COUNT,
	VALUE_SIZE
};

struct key {
	const char *name;
	enum value value;
	size_t at;                /* of the member */
	const char *const *words; /* NULL-ended */
	int64_t least, most;
	size_t said; /* of a long that says that the key was given; 0: none */
};

static const char *const kinds[] = {"auto", "rss", "atom", "json", "sitemap",
    "gdelt", "sec-submissions", "sec-current", "sec-company", "sec-index",
    "sec-facts", NULL};
static const char *const scopes[] = {"general", "topic", NULL};
/* in the order of enum feed_backoff */
static const char *const backoffs[] = {"auto", "host", "url", NULL};
static const char *const contents[] = {"item", "page", NULL};

#define FEED(member) offsetof(struct feed_spec, member)
#define HOST(member) offsetof(struct host_spec, member)

static const struct key feed_keys[] = {
    {"url", VALUE_TEXT, FEED(url), NULL, 0, 0, 0},
    {"name", VALUE_TEXT, FEED(name), NULL, 0, 0, 0},
    {"kind", VALUE_WORD, FEED(kind), kinds, 0, 0, 0},
    {"language", VALUE_TEXT, FEED(language), NULL, 0, 0, 0},
    {"scope", VALUE_WORD, FEED(scope), scopes, 0, 0, 0},
    {"content", VALUE_BOOL, FEED(follow), contents, 0, 0, 0},
    {"follow", VALUE_BOOL, FEED(follow), NULL, 0, 0, 0},
    {"recheck", VALUE_BOOL, FEED(recheck), NULL, 0, 0, 0},
    {"interval", VALUE_SECONDS, FEED(interval), NULL, 0, 31 * 86400,
	FEED(interval_set)},
    {"delay", VALUE_SECONDS, FEED(delay), NULL, 0, 3600, FEED(delay_set)},
    {"parallel", VALUE_COUNT, FEED(parallel), NULL, 1, 64, 0},
    {"timeout", VALUE_SECONDS, FEED(timeout), NULL, 1, 3600, 0},
    {"max_bytes", VALUE_SIZE, FEED(max_bytes), NULL, 1, 192 << 20, 0},
    {"backoff", VALUE_INDEX, FEED(backoff), backoffs, 0, 0, 0},
    {"cik", VALUE_TEXT, FEED(cik), NULL, 0, 0, 0},
    {"forms", VALUE_TEXT, FEED(forms), NULL, 0, 0, 0},
    {"since", VALUE_TEXT, FEED(since), NULL, 0, 0, 0},
    {"until", VALUE_TEXT, FEED(until), NULL, 0, 0, 0},
};

static const struct key host_keys[] = {
    {"allow", VALUE_BOOL, HOST(allow), NULL, 0, 0, 0},
    {"delay", VALUE_SECONDS, HOST(delay), NULL, 0, 3600, 0},
    {"parallel", VALUE_COUNT, HOST(parallel), NULL, 1, 64, 0},
    {"backoff", VALUE_INDEX, HOST(backoff), backoffs, 0, 0, 0},
};

static int index_of(struct str value, const char *const *words, struct err *e)
{
	for (int i = 0; words[i]; i++)
		if (str_eq(value, str_of(words[i])))
			return i;
	return err_set(e, EXIT_CONFIG, "unknown value '%.*s'", STR_ARG(value));
}

static int count(struct str value, long *to, struct err *e)
{
	long v = 0;

	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] < '0' || value.p[i] > '9' || v > 1000000)
			return err_set(e, EXIT_CONFIG, "'%.*s' is no count",
			    STR_ARG(value));
		v = v * 10 + (value.p[i] - '0');
	}
	*to = v;
	return value.n ? 0 : err_set(e, EXIT_CONFIG, "no count");
}

static int bounded(
    const struct key *k, int64_t v, struct str value, struct err *e)
{
	if (v >= k->least && v <= k->most)
		return 0;
	return err_set(e, EXIT_CONFIG, "'%.*s' is not within %lld and %lld",
	    STR_ARG(value), (long long)k->least, (long long)k->most);
}

static int number(
    const struct key *k, char *base, struct str value, struct err *e)
{
	int64_t size = 0;
	long v = 0;
	int rc = k->value == VALUE_SECONDS ? ini_seconds(value, &v, e)
		 : k->value == VALUE_COUNT ? count(value, &v, e)
					   : ini_size(value, &size, e);

	if (rc != 0 ||
	    bounded(k, k->value == VALUE_SIZE ? size : v, value, e) != 0)
		return -1;
	if (k->value == VALUE_SIZE)
		*(int64_t *)(void *)(base + k->at) = size;
	else
		*(long *)(void *)(base + k->at) = v;
	return 0;
}

/* what the keys belong to */
struct target {
	char *base;
	struct arena *arena; /* of its texts */
};

static int set(
    const struct key *k, struct target t, struct str value, struct err *e)
{
	char *base = t.base;
	int i = k->words ? index_of(value, k->words, e) : 0;

	if (i < 0)
		return -1;
	if (k->said)
		*(long *)(void *)(base + k->said) = 1;
	switch (k->value) {
	case VALUE_TEXT:
	case VALUE_WORD:
		*(struct str *)(void *)(base + k->at) =
		    arena_str(t.arena, value);
		return 0;
	case VALUE_INDEX:
		*(int *)(void *)(base + k->at) = i;
		return 0;
	case VALUE_BOOL:
		if (!k->words)
			return ini_bool(
			    value, (bool *)(void *)(base + k->at), e);
		*(bool *)(void *)(base + k->at) = i == 1;
		return 0;
	case VALUE_SECONDS:
	case VALUE_COUNT:
	case VALUE_SIZE:
		break;
	}
	return number(k, base, value, e);
}

static int set_named(const struct key *keys, size_t n, struct target t,
    struct str key, struct str value, struct err *e)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(key, str_of(keys[i].name)))
			return set(&keys[i], t, value, e);
	return err_set(e, EXIT_CONFIG, "unknown key '%.*s'", STR_ARG(key));
}

int feedlist_feed_key(struct feed_spec *f, struct arena *a, struct str key,
    struct str value, struct err *e)
{
	return set_named(feed_keys, sizeof feed_keys / sizeof *feed_keys,
	    (struct target){(char *)f, a}, key, value, e);
}

int feedlist_host_key(
    struct host_spec *h, struct str key, struct str value, struct err *e)
{
	return set_named(host_keys, sizeof host_keys / sizeof *host_keys,
	    (struct target){(char *)h, NULL}, key, value, e);
}
