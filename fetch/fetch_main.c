/* jevons-fetch: feed lists, or item lines, to WARC. */
#include "fetch/base/home.h"
#include "fetch/base/ini.h"
#include "fetch/base/log.h"
#include "fetch/base/opts.h"
#include "fetch/base/out.h"
#include "fetch/poll_feeds.h"
#include "fetch/take_items.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	LARGE_BYTES = 256 * 1024,
	KEEP_BYTES = 8 * 1024 * 1024,
	AGENT_MAX_BYTES = 1024
};

struct settings {
	const char *archive, *archive_size, *run, *config, *state, *max_time;
	bool items, due_now, quiet;
	struct stamp_clock clock;
};

static int open_state(
    struct fetcher *f, const struct settings *s, struct err *e)
{
	struct buf path;

	buf_init(&path, 8192);
	int rc = home_path(&path, NULL, e);

	if (rc == 0 && !s->state)
		rc = home_make_dir(buf_text(&path), e);
	if (rc == 0)
		rc = home_path(&path, "fetch.lmdb", e);
	if (rc == 0) {
		f->state = fetch_state_open(
		    s->state ? s->state : buf_text(&path), false, e);
		rc = f->state ? 0 : -1;
	}
	buf_release(&path);
	return rc;
}

static int open_archive(
    struct fetcher *f, const struct settings *s, struct err *e)
{
	char run[64];
	struct civil c;

	f->emit.archive = (struct archive){.fd = -1};
	if (!s->archive)
		return 0;
	stamp_to_civil(stamp_now(&f->emit.clock), &c);
	(void)snprintf(run, sizeof run, "%04d%02d%02dT%02d%02d%02dZ-%ld",
	    c.year, c.month, c.day, c.hour, c.minute, c.second, (long)getpid());
	if (archive_open(&f->emit.archive, s->archive, s->run ? s->run : run,
		s->items ? "items" : "feeds", stamp_now(&f->emit.clock),
		e) != 0)
		return -1;
	if (!s->archive_size ||
	    ini_size(str_of(s->archive_size), &f->emit.archive.most, e) == 0)
		return 0;
	e->code = EXIT_USAGE;
	return err_context(e, "--archive-size");
}

/* the exit status of a fetch that ran to its end */
static int judge(const struct fetcher *f, const struct settings *s,
    const struct poll_counts *p, const struct take_items *t, struct err *e)
{
	if (f->left > 0)
		return EXIT_TEMPFAIL;
	if (s->items)
		return t->refused ? EXIT_SOME : EXIT_GOOD;
	if (p->skipped > 0 && p->skipped == p->due)
		return err_set(e, EXIT_CONFIG,
		    "the SEC is not asked without a contact: put 'contact = "
		    "you@example.org' into jevons.ini");
	if (p->due > 0 && p->answered == 0)
		return EXIT_UNAVAILABLE;
	return p->answered < p->due ? EXIT_SOME : EXIT_GOOD;
}

static int set_deadline(
    struct fetcher *f, const struct settings *s, struct err *e)
{
	long seconds;

	if (!s->max_time)
		return 0;
	if (ini_seconds(str_of(s->max_time), &seconds, e) != 0) {
		e->code = EXIT_USAGE;
		return err_context(e, "--max-time");
	}
	f->deadline = stamp_ticks() + seconds * STAMP_SECOND;
	return 0;
}

static void tell(
    const char *what, struct str url, int status, const char *reason)
{
	bool failed =
	    strncmp(what, "feed ", 5) == 0 && strcmp(what, "feed polled") != 0;
	char code[16], *text = mem_text(url);

	(void)snprintf(code, sizeof code, "%d", status);
	log_event(failed ? LOG_WARN : LOG_INFO, what, "url", text, "status",
	    code, "reason", reason, NULL);
	free(text);
}

static int work(struct fetcher *f, const struct settings *s, struct err *e)
{
	struct poll_counts polled = {0};
	struct take_items items = {0};
	int64_t began = stamp_ticks();
	int rc = -1;

	fetcher_init(f);
	if (set_deadline(f, s, e) == 0 && open_state(f, s, e) == 0 &&
	    open_archive(f, s, e) == 0) {
		rc = s->items ? take_items_begin(f, &items, e)
			      : poll_feeds(f, s->due_now, &polled, e);
		if (rc == 0)
			rc = fetcher_run(f, e);
	}
	take_items_release(&items);
	fetcher_release(f);
	if (archive_close(&f->emit.archive, e) != 0)
		rc = -1;
	fetch_state_close(f->state);
	log_counts(f->in, f->emit.written, f->failed + items.refused,
	    (stamp_ticks() - began) / 1000);
	return rc == 0 ? judge(f, s, &polled, &items, e) : -1;
}

