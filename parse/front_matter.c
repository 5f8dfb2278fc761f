#include "parse/front_matter.h"

#include "fetch/base/buf.h"

enum { HEAD_MAX_LINES = 400, VALUE_MAX_BYTES = 64 * 1024 };

static struct str unquote(struct str v)
{
	v = str_trim(v);
	if (v.n >= 2 && (v.p[0] == '"' || v.p[0] == '\'') &&
	    v.p[v.n - 1] == v.p[0])
		return str_sub(v, 1, v.n - 1);
	return v;
}

static struct str *field(struct front_matter *f, struct str key)
{
	const struct {
		const char *name;
		struct str *to;
	} fields[] = {{"title", &f->title}, {"date", &f->date},
	    {"published", &f->date}, {"datePublished", &f->date},
	    {"publishDate", &f->date}, {"pubDate", &f->date},
	    {"published_at", &f->date}, {"updated", &f->updated},
	    {"lastmod", &f->updated}, {"modified", &f->updated},
	    {"author", &f->author}, {"summary", &f->summary},
	    {"description", &f->summary}, {"excerpt", &f->summary},
	    {"lang", &f->lang}, {"language", &f->lang}, {"source", &f->source},
	    {"publisher", &f->source}};

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (str_eq_nocase(key, str_of(fields[i].name)))
			return fields[i].to;
	return NULL;
}

/* the indented lines behind "key: >-", as one */
static struct str folded(struct str *rest, struct arena *a)
{
	struct buf b;

	buf_init(&b, VALUE_MAX_BYTES);
	while (str_starts(*rest, STR(" ")) || str_starts(*rest, STR("\n"))) {
		if (b.n)
			buf_char(&b, ' ');
		buf_str(&b, str_trim(str_split(rest, '\n')));
	}
	struct str s = arena_str(a, buf_view(&b));

	buf_release(&b);
	return s;
}

static void read_line(struct front_matter *f, struct arena *a, char sep,
    struct str line, struct str *rest)
{
	size_t at = str_find(line, (struct str){&sep, 1}, 0);
	struct str *to;

	if (at == line.n || line.p[0] == ' ' || line.p[0] == '-')
		return;
	to = field(f, str_trim(str_sub(line, 0, at)));
	struct str v = str_trim(str_sub(line, at + 1, line.n));

	if (v.n && v.n <= 2 && (v.p[0] == '>' || v.p[0] == '|'))
		v = folded(rest, a);
	v = unquote(v);
	/* a list or a table is no text, and a flag ("published: true") no date
	 */
	if (to && !to->n && v.n && v.p[0] != '[' && v.p[0] != '{' &&
	    !str_eq(v, STR("true")) && !str_eq(v, STR("false")))
		*to = v;
}

void front_matter_read(
    struct str text, struct arena *a, struct front_matter *to)
{
	struct str rest = text, line = str_trim(str_split(&rest, '\n'));
	bool yaml = str_eq(line, STR("---")), toml = str_eq(line, STR("+++"));
	struct str mark = yaml ? STR("---") : STR("+++");

	*to = (struct front_matter){.rest = text};
	if (!yaml && !toml)
		return;
	struct front_matter f = {.found = true};

	for (int i = 0; i < HEAD_MAX_LINES && rest.n; i++) {
		line = str_split(&rest, '\n');
		while (line.n && line.p[line.n - 1] == '\r')
			line.n--;
		if (str_eq(str_trim(line), mark)) {
			f.rest = rest;
			*to = f;
			return;
		}
		if (line.n)
			read_line(&f, a, yaml ? ':' : '=', line, &rest);
	}
}
