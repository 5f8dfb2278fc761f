#include "store/index_put.h"

#include "store/rows.h"

struct putting {
	struct str name, text;
	int64_t base, known;
	struct rows rows;
};

static int put(struct writer *w, void *user, struct err *e)
{
	struct putting *p = user;
	const struct series_name name = {OBS_INDEX, p->name, p->text};
	struct obs_row r = {.kind = OBS_INDEX,
	    .key = {.time = p->base, .known = w->known},
	    .seen = STAMP_NONE};
	struct obs_row old;

	rows_clear(&p->rows);
	p->known = w->known;
	if (write_series(w, &name, &r.key.series, e) != 0)
		return -1;
	int rc = rows_last(w, &r.key, &old, e);

	if (rc == 1)
		p->known = old.key.known;
	if (rc != 0)
		return rc < 0 ? -1 : WRITE_NOTHING;
	rows_add(&p->rows, &r, (struct str){"", 0});
	return rows_put(&p->rows, w, e);
}

int index_put(struct env *env, struct str name, struct str text, int64_t base,
    int64_t now, int64_t *known, struct err *e)
{
	struct putting p = {.name = name, .text = text, .base = base};
	struct writer w;

	if (text.n > INDEX_TEXT_MAX_BYTES)
		return err_set(e, EXIT_USAGE,
		    "the definition is too long: name fewer sources");
	write_init(&w, env);
	rows_init(&p.rows);
	int rc = write_run(&w, now, put, &p, e);

	rows_release(&p.rows);
	write_release(&w);
	*known = p.known;
	return rc < 0 ? -1 : rc == 0;
}
