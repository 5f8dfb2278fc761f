/* load, observe, rescore: what adds rows */
#include "store/commands.h"

#include "fetch/base/home.h"
#include "fetch/base/jsonw.h"
#include "fetch/base/log.h"
#include "fetch/base/out.h"
#include "fetch/base/progress.h"
#include "store/load.h"
#include "store/matching.h"
#include "store/observe.h"
#include "store/rescore.h"
#include "store/rollup_keep.h"
#include "store/takeover.h"
#include "store/undump_load.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* one load */
struct work {
	struct env *env; /* NULL once a dump is loaded */
	struct writer w;
	struct load l;
	long long undumped; /* rows of a dump */
	struct progress progress;
	int64_t began;
};

static void refused(void *user, const char *place, const struct err *why)
{
	(void)user;
	log_event(
	    LOG_WARN, "record refused", "place", place, "why", why->text, NULL);
}

static void progress(void *user, long long articles)
{
	struct work *k = user;

	progress_tell(&k->progress, articles);
}

static int backfill_of(const char *origin, bool *backfill, struct err *e)
{
	*backfill = !origin || strcmp(origin, "backfill") == 0;
	if (*backfill || strcmp(origin, "auto") == 0)
		return 0;
	return err_set(
	    e, EXIT_USAGE, "--origin is auto or backfill, not '%s'", origin);
}

/* the closing word for the front: one JSON line */
static int report(const char *path, const struct load *l, struct err *e)
{
	struct jsonw j;
	struct buf b;
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

	if (fd < 0)
		return err_sys(e, EXIT_CANTCREAT, "cannot write '%s'", path);
	buf_init(&b, 4096);
	jsonw_begin(&j, &b);
	jsonw_object(&j, NULL);
	jsonw_int(&j, "articles", l->articles);
	jsonw_int(&j, "added", l->done.added);
	jsonw_int(&j, "repeated", l->done.repeated);
	jsonw_int(&j, "versions", l->done.versions);
	jsonw_int(&j, "refused", l->refused);
	jsonw_int(&j, "observations", l->done.observations);
	jsonw_int(&j, "stories", l->done.stories);
	jsonw_int(&j, "events", l->done.events);
	jsonw_stamp(&j, "known", l->done.known);
	jsonw_object_end(&j);
	buf_char(&b, '\n');
	int rc = out_all(fd, buf_view(&b), e);

	if (close(fd) != 0 && rc == 0)
		rc = err_sys(e, EXIT_IO, "cannot write '%s'", path);
	buf_release(&b);
	return rc;
}

/* One file, which may turn out to be a dump. */
static int load_file(const struct store_settings *s, struct work *k,
    const char *path, struct err *e)
{
	struct undump_file u = {0};
	struct lines *from = lines_open(path, e);
	int rc = from ? load_lines(&k->l, from, &u.head, e) : -1;

	if (rc == LOAD_DUMP && k->l.in > 0) {
		rc = err_set(
		    e, EXIT_USAGE, "'%s' is a dump: load it alone", path);
	} else if (rc == LOAD_DUMP) {
		env_close(k->env); /* the new one comes in its place */
		k->env = NULL;
		u.from = from;
		rc = undump_load(s->db, &u, e);
		k->undumped = (long long)u.rows;
	}
	lines_close(from);
	return rc;
}

static int load_files(const struct store_settings *s, struct work *k, int n,
    char **files, struct err *e)
{
	int rc = n == 0 ? load_file(s, k, "-", e) : 0;

	for (int i = 0; i < n && rc == 0; i++)
		rc = k->env ? load_file(s, k, files[i], e)
			    : err_set(e, EXIT_USAGE,
				  "a dump is loaded alone, not with '%s'",
				  files[i]);
	return rc;
}

static void tell(const struct work *k)
{
	const struct load *l = &k->l;
	char was[STAMP_TEXT_BYTES], now[STAMP_TEXT_BYTES];
	int64_t clock = stamp_now(&l->clock);

	if (l->done.watermark != STAMP_NONE &&
	    clock < l->done.watermark - STAMP_SECOND)
		log_event(LOG_WARN,
		    "the clock is behind the store's: known goes on from there",
		    "clock", stamp_format(clock, now), "watermark",
		    stamp_format(l->done.watermark, was), NULL);
	if (l->odd_facts) {
		char n[24];

		(void)snprintf(n, sizeof n, "%lld", l->odd_facts);
		log_event(LOG_WARN,
		    "facts of filings left out: no decimal numbers", "count", n,
		    NULL);
	}
	log_counts(l->in + k->undumped, load_out(l) + k->undumped, l->refused,
	    (stamp_ticks() - k->began) / 1000);
}

static int finish(
    const struct store_settings *s, struct work *k, int rc, struct err *e)
{
	/* what came before a broken file is kept: it was read whole */
	if (k->env &&
	    (rc == 0 || e->code == EXIT_NOINPUT || e->code == EXIT_DATA)) {
		struct err mine = {0};

		if (load_end(&k->l, &mine) != 0 ||
		    rollup_fill(k->env, &mine) != 0) {
			err_set(e, mine.code, "%s", mine.text);
			rc = -1;
		}
	}
	if (rc == 0 && s->report)
		rc = report(s->report, &k->l, e);
	return rc;
}

