#include "parse/html/title.h"

#include "fetch/base/utf8.h"

#include <string.h>

enum {
	TITLE_MAX_BYTES = 1024,
	H1_MIN_WEIGHT = 15,
	H1_MAX_WEIGHT = 400,
	LOOK_BLOCKS = 400,
	FOLD_MAX = 200,
	ALIKE = 50, /* hundredths */
	SAME = 90,
	SITE_MAX_BYTES = 40,
	BARRED_MAX_BYTES = 52,
	HAN_SITE_BYTES = 24, /* eight letters */
	HEAD_MIN_BYTES = 12,
	PARTS_MAX = 8
};

/* the text of the <title> element */
static struct str element(const struct html_tree *t, struct arena *a)
{
	struct buf b;
	struct str s = {NULL, 0};

	buf_init(&b, 64 * 1024);
	for (xmlNodePtr n = t->root; n && !s.n;
	     n = html_next(n, t->root, html_is(n, "svg"))) {
		if (!html_is(n, "title"))
			continue;
		buf_clear(&b);
		html_text(n, &b);
		s = arena_str(a, buf_view(&b));
	}
	buf_release(&b);
	return s;
}

static const char *const seps[] = {" | ", "｜", " :: ", " » ", " · ", " • ",
    " ‹ ", " « ", "_", " - ", " – ", " — "};
enum { BARS = 8 }; /* how many of them part nothing else */

/* is what stands before and behind separator k a headline and a site? */
static bool is_site(struct str title, size_t k, size_t at, struct str tail)
{
	if (k < BARS)
		return at >= HEAD_MIN_BYTES && tail.n < BARRED_MAX_BYTES;
	return at > title.n / 2 && tail.n < SITE_MAX_BYTES;
}

/* "…上涨-某某网": a name of Han letters needs no blanks around the dash */
static size_t han_site_at(struct str title)
{
	size_t at = title.n;

	while (at > 0 && title.p[at - 1] != '-')
		at--;
	if (at < HEAD_MIN_BYTES || title.n - at > HAN_SITE_BYTES ||
	    at == title.n || !(title.p[at] & 0x80) || !(title.p[at - 2] & 0x80))
		return title.n;
	return at - 1;
}

/* "Headline | Site", "Headline - Site": where the site's name begins, so that
 * the headline stands in front; title.n where there is none. guess: a short
 * tail is a site's name even if nothing else says so. */
static size_t site_at(struct str title, struct str site, bool guess)
{
	size_t best = guess ? han_site_at(title) : title.n;

	for (size_t i = 0; i < sizeof seps / sizeof *seps; i++) {
		struct str sep = str_of(seps[i]);
		size_t at = title.n;

		for (size_t k = 0; (k = str_find(title, sep, k)) < title.n; k++)
			at = k;
		struct str tail = str_trim(str_sub(title, at + sep.n, title.n));

		if (at == title.n || !tail.n)
			continue;
		if ((site.n && str_eq_nocase(tail, site)) ||
		    (guess && is_site(title, i, at, tail) && at < best))
			best = at;
	}
	return best;
}

static struct str strip_site(struct str title, struct str site, bool guess)
{
	struct str front =
	    str_trim(str_sub(title, 0, site_at(title, site, guess)));

	/* "Site | Headline" */
	if (site.n && str_starts_nocase(front, site) && front.n > site.n) {
		struct str rest = str_trim(str_sub(front, site.n, front.n));

		if (rest.n > 2 &&
		    (rest.p[0] == '|' || rest.p[0] == '-' || rest.p[0] == ':'))
			return str_trim(str_sub(rest, 1, rest.n));
	}
	return front;
}

/* letters and figures only, ASCII in lower case: what two spellings share */
static size_t fold(struct str s, uint32_t *to, size_t most)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n && n < most;) {
		uint32_t c = utf8_next(s, &i);

		if (c >= 'A' && c <= 'Z')
			c |= 0x20;
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		    (c >= 0xC0 && (c < 0x2000 || c > 0x206F)))
			to[n++] = c;
	}
	return n;
}

/* is the one a part of the other? */
static bool holds(
    const uint32_t *big, size_t n, const uint32_t *small, size_t m)
{
	for (size_t i = 0; i + m <= n; i++)
		if (memcmp(big + i, small, m * sizeof *small) == 0)
			return true;
	return false;
}

/* Dice's coefficient of the pairs of letters, in hundredths; 100 where one
 * holds the other */
