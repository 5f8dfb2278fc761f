#include "store/migrate.h"

#include "store/rollup_keep.h"

static int migrate(struct writer *w, void *user, struct err *e)
{
	(void)user;
	w->quiet = true; /* nothing becomes known by it */
	if (rollup_fill_all(w, e) != 0)
		return -1;
	int rc = env_put_schema(w->env, w->txn, e);

	w->full |= rc == 1;
	return rc == 0 ? 0 : -1;
}

/* 1 it is of this version's schema, 0 of another, -1 */
static int look(const char *path, struct err *e)
{
	struct err mine = {0};
	struct env *env =
	    env_open(path, &(struct env_options){.read_only = true}, &mine);

	env_close(env);
	if (env || mine.code == EXIT_CONFIG)
		return env != NULL;
	return err_set(e, mine.code, "%s", mine.text);
}

int migrate_store(const char *path, uint32_t *was, struct err *e)
{
	struct writer w;
	int rc = look(path, e);

	*was = SCHEMA_VERSION;
	if (rc != 0)
		return rc < 0 ? -1 : 0;
	struct env *env =
	    env_open(path, &(struct env_options){.migrate = true}, e);

	if (!env)
		return -1;
	*was = env->schema;
	write_init(&w, env);
	if (env->schema < SCHEMA_VERSION)
		rc = write_run(&w, 0, migrate, NULL, e);
	write_release(&w);
	env_close(env);
	return rc < 0 ? -1 : 0;
}
