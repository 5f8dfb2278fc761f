#include "parse/filing/plain.h"

#include "parse/filing/item_name.h"
#include "parse/filing/plain_table.h"

#include <string.h>

enum {
	WRAP_MIN_BYTES = 45, /* a shorter line ends its paragraph */
	GAP_BLANKS = 3,      /* within a row */
	ROW_GAPS = 1
};

struct reading {
	struct flow *to;
	bool in_table;
	bool joined;   /* the line before may go on */
	bool open;     /* it is short, or further left, and ends no sentence */
	size_t indent; /* of the line before */
	struct plain_table table;
	struct grid grid;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static size_t indent_of(struct str s)
{
	size_t n = 0;

	while (n < s.n && is_blank(s.p[n]))
		n++;
	return n;
}

/* runs of blanks within the words; sentences end with two */
static size_t gaps_in(struct str s)
{
	size_t gaps = 0, run = 0;

	for (size_t i = indent_of(s); i < s.n; i++) {
		if (is_blank(s.p[i])) {
			run += s.p[i] == '\t' ? GAP_BLANKS : 1;
			continue;
		}
		gaps += run >= GAP_BLANKS;
		run = 0;
	}
	return gaps;
}

/* "<PAGE>  12", "<S>  <C>": a tag of EDGAR's that is no text */
static bool is_tag(struct reading *r, struct str s)
{
	static const char *const tags[] = {
	    "<S>", "<C>", "<FN>", "<CAPTION>", "</CAPTION>", "</FN>", NULL};

	if (str_starts_nocase(s, STR("<PAGE>"))) {
		r->to->page_break = true;
		return true;
	}
	for (const char *const *t = tags; *t; t++)
		if (str_starts_nocase(s, str_of(*t)))
			return true;
	return false;
}

static bool is_upper_text(struct str s)
{
	size_t upper = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] >= 'a' && s.p[i] <= 'z')
			return false;
		upper += s.p[i] >= 'A' && s.p[i] <= 'Z';
	}
	return upper > 2;
}

static bool begins_anew(struct reading *r, struct str s, size_t indent)
{
	struct item_name name;
	char c = s.p[0];

	/* a hanging or indented first line; bullets and numbers in brackets */
	return indent > r->indent + 2 || c == '-' || c == '*' || c == '(' ||
	       item_name_read(s, &name);
}

/* lines that were wrapped twice, and hanging ones: the sentence goes on in
 * small letters */
static bool sentence_goes_on(const struct reading *r, struct str s)
{
	return r->open && s.p[0] >= 'a' && s.p[0] <= 'z';
}

static bool ends_sentence(struct str s)
{
	char c = s.p[s.n - 1];

	return c == '.' || c == ':' || c == ';' || c == '!' || c == '?' ||
	       c == ')' || c == '"' || c == '_' || c == '-';
}

/* dot leaders lead from a label to its figure */
static void put(struct ink *ink, struct str s)
{
	while (s.n) {
		size_t at = str_find(s, STR("...."), 0);

		ink_text(ink, str_sub(s, 0, at));
		while (at < s.n && (s.p[at] == '.' || s.p[at] == ' '))
			at++;
		ink->space = true;
		s = str_sub(s, at, s.n);
	}
}

static void one(struct reading *r, struct str line)
{
	size_t indent = indent_of(line), gaps = gaps_in(line);
	struct str s = str_trim(line);
	struct item_name name;

	if (!s.n || is_tag(r, s) || plain_rule_is(s)) {
		r->joined = r->open = false;
		return;
	}
	bool item = item_name_read(s, &name);
	bool row = !item && (r->in_table || gaps >= ROW_GAPS);
	bool goes_on = !row && ((r->joined && !begins_anew(r, s, indent)) ||
				   sentence_goes_on(r, s));
	size_t before = r->to->n_lines;

	r->to->ink.bold = is_upper_text(s);
	put(&r->to->ink, s);
	flow_end_line(r->to, row ? LINE_ROW : 0);
	if (goes_on && r->to->n_lines > before)
		r->to->lines[before].flags |= LINE_JOIN;
	r->joined = !row && s.n >= WRAP_MIN_BYTES;
	r->open =
	    !row && (goes_on || s.n >= WRAP_MIN_BYTES / 2) && !ends_sentence(s);
	r->indent = indent;
	/* an all-capital heading is not gone on with by text */
	if (is_upper_text(s) && !item)
		r->joined = r->open = false;
}

/* without marks of columns its lines are rows as they stand */
static void end_table(struct reading *r)
{
	if (!plain_table_write(&r->table, &r->grid, r->to))
		for (size_t i = 0; i < r->table.n; i++)
			one(r, r->table.lines[i]);
	r->table.n = 0;
	r->in_table = r->joined = r->open = false;
}

static void take(struct reading *r, struct str line)
{
	struct str s = str_trim(line);

	if (line.n && memchr(line.p, '\f', line.n)) {
		r->to->page_break = true;
		r->joined = r->open = false;
	}
	if (str_starts_nocase(s, STR("<TABLE>"))) {
		if (r->in_table)
			end_table(r);
		r->in_table = true;
	} else if (r->in_table && (str_starts_nocase(s, STR("</TABLE>")) ||
				      str_starts_nocase(s, STR("<PAGE>")))) {
		end_table(r);
		if (s.p[1] != '/')
			one(r, line);
	} else if (r->in_table && !str_starts_nocase(s, STR("<CAPTION>"))) {
		plain_table_add(&r->table, line);
	} else {
		one(r, line);
	}
}

void plain_lines(struct flow *to, struct str text)
{
	struct reading r = {.to = to};
	struct str line;

	flow_clear(to);
	grid_init(&r.grid, to->text.max);
	while ((line = str_split(&text, '\n')).p) {
		if (line.n && line.p[line.n - 1] == '\r')
			line.n--;
		take(&r, line);
	}
	if (r.in_table)
		end_table(&r);
	to->ink.bold = false;
	plain_table_release(&r.table);
	grid_release(&r.grid);
}
