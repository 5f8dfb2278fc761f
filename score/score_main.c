/* jevons-score: article lines to the same lines with their scores. */
#include "fetch/base/log.h"
#include "fetch/base/opts.h"
#include "fetch/base/out.h"
#include "score/freeze.h"
#include "score/stage.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct settings {
	struct opt_list entities;
	const char *model, *freeze;
	bool explain, name, quiet;
	long jobs;
	struct stamp_clock clock;
};

static void refused(struct str place, const struct err *why)
{
	char *at = mem_text(place);

	log_event(
	    LOG_WARN, "record refused", "place", at, "why", why->text, NULL);
	free(at);
}

static bool wants_colour(void)
{
	const char *none = getenv("NO_COLOR");

	return isatty(STDOUT_FILENO) == 1 && !(none && *none);
}

static int run(struct stage *s, int n, char **files, struct err *e)
{
	int rc = stage_begin(s, e);

	if (rc == 0 && n == 0)
		rc = stage_file(s, "-", e);
	for (int i = 0; i < n && rc == 0; i++)
		rc = stage_file(s, files[i], e);
	stage_release(s);
	return rc;
}

/* --name and --freeze: nothing is scored */
static int tell_name(const struct settings *o, const struct model *m,
    const char *dir, struct err *e)
{
	struct user_tables user;
	int rc = 0;

	if (o->freeze && (rc = user_tables_find(&user, dir, o->entities.v,
			      o->entities.n, e)) == 0) {
		rc = freeze_model(o->freeze, m->name, dir, &user, e);
		user_tables_release(&user);
	}
	if (rc == 0 && puts(m->name) == EOF)
		rc = err_sys(e, EXIT_IO, "cannot write to stdout");
	return rc;
}

static int score(const struct settings *o, const struct model *m, int n,
    char **files, struct err *e)
{
	int64_t began = stamp_ticks();
	struct stage *s = mem_new(1, sizeof *s);

	*s = (struct stage){.model = m,
	    .now = stamp_now(&o->clock),
	    .jobs = o->jobs > 0 ? (size_t)o->jobs : 1,
	    .explain = o->explain,
	    .colour = o->explain && wants_colour(),
	    .refused = refused};
	int rc = run(s, n, files, e);
	int code = s->lost                                 ? EXIT_INTERNAL
		   : s->n_refused && s->n_refused == s->in ? EXIT_DATA
		   : s->n_refused                          ? EXIT_SOME
							   : EXIT_GOOD;

	log_counts(
	    s->in, s->done, s->n_refused, (stamp_ticks() - began) / 1000);
	free(s);
	return rc == 0 ? code : -1;
}

static int work(const struct settings *o, int n, char **files, struct err *e)
{
	struct model m;
	struct buf dir;

	buf_init(&dir, 4096);
	int rc = model_folder(&dir, o->model, e);

	if (rc == 0)
		rc = model_open(
		    &m, buf_text(&dir), o->entities.v, o->entities.n, e);
	if (rc == 0) {
		rc = o->name || o->freeze ? tell_name(o, &m, buf_text(&dir), e)
					  : score(o, &m, n, files, e);
		model_release(&m);
	}
	buf_release(&dir);
	return rc;
}

int main(int argc, char **argv)
{
	struct settings s = {.clock = {STAMP_NONE}};
	const struct opt table[] = {
	    {"entities", 0, OPT_LIST, &s.entities, "F",
		"a table of your own entities, on top of ours; may be "
		"repeated"},
	    {"model", 'm', OPT_TEXT, &s.model, "DIR",
		"the folder of tables and weights (default: the one that came "
		"with the program)"},
	    {"name", 0, OPT_FLAG, &s.name, NULL,
		"print the model's name, and score nothing"},
	    {"freeze", 0, OPT_TEXT, &s.freeze, "DIR",
		"copy the model to DIR, under its name; print that, and "
		"score nothing"},
	    {"explain", 0, OPT_FLAG, &s.explain, NULL,
		"print each sentence with what was found in it, for a person"},
	    {"jobs", 'j', OPT_COUNT, &s.jobs, "N", "workers"},
	    {"quiet", 'q', OPT_FLAG, &s.quiet, NULL,
		"warnings and errors only"},
	    {0},
	};
	const struct opts_program p = {"jevons-score", "[options] [FILE…]",
	    "Reads record lines (on stdin, or from files; gzip too) and adds "
	    "to each article\nits mentions, tone, signals and claims. All "
	    "other lines pass as they are.",
	    table,
	    "exit status: 0 good, 1 some records refused, 65 all refused, "
	    "66 no input,\n74 output failed, 78 a broken table",
	    false};
	struct err e = {0};
	int first, code = -1;

	out_setup();
	enum opts_result r = opts_read(&p, argc, argv, &s.clock, &first, &e);

	log_open(p.name, s.quiet ? LOG_WARN : LOG_INFO);
	if (r == OPTS_DONE)
		code = out_finish(&e);
	else if (r == OPTS_RUN)
		code = work(&s, argc - first, argv + first, &e);
	if (r == OPTS_RUN && e.code == 0)
		(void)out_finish(&e);
	return code >= 0 && e.code == 0 ? code : log_error(&e);
}
