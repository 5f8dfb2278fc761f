/* dump and texts: the store on stdout */
#include "store/commands.h"

#include "fetch/base/log.h"
#include "store/dump.h"
#include "store/texts.h"

#include <stdio.h>

static int print(void *user, struct str line, struct err *e)
{
	(void)user;
	if (fwrite(line.p, 1, line.n, stdout) != line.n)
		return err_sys(e, EXIT_IO, "cannot write to stdout");
	return 0;
}

int store_dump(
    const struct store_settings *s, int n, char **args, struct err *e)
{
	struct env_options o = {.read_only = true};
	int rc = -1;

	if (n > 0)
		return err_set(
		    e, EXIT_USAGE, "dump takes no operand: '%s'", args[0]);
	struct env *env = env_open(s->db, &o, e);
	struct reader *r = env ? read_begin(env, STAMP_NONE, e) : NULL;

	if (r)
		rc = dump_store(r, !s->no_known, print, NULL, e);
	read_end(r);
	env_close(env);
	return rc == 0 ? EXIT_GOOD : -1;
}

static int print_line(void *user, struct str line, struct err *e)
{
	return print(user, line, e) != 0 ? -1 : print(user, STR("\n"), e);
}

int store_texts(
    const struct store_settings *s, int n, char **args, struct err *e)
{
	struct env_options o = {.read_only = true};
	struct texts t = {
	    .since = s->since, .until = s->until, .write = print_line};

	if (n > 0)
		return err_set(
		    e, EXIT_USAGE, "texts takes no operand: '%s'", args[0]);
	struct env *env = env_open(s->db, &o, e);
	int rc = env ? texts_write(env, &t, e) : -1;

	env_close(env);
	if (rc == 0 && t.pruned)
		log_event(LOG_WARN,
		    "articles without a text were left out: it was pruned",
		    NULL);
	return rc == 0 ? EXIT_GOOD : -1;
}