/* the parts that all loading commands have */
static int begin(const struct store_settings *s, struct work *k, bool backfill,
    struct err *e)
{
	*k = (struct work){.began = stamp_ticks()};
	k->env = env_open(s->db, &(struct env_options){0}, e);
	if (!k->env)
		return -1;
	write_init(&k->w, k->env);
	load_init(&k->l, &k->w, s->clock, backfill);
	k->l.tell = refused;
	k->l.progress = progress;
	k->l.user = k;
	progress_begin(&k->progress, "stored");
	return 0;
}

static int end(
    const struct store_settings *s, struct work *k, int rc, struct err *e)
{
	const struct load *l = &k->l;

	rc = finish(s, k, rc, e);
	tell(k);
	int code = l->refused == 0       ? EXIT_GOOD
		   : l->refused == l->in ? EXIT_DATA
					 : EXIT_SOME;

	load_release(&k->l);
	write_release(&k->w);
	env_close(k->env);
	return rc == 0 ? code : -1;
}

int store_load(
    const struct store_settings *s, int n, char **args, struct err *e)
{
	struct work k;
	bool backfill;

	if (backfill_of(s->origin, &backfill, e) != 0 ||
	    begin(s, &k, backfill, e) != 0)
		return -1;
	return end(s, &k, load_files(s, &k, n, args, e), e);
}

int store_observe(
    const struct store_settings *s, int n, char **args, struct err *e)
{
	struct work k;
	struct observe o = {.l = &k.l,
	    .name = str_of(s->series),
	    .unit = str_of(s->unit),
	    .now = stamp_now(&s->clock)};

	if (observe_check_names(&o, e) != 0 || begin(s, &k, false, e) != 0)
		return -1;
	int rc = 0;

	for (int i = 0; i < (n ? n : 1) && rc == 0; i++) {
		struct lines *from = lines_open(n ? args[i] : "-", e);

		rc = from ? observe_lines(&o, from, e) : -1;
		lines_close(from);
	}
	return end(s, &k, rc, e);
}

/* loading would make one that is not there; closed again before the forks */
static int check_store_there(const char *db, struct err *e)
{
	struct env *env =
	    env_open(db, &(struct env_options){.read_only = true}, e);

	env_close(env);
	return env ? 0 : -1;
}

/* an alias that folds to nothing is told before anything is begun */
static int check_alias(const char *alias, struct err *e)
{
	struct matching m;

	if (!alias)
		return 0;
	int rc = matching_init(&m, str_of(alias), e);

	matching_release(&m);
	return rc;
}

static int take_over(
    const struct store_settings *s, struct work *k, struct err *e)
{
	struct takeover t = {.load = &k->l,
	    .model = k->l.model,
	    .since = s->since,
	    .until = s->until};
	char n[24], left[24];

	if (!*k->l.model)
		return 0;
	if (takeover_run(k->env, &t, e) != 0)
		return -1;
	(void)snprintf(n, sizeof n, "%lld", t.taken);
	(void)snprintf(left, sizeof left, "%lld", t.left);
	if (!t.same_core)
		log_event(LOG_WARN,
		    "no scores are taken over: the adopted model has other "
		    "tables; rescore without --matching",
		    "model", k->l.model, NULL);
	else
		log_event(LOG_INFO,
		    "scores taken over, of texts without the alias", "articles",
		    n, NULL);
	if (t.left)
		log_event(LOG_WARN,
		    "articles that the adopted model has not scored are left: "
		    "rescore without --matching",
		    "articles", left, NULL);
	return 0;
}

/* load what the scorer prints; returns the exit code, or -1 */
static int load_scores(const struct store_settings *s, struct rescore *r,
    char name[LOAD_MODEL_BYTES], struct err *e)
{
	struct work k;
	struct str head;
	int rc = begin(s, &k, true, e);
	bool open = rc == 0;
	struct lines *from =
	    open ? lines_open_fd(r->out, "jevons-score", e) : NULL;

	if (!open)
		(void)close(r->out);
	if (from)
		rc = load_lines(&k.l, from, &head, e);
	lines_close(from);
	if (rescore_wait(r, e) != 0)
		rc = -1;
	if (rc == 0 && s->matching)
		rc = take_over(s, &k, e);
	if (!open)
		return -1;
	(void)snprintf(name, LOAD_MODEL_BYTES, "%s", k.l.model);
	return end(s, &k, rc, e);
}

/* texts | scorer | load; see rescore.h */
int store_rescore(
    const struct store_settings *s, int n, char **args, struct err *e)
{
	struct rescore r = {.db = s->db,
	    .model = s->model,
	    .entities = s->entities.v,
	    .n_entities = s->entities.n,
	    .matching = s->matching,
	    .quiet = s->quiet,
	    .since = s->since,
	    .until = s->until};
	char name[LOAD_MODEL_BYTES] = "";
	struct buf scorer;

	if (n > 0)
		return err_set(
		    e, EXIT_USAGE, "rescore takes no operand: '%s'", args[0]);
	buf_init(&scorer, 8192);
	int rc = check_alias(s->matching, e);

	if (rc == 0)
		rc = check_store_there(s->db, e);
	if (rc == 0)
		rc = home_bin(&scorer, "jevons-score", e);

	r.scorer = buf_text(&scorer);
	if (rc == 0)
		rc = rescore_start(&r, e);
	if (rc == 0)
		rc = load_scores(s, &r, name, e);
	buf_release(&scorer);
	if (rc >= 0 && s->diff && store_tell_diff(s, name, e) != 0)
		rc = -1;
	return rc;
}
