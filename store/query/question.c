#include "store/query/question.h"

#include "fetch/base/home.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_BYTES = 8192 };

struct str *question_split(struct arena *a, const struct opt_list *l, size_t *n)
{
	struct str *v = NULL;
	size_t cap = 0;

	*n = 0;
	for (size_t i = 0; i < l->n; i++)
		for (struct str rest = str_of(l->v[i]); rest.p;) {
			struct str one = str_trim(str_split(&rest, ','));

			if (!one.n)
				continue;
			v = arena_more(a, v, *n, &cap, sizeof *v);
			v[(*n)++] = one;
		}
	return v;
}

bool question_colour(void)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	return isatty(STDOUT_FILENO) && !(no && *no) && term &&
	       strcmp(term, "dumb") != 0;
}

static void set_output(struct question *q)
{
	q->out.fd = STDOUT_FILENO;
	q->out.terminal = isatty(STDOUT_FILENO) != 0;
	q->out.colour = question_colour();
	q->out.head = !q->ask->no_header;
	q->out.zone = q->zone;
	if (!q->ask->format)
		q->out.format = q->out.terminal ? SHEET_TABLE : SHEET_TSV;
}

/* a first user has no store yet: say how to get one */
static void add_hint(struct err *e)
{
	struct err was = *e;

	err_clear(e);
	err_set(e, was.code, "%s (to fill one, type: jevons run)", was.text);
}

static int open_store(struct question *q, struct err *e)
{
	const struct env_options o = {.read_only = true};
	struct buf path;

	buf_init(&path, PATH_BYTES);
	int rc = q->ask->db ? 0 : home_path(&path, "signals.lmdb", e);

	if (rc == 0) {
		q->env =
		    env_open(q->ask->db ? q->ask->db : buf_text(&path), &o, e);
		if (!q->env && e->code == EXIT_NOINPUT)
			add_hint(e);
	}
	buf_release(&path);
	if (!q->env)
		return -1;
	q->reader = read_begin(q->env, q->as_of, e);
	return q->reader ? read_committed(q->reader, &q->committed, e) : -1;
}

static int offer(void *to, uint32_t id, struct str text)
{
	(void)id;
	nearest_offer(to, text);
	return 0;
}

static int unknown_model(struct question *q, struct str name, struct err *e)
{
	struct nearest near;
	struct buf b;

	nearest_begin(&near, name);
	if (read_each_name(q->reader, NAME_MODEL, offer, &near, e) != 0)
		return -1;
	buf_init(&b, 1024);
	nearest_write(&near, &b);
	err_set(e, EXIT_USAGE, "no article was scored by a model '%.*s'%s",
	    STR_ARG(name), buf_text(&b));
	buf_release(&b);
	return -1;
}

static int find_model(struct question *q, struct err *e)
{
	uint32_t id = 0;
	int64_t since;
	int rc;

	if (q->ask->model) {
		struct str name = str_of(q->ask->model);

		rc = read_id(q->reader, NAME_MODEL, name, &id, e);
		if (rc == 0)
			return unknown_model(q, name, e);
		q->model = (uint16_t)id;
	} else {
		rc = read_adopted(q->reader, &q->model, &since, e);
	}
	if (rc < 0)
		return -1;
	q->has_model = rc == 1;
	if (!q->has_model)
		return 0;
	rc = read_name(q->reader, NAME_MODEL, q->model, &q->model_name, e);
	if (rc == 0)
		return err_set(e, EXIT_DATA, "a model has lost its name");
	return rc < 0 ? -1 : 0;
}

/* A model is a frozen folder; its tables say who owned what when it scored.
 * The model that comes with the program has its tables under share/. */
static int table_path(
    struct question *q, const char *table, struct buf *path, struct err *e)
{
	struct str name = q->model_name;
	struct buf rest;
	bool plain = name.n && !memchr(name.p, '/', name.n);
	int rc = 0;

	buf_init(&rest, PATH_BYTES);
	buf_printf(&rest, "models/%.*s/%s", STR_ARG(name), table);
	if (plain)
		rc = home_path(path, buf_text(&rest), e);
	if (rc == 0 && (!plain || access(buf_text(path), R_OK) != 0)) {
		buf_clear(&rest);
		buf_printf(&rest, "score/%s", table);
		rc = home_share(path, buf_text(&rest), e);
	}
	buf_release(&rest);
	return rc;
}

static int read_tables(struct question *q, struct err *e)
{
	struct buf path;

	buf_init(&path, PATH_BYTES);
	int rc = table_path(q, "entities.tsv", &path, e);

	if (rc == 0)
		rc = owners_read(&q->owners, buf_text(&path), e);
	if (rc == 0)
		rc = table_path(q, "signals.tsv", &path, e);
	if (rc == 0)
		rc = families_read(&q->families, buf_text(&path), e);
	buf_release(&path);
	/* a part of the program, no input of the user's */
	if (rc != 0 && e->code == EXIT_NOINPUT)
		e->code = EXIT_CONFIG;
	return rc;
}

static void set_owners(struct question *q)
{
	struct catalog_names *names = &q->catalog.entities;
	size_t n = names->n;

	q->owner = mem_new(n + 1, sizeof *q->owner);
	for (size_t i = 0; i < n; i++) {
		uint32_t of =
		    catalog_number(names, owners_of(&q->owners, names->v[i]));

		q->owner[i] = of;
	}
	/* owners that have no series of their own were added behind */
	q->owner = mem_grow(q->owner, names->n + 1, sizeof *q->owner);
	for (size_t i = n; i < names->n; i++)
		q->owner[i] = (uint32_t)i;
}

int question_open(struct question *q, const struct ask *a, struct err *e)
{
	*q = (struct question){.ask = a};
	if (question_words(q, e) != 0)
		return -1;
	set_output(q);
	if (open_store(q, e) != 0 || find_model(q, e) != 0 ||
	    catalog_read(&q->catalog, q->reader, e) != 0)
		return -1;
	if (a->command != ASK_STATUS &&
	    (a->command != ASK_FACTS || a->series.n) && read_tables(q, e) != 0)
		return -1;
	if (question_names(q, e) != 0)
		return -1;
	set_owners(q);
	return 0;
}

void question_close(struct question *q)
{
	free(q->owner);
	free(q->signals);
	free(q->whats);
	select_release(&q->selection);
	owners_release(&q->owners);
	families_release(&q->families);
	catalog_release(&q->catalog);
	read_end(q->reader);
	env_close(q->env);
	zone_close(q->zone);
	calendar_release(&q->calendar);
	arena_release(&q->arena);
	*q = (struct question){0};
}

bool question_matches(
    const struct question *q, const struct target *t, uint32_t entity)
{
	if (entity == CATALOG_NONE)
		return false;
	if (t->all || t->entity == entity)
		return true;
	return !t->alone && q->owner[entity] == t->entity;
}
