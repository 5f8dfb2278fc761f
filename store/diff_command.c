/* rescore --diff: what the other model changes, as a table on stdout */
#include "store/commands.h"

#include "fetch/base/log.h"
#include "store/model_diff.h"

#include <math.h>
#include <stdio.h>

static int print_mean(double v, struct err *e)
{
	int rc = isnan(v) ? printf("\t") : printf("\t%.6f", v);

	return rc < 0 ? err_sys(e, EXIT_IO, "cannot write to stdout") : 0;
}

static int print_diff(
    void *user, const struct model_diff_line *l, struct err *e)
{
	(void)user;
	if (printf("%s\t%.*s\t%.*s\t%llu\t%llu\t%llu\t%llu\t%llu",
		schema_word(LIST_KIND_OF_SERIES, l->name.kind),
		STR_ARG(l->name.entity), STR_ARG(l->name.what),
		(unsigned long long)l->before, (unsigned long long)l->after,
		(unsigned long long)l->gone, (unsigned long long)l->added,
		(unsigned long long)l->changed) < 0)
		return err_sys(e, EXIT_IO, "cannot write to stdout");
	if (print_mean(l->mean_before, e) != 0 ||
	    print_mean(l->mean_after, e) != 0)
		return -1;
	return putchar('\n') == EOF
		   ? err_sys(e, EXIT_IO, "cannot write to stdout")
		   : 0;
}

/* the models by name: 1 both are there and are two */
static int two_models(
    struct reader *r, const char *name, struct model_diff *d, struct err *e)
{
	uint32_t id = 0;
	int64_t since;
	int rc = read_adopted(r, &d->before, &since, e);

	if (rc == 1)
		rc = read_id(r, NAME_MODEL, str_of(name), &id, e);
	if (rc != 1)
		return rc;
	d->after = (uint16_t)id;
	return d->before != d->after;
}

int store_tell_diff(
    const struct store_settings *s, const char *name, struct err *e)
{
	struct model_diff d = {.write = print_diff};
	char docs[24];

	if (!*name) {
		log_event(
		    LOG_INFO, "nothing to compare: no text was scored", NULL);
		return 0;
	}
	struct env *env =
	    env_open(s->db, &(struct env_options){.read_only = true}, e);
	struct reader *r = env ? read_begin(env, STAMP_NONE, e) : NULL;
	int rc = r ? two_models(r, name, &d, e) : -1;

	if (rc == 0)
		log_event(LOG_INFO, "nothing to compare: this model is adopted",
		    "model", name, NULL);
	if (rc == 1) {
		(void)puts("kind\tentity\tsignal\tbefore\tafter\tgone\t"
			   "added\tchanged\tmean_before\tmean_after");
		rc = model_diff(r, &d, e);
		(void)snprintf(
		    docs, sizeof docs, "%llu", (unsigned long long)d.docs);
		log_event(LOG_INFO, "compared with the adopted model", "model",
		    name, "articles", docs, NULL);
	}
	read_end(r);
	env_close(env);
	return rc;
}
