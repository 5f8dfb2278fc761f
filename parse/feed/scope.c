#include "parse/feed/scope.h"

#include "fetch/base/err.h"
#include "parse/text/table.h"
#include "parse/text/url.h"

#include <string.h>

enum {
	NAMES_MAX_BYTES = 256 * 1024,
	BASES_MAX_BYTES = 1 << 20,
	KEY_MAX_BYTES = 64,
	NEAR = 32, /* elements left open that an end tag may end too */
	PREFIX_MAX_BYTES = 64
};

static const char other[] = "other";

static enum feed_field field_named(const char *name)
{
	static const char *const names[FIELDS] = {
	    [FIELD_ROOT] = "root",
	    [FIELD_CHANNEL] = "channel",
	    [FIELD_ITEM] = "item",
	    [FIELD_TITLE] = "title",
	    [FIELD_LINK] = "link",
	    [FIELD_ID] = "id",
	    [FIELD_CONTENT] = "content",
	    [FIELD_BODY] = "body",
	    [FIELD_SUMMARY] = "summary",
	    [FIELD_AUTHOR] = "author",
	    [FIELD_NAME] = "name",
	    [FIELD_PUBLISHED] = "published",
	    [FIELD_UPDATED] = "updated",
	    [FIELD_BUILT] = "built",
	    [FIELD_LANGUAGE] = "language",
	    [FIELD_TTL] = "ttl",
	    [FIELD_GROUP] = "group",
	    [FIELD_PUBLICATION] = "publication",
	    [FIELD_OTHER_TITLE] = "other title",
	    [FIELD_OTHER_LINK] = "other link",
	    [FIELD_OTHER_UPDATED] = "other updated",
	    [FIELD_OTHER_ID] = "other id",
	    [FIELD_OTHER_SUMMARY] = "other summary",
	};

	for (size_t i = 1; i < FIELDS; i++)
		if (strcmp(names[i], name) == 0)
			return (enum feed_field)i;
	BUG("feedfields.tsv names an unknown field");
}

void feed_scope_init(struct feed_scope *s)
{
	*s = (struct feed_scope){0};
	buf_init(&s->names, NAMES_MAX_BYTES);
	buf_init(&s->bases, BASES_MAX_BYTES);
	for (size_t i = 0; table_feedfields[i].key; i++) {
		if (i == FEED_ROWS_MAX)
			BUG("feedfields.tsv is longer than its reader");
		s->fields[i] = field_named(table_feedfields[i].value);
	}
}

void feed_scope_release(struct feed_scope *s)
{
	buf_release(&s->names);
	buf_release(&s->bases);
}

/* the vocabulary of a namespace, or of a prefix that nobody declared */
static const char *words_of(struct str uri, bool prefix)
{
	for (const struct table_row *r = table_feedspaces; r->key; r++)
		if (prefix
			? str_eq(uri, table_key(r))
			: strchr(r->key, ':') && str_starts(uri, table_key(r)))
			return r->value;
	return NULL;
}

static void add_space(struct feed_scope *s, struct str prefix, struct str uri)
{
	const char *words = words_of(uri, false);

	if (s->n_spaces == FEED_SPACES_MAX || prefix.n > PREFIX_MAX_BYTES)
		return;
	/* xmlns="" takes the default back */
	s->spaces[s->n_spaces++] = (struct feed_space){
	    .name = s->names.n,
	    .prefix_bytes = prefix.n,
	    .words = words   ? words
		     : uri.n ? other
			     : "core",
	    .uri = words || !uri.n ? 0 : str_hash(uri),
	};
	buf_str(&s->names, prefix);
}

static void read_attributes(
    struct feed_scope *s, struct feed_scan *scan, struct arena *a)
{
	struct str rest = scan->attrs, name, value;

	while (feed_attr_next(&rest, &name, &value)) {
		if (str_eq(name, STR("xmlns")))
			add_space(s, STR(""), str_trim(value));
		else if (str_starts(name, STR("xmlns:")))
			add_space(s, str_sub(name, 6, name.n), str_trim(value));
		if (!str_eq(name, STR("xml:base")))
			continue;
		struct str base = feed_attr_text(scan, a, value);
		struct str outer = feed_scope_base(s);

		if (outer.n && str_find(base, STR("://"), 0) == base.n)
			base = url_resolve(a, outer, base);
		buf_char(&s->bases, '\0');
		buf_str(&s->bases, base);
	}
}

