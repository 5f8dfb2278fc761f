#include "store/query/hard_words.h"

#include <stdlib.h>

int hard_words_check(const struct ask *a, struct err *e)
{
	struct str every = str_of(a->every);

	if (!a->series.n) {
		if (a->every || a->vintages || a->sum)
			return err_set(e, EXIT_USAGE,
			    "--every, --vintages and --sum of facts need "
			    "--series");
	}
	if (a->rates && !a->sum)
		return err_set(e, EXIT_USAGE, "--rates needs --sum");
	if (!a->series.n)
		return 0;
	if (a->concept.n || a->by_clock)
		return err_set(e, EXIT_USAGE,
		    "--series goes with neither --concept nor --clock");
	if (a->sum && (a->vintages || !a->entity.n))
		return err_set(e, EXIT_USAGE,
		    "--sum needs --entity, and is not for --vintages");
	if (every.p && !str_eq(every, STR("quarter")) &&
	    !str_eq(every, STR("reported")))
		return err_set(e, EXIT_USAGE,
		    "no length of a period: '%s' (quarter, reported)",
		    a->every);
	return 0;
}

/* the nearest names or, where none is near, all of them */
static int unknown(struct err *e, const char *what, const struct nearest *near,
    const struct str *names, size_t n)
{
	struct buf b;

	buf_init(&b, 4096);
	nearest_write(near, &b);
	for (size_t i = 0; i < n && near->n == 0; i++)
		buf_printf(
		    &b, "%s%.*s", i ? ", " : "; there are ", STR_ARG(names[i]));
	err_set(e, EXIT_USAGE, "unknown %s '%.*s'%s", what, STR_ARG(near->word),
	    buf_text(&b));
	buf_release(&b);
	return -1;
}

static int find_series(struct hard_words *w, struct question *q, struct err *e)
{
	size_t n;
	struct str *v = question_split(&q->arena, &q->ask->series, &n);
	struct nearest near;

	w->series = mem_new(w->table.n_series + 1, sizeof *w->series);
	for (size_t i = 0; i < n; i++) {
		size_t k = hard_table_series(&w->table, v[i]);

		if (k == SIZE_MAX) {
			nearest_begin(&near, v[i]);
			hard_table_offer(&w->table, &near);
			return unknown(e, "hard series", &near, w->table.series,
			    w->table.n_series);
		}
		w->series[k] = true;
	}
	return 0;
}

/* the company of a word, 0 where there is none */
static int company_of(struct hard_words *w, struct question *q, struct str word,
    uint64_t *cik, struct err *e)
{
	struct str id = word;

	if (word.n && word.p[word.n - 1] == '!')
		word = str_sub(word, 0, word.n - 1);
	if (hard_cik_read(word, cik))
		return 0;
	*cik = hard_table_cik(&w->table, word);
	if (*cik)
		return 0;
	int rc = owners_resolve(&q->owners, word, &q->arena, &id, e);

	if (rc == 1)
		*cik = hard_table_cik(&w->table, id);
	return rc < 0 ? -1 : 0;
}

static int find_companies(
    struct hard_words *w, struct question *q, struct err *e)
{
	size_t n;
	struct str *v = question_split(&q->arena, &q->ask->entity, &n);
	struct nearest near;

	for (size_t i = 0; i < n; i++) {
		uint64_t cik = 0;

		if (str_eq(v[i], STR("*")) && !q->ask->sum) {
			w->n_ciks = 0;
			return 0;
		}
		if (company_of(w, q, v[i], &cik, e) != 0)
			return -1;
		if (!cik) {
			nearest_begin(&near, v[i]);
			hard_table_offer_entities(&w->table, &near);
			return unknown(e, "company", &near, NULL, 0);
		}
		if (w->n_ciks && hard_words_takes(w, cik))
			continue; /* named twice */
		w->ciks = arena_more(&q->arena, w->ciks, w->n_ciks,
		    &w->cap_ciks, sizeof *w->ciks);
		w->ciks[w->n_ciks++] = cik;
	}
	return 0;
}

int hard_words_read(struct hard_words *w, struct question *q, struct err *e)
{
	*w = (struct hard_words){0};
	w->quarters =
	    q->ask->every && str_eq(str_of(q->ask->every), STR("quarter"));
	if (hard_table_open(&w->table, e) != 0 || find_series(w, q, e) != 0)
		return -1;
	return find_companies(w, q, e);
}

void hard_words_release(struct hard_words *w)
{
	free(w->series);
	hard_table_release(&w->table);
	*w = (struct hard_words){0};
}

bool hard_words_takes(const struct hard_words *w, uint64_t cik)
{
	for (size_t i = 0; i < w->n_ciks; i++)
		if (w->ciks[i] == cik)
			return true;
	return w->n_ciks == 0;
}
