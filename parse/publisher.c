#include "parse/publisher.h"

#include "fetch/base/utf8.h"
#include "parse/table.h"

enum { HEAD_BYTES = 600, NAME_MAX_BYTES = 80, NAME_MAX_WORDS = 6 };

/* what stands behind a label of that kind and a colon; absent: no such line */
static struct str labelled(struct str line, char kind)
{
	const struct table_row *r = table_phrases;

	line = str_trim(line);
	for (; r->key; r++) {
		struct str key = str_of(r->key);

		if (*r->value != kind || !str_starts_nocase(line, key))
			continue;
		struct str rest = str_trim(str_sub(line, key.n, line.n));

		if (str_starts(rest, STR(":")))
			return str_trim(str_sub(rest, 1, rest.n));
		if (str_starts(rest, STR("：")))
			return str_trim(str_sub(rest, 3, rest.n));
	}
	return (struct str){NULL, 0};
}

/* "新华网 2025年1月27日 作者：…": a name ends before a figure or another
 * label; "Reuters | Author" before a bar */
static struct str name_of(struct str s)
{
	size_t end = 0;

	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);
		bool gap = c == ' ' || c == '\t' || c == 0x3000 || c == 0xA0;

		if (c == '|' || c == 0xFF5C || c == 0xFF1A || c == '\t')
			break;
		if (gap && i < s.n && s.p[i] >= '0' && s.p[i] <= '9')
			break;
		if (!gap)
			end = i;
	}
	return str_sub(s, 0, end);
}

static bool is_name(struct str s)
{
	size_t words = 1;

	for (size_t i = 0; i < s.n; i++)
		words += s.p[i] == ' ';
	return s.n > 1 && s.n < NAME_MAX_BYTES && words <= NAME_MAX_WORDS &&
	       !str_starts(s, STR("http"));
}

struct str publisher_find(struct arena *a, struct str text)
{
	struct str line, head = str_sub(text, 0, HEAD_BYTES);

	while ((line = str_split(&head, '\n')).p) {
		struct str name = name_of(labelled(line, 'p'));

		/* a line that the ceiling cut is no whole name */
		if (is_name(name) && (head.p || text.n <= HEAD_BYTES))
			return arena_str(a, name);
	}
	return (struct str){NULL, 0};
}

bool publisher_is_label(struct str line)
{
	return labelled(line, 'p').p || labelled(line, 'd').p;
}

struct str publisher_date_line(struct str text)
{
	struct str line, head = str_sub(text, 0, HEAD_BYTES);

	while ((line = str_split(&head, '\n')).p) {
		struct str date = labelled(line, 'd');

		if (date.p)
			return date;
	}
	return (struct str){NULL, 0};
}
