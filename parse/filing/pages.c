#include "parse/filing/pages.h"

#include "fetch/base/utf8.h"
#include "parse/filing/item_name.h"

#include <stdlib.h>
#include <string.h>

enum {
	ZONE_LINES = 4,         /* at the top and at the bottom of a page */
	HEADER_MAX_BYTES = 200, /* a longer line is text */
	HEADER_PAGES_MIN = 6,   /* in a row; statements bear the company's
				   name on fewer pages */
	HEADER_PAGES_FEW = 3,   /* of a short document, on most of its pages */
	CAPTION_MAX_BYTES = 120,
	SENTENCE_MIN_BYTES = 50, /* a shorter line is no broken sentence */
	SLOTS_MIN = 64
};

/* a line at the edge of a page, its figures taken out */
struct header {
	uint64_t hash;
	size_t last_page, run, best;
	size_t times, captions; /* at tops; those above a caption */
	bool kept;              /* its first one was */
};

struct headers {
	struct header *slots;
	size_t pages;
	size_t cap; /* a power of two, twice the lines in all zones */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static struct str strip(struct str s)
{
	while (s.n) {
		size_t at = 0, end = s.n;
		uint32_t first = utf8_next(s, &at), last = utf8_prev(s, &end);

		if (first == ' ' || first == '-' || first == '|' ||
		    first == '(' || first == '[' || first == '~' ||
		    (first >= 0x2010 && first <= 0x2015))
			s = str_sub(s, at, s.n);
		else if (last == ' ' || last == '-' || last == '|' ||
			 last == ')' || last == ']' || last == '~' ||
			 last == '.' || (last >= 0x2010 && last <= 0x2015))
			s = str_sub(s, 0, end);
		else
			break;
	}
	return s;
}

bool page_number_is(struct str s)
{
	size_t at = 0, digits = 0;

	s = strip(s);
	if (!s.n || s.n > 24)
		return false;
	if (str_starts_nocase(s, STR("page ")))
		s = strip(str_sub(s, 5, s.n));
	/* F-12, A-3, S-1: pages of financial statements and annexes */
	if (s.n > 2 && s.p[0] >= 'A' && s.p[0] <= 'Z' && s.p[1] == '-')
		at = 2;
	while (at < s.n && is_digit(s.p[at])) {
		at++;
		digits++;
	}
	if (digits >= 1 && digits <= 4) {
		struct str rest = str_trim(str_sub(s, at, s.n));

		if (!rest.n)
			return true;
		if (str_starts_nocase(rest, STR("of ")))
			rest = str_trim(str_sub(rest, 3, rest.n));
		else if (rest.p[0] == '/')
			rest = str_trim(str_sub(rest, 1, rest.n));
		else
			return false;
		for (size_t i = 0; i < rest.n; i++)
			if (!is_digit(rest.p[i]))
				return false;
		return rest.n > 0;
	}
	if (digits || at)
		return false;
	for (; at < s.n; at++)
		if (!strchr("ivxIVX", s.p[at]))
			return false;
	return s.n <= 6;
}

/* the same line on the next page differs in its page number at most */
static uint64_t fingerprint(struct str s)
{
	char low[HEADER_MAX_BYTES];
	size_t n = 0;

	if (s.n > sizeof low)
		return 0;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (is_digit(c) || c == ' ')
			continue;
		low[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	}
	return n ? flow_hash((struct str){low, n}) : 0;
}

static struct header *slot_of(struct headers *h, uint64_t hash)
{
	size_t at = (size_t)hash & (h->cap - 1);

	while (h->slots[at].hash && h->slots[at].hash != hash)
		at = (at + 1) & (h->cap - 1);
	h->slots[at].hash = hash;
	return &h->slots[at];
}

/* a short bold line or one in capitals: the caption of a statement */
static bool is_caption(const struct flow *f, size_t i)
{
	struct str s = flow_line(f, i);
	size_t lower = 0;

	for (size_t k = 0; k < s.n; k++)
		lower += s.p[k] >= 'a' && s.p[k] <= 'z';
	return s.n <= CAPTION_MAX_BYTES &&
	       ((f->lines[i].flags & LINE_BOLD) || !lower);
}

static void count(
    struct headers *h, const struct flow *f, size_t line, size_t page, bool top)
{
	uint64_t hash = fingerprint(flow_line(f, line));

	if (!hash)
		return;
	struct header *x = slot_of(h, hash);

