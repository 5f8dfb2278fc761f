#include "score/mask.h"

#include "score/chars.h"

#include <string.h>

enum { BASE64_MIN_BYTES = 48 };

static bool is_fence(struct str line)
{
	line = str_trim(line);
	return str_starts(line, STR("```")) || str_starts(line, STR("~~~"));
}

void mask_make(struct mask *m, struct str text, struct arena *arena)
{
	size_t cap = 0, begin = 0;
	bool inside = false;

	*m = (struct mask){.text = text};
	if (str_find(text, STR("```"), 0) == text.n &&
	    str_find(text, STR("~~~"), 0) == text.n)
		return;
	while (begin < text.n) {
		size_t end = str_find(text, STR("\n"), begin);

		if (is_fence(str_sub(text, begin, end))) {
			m->edges = arena_more(arena, m->edges, m->n_edges, &cap,
			    sizeof *m->edges);
			m->edges[m->n_edges++] = inside ? end : begin;
			inside = !inside;
		}
		begin = end + 1;
	}
	if (inside)
		m->n_edges--; /* one that is never closed is no block */
}

static bool in_fence(const struct mask *m, size_t at)
{
	size_t low = 0, high = m->n_edges;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (m->edges[mid] <= at)
			low = mid + 1;
		else
			high = mid;
	}
	return low % 2 == 1;
}

/* RFC 3986's characters; what closes a bracket or quote ends an address */
static bool is_address_char(char c)
{
	static const bool not [128] = {['"'] = true,
	    ['<'] = true,
	    ['>'] = true,
	    ['\\'] = true,
	    ['^'] = true,
	    ['`'] = true,
	    ['{'] = true,
	    ['|'] = true,
	    ['}'] = true};
	unsigned char u = (unsigned char)c;

	return u > ' ' && u < 0x7f && !not [u];
}

static bool is_base64_char(char c)
{
	return char_is_digit(c) || char_is_lower(c) || char_is_upper(c) ||
	       c == '+' || c == '/' || c == '=';
}

/* the run of such characters around the range */
static struct str run_around(
    struct str s, size_t begin, size_t end, bool (*inside)(char), size_t *from)
{
	size_t least = begin > MASK_REACH_BYTES ? begin - MASK_REACH_BYTES : 0;
	size_t most =
	    s.n - end > MASK_REACH_BYTES ? end + MASK_REACH_BYTES : s.n;

	while (begin > least && inside(s.p[begin - 1]))
		begin--;
	while (end < most && inside(s.p[end]))
		end++;
	*from = begin;
	return str_sub(s, begin, end);
}

/* "://" or "](" or "www." in front of the place; head is the part of the run
 * before it */
static bool behind_scheme(struct str head)
{
	return str_find(head, STR("://"), 0) < head.n ||
	       str_find(head, STR("]("), 0) < head.n ||
	       str_starts_nocase(head, STR("www.")) ||
	       str_find(head, STR("(www."), 0) < head.n ||
	       str_starts(head, STR("/")) || str_starts(head, STR("./")) ||
	       str_starts(head, STR("~/"));
}

static bool is_host_char(char c)
{
	return char_is_digit(c) || char_is_lower(c) || char_is_upper(c) ||
	       c == '-' || c == '.';
}

/* .tld, .png, -x.html: what stands behind a name that is part of a host or a
 * file name ends in a point and two to five small letters or digits */
static bool is_suffix(struct str tail)
{
	size_t end = 0;

	while (end < tail.n && is_host_char(tail.p[end]))
		end++;
	/* a point that ends a sentence is no part of it */
	while (end > 0 && (tail.p[end - 1] == '.' || tail.p[end - 1] == '-'))
		end--;
	size_t point = end;

	while (point > 0 && (char_is_lower(tail.p[point - 1]) ||
				char_is_digit(tail.p[point - 1])))
		point--;
	return point > 0 && tail.p[point - 1] == '.' && end - point >= 2 &&
	       end - point <= 5 && char_is_lower(tail.p[point]);
}

static bool in_address(struct str s, size_t begin, size_t end)
{
	size_t from;
	struct str run = run_around(s, begin, end, is_address_char, &from);
	struct str head = str_sub(run, 0, begin - from);
	struct str tail = str_sub(run, end - from, run.n);

	if (behind_scheme(head))
		return true;
	/* code joins words so; @deepseek_ai and #nvidia_results are names */
	if ((head.n && head.p[head.n - 1] == '_') ||
	    (tail.n && tail.p[0] == '_'))
		return head.n == 0 || (!strchr("@#", head.p[0]) &&
					  !strchr("@#", head.p[head.n - 1]));
	/* mail@host.tld; @name alone is a mention */
	if (head.n > 1 && head.p[head.n - 1] == '@' &&
	    is_host_char(head.p[head.n - 2]))
		return true;
	if (tail.n && tail.p[0] == '@')
		return true;
	/* sub.name.tld */
	if (head.n > 1 && head.p[head.n - 1] == '.' &&
	    is_host_char(head.p[head.n - 2]) && char_is_lower(s.p[begin]))
		return tail.n && (tail.p[0] == '.' || tail.p[0] == '/');
	return is_suffix(tail);
}

static bool in_base64(struct str s, size_t begin, size_t end)
{
	size_t from;
	struct str run = run_around(s, begin, end, is_base64_char, &from);
	bool digit = false, other = false;

	if (run.n < BASE64_MIN_BYTES)
		return false;
	for (size_t i = 0; i < run.n; i++) {
		digit |= char_is_digit(run.p[i]);
		other |= run.p[i] == '+' || run.p[i] == '/' || run.p[i] == '=';
	}
	return digit && other;
}

/* between < and >, where a name or a slash follows the < */
static bool in_tag(struct str s, size_t begin, size_t end)
{
	size_t least = begin > MASK_REACH_BYTES ? begin - MASK_REACH_BYTES : 0;
	size_t most =
	    s.n - end > MASK_REACH_BYTES ? end + MASK_REACH_BYTES : s.n;
	size_t at = begin;

	while (at > least && s.p[at - 1] != '<' && s.p[at - 1] != '>' &&
	       s.p[at - 1] != '\n')
		at--;
	if (at == least || s.p[at - 1] != '<' ||
	    !(char_is_lower(s.p[at]) || char_is_upper(s.p[at]) ||
		s.p[at] == '/' || s.p[at] == '!'))
		return false;
	for (at = end; at < most && s.p[at] != '<' && s.p[at] != '>';)
		at++;
	return at < most && s.p[at] == '>';
}

bool mask_covers(const struct mask *m, size_t begin, size_t end)
{
	return (m->n_edges && in_fence(m, begin)) ||
	       in_address(m->text, begin, end) ||
	       in_base64(m->text, begin, end) || in_tag(m->text, begin, end);
}