static int read_lists(
    struct feedlist *l, int n, char **paths, bool items, struct err *e)
{
	if (n == 0 && !items)
		return err_set(e, EXIT_USAGE,
		    "no feed list given; see 'jevons-fetch --help'");
	for (int i = 0; i < n; i++)
		if (feedlist_add(l, paths[i], e) != 0)
			return -1;
	return 0;
}

/* large answers go back to the system, not to a heap that stays */
static void settle_memory(void)
{
	(void)mallopt(M_MMAP_THRESHOLD, LARGE_BYTES);
	(void)mallopt(M_TRIM_THRESHOLD, KEEP_BYTES);
}

/* the configuration, as far as requests can be made with it */
static int read_config(struct config *c, const char *path, struct err *e)
{
	struct buf agent;

	if (config_load(c, path, e) != 0)
		return -1;
	buf_init(&agent, AGENT_MAX_BYTES);
	int rc = transfer_agent(c, &agent, e);

	if (rc == 0 && agent.over)
		rc = err_set(e, EXIT_CONFIG, "contact is too long");
	buf_release(&agent);
	return rc;
}

int main(int argc, char **argv)
{
	struct settings s = {.clock = {STAMP_NONE}};
	const struct opt table[] = {
	    {"items", 'i', OPT_FLAG, &s.items, NULL,
		"read item lines on stdin and fetch their pages"},
	    {"archive", 'a', OPT_TEXT, &s.archive, "DIR",
		"keep every record in DIR/RUN-….warc.gz too"},
	    {"archive-size", 0, OPT_TEXT, &s.archive_size, "SIZE",
		"begin another file beyond this size (512M)"},
	    {"run-id", 0, OPT_TEXT, &s.run, "ID",
		"name of the run in the archive's file names"},
	    {"due-now", 0, OPT_FLAG, &s.due_now, NULL,
		"poll every feed, due or not"},
	    {"max-time", 0, OPT_TEXT, &s.max_time, "S",
		"ask for nothing more after S (90, 50m, 2h)"},
	    {"config", 0, OPT_TEXT, &s.config, "FILE", "read this jevons.ini"},
	    {"state", 0, OPT_TEXT, &s.state, "FILE",
		"use this instead of $JEVONS_HOME/fetch.lmdb"},
	    {"quiet", 'q', OPT_FLAG, &s.quiet, NULL,
		"warnings and errors only"},
	    {0},
	};
	const struct opts_program p = {"jevons-fetch",
	    "[--items] [--archive DIR] [options] LIST…",
	    "Polls the feeds of the lists, or fetches the pages of item lines, "
	    "and writes\nWARC 1.1 on stdout.",
	    table,
	    "exit status: 0 good, 1 some feeds failed, 69 none answered, "
	    "75 time was up,\n78 a list is wrong",
	    false};
	struct feedlist list = {0};
	struct config config = {0};
	struct err e = {0};
	int first, code = -1;

	out_setup();
	settle_memory();
	enum opts_result r = opts_read(&p, argc, argv, &s.clock, &first, &e);

	log_open(p.name, s.quiet ? LOG_WARN : LOG_INFO);
	if (r == OPTS_RUN && curl_global_init(CURL_GLOBAL_DEFAULT) != 0)
		err_set(&e, EXIT_INTERNAL, "cannot start curl");
	if (r == OPTS_DONE)
		code = out_finish(&e);
	else if (r == OPTS_RUN && read_config(&config, s.config, &e) == 0 &&
		 read_lists(&list, argc - first, argv + first, s.items, &e) ==
		     0) {
		struct fetcher f = {.config = &config,
		    .list = &list,
		    .emit = {.clock = s.clock, .archive = {.fd = -1}},
		    .tell = tell};

		code = work(&f, &s, &e);
	}
	feedlist_release(&list);
	config_release(&config);
	curl_global_cleanup();
	return code >= 0 && e.code == 0 ? code : log_error(&e);
}
