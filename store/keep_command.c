/* adopt, backup, compact, migrate, prune: looking after the store */
#include "store/commands.h"

#include "fetch/base/log.h"
#include "store/adopt.h"
#include "store/backup.h"
#include "store/compact.h"
#include "store/db/read.h"
#include "store/migrate.h"
#include "store/prune.h"

#include <stdio.h>

enum { NUMBER_BYTES = 24 };

static int operands(const char *command, int n, int want, struct err *e)
{
	if (n == want)
		return 0;
	return err_set(e, EXIT_USAGE, "%s takes %s", command,
	    want == 0 ? "no operand" : "one operand");
}

/* the name of the adopted model on stdout; nothing where there is none */
static int print_adopted(const struct store_settings *s, struct err *e)
{
	struct env *env =
	    env_open(s->db, &(struct env_options){.read_only = true}, e);
	struct reader *r = env ? read_begin(env, STAMP_NONE, e) : NULL;
	struct str name;
	int64_t since;
	uint16_t model = 0;
	int rc = r ? read_adopted(r, &model, &since, e) : -1;

	if (rc == 1)
		rc = read_name(r, NAME_MODEL, model, &name, e);
	if (rc == 1 && printf("%.*s\n", STR_ARG(name)) < 0)
		rc = err_sys(e, EXIT_IO, "cannot write to stdout");
	read_end(r);
	env_close(env);
	return rc < 0 ? -1 : EXIT_GOOD;
}

int store_adopt(
    const struct store_settings *s, int n, char **args, struct err *e)
{
	char docs[NUMBER_BYTES], covered[NUMBER_BYTES];
	struct adopt_counts c;

	if (n == 0)
		return print_adopted(s, e);
	if (operands("adopt", n, 1, e) != 0)
		return -1;
	struct env *env = env_open(s->db, &(struct env_options){0}, e);
	int rc =
	    env ? adopt_model(env, str_of(args[0]), stamp_now(&s->clock), &c, e)
		: -1;

	env_close(env);
	if (rc < 0)
		return -1;
	(void)snprintf(docs, sizeof docs, "%llu", (unsigned long long)c.docs);
	(void)snprintf(
	    covered, sizeof covered, "%llu", (unsigned long long)c.covered);
	if (c.covered < c.docs)
		log_event(LOG_WARN,
		    "articles that it has not scored count as not yet scored",
		    "articles", docs, "scored", covered, NULL);
	log_event(LOG_INFO, rc == 1 ? "adopted" : "is adopted already", "model",
	    args[0], NULL);
	return EXIT_GOOD;
}

int store_backup(
    const struct store_settings *s, int n, char **args, struct err *e)
{
	struct env_options o = {.read_only = true};

	if (operands("backup", n, 1, e) != 0)
		return -1;
	struct env *env = env_open(s->db, &o, e);
	int rc = env ? backup_store(env, args[0], e) : -1;

	env_close(env);
	return rc == 0 ? EXIT_GOOD : -1;
}

int store_compact(
    const struct store_settings *s, int n, char **args, struct err *e)
{
	struct env_options o = {.alone = true};

	(void)args;
	if (operands("compact", n, 0, e) != 0)
		return -1;
	struct env *env = env_open(s->db, &o, e);
	int rc = env ? compact_store(env, e) : -1;

	env_close(env);
	return rc == 0 ? EXIT_GOOD : -1;
}

int store_migrate(
    const struct store_settings *s, int n, char **args, struct err *e)
{
	char from[NUMBER_BYTES], to[NUMBER_BYTES];
	uint32_t was;

	(void)args;
	if (operands("migrate", n, 0, e) != 0 ||
	    migrate_store(s->db, &was, e) != 0)
		return -1;
	(void)snprintf(from, sizeof from, "%u", (unsigned)was);
	(void)snprintf(to, sizeof to, "%d", SCHEMA_VERSION);
	if (was == SCHEMA_VERSION)
		log_event(LOG_INFO, "nothing to do: the schema is up to date",
		    "schema", to, NULL);
	else
		log_event(LOG_INFO, "migrated", "from", from, "to", to, NULL);
	return EXIT_GOOD;
}

int store_prune(
    const struct store_settings *s, int n, char **args, struct err *e)
{
	char count[NUMBER_BYTES];
	long long pruned = 0;

	(void)args;
	if (operands("prune", n, 0, e) != 0)
		return -1;
	if (s->before == STAMP_NONE)
		return err_set(e, EXIT_USAGE, "prune needs --before T");
	struct env *env = env_open(s->db, &(struct env_options){0}, e);
	int rc =
	    env ? prune_store(env, s->before, stamp_now(&s->clock), &pruned, e)
		: -1;

	env_close(env);
	if (rc != 0)
		return -1;
	(void)snprintf(count, sizeof count, "%lld", pruned);
	log_event(LOG_INFO, "texts removed", "count", count, NULL);
	return EXIT_GOOD;
}