	/* odd and even pages may differ */
	if (x->run && page > x->last_page && page - x->last_page <= 2)
		x->run++;
	else if (!x->run || page != x->last_page)
		x->run = 1;
	x->last_page = page;
	x->best = x->run > x->best ? x->run : x->best;
	x->times += top;
	x->captions += top && line + 1 < f->n_lines && is_caption(f, line + 1);
}

static bool is_header(struct headers *h, struct str line)
{
	uint64_t hash = fingerprint(line);
	size_t run = hash ? slot_of(h, hash)->best : 0;

	return run >= HEADER_PAGES_MIN ||
	       (run >= HEADER_PAGES_FEW && run * 5 >= h->pages * 3);
}

/* where the zones of the break before line i reach */
static void zones(const struct flow *f, size_t i, size_t *from, size_t *to)
{
	*from = i > ZONE_LINES ? i - ZONE_LINES : 0;
	for (size_t k = i; k > *from; k--)
		if (k < i && (f->lines[k].flags & LINE_BREAK))
			*from = k;
	*to = i;
	while (*to < f->n_lines && *to < i + ZONE_LINES &&
	       (*to == i || !(f->lines[*to].flags & LINE_BREAK)))
		(*to)++;
}

static bool is_furniture(struct flow *f, struct headers *h, size_t i)
{
	struct str s = flow_line(f, i);
	struct item_name name;

	if (page_number_is(s))
		return true;
	if ((f->lines[i].flags & LINE_LINK) &&
	    str_starts_nocase(s, STR("table of contents")) && s.n < 30)
		return true;
	if (!is_header(h, s))
		return false;
	struct header *x = slot_of(h, fingerprint(s));
	bool first = !x->kept;

	x->kept = true;
	return !(first && item_name_read(s, &name));
}

static bool ends_sentence(struct str s)
{
	size_t at = s.n;
	uint32_t c;

	if (!s.n)
		return true;
	do
		c = utf8_prev(s, &at);
	while (at > 0 && (c == '"' || c == '\'' || c == ')' || c == 0x201D ||
			     c == 0x2019));
	return c == '.' || c == '!' || c == '?' || c == ':' || c == ';';
}

static bool is_lower(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF);
}

static bool is_word(uint32_t c)
{
	return is_lower(c) || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '(' || c == '$' || c == 0x201C ||
	       c == '"';
}

/* does the sentence of line a go on in line b, a page further? */
static bool goes_on(const struct flow *f, size_t a, size_t b)
{
	struct str end = flow_line(f, a), begin = flow_line(f, b);
	unsigned flags = f->lines[a].flags | f->lines[b].flags;
	size_t at = 0;
	uint32_t c = utf8_next(begin, &at);

	struct item_name name;

	if ((flags & LINE_ROW) || ends_sentence(end) ||
	    end.n < SENTENCE_MIN_BYTES)
		return false;
	if (is_lower(c))
		return true;
	if (item_name_read(begin, &name) || str_ends(end, STR(")")))
		return false;
	/* a name or a figure at the page's top: unless either is a heading */
	return is_word(c) && !(flags & (LINE_BOLD | LINE_LINK)) &&
	       begin.n >= SENTENCE_MIN_BYTES;
}

/* names above captions are the titles of statements: they go on with the
 * caption and interrupt no sentence */
static size_t behind_header(
    struct flow *f, struct headers *h, size_t first, size_t to)
{
	size_t last_number = first, names = 0;
	bool titles = true;

	while (first < to && is_furniture(f, h, first)) {
		struct str s = flow_line(f, first);

		if (is_header(h, s) && !(f->lines[first].flags & LINE_LINK)) {
			const struct header *x = slot_of(h, fingerprint(s));

			titles &= x->captions * 4 > x->times * 3;
			names++;
		} else if (!names)
			last_number = first + 1;
		first++;
	}
	if (names && titles && first < to && is_caption(f, first))
		return last_number;
	return first;
}

static void clean_break(struct flow *f, struct headers *h, size_t i)
{
	size_t from, to, last = i, first;

	zones(f, i, &from, &to);
	while (last > from && is_furniture(f, h, last - 1))
		f->lines[--last].flags |= LINE_DROP;
	first = behind_header(f, h, i, to);
	for (size_t k = i; k < first; k++)
		f->lines[k].flags |= LINE_DROP;
	if (last > 0 && first < f->n_lines &&
	    !(f->lines[last - 1].flags & LINE_DROP) &&
	    goes_on(f, last - 1, first))
		f->lines[first].flags |= LINE_JOIN;
}

void pages_clean(struct flow *f)
{
	struct headers h = {.cap = SLOTS_MIN};
	size_t pages = 0, from, to;

	for (size_t i = 1; i < f->n_lines; i++)
		pages += (f->lines[i].flags & LINE_BREAK) != 0;
	while (h.cap < pages * ZONE_LINES * 4)
		h.cap *= 2;
	h.slots = mem_new(h.cap, sizeof *h.slots);
	pages = 0;
	for (size_t i = 1; i < f->n_lines; i++) {
		if (!(f->lines[i].flags & LINE_BREAK))
			continue;
		zones(f, i, &from, &to);
		for (size_t k = from; k < to; k++)
			count(&h, f, k, k < i ? pages : pages + 1, k >= i);
		pages++;
	}
	h.pages = pages;
	for (size_t i = 1; i < f->n_lines; i++)
		if (f->lines[i].flags & LINE_BREAK)
			clean_break(f, &h, i);
	/* the last page has a bottom too */
	if (f->n_lines > 1 && pages &&
	    page_number_is(flow_line(f, f->n_lines - 1)))
		f->lines[f->n_lines - 1].flags |= LINE_DROP;
	free(h.slots);
}
