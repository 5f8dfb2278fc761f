#include "score/norm.h"

#include "fetch/base/eight.h"
#include "fetch/base/err.h"
#include "fetch/base/utf8.h"
#include "score/fold.h"

#include <string.h>

enum { SLACK_BYTES = 64 };

/* The pass over one text. Nearly nothing grows when folded, so the room is
 * that of the original; where it does not do, the pass is made again with room
 * for the worst case (an invalid byte becomes three). */
struct pass {
	struct str s;
	char *text, *cased;
	uint32_t *map;
	size_t at, n; /* read, written */
	size_t room;
};

static void put(struct pass *p, const char *bytes, size_t n, size_t from)
{
	for (size_t k = 0; k < n; k++) {
		p->text[p->n] = bytes[k];
		p->cased[p->n] = bytes[k];
		p->map[p->n] = (uint32_t)from;
		p->n++;
	}
}

/* the next n bytes, which stay what they are */
static inline void put_as_is(struct pass *p, size_t n)
{
	const char *from = p->s.p + p->at;

	for (size_t k = 0; k < n; k++) {
		p->text[p->n + k] = from[k];
		p->cased[p->n + k] = from[k];
		p->map[p->n + k] = (uint32_t)p->at;
	}
	p->n += n;
	p->at += n;
}

static void put_blank(struct pass *p, size_t from)
{
	if (p->n == 0 || p->text[p->n - 1] != ' ')
		put(p, " ", 1, from);
}

/* how an ASCII byte is written; 0: a blank or a line end */
static const char plain[128] = {['!'] = '!',
    ['"'] = '"',
    ['#'] = '#',
    ['$'] = '$',
    ['%'] = '%',
    ['&'] = '&',
    ['\''] = '\'',
    ['('] = '(',
    [')'] = ')',
    ['*'] = '*',
    ['+'] = '+',
    [','] = ',',
    ['-'] = '-',
    ['.'] = '.',
    ['/'] = '/',
    ['0'] = '0',
    ['1'] = '1',
    ['2'] = '2',
    ['3'] = '3',
    ['4'] = '4',
    ['5'] = '5',
    ['6'] = '6',
    ['7'] = '7',
    ['8'] = '8',
    ['9'] = '9',
    [':'] = ':',
    [';'] = ';',
    ['<'] = '<',
    ['='] = '=',
    ['>'] = '>',
    ['?'] = '?',
    ['@'] = '@',
    ['A'] = 'a',
    ['B'] = 'b',
    ['C'] = 'c',
    ['D'] = 'd',
    ['E'] = 'e',
    ['F'] = 'f',
    ['G'] = 'g',
    ['H'] = 'h',
    ['I'] = 'i',
    ['J'] = 'j',
    ['K'] = 'k',
    ['L'] = 'l',
    ['M'] = 'm',
    ['N'] = 'n',
    ['O'] = 'o',
    ['P'] = 'p',
    ['Q'] = 'q',
    ['R'] = 'r',
    ['S'] = 's',
    ['T'] = 't',
    ['U'] = 'u',
    ['V'] = 'v',
    ['W'] = 'w',
    ['X'] = 'x',
    ['Y'] = 'y',
    ['Z'] = 'z',
    ['['] = '[',
    ['\\'] = '\\',
    [']'] = ']',
    ['^'] = '^',
    ['_'] = '_',
    ['`'] = '`',
    ['a'] = 'a',
    ['b'] = 'b',
    ['c'] = 'c',
    ['d'] = 'd',
    ['e'] = 'e',
    ['f'] = 'f',
    ['g'] = 'g',
    ['h'] = 'h',
    ['i'] = 'i',
    ['j'] = 'j',
    ['k'] = 'k',
    ['l'] = 'l',
    ['m'] = 'm',
    ['n'] = 'n',
    ['o'] = 'o',
    ['p'] = 'p',
    ['q'] = 'q',
    ['r'] = 'r',
    ['s'] = 's',
    ['t'] = 't',
    ['u'] = 'u',
    ['v'] = 'v',
    ['w'] = 'w',
    ['x'] = 'x',
    ['y'] = 'y',
    ['z'] = 'z',
    ['{'] = '{',
    ['|'] = '|',
    ['}'] = '}',
    ['~'] = '~'};

/* The next eight bytes where they are ASCII, without brackets, control bytes
 * and blanks that follow on each other; false: they are not. */
static inline bool put_eight(struct pass *p, size_t i, size_t o)
{
	uint64_t w = eight_load(p->s.p + i);

	if (eight_high(w))
		return false;
	uint64_t blank = eight_is(w, ' ');
	uint64_t rare =
	    eight_below(w, ' ') | eight_is(w, '(') | eight_is(w, 0x7f);

	if (rare | (blank & blank << 8) ||
	    ((blank & 0x80) && o > 0 && p->text[o - 1] == ' '))
		return false;
	eight_store(p->text + o, w | eight_upper(w) >> 2);
	eight_store(p->cased + o, w);
	for (size_t k = 0; k < 8; k++)
		p->map[o + k] = (uint32_t)(i + k);
	return true;
}

