#include "parse/markdown.h"

#include "fetch/base/utf8.h"
#include "parse/text/publisher.h"

enum { WRAP_COLUMNS = 100, WRAP_MIN_LINES = 4, LINK_MAX_BYTES = 4096 };

/* spaces and tabs, no line ends */
static struct str skip_blanks(struct str s)
{
	size_t i = 0;

	while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t'))
		i++;
	return str_sub(s, i, s.n);
}

bool markdown_is(struct str text)
{
	struct str head = str_trim(str_sub(text, 0, 4096));
	size_t marks = 0;

	for (size_t i = 0; i < head.n && head.p[i] == '#'; i++)
		marks++;
	return (marks && marks < head.n && head.p[marks] == ' ') ||
	       str_find(head, STR("](http"), 0) < head.n ||
	       str_find(head, STR("\n## "), 0) < head.n;
}

/* the ] that closes the [ at s[at], within LINK_MAX_BYTES; s.n for none */
static size_t closing(struct str s, size_t at, char open, char close)
{
	size_t depth = 0;
	size_t end = s.n - at > LINK_MAX_BYTES ? at + LINK_MAX_BYTES : s.n;

	for (size_t i = at; i < end; i++) {
		if (s.p[i] == '\\')
			i++;
		else if (s.p[i] == open)
			depth++;
		else if (s.p[i] == close && --depth == 0)
			return i;
	}
	return s.n;
}

/* a link or an image at s[*at] == '[': only its words; false: no link */
static bool link(struct str s, size_t *at, struct str *words)
{
	size_t end = closing(s, *at, '[', ']');

	if (end == s.n || end + 1 >= s.n || s.p[end + 1] != '(')
		return false;
	size_t behind = closing(s, end + 1, '(', ')');

	if (behind == s.n)
		return false;
	*words = str_sub(s, *at + 1, end);
	*at = behind + 1;
	return true;
}

/* an HTML tag at s[at] == '<': its length, 0 for none */
static size_t tag(struct str s, size_t at)
{
	char c = at + 1 < s.n ? s.p[at + 1] : ' ';
	bool name = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    c == '/' || c == '!';

	if (!name)
		return 0;
	for (size_t i = at + 1; i < s.n && i - at < LINK_MAX_BYTES; i++)
		if (s.p[i] == '>')
			return i + 1 - at;
	return 0;
}

/* the words of a line; links may nest once: [![image](…)](…) */
static void inline_words(struct buf *to, struct str s, int depth)
{
	/* where no link begins, none is looked for again before this place:
	 * a line of brackets stays linear */
	size_t dead = 0;

	for (size_t i = 0; i < s.n;) {
		char c = s.p[i];
		struct str words;
		size_t n, at = i + (c == '!');
		bool image = c == '!' && at < s.n && s.p[at] == '[';

		if (c == '\\' && i + 1 < s.n && (s.p[i + 1] & 0x80) == 0) {
			buf_char(to, s.p[i + 1]);
			i += 2;
		} else if (c == '*' || c == '`' ||
			   (c == '_' &&
			       (i == 0 || s.p[i - 1] == ' ' || i + 1 == s.n ||
				   s.p[i + 1] == ' ' || s.p[i + 1] == '_'))) {
			i++;
		} else if ((c == '[' || image) && i >= dead) {
			if (link(s, &at, &words)) {
				if (!image && depth < 2)
					inline_words(to, words, depth + 1);
				i = at;
			} else {
				dead = i + LINK_MAX_BYTES;
				buf_char(to, c);
				i++;
			}
		} else if (c == '<' && (n = tag(s, i)) != 0) {
			i += n;
		} else {
			buf_char(to, c);
			i++;
		}
	}
}

static bool is_rule(struct str s)
{
	size_t marks = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == ' ')
			continue;
		if (s.p[i] != '-' && s.p[i] != '*' && s.p[i] != '_' &&
		    s.p[i] != '=' && s.p[i] != '|' && s.p[i] != ':')
			return false;
		marks++;
	}
	return marks >= 3;
}

/* the marks in front of a line: heading, quotation, bullet, number stays */
static struct str without_marks(struct str s, bool *heading)
{
	size_t i = 0;

