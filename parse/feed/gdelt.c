#include "parse/feed/gdelt.h"

#include <jansson.h>

enum { SNIFF_BYTES = 4096 };

/* the first line of a GAL file */
static bool is_gal(struct str head)
{
	struct str line = str_split(&head, '\n');

	return str_starts(line, STR("{")) &&
	       str_find(line, STR("\"outletName\""), 0) < line.n &&
	       str_find(line, STR("\"url\""), 0) < line.n;
}

bool gdelt_sniff(struct str text)
{
	struct str head = str_trim(str_sub(text, 0, SNIFF_BYTES));

	if (is_gal(head))
		return true;
	return str_starts(head, STR("{")) &&
	       str_find(head, STR("\"articles\""), 0) < head.n &&
	       str_find(head, STR("\"seendate\""), 0) < head.n;
}

static struct str text_of(struct arena *a, const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	return arena_str(a, str_trim((struct str){
				json_string_value(v), json_string_length(v)}));
}

/* 20250127T143000Z */
static int64_t seen(struct arena *a, struct str s)
{
	int64_t t = STAMP_NONE;

	if (s.n == 16)
		(void)stamp_parse(
		    arena_printf(a, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", s.p,
			s.p + 4, s.p + 6, s.p + 9, s.p + 11, s.p + 13),
		    &t);
	return t;
}

static struct str tag_of(struct str language)
{
	static const struct {
		const char *name, *tag;
	} tags[] = {
	    {"English", "en"},
	    {"Arabic", "ar"},
	    {"Chinese", "zh"},
	};

	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (str_eq_nocase(language, str_of(tags[i].name)))
			return str_of(tags[i].tag);
	return (struct str){NULL, 0};
}

/* "Nvidia ' s shares fell 17 % , and" : white space in front of a sign goes */
static struct str tidy(struct arena *a, struct str s)
{
	char *to = arena_new(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		char next = i + 1 < s.n ? s.p[i + 1] : '\0';
		bool before = next == ',' || next == '.' || next == ':' ||
			      next == ';' || next == '?' || next == '!' ||
			      next == '%' || next == ')';

		if (s.p[i] != ' ' || !before)
			to[n++] = s.p[i];
	}
	return (struct str){s.p ? to : NULL, n};
}

static struct feed_item *add(struct feed *f, struct arena *a)
{
	f->items = arena_more(a, f->items, f->n, &f->cap, sizeof *f->items);
	struct feed_item *it = &f->items[f->n++];

	*it =
	    (struct feed_item){.published = STAMP_NONE, .updated = STAMP_NONE};
	return it;
}

/* a BCP 47 tag as it stands, as far as one can tell */
static struct str plain_tag(struct str s)
{
	for (size_t i = 0; i < s.n && s.p[i] != '-'; i++)
		if (s.p[i] < 'a' || s.p[i] > 'z' || i > 2)
			return tag_of(s);
	return s.n > 1 && s.n < 12 ? s : (struct str){NULL, 0};
}

static void read_gal(struct feed *f, struct arena *a, struct str text)
{
	while (text.n) {
		struct str line = str_split(&text, '\n');
		json_t *o = json_loadb(line.p, line.n, JSON_ALLOW_NUL, NULL);
		struct str url = text_of(a, o, "url");

		if (url.n) {
			struct feed_item *it = add(f, a);

			it->url = url;
			it->title = text_of(a, o, "title");
			it->summary = text_of(a, o, "desc");
			it->author = text_of(a, o, "author");
			it->lang = plain_tag(text_of(a, o, "lang"));
			(void)stamp_parse(text_of(a, o, "date"), &it->updated);
		}
		json_decref(o);
	}
}

int gdelt_read(struct feed *f, struct arena *a, struct str text, struct err *e)
{
	json_error_t why;

	*f = (struct feed){.updated = STAMP_NONE, .title = STR("GDELT")};
	if (is_gal(str_trim(str_sub(text, 0, SNIFF_BYTES)))) {
		read_gal(f, a, text);
		return 0;
	}
	json_t *o = json_loadb(text.p, text.n, JSON_ALLOW_NUL, &why);
	const json_t *all = json_object_get(o, "articles");

	if (!json_is_array(all)) {
		json_decref(o);
		return err_set(e, EXIT_DATA, "no list of articles: %s",
		    o ? "another object" : why.text);
	}
	for (size_t i = 0; i < json_array_size(all); i++) {
		const json_t *one = json_array_get(all, i);
		struct str url = text_of(a, one, "url");

		if (!url.n)
			continue;
		struct feed_item *it = add(f, a);

		it->url = url;
		it->title = tidy(a, text_of(a, one, "title"));
		it->lang = tag_of(text_of(a, one, "language"));
		it->updated = seen(a, text_of(a, one, "seendate"));
	}
	json_decref(o);
	return 0;
}