/* a run of ASCII without brackets and line ends */
static void ascii_run(struct pass *p)
{
	const char *s = p->s.p;
	size_t i = p->at, o = p->n, end = p->s.n;

	while (i + 8 <= end && put_eight(p, i, o)) {
		i += 8;
		o += 8;
	}

	while (i < end) {
		unsigned char c = (unsigned char)s[i];

		if (c == ' ' && o > 0 && p->text[o - 1] == ' ') {
			i++;
			continue;
		}
		if (c >= 0x80 || (!plain[c] && c != ' ') || c == '(')
			break;
		p->text[o] = c == ' ' ? ' ' : plain[c];
		p->cased[o] = (char)c;
		p->map[o] = (uint32_t)i;
		o++;
		i++;
	}
	p->at = i;
	p->n = o;
}

static bool behind_han(const struct pass *p)
{
	return p->n >= 3 && (unsigned char)p->text[p->n - 3] >= 0xe3 &&
	       (unsigned char)p->text[p->n - 3] <= 0xe9;
}

/* a line end, a control byte or an opening bracket */
static void ascii_rare(struct pass *p)
{
	char c = p->s.p[p->at];
	size_t note = c == '(' && behind_han(p) ? fold_pinyin(p->s, p->at) : 0;

	if (note) {
		p->at += note;
		return;
	}
	if (c == '(')
		put(p, "(", 1, p->at);
	else if (c == '\n' || (c == '\r' && (p->at + 1 == p->s.n ||
						p->s.p[p->at + 1] != '\n')))
		put(p, "\n", 1, p->at);
	else if (c != '\r')
		put_blank(p, p->at);
	p->at++;
}

/* The two frequent cases outside ASCII, U+4000..U+9FFF and U+0600..U+06FF,
 * without a general decoder; false: none of them. */
static bool frequent(struct pass *p)
{
	const unsigned char *s = (const unsigned char *)p->s.p + p->at;
	size_t left = p->s.n - p->at, from = p->at;
	char bytes[4];

	if (s[0] >= 0xe4 && s[0] <= 0xe9 && left >= 3 &&
	    (s[1] & 0xc0) == 0x80 && (s[2] & 0xc0) == 0x80) {
		put_as_is(p, 3);
		return true;
	}
	if (s[0] < 0xd8 || s[0] > 0xdb || left < 2 || (s[1] & 0xc0) != 0x80)
		return false;
	uint32_t to = fold_arabic[(s[0] & 3) << 6 | (s[1] & 0x3f)];

	if (to == 0) {
		put_as_is(p, 2);
		return true;
	}
	if (to != FOLD_DROP)
		put(p, bytes, utf8_encode(to, bytes), from);
	p->at = from + 2;
	return true;
}

/* false: there may be no room for the rest */
static bool other(struct pass *p)
{
	size_t from = p->at, note;
	uint32_t to[FOLD_CHARS];
	char bytes[4];

	if (frequent(p))
		return true;
	uint32_t c = utf8_next(p->s, &p->at);

	if (c == 0xff08 && behind_han(p)) {
		note = fold_pinyin(p->s, from);
		if (note) {
			p->at = from + note;
			return true;
		}
	}
	size_t k = fold_char(c, to);

	for (size_t i = 0; i < k; i++) {
		if (to[i] == ' ')
			put_blank(p, from);
		else
			put(p, bytes, utf8_encode(to[i], bytes), from);
	}
	if (c >= 0xff21 && c <= 0xff3a && k == 1)
		p->cased[p->n - 1] = (char)(c - 0xfee0);
	return p->n + (p->s.n - p->at) + SLACK_BYTES / 2 <= p->room;
}

static bool run(struct pass *p, size_t room, struct arena *arena)
{
	*p = (struct pass){.s = p->s, .room = room};
	p->text = arena_raw(arena, room);
	p->cased = arena_raw(arena, room);
	p->map = arena_raw(arena, (room + 1) * sizeof *p->map);
	while (p->at < p->s.n) {
		unsigned char c = (unsigned char)p->s.p[p->at];

		if (c >= 0x80) {
			if (!other(p))
				return false;
		} else if ((!plain[c] && c != ' ') || c == '(') {
			ascii_rare(p);
		} else {
			ascii_run(p);
		}
	}
	p->map[p->n] = (uint32_t)p->s.n;
	return true;
}

void norm_make(struct norm *n, struct str s, struct arena *arena)
{
	struct pass p = {.s = s};

	if (s.n > UINT32_MAX / 4)
		BUG("a text too long to normalise");
	if (!run(&p, s.n + SLACK_BYTES, arena) &&
	    !run(&p, 3 * s.n + SLACK_BYTES, arena))
		BUG("folding made a text longer than can be");
	n->text = (struct str){p.text, p.n};
	n->cased = p.cased;
	n->map = p.map;
	n->original = s;
}

void norm_range(
    const struct norm *n, size_t from, size_t to, size_t *begin, size_t *end)
{
	size_t at;

	if (from >= to || to > n->text.n)
		BUG("no range of the normalised text");
	*begin = n->map[from];
	at = n->map[to - 1];
	(void)utf8_next(n->original, &at);
	*end = at;
	while (at < n->original.n && fold_is_mark(utf8_next(n->original, &at)))
		*end = at;
}

size_t norm_at(const struct norm *n, size_t original)
{
	return norm_behind(n, 0, original);
}

size_t norm_behind(const struct norm *n, size_t from, size_t original)
{
	size_t low = from, high = from, step = 64;

	while (high < n->text.n && n->map[high] < original) {
		low = high;
		high = n->text.n - high > step ? high + step : n->text.n;
		step *= 2;
	}

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (n->map[mid] < original)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}