	*heading = false;
	s = skip_blanks(s);
	while (s.n && s.p[0] == '>')
		s = skip_blanks(str_sub(s, 1, s.n));
	while (i < s.n && s.p[i] == '#')
		i++;
	if (i && i <= 6 && (i == s.n || s.p[i] == ' ')) {
		*heading = true;
		s = str_sub(s, i, s.n);
		while (s.n && (s.p[s.n - 1] == '#' || s.p[s.n - 1] == ' '))
			s.n--;
	} else if (s.n > 1 && s.p[1] == ' ' &&
		   (s.p[0] == '-' || s.p[0] == '*' || s.p[0] == '+')) {
		s = str_sub(s, 2, s.n);
	}
	return str_trim(s);
}

static void end_line(struct buf *to, size_t begin)
{
	while (to->n > begin &&
	       (to->p[to->n - 1] == ' ' || to->p[to->n - 1] == '\t'))
		to->n--;
	if (to->n > begin)
		buf_char(to, '\n');
}

/* comments may span lines: those inside one are passed over */
static bool in_comment(struct str *line, bool *open)
{
	if (*open) {
		size_t end = str_find(*line, STR("-->"), 0);

		if (end == line->n)
			return true;
		*open = false;
		*line = str_sub(*line, end + 3, line->n);
	}
	size_t begin = str_find(*line, STR("<!--"), 0);

	if (begin < line->n && str_find(*line, STR("-->"), begin) == line->n) {
		*open = true;
		*line = str_sub(*line, 0, begin);
	}
	return false;
}

void markdown_plain(struct buf *to, struct str text, struct str *title)
{
	struct str line;
	bool comment = false, fence = false, heading;
	size_t title_end = 0;

	*title = (struct str){NULL, 0};
	while ((line = str_split(&text, '\n')).p) {
		struct str bare = str_trim(line);
		size_t begin = to->n;

		if (str_starts(bare, STR("```")) ||
		    str_starts(bare, STR("~~~"))) {
			fence = !fence;
			continue;
		}
		if (fence) {
			buf_str(to, bare);
			end_line(to, begin);
			continue;
		}
		if (in_comment(&bare, &comment) || is_rule(bare))
			continue;
		bare = without_marks(bare, &heading);
		inline_words(to, bare, 0);
		end_line(to, begin);
		if (heading && begin == 0 && to->n > 1)
			title_end = to->n;
	}
	if (title_end && !to->over)
		*title = (struct str){to->p, title_end - 1};
}

static size_t columns(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n;)
		n += utf8_next(s, &i) >= 0x2E80 ? 2 : 1;
	return n;
}

/* is a paragraph spread over lines? then no line is long */
static bool is_wrapped(struct str text)
{
	struct str line;
	size_t lines = 0, longest = 0;
	bool blank = false;

	while ((line = str_split(&text, '\n')).p) {
		size_t n = columns(str_trim(line));

		blank |= n == 0 && text.n > 0;
		lines += n > 0;
		longest = n > longest ? n : longest;
	}
	return blank && lines >= WRAP_MIN_LINES && longest <= WRAP_COLUMNS;
}

/* Chinese is joined without a blank */
static bool is_wide_end(struct str s)
{
	size_t at = s.n;

	return s.n && utf8_prev(s, &at) >= 0x2E80;
}

static bool is_item(struct str s)
{
	return str_starts(s, STR("- ")) || str_starts(s, STR("* ")) ||
	       str_starts(s, STR("•"));
}

void markdown_unwrap(struct buf *to, struct str text)
{
	bool wrapped = is_wrapped(text), open = false;
	struct str line;

	while ((line = str_split(&text, '\n')).p) {
		struct str bare = str_trim(line);

		if (!bare.n) {
			open = false;
			continue;
		}
		bool label = publisher_is_label(bare);

		if (to->n && (!wrapped || !open || is_item(bare) || label))
			buf_char(to, '\n');
		else if (to->n && !is_wide_end(buf_view(to)))
			buf_char(to, ' ');
		buf_str(to, bare);
		open = !label;
	}
}
