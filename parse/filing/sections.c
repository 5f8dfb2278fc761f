#include "parse/filing/sections.h"

#include "parse/filing/heading_links.h"

#include <stdlib.h>

enum {
	FEW = 3,    /* with fewer items titles alone are looked for */
	STRONG = 6, /* weight that stands without its order */
	TITLE_MAX_BYTES = 300,
	AFTER_SIGNATURES_BYTES = 20000 /* more is financial statements */
};

/* the best chain of headings that ends with one */
struct link {
	int sum;
	size_t before; /* heading; n: none */
};

/* the headings of the chain with the greatest weight whose items follow each
 * other as on the form: marked in `take`. The last heading of an item that is
 * best so far is kept for each item, so this is linear in headings. */
static size_t choose(const struct headings *h, bool *take)
{
	struct link *links = mem_new(h->n + 1, sizeof *links);
	size_t best[ITEMS_MAX + 1], top = h->n, count = 0;

	for (size_t i = 0; i <= ITEMS_MAX; i++)
		best[i] = h->n;
	for (size_t i = 0; i < h->n; i++) {
		const struct heading *x = &h->v[i];

		if (x->weight <= 0)
			continue;
		links[i] = (struct link){x->weight, h->n};
		for (size_t k = 0; k < x->item; k++) {
			size_t b = best[k];

			if (b == h->n || h->v[b].line >= x->line ||
			    links[b].sum + x->weight <= links[i].sum)
				continue;
			links[i] = (struct link){links[b].sum + x->weight, b};
		}
		size_t *slot = &best[x->to_item];

		if (*slot == h->n || links[*slot].sum < links[i].sum)
			*slot = i;
		if (top == h->n || links[top].sum < links[i].sum)
			top = i;
	}
	for (; top < h->n; top = links[top].before) {
		take[top] = true;
		count++;
	}
	free(links);
	return count;
}

static bool same_line(const struct headings *h, size_t a, size_t b)
{
	return h->v[a].line == h->v[b].line;
}

/* an item out of the form's order: strong or sure, and the only one of its
 * kind outside the contents */
static void take_strays(const struct headings *h, bool *take, size_t n_items)
{
	size_t found[ITEMS_MAX] = {0}, count[ITEMS_MAX] = {0};

	for (size_t i = 0; i < h->n; i++) {
		const struct heading *x = &h->v[i];

		if (take[i]) {
			for (size_t k = x->item; k <= x->to_item; k++)
				count[k] += 2;
		} else if ((x->weight >= STRONG || x->sure) &&
			   !(count[x->item] &&
			       same_line(h, found[x->item], i))) {
			count[x->item]++;
			found[x->item] = i;
		}
	}
	for (size_t k = 0; k < n_items; k++)
		if (count[k] == 1)
			take[found[k]] = true;
}

static struct str title_of(const struct headings *h, const struct heading *x)
{
	struct str s = flow_line(h->f, x->title_line);

	s = str_sub(s, x->title, s.n);
	if (s.n <= TITLE_MAX_BYTES)
		return s;
	/* text runs on in the heading's line */
	size_t end;

	if (!item_list_fits(h->l, x->item, s, &end))
		end = 0;
	return str_sub(s, 0, end);
}

static bool is_signatures(struct str s)
{
	return s.n < 40 && (str_starts(s, STR("SIGNATURE")) ||
			       str_starts(s, STR("Signature")));
}

/* where the last section ends: text.n and *told = false where nothing tells */
static size_t end_of_last(const struct flow *f, size_t line, bool *told)
{
	size_t at = f->n_lines;

	*told = true;
	for (size_t i = line + 1; i < f->n_lines; i++)
		if (is_signatures(flow_line(f, i)) &&
		    !(f->lines[i].flags & LINE_ROW)) {
			at = i;
			break;
		}
	if (at == f->n_lines) {
		*told = false;
		return f->text.n;
	}
	/* statements behind the signatures belong to the item that lists
	 * them */
	if (f->text.n - f->lines[at].begin > AFTER_SIGNATURES_BYTES)
		return f->text.n;
	return f->lines[at].begin;
}

static void write(struct filing *to, struct arena *a, const struct headings *h,
    const bool *take, bool cut)
{
	size_t cap = 0, last = 0;

	for (size_t i = 0; i < h->n; i++) {
		if (!take[i])
			continue;
		const struct heading *x = &h->v[i];
		struct section s = {
		    .item = h->l->item[x->item],
		    .title = arena_str(a, title_of(h, x)),
		    .begin = h->f->lines[x->line].begin,
		};

		if (to->n_sections)
			to->sections[to->n_sections - 1].end = s.begin;
		to->sections =
		    arena_more(a, to->sections, to->n_sections, &cap, sizeof s);
		to->sections[to->n_sections++] = s;
		last = x->line;
	}
	if (!to->n_sections)
		return;
	struct section *s = &to->sections[to->n_sections - 1];
	bool told;

	s->end = end_of_last(h->f, last, &told);
	s->open = !told || cut;
}

static void drop_doubles(const struct headings *h, bool *take)
{
	size_t last = h->n;

	for (size_t i = 0; i < h->n; i++) {
		if (!take[i])
			continue;
		if (last < h->n && same_line(h, last, i))
			take[i] = false;
		else
			last = i;
	}
}

void sections_find(struct filing *to, struct arena *a, const struct flow *f,
    struct str form, bool cut)
{
	struct item_list l;
	struct toc toc;

	if (!item_list_of(&l, form, to->filed))
		return;
	toc_index(&toc, f);
	toc.cut = cut;
	struct headings h = {.f = f, .l = &l, .toc = &toc};

	headings_find(&h);
	heading_links(&h);
	bool *take = mem_new(h.n + 1, sizeof *take);

	if (choose(&h, take) < FEW && !str_starts(form, STR("8-K"))) {
		headings_titles(&h);
		headings_sort(&h);
		free(take);
		take = mem_new(h.n + 1, sizeof *take);
		(void)choose(&h, take);
	}
	take_strays(&h, take, l.n);
	drop_doubles(&h, take);
	/* a name right before the cut may be a reference's, or the contents' */
	for (size_t i = 0; cut && i < h.n; i++)
		if (h.v[i].line + 1 == f->n_lines)
			take[i] = false;
	write(to, a, &h, take, cut);
	free(take);
	headings_release(&h);
	toc_release(&toc);
}