static unsigned likeness(struct str a, struct str b)
{
	uint32_t x[FOLD_MAX], y[FOLD_MAX];
	size_t n = fold(a, x, FOLD_MAX), m = fold(b, y, FOLD_MAX), same = 0;

	if (n < 2 || m < 2)
		return 0;
	if (n >= m ? holds(x, n, y, m) : holds(y, m, x, n))
		return 100;
	for (size_t i = 0; i + 1 < n; i++)
		for (size_t k = 0; k + 1 < m; k++)
			if (x[i] == y[k] && x[i + 1] == y[k + 1]) {
				same++;
				y[k] = 0; /* each is found once */
				break;
			}
	return (unsigned)(same * 200 / (n + m - 2));
}

static bool is_h1(const struct html_blocks *b, size_t i)
{
	return b->block[i].kind == BLOCK_HEADING && b->block[i].level == 1;
}

/* the h1 that is most like what tags say; or the only one */
static size_t best_h1(const struct html_blocks *b, struct str title)
{
	size_t best = b->n_blocks, count = 0, any = b->n_blocks;
	unsigned most = 0;

	for (size_t i = 0; i < b->n_blocks && i < LOOK_BLOCKS; i++) {
		const struct html_block *k = &b->block[i];

		if (!is_h1(b, i) || k->weight < 2 || k->weight > H1_MAX_WEIGHT)
			continue;
		unsigned like = likeness(html_block_text(b, i), title);

		count++;
		if (k->weight >= H1_MIN_WEIGHT && any == b->n_blocks)
			any = i;
		if (like > most) {
			most = like;
			best = i;
		}
	}
	if (most >= ALIKE)
		return best;
	return count == 1 || !title.n ? any : b->n_blocks;
}

/* a line that says the same as the title, where there is no such h1 */
static size_t same_line(const struct html_blocks *b, struct str title)
{
	for (size_t i = 0; i < b->n_blocks && i < LOOK_BLOCKS; i++) {
		struct str s = html_block_text(b, i);

		if (s.n * 2 > title.n && s.n < title.n * 2 &&
		    likeness(s, title) >= SAME)
			return i;
	}
	return b->n_blocks;
}

/* does a heading say all of it? */
static bool has_line(const struct html_blocks *b, struct str title)
{
	for (size_t i = 0; i < b->n_blocks && i < LOOK_BLOCKS; i++)
		if (b->block[i].level && str_eq(html_block_text(b, i), title))
			return true;
	return false;
}

/* "Site » Section » Headline": the longest part that is a heading of the page
 */
static struct str headed_part(
    const struct html_blocks *b, struct str title, struct str site)
{
	struct str rest = title, best = {NULL, 0};

	for (size_t n = 0; rest.n && n < PARTS_MAX; n++) {
		size_t end = rest.n, width = 0;

		for (size_t k = 0; k < sizeof seps / sizeof *seps; k++) {
			size_t at = str_find(rest, str_of(seps[k]), 0);

			if (at < end) {
				end = at;
				width = str_of(seps[k]).n;
			}
		}
		struct str part = str_trim(str_sub(rest, 0, end));

		if (part.n > best.n && html_weigh(part) >= H1_MIN_WEIGHT &&
		    !str_eq_nocase(part, site) && has_line(b, part))
			best = part;
		rest = str_sub(rest, end + width, rest.n);
	}
	/* of a short one the page has headings for other reasons */
	return best.n * 3 > title.n ? best : title;
}

void html_title_find(const struct html_tree *t, const struct html_blocks *b,
    const struct html_meta *m, struct arena *a, struct html_title *to)
{
	struct str title = m->title.n ? m->title : element(t, a);

	title = str_sub(title, 0, TITLE_MAX_BYTES);
	bool whole = has_line(b, title);

	struct str part = whole ? title : headed_part(b, title, m->site);

	title = part.n < title.n ? part : strip_site(title, m->site, !whole);
	to->text = title;
	to->block = best_h1(b, title);
	if (to->block < b->n_blocks) {
		struct str h1 = html_block_text(b, to->block);

		/* a short h1 may be the section's name */
		if (!title.n ||
		    (b->block[to->block].weight >= H1_MIN_WEIGHT &&
			b->block[to->block].weight * 3 >= html_weigh(title)))
			to->text = strip_site(h1, m->site, false);
		return;
	}
	if (title.n)
		to->block = same_line(b, title);
}
