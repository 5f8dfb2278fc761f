#include "fetch/front/run.h"

#include "fetch/base/durable.h"
#include "fetch/base/home.h"
#include "fetch/base/ini.h"
#include "fetch/base/log.h"
#include "fetch/front/upkeep.h"
#include "fetch/front/verdict.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ORPHANS_WAIT_MS = 60000 };

static int settle_places(struct run *r, struct err *e)
{
	static const char *const names[] = {NULL, "archive", "log",
	    "signals.lmdb", "log/report.json", "fetch.lmdb"};
	const char **to[] = {
	    &r->home, &r->archive, &r->logs, &r->db, &r->report, &r->state};
	struct buf b;
	int rc = 0;

	buf_init(&b, 8192);
	for (size_t i = 0; i < sizeof to / sizeof *to && rc == 0; i++) {
		rc = home_path(&b, names[i], e);
		*to[i] = arena_str(&r->arena, buf_view(&b)).p;
	}
	buf_release(&b);
	return rc;
}

int run_open(struct run *r, struct err *e)
{
	r->lock.fd = r->log.fd = -1;
	r->began = stamp_ticks();
	r->culprit = VERDICT_NOBODY;
	r->progress = !r->quiet && isatty(STDERR_FILENO);
	if (r->progress) /* the stages say how far they are */
		(void)setenv("JEVONS_PROGRESS", "1", 1);
	if (ini_seconds(str_of(r->max_time), &r->seconds, e) != 0) {
		e->code = EXIT_USAGE;
		return err_context(e, "--max-time");
	}
	if (config_load(&r->config, r->config_path, e) != 0 ||
	    lists_find(&r->polled, &r->arena, &r->config, &r->given, e) != 0)
		return -1;
	if (!r->polled.n)
		return lists_none(&r->config, e);
	for (size_t i = 0; i < r->polled.n; i++)
		if (feedlist_add(&r->list, r->polled.v[i].p, e) != 0)
			return -1;
	if (settle_places(r, e) != 0 || home_make_dir(r->archive, e) != 0 ||
	    home_make_dir(r->logs, e) != 0)
		return -1;
	return 0;
}

void run_close(struct run *r)
{
	runlog_close(&r->log);
	notices_release(&r->notices);
	journal_release(&r->journal);
	lock_drop(&r->lock);
	feedlist_release(&r->list);
	config_release(&r->config);
	arena_release(&r->arena);
}

/* The lists of unfinished runs say what their items may ask for; a list that
 * is gone or broken by now is left out. */
static void gather_known(struct run *r)
{
	for (size_t i = 0; i < r->polled.n; i++)
		lists_add(&r->known, &r->arena, r->polled.v[i]);
	for (size_t i = 0; i < r->journal.n; i++) {
		const struct journal_run *old = &r->journal.runs[i];

		for (size_t k = 0; k < old->n_lists; k++) {
			struct feedlist scratch = {0};
			struct err why = {0};

			if (feedlist_add(&scratch, old->lists[k].p, &why) == 0)
				lists_add(&r->known, &r->arena, old->lists[k]);
			else
				log_event(LOG_WARN,
				    "an unfinished run's list is left out",
				    "run", old->id.p, "why", why.text, NULL);
			feedlist_release(&scratch);
		}
	}
}

static void take_line(void *user, const struct stage *s, struct str line)
{
	struct run *r = user;
	struct err ignored = {0}; /* the log is a courtesy: the run goes on */
	struct str level = runlog_value(line, STR("level"));
	size_t i = (size_t)(s - r->pipeline.stage);

	counts_line(&r->counts, i, line);
	(void)runlog_line(&r->log, s->name, line, &ignored);
	/* errors wait for the verdict: the first to speak is often one that
	 * only met a closed pipe. What is no log line is shown as it comes. */
	if (r->quiet || (level.p && !str_eq(level, STR("warn"))))
		return;
	struct buf b;

	buf_init(&b, PIPELINE_LINE_MAX_BYTES + 16L);
	buf_puts(&b, r->progress ? "\r\033[K" : "");
	buf_str(&b, line);
	buf_char(&b, '\n');
	ssize_t n = write(STDERR_FILENO, b.p, b.n);

	(void)n;
	buf_release(&b);
}

static void tick(void *user)
{
	run_progress(user, false);
}

