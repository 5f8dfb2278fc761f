#include "store/undump_load.h"

#include "store/db/read.h"
#include "store/replace.h"
#include "store/rollup_keep.h"
#include "store/undump.h"

static int fill(struct env *to, void *user, struct err *e)
{
	struct undump_file *u = user;
	struct writer w;

	write_init(&w, to);
	int rc = undump(&w, u->from, u->head, &u->rows, e);

	write_release(&w);
	if (rc != 0)
		err_context(e, "%s", lines_name(u->from));
	return rc;
}

static int is_empty(struct env *env, struct err *e)
{
	struct reader *r = read_begin(env, STAMP_NONE, e);
	struct read_size doc, obs;
	int rc = -1;

	if (r && read_size(r, TABLE_DOC, &doc, e) == 0 &&
	    read_size(r, TABLE_OBS, &obs, e) == 0)
		rc = doc.rows + obs.rows == 0;
	read_end(r);
	return rc;
}

int undump_load(const char *db, struct undump_file *u, struct err *e)
{
	struct env_options alone = {.alone = true};
	struct env *env = env_open(db, &alone, e);
	int rc = env ? is_empty(env, e) : -1;

	if (rc == 0)
		rc = err_set(e, EXIT_CANTCREAT,
		    "'%s' is not empty: a dump is loaded into a new store", db);
	else if (rc == 1)
		rc = replace_store(env, fill, u, e);
	env_close(env);
	return rc;
}
