#include "parse/text/publisher.h"

#include "fetch/base/utf8.h"
#include "parse/text/date.h"
#include "parse/text/table.h"

#include <string.h>

enum {
	HEAD_BYTES = 600,
	NAME_MAX_BYTES = 80,
	NAME_MAX_WORDS = 6,
	LINE_MAX_BYTES = 200,
	INFO_MAX_BYTES = 48,
	INFO_LEAD_BYTES = 60
};

/* most lines have none, and so no label */
static bool has_colon(struct str s)
{
	return s.n &&
	       (memchr(s.p, ':', s.n) || str_find(s, STR("："), 0) < s.n);
}

/* what stands behind a label of that kind and a colon; absent: s does not
 * begin so */
static struct str labelled(struct str s, char kind)
{
	if (!has_colon(s))
		return (struct str){NULL, 0};
	for (const struct table_row *r = table_labels; r->key; r++) {
		struct str key = table_key(r);

		/* most fall at their first letter */
		if (*r->value != kind || !s.n ||
		    ((*r->key ^ *s.p) & ~0x20) != 0 ||
		    !str_starts_nocase(s, key))
			continue;
		struct str rest = str_trim(str_sub(s, key.n, s.n));

		if (str_starts(rest, STR(":")))
			return str_trim(str_sub(rest, 1, rest.n));
		if (str_starts(rest, STR("：")))
			return str_trim(str_sub(rest, 3, rest.n));
	}
	return (struct str){NULL, 0};
}

/* The same at the begin of any word of a short line: "2025年1月27日 来源：…".
 * In a line that no date begins, an English label is a word of a sentence. */
static struct str labelled_inside(struct str line, char kind)
{
	if (!has_colon(line))
		return (struct str){NULL, 0};
	struct str found = labelled(line, kind);
	bool dated = line.n && line.p[0] >= '0' && line.p[0] <= '9';

	for (size_t i = 1; !found.p && i < line.n && line.n < LINE_MAX_BYTES;
	     i++) {
		bool begins = line.p[i - 1] == ' ' || line.p[i - 1] == '|';

		if (begins && (dated || (line.p[i] & 0x80)))
			found = labelled(str_sub(line, i, line.n), kind);
	}
	return found;
}

/* "新华网 2025年1月27日 作者：…": a name ends before a figure or another
 * label; "Reuters | Author" before a bar */
static struct str name_of(struct str s)
{
	size_t end = 0, word = 0; /* of the name, of the word before */

	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);
		bool gap = c == ' ' || c == '\t' || c == 0x3000 || c == 0xA0;

		/* the word before a colon is the next label */
		if (c == ':' || c == 0xFF1A)
			return str_sub(s, 0, word);
		if (c == '|' || c == 0xFF5C || c == '\t' ||
		    (gap && i < s.n && s.p[i] >= '0' && s.p[i] <= '9'))
			break;
		if (gap)
			word = end;
		else
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
		struct str name = name_of(labelled_inside(str_trim(line), 'p'));

		/* a line that the ceiling cut is no whole name */
		if (is_name(name) && (head.p || text.n <= HEAD_BYTES))
			return arena_str(a, name);
	}
	return (struct str){NULL, 0};
}

bool publisher_is_label(struct str line)
{
	return labelled(str_trim(line), 'p').p ||
	       labelled(str_trim(line), 'd').p;
}

struct str publisher_date_line(struct str text)
{
	struct str line, head = str_sub(text, 0, HEAD_BYTES);

	while ((line = str_split(&head, '\n')).p) {
		struct str date = labelled(str_trim(line), 'd');

		if (date.p)
			return date;
	}
	return (struct str){NULL, 0};
}

bool publisher_is_info(struct str line)
{
	int64_t t;
	size_t at = 0;

	if (line.n >= LINE_MAX_BYTES)
		return false;
	bool label = labelled_inside(line, 'p').p || labelled(line, 'd').p;

	if (!label && !(line.n && line.p[0] >= '0' && line.p[0] <= '9'))
		return false;
	/* a date, and little beside it but labels */
	return date_find(line, &t, &at) != DATE_NONE && at < INFO_LEAD_BYTES &&
	       (label || line.n < INFO_MAX_BYTES);
}
