/* jevons status: feeds, runs, archive, and what the store says of itself. */
#include "fetch/base/jsonw.h"
#include "fetch/base/log.h"
#include "fetch/base/opts.h"
#include "fetch/base/out.h"
#include "fetch/front/ask_store.h"
#include "fetch/front/command.h"
#include "fetch/front/disk.h"
#include "fetch/front/health.h"
#include "fetch/front/lists.h"
#include "fetch/front/retain.h"
#include "fetch/front/table.h"

#include <stdio.h>
#include <string.h>

struct settings {
	struct opt_list given;
	const char *config, *format;
	bool check, lines;
	struct stamp_clock clock;
};

static struct str when(struct arena *a, int64_t t)
{
	char text[STAMP_TEXT_BYTES];
	struct civil c;

	if (t == STAMP_NONE)
		return (struct str){NULL, 0};
	/* to the second: nobody reads more in a table */
	stamp_to_civil(t, &c);
	return arena_str(a, str_of(stamp_format(t - c.micro, text)));
}

static int print_feeds(struct health *h, struct err *e)
{
	static const char *const names[] = {"FEED", "LAST SUCCESS", "NEXT DUE",
	    ">FAILED", ">ITEMS", "STATE", NULL};
	struct arena *a = &h->arena;
	struct table t;

	table_begin(&t, names);
	for (size_t i = 0; i < h->n_feeds; i++) {
		const struct health_feed *f = &h->feeds[i];
		const struct feed_memory *m = &f->memory;
		struct str state = !f->polled    ? STR("never polled")
				   : m->gone     ? STR("gone (410)")
				   : m->reason.n ? m->reason
				   : f->listed   ? STR("good")
						 : STR("good; in no list");
		const struct str cells[] = {f->name, when(a, m->last_success),
		    m->gone ? (struct str){NULL, 0} : when(a, m->next_due),
		    arena_printf(a, "%ld", m->failures),
		    arena_printf(a, "%ld", m->items), state};

		table_row(&t, cells);
	}
	int rc = h->n_feeds ? table_print(&t, e) : 0;

	table_release(&t);
	return rc;
}

static void print_rest(struct health *h, int64_t now)
{
	char size[DISK_TEXT_BYTES], left[DISK_TEXT_BYTES];
	char growth[DISK_TEXT_BYTES];
	struct arena *a = &h->arena;
	struct str run = when(a, h->last_run), commit = when(a, h->last_commit);

	printf("%shome        %s\n", h->n_feeds ? "\n" : "", h->home.p);
	printf("last run    %s", run.n ? run.p : "never");
	if (run.n && h->last_exit)
		printf(" (exit %d: %.*s)", h->last_exit, STR_ARG(h->last_why));
	printf("\nlast commit %s\n", commit.n ? commit.p : "never");
	printf("lock        ");
	if (h->locked)
		printf("held by process %ld since %s\n", (long)h->lock.pid,
		    when(a, h->lock.since).p);
	else
		printf("free\n");
	printf("archive     %ld files, %s, %s a day; %ld runs unfinished, %ld "
	       "set aside\n",
	    h->archive_files, disk_format(h->archive_bytes, size),
	    disk_format(retain_growth(h->archive.p, now), growth),
	    h->unfinished, h->stuck);
	if (h->retries)
		printf(
		    "pages       %zu failed and are tried again\n", h->retries);
	if (h->free_bytes >= 0)
		printf(
		    "disk        %s free\n", disk_format(h->free_bytes, left));
}

static int print_line(struct buf *b, struct err *e)
{
	buf_char(b, '\n');
	return fwrite(b->p, 1, b->n, stdout) == b->n
		   ? 0
		   : err_sys(e, EXIT_IO, "cannot write to stdout");
}

static void begin_line(struct jsonw *j, struct buf *b, struct str record)
{
	buf_clear(b);
	jsonw_begin(j, b);
	jsonw_object(j, NULL);
	jsonw_int(j, "v", 1);
	jsonw_text(j, "record", record);
}

static int feed_line(const struct health_feed *f, struct buf *b, struct err *e)
{
	const struct feed_memory *m = &f->memory;
	struct jsonw j;

	begin_line(&j, b, STR("feed-status"));
	jsonw_text(&j, "feed", f->name);
	jsonw_text(&j, "url", f->url);
	jsonw_bool(&j, "listed", f->listed);
	jsonw_stamp(&j, "last_try", m->last_try);
	jsonw_stamp(&j, "last_success", m->last_success);
	jsonw_stamp(&j, "next_due", m->next_due);
	jsonw_int(&j, "failures", m->failures);
	if (m->reason.n)
		jsonw_text(&j, "reason", m->reason);
	jsonw_int(&j, "items", m->items);
	jsonw_int(&j, "polls", m->polls);
	jsonw_bool(&j, "gone", m->gone);
	jsonw_object_end(&j);
	return print_line(b, e);
}