static const struct feed_space *space_of(
    const struct feed_scope *s, struct str prefix)
{
	for (size_t i = s->n_spaces; i-- > 0;) {
		const struct feed_space *x = &s->spaces[i];
		struct str own = str_sub(
		    buf_view(&s->names), x->name, x->name + x->prefix_bytes);

		if (str_eq(own, prefix))
			return x;
	}
	return NULL;
}

/* "Dc:Creator" of the vocabulary dc: the row of "dc:creator" */
static enum feed_field field_of(
    const struct feed_scope *s, const char *words, struct str local)
{
	char key[KEY_MAX_BYTES];
	size_t n = strlen(words);

	if (n + 1 + local.n > sizeof key)
		return FIELD_NONE;
	memcpy(key, words, n);
	key[n] = ':';
	memcpy(key + n + 1, local.p, local.n);
	const struct table_row *r =
	    table_find(table_feedfields, (struct str){key, n + 1 + local.n});

	return r ? s->fields[r - table_feedfields] : FIELD_NONE;
}

static void tell(struct feed_scope *s, struct feed_element *x, struct str name)
{
	size_t colon = str_find(name, STR(":"), 0);
	bool some = colon < name.n;
	struct str prefix = str_sub(name, 0, some ? colon : 0);
	const struct feed_space *space = space_of(s, prefix);
	const char *words = space  ? space->words
			    : some ? words_of(prefix, true)
				   : "core";

	/* drafts of Atom had many names */
	if (s->depth == 0)
		s->root_uri = space ? space->uri : 0;
	if (space && space->uri && space->uri == s->root_uri)
		words = "core";
	if (!words)
		words = other;
	x->prefixed = space && some;
	x->core = strcmp(words, "core") == 0;
	x->xhtml = strcmp(words, "xhtml") == 0;
	x->field =
	    field_of(s, words, str_sub(name, some ? colon + 1 : 0, name.n));
}

const struct feed_element *feed_scope_open(
    struct feed_scope *s, struct feed_scan *scan, struct arena *a)
{
	struct feed_element x = {
	    .name = s->names.n, .bases = s->bases.n, .n_spaces = s->n_spaces};

	if (s->depth >= FEED_DEPTH_MAX) {
		s->depth++;
		return NULL;
	}
	buf_str(&s->names, str_sub(scan->name, 0, PREFIX_MAX_BYTES));
	buf_char(&s->names, '\0');
	if (scan->attrs.n)
		read_attributes(s, scan, a);
	tell(s, &x, scan->name);
	s->open[s->depth++] = x;
	return &s->open[s->depth - 1];
}

void feed_scope_close(struct feed_scope *s)
{
	if (s->depth == 0 || --s->depth >= FEED_DEPTH_MAX)
		return;
	const struct feed_element *x = &s->open[s->depth];

	s->names.n = x->name;
	s->bases.n = x->bases;
	s->n_spaces = x->n_spaces;
}

struct str feed_scope_name(const struct feed_scope *s, size_t depth)
{
	size_t at = s->open[depth - 1].name;

	return str_of(s->names.p + at);
}

size_t feed_scope_ends(const struct feed_scope *s, struct str name)
{
	if (s->depth > FEED_DEPTH_MAX)
		return 1;
	name = str_sub(name, 0, PREFIX_MAX_BYTES);
	for (size_t n = 1; n <= NEAR && n <= s->depth; n++)
		if (str_eq_nocase(feed_scope_name(s, s->depth - n + 1), name))
			return n;
	return 0;
}

const struct feed_element *feed_scope_at(
    const struct feed_scope *s, size_t depth)
{
	return depth > 0 && depth <= s->depth && depth <= FEED_DEPTH_MAX
		   ? &s->open[depth - 1]
		   : NULL;
}

struct str feed_scope_base(const struct feed_scope *s)
{
	size_t at = s->bases.n;

	while (at > 0 && s->bases.p[at - 1] != '\0')
		at--;
	return at ? str_sub(buf_view(&s->bases), at, s->bases.n)
		  : (struct str){NULL, 0};
}