/* All before the store ended: it commits when all did their work, or when
 * waiting for that would be waiting for ever. */
static bool may_commit(void *user, const struct pipeline *p)
{
	const struct run *r = user;
	int who = verdict_culprit(p);

	return who == VERDICT_NOBODY ||
	       (verdict_is_crash(p->stage[who].status) &&
		   journal_is_stuck(&r->journal));
}

static bool all_committed(const struct run *r)
{
	const struct pipeline *p = &r->pipeline;
	int stored = verdict_code(p->stage[STAGE_STORE].status);

	return r->culprit == VERDICT_NOBODY && !p->withheld && !p->stopped &&
	       (stored == EXIT_GOOD || stored == EXIT_SOME);
}

/* The journal after the stages have ended. */
static int settle_journal(struct run *r, struct err *e)
{
	const struct stage *stage = r->pipeline.stage;

	if (r->committed) {
		/* time was up: what is left comes with the next run */
		if (verdict_code(stage[STAGE_FETCH_ITEMS].status) ==
		    EXIT_TEMPFAIL)
			return 0;
		return journal_done(&r->journal, e);
	}
	if (r->culprit != VERDICT_NOBODY && r->culprit != STAGE_STORE &&
	    verdict_is_crash(stage[r->culprit].status))
		return journal_crashed(&r->journal, e);
	return 0;
}

static int judge(struct run *r)
{
	const struct pipeline *p = &r->pipeline;

	if (p->stopped)
		return EXIT_INTERNAL;
	if (!r->committed)
		return r->culprit == VERDICT_NOBODY
			   ? EXIT_INTERNAL
			   : verdict_code(p->stage[r->culprit].status);
	if (r->strict)
		return verdict_worst(p);
	return verdict_code(p->stage[STAGE_FETCH].status) == EXIT_UNAVAILABLE
		   ? EXIT_UNAVAILABLE
		   : EXIT_GOOD;
}

static int run_stages(struct run *r, struct err *e)
{
	const struct stages_plan plan = {
	    .journal = &r->journal,
	    .polled = &r->polled,
	    .known = &r->known,
	    .archive = r->archive,
	    .db = r->db,
	    .report = r->report,
	    .config = r->config_path,
	    .model = r->models.folder,
	    .clock = &r->clock,
	    .jobs = r->jobs,
	    .seconds = r->seconds,
	    .due_now = r->due_now,
	};
	struct pipeline *p = &r->pipeline;

	p->line = take_line;
	p->tick = tick;
	p->commit = may_commit;
	p->user = r;
	/* the report of another run would be read as ours */
	if (durable_remove(r->report, e) != 0 ||
	    stages_build(p, &r->arena, &plan, e) != 0 ||
	    pipeline_run(p, e) != 0)
		return -1;
	run_progress(r, true);
	r->culprit = verdict_culprit(p);
	r->committed = all_committed(r);
	r->code = judge(r);
	if (!p->withheld && counts_report(&r->counts, r->report, e) != 0)
		return -1;
	return settle_journal(r, e);
}

int run_work(struct run *r, struct err *e)
{
	struct buf path;

	buf_init(&path, 8192);
	buf_printf(&path, "%s/lock", r->home);
	int got = lock_take(&r->lock, buf_text(&path), ORPHANS_WAIT_MS, e);

	buf_clear(&path);
	buf_printf(&path, "%s/conditions", r->logs);
	if (got == 1)
		got =
		    notices_open(&r->notices, buf_text(&path), e) == 0 ? 1 : -1;
	buf_release(&path);
	if (got == 0)
		return err_set(e, EXIT_TEMPFAIL, "another run has the lock");
	if (got < 0 || upkeep_disk(r, e) != 0 ||
	    journal_open(&r->journal, r->archive, e) != 0 ||
	    journal_begin(&r->journal, stamp_now(&r->clock), r->polled.v,
		r->polled.n, e) != 0 ||
	    runlog_open(
		&r->log, r->logs, r->journal.current.id, &r->clock, e) != 0)
		return -1;
	gather_known(r);
	r->models = (struct models){.home = r->home, .db = r->db};
	if (models_choose(&r->models, &r->arena, &r->config, e) != 0)
		return -1;
	if (run_stages(r, e) != 0)
		return -1;
	if (r->committed)
		upkeep(r);
	return 0;
}
