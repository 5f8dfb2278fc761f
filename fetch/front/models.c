#include "fetch/front/models.h"

#include "fetch/front/ask_store.h"
#include "fetch/front/beside.h"
#include "fetch/front/folder.h"

#include <string.h>
#include <unistd.h>

static const char no_model[] =
    "no model to score with; jevons-score --name --entities FILE says which "
    "of the tables in entities.d is broken";

enum { SAID_MAX_BYTES = 64 * 1024 };

/* jevons-score with these words: what it says, without the end of the line.
 * 1; 0 where it fails (unless quiet it has said why); -1 */
static int ask_scorer(struct arena *a, const char *const *words, bool quiet,
    const char **said, struct err *e)
{
	struct buf b;
	struct beside scorer = {.words = words, .quiet = quiet, .said = &b};

	buf_init(&b, SAID_MAX_BYTES);
	int rc = beside_run(&scorer, e);

	if (rc == 0 && b.n && b.p[b.n - 1] == '\n')
		b.n--;
	*said = arena_str(a, buf_view(&b)).p;
	buf_release(&b);
	return rc != 0 ? -1 : scorer.code == EXIT_GOOD;
}

/* Freeze the current tables; as ask_scorer(). */
static int freeze(struct models *m, struct arena *a, const struct config *c,
    bool quiet, const char **name, struct err *e)
{
	struct folder tables;
	struct buf dir;

	buf_init(&dir, 8192);
	config_dir(c, &dir);
	int rc = folder_files(&tables, a,
	    arena_printf(a, "%s/entities.d", buf_text(&dir)).p, STR(".tsv"), e);

	buf_release(&dir);
	if (rc != 0)
		return -1;
	const char **words = arena_new(a, (2 * tables.n + 5) * sizeof *words);
	size_t n = 0;

	words[n++] = "jevons-score";
	words[n++] = "--freeze";
	words[n++] = arena_printf(a, "%s/models", m->home).p;
	for (size_t i = 0; i < tables.n; i++) {
		words[n++] = "--entities";
		words[n++] = tables.v[i].p;
	}
	words[n] = NULL;
	return ask_scorer(a, words, quiet, name, e);
}

/* Does the folder still make the model of that name? A newer program may
 * score otherwise with the same tables. */
static int still_makes(
    struct arena *a, const char *folder, const char *name, struct err *e)
{
	const char *const words[] = {
	    "jevons-score", "--model", folder, "--name", NULL};
	const char *is;
	int rc = ask_scorer(a, words, false, &is, e);

	return rc == 1 ? strcmp(is, name) == 0 : rc;
}

/* There is an adopted model, and the current tables make another one, or
 * none. */
static int choose(struct models *m, struct arena *a, const char *models,
    const char *adopted, const char *current, struct err *e)
{
	const char *old = arena_printf(a, "%s/%s", models, adopted).p;
	int rc = access(old, F_OK) == 0 ? still_makes(a, old, adopted, e) : 0;

	if (rc < 0)
		return -1;
	if (!current && rc == 0)
		return err_set(e, EXIT_CONFIG, "%s", no_model);
	if (!current) {
		m->folder = old;
		m->notice = "a table in entities.d is broken, and none there "
			    "is used; jevons-score --name --entities FILE says "
			    "where";
		return 0;
	}
	m->folder = rc == 1 ? old : arena_printf(a, "%s/%s", models, current).p;
	m->notice = arena_printf(a,
	    "%s; type: jevons store rescore --model %s/%s && "
	    "jevons store adopt %s",
	    rc == 1 ? "there are new tables, not used yet"
		    : "the adopted model is of an older program, and new texts "
		      "count as not yet scored until a new one is adopted",
	    models, current, current)
			.p;
	return 0;
}

int models_choose(
    struct models *m, struct arena *a, const struct config *c, struct err *e)
{
	const char *models = arena_printf(a, "%s/models", m->home).p;
	const char *current = NULL, *adopted = NULL;
	struct buf b;

	m->folder = m->notice = NULL;
	buf_init(&b, SAID_MAX_BYTES);
	int rc = ask_store_model(m->db, &b, e);

	if (rc == 0 && b.n)
		adopted = arena_str(a, buf_view(&b)).p;
	buf_release(&b);
	if (rc != 0)
		return -1;
	rc = freeze(m, a, c, adopted != NULL, &current, e);
	if (rc < 0)
		return -1;
	if (rc == 0)
		current = NULL;
	if (adopted && (!current || strcmp(adopted, current) != 0))
		return choose(m, a, models, adopted, current, e);
	if (!current)
		return err_set(e, EXIT_CONFIG, "%s", no_model);
	m->folder = arena_printf(a, "%s/%s", models, current).p;
	return 0;
}