static int run_line(
    const struct health *h, int64_t now, struct buf *b, struct err *e)
{
	struct jsonw j;

	begin_line(&j, b, STR("run-status"));
	jsonw_text(&j, "home", h->home);
	jsonw_stamp(&j, "last_run", h->last_run);
	jsonw_stamp(&j, "last_commit", h->last_commit);
	jsonw_int(&j, "last_exit", h->last_exit);
	jsonw_bool(&j, "locked", h->locked);
	if (h->locked) {
		jsonw_int(&j, "lock_pid", h->lock.pid);
		jsonw_stamp(&j, "lock_since", h->lock.since);
	}
	jsonw_int(&j, "archive_files", h->archive_files);
	jsonw_int(&j, "archive_bytes", h->archive_bytes);
	jsonw_int(
	    &j, "archive_bytes_per_day", retain_growth(h->archive.p, now));
	jsonw_int(&j, "unfinished", h->unfinished);
	jsonw_int(&j, "set_aside", h->stuck);
	jsonw_int(&j, "pages_to_retry", (long long)h->retries);
	if (h->free_bytes >= 0)
		jsonw_int(&j, "free_bytes", h->free_bytes);
	jsonw_object_end(&j);
	return print_line(b, e);
}

static int print_lines(struct health *h, int64_t now, struct err *e)
{
	struct buf b;
	int rc = 0;

	buf_init(&b, 1 << 20);
	for (size_t i = 0; i < h->n_feeds && rc == 0; i++)
		rc = feed_line(&h->feeds[i], &b, e);
	if (rc == 0)
		rc = run_line(h, now, &b, e);
	buf_release(&b);
	return rc;
}

static int print_problems(
    const struct settings *s, const struct health *h, struct err *e)
{
	struct jsonw j;
	struct buf b;
	int rc = 0;

	buf_init(&b, 1 << 20);
	for (size_t i = 0; i < h->n_problems && rc == 0; i++) {
		const struct health_problem *p = &h->problems[i];

		if (s->lines) {
			begin_line(&j, &b, STR("problem"));
			jsonw_int(&j, "exit", p->code);
			jsonw_text(&j, "text", p->text);
			jsonw_object_end(&j);
		} else {
			buf_clear(&b);
			buf_str(&b, p->text);
		}
		rc = print_line(&b, e);
	}
	buf_release(&b);
	return rc;
}

/* --check: only what is wrong, and the exit code of the worst */
static int check(const struct settings *s, struct health *h, struct err *e)
{
	struct err mine = {0};
	int stored;

	health_judge(h, stamp_now(&s->clock));
	if (ask_store(h->db.p, NULL, &s->clock, &stored, &mine) != 0)
		health_add(h, EXIT_SOME, "%s", mine.text);
	else if (stored == EXIT_DATA)
		health_add(h, EXIT_DATA, "the store is corrupt: %s", h->db.p);
	else if (stored != EXIT_GOOD && stored != EXIT_SOME)
		health_add(
		    h, EXIT_SOME, "jevons-query status ended with %d", stored);
	return print_problems(s, h, e) == 0 ? health_code(h) : -1;
}

/* all of it; the store speaks for itself */
static int show(const struct settings *s, struct health *h, struct err *e)
{
	int stored = EXIT_GOOD;

	if ((s->lines ? print_lines(h, stamp_now(&s->clock), e)
		      : print_feeds(h, e)) != 0)
		return -1;
	if (!s->lines)
		print_rest(h, stamp_now(&s->clock));
	if (out_finish(e) != 0 ||
	    ask_store(h->db.p, s->format, &s->clock, &stored, e) != 0)
		return -1;
	return stored == EXIT_SOME ? EXIT_GOOD : stored;
}

static int work(struct settings *s, struct err *e)
{
	struct config c = {0};
	struct arena a = {0};
	struct lists found = {0};
	struct feedlist l = {0};
	struct health h = {0};
	int code = -1, rc = -1;

	s->lines = strcmp(s->format, "jsonl") == 0;
	if (!s->lines && strcmp(s->format, "table") != 0)
		return err_set(e, EXIT_USAGE,
		    "unknown format '%s': table or jsonl", s->format);
	if (config_load(&c, s->config, e) == 0)
		rc = lists_find(&found, &a, &c, &s->given, e);
	for (size_t i = 0; i < found.n && rc == 0; i++)
		rc = feedlist_add(&l, found.v[i].p, e);
	if (rc == 0 && health_look(&h, &c, &l, e) == 0)
		code = s->check ? check(s, &h, e) : show(s, &h, e);
	health_release(&h);
	feedlist_release(&l);
	arena_release(&a);
	config_release(&c);
	return code;
}

int cmd_status(int argc, char **argv, struct stamp_clock clock)
{
	struct settings s = {.format = "table", .clock = clock};
	const struct opt table[] = {
	    {"check", 0, OPT_FLAG, &s.check, NULL, "print only what is wrong"},
	    {"feeds", 'f', OPT_LIST, &s.given, "LIST",
		"these feeds, not feeds.d/*.ini (repeatable)"},
	    {"format", 0, OPT_TEXT, &s.format, "F", "table or jsonl"},
	    {"config", 0, OPT_TEXT, &s.config, "FILE", "read this jevons.ini"},
	    {0},
	};
	const struct opts_program p = {"jevons status", "[options]",
	    "Shows how the feeds, the runs, the archive and the store are "
	    "doing.",
	    table,
	    "exit status of --check: 0 healthy, 1 warnings, 69 no commit in "
	    "two intervals,\n65 corrupt",
	    false};
	struct err e = {0};
	int first, code = EXIT_GOOD;
	enum opts_result r = opts_read(&p, argc, argv, &s.clock, &first, &e);

	if (r == OPTS_RUN && first < argc)
		err_set(
		    &e, EXIT_USAGE, "no operands are taken: '%s'", argv[first]);
	else if (r == OPTS_RUN)
		code = work(&s, &e);
	if (e.code == 0)
		(void)out_finish(&e);
	return e.code ? log_error(&e) : code;
}
