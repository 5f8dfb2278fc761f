/* jevons feeds [list]: what is configured to be read. */
#include "fetch/base/jsonw.h"
#include "fetch/base/log.h"
#include "fetch/base/opts.h"
#include "fetch/base/out.h"
#include "fetch/feedlist.h"
#include "fetch/front/command.h"
#include "fetch/front/lists.h"
#include "fetch/front/table.h"

#include <stdio.h>
#include <string.h>

struct settings {
	struct opt_list given;
	const char *config, *format;
};

static struct str seconds(struct arena *a, long s)
{
	if (s >= 86400 && s % 86400 == 0)
		return arena_printf(a, "%ldd", s / 86400);
	if (s >= 3600 && s % 3600 == 0)
		return arena_printf(a, "%ldh", s / 3600);
	if (s >= 60 && s % 60 == 0)
		return arena_printf(a, "%ldm", s / 60);
	return arena_printf(a, "%lds", s);
}

static int print_table(const struct feedlist *l, struct arena *a, struct err *e)
{
	static const char *const names[] = {"FEED", "NAME", "LANG", "SCOPE",
	    "FOLLOW", ">EVERY", ">DELAY", "URL", NULL};
	struct table t;

	table_begin(&t, names);

	for (size_t i = 0; i < l->n_feeds; i++) {
		const struct feed_spec *f = &l->feeds[i];
		const struct str cells[] = {f->section, f->name, f->language,
		    f->scope, f->follow ? STR("yes") : STR("no"),
		    seconds(a, f->interval), seconds(a, f->delay), f->url};

		table_row(&t, cells);
	}
	int rc = table_print(&t, e);

	table_release(&t);
	return rc;
}

static int print_lines(const struct feedlist *l, struct err *e)
{
	struct jsonw j;
	struct buf b;
	int rc = 0;

	buf_init(&b, 1 << 20);
	for (size_t i = 0; i < l->n_feeds && rc == 0; i++) {
		const struct feed_spec *f = &l->feeds[i];

		buf_clear(&b);
		jsonw_begin(&j, &b);
		jsonw_object(&j, NULL);
		jsonw_int(&j, "v", 1);
		jsonw_text(&j, "record", STR("feed-spec"));
		jsonw_text(&j, "feed", f->section);
		jsonw_text(&j, "name", f->name);
		jsonw_text(&j, "url", f->url);
		jsonw_text(&j, "kind", f->kind);
		jsonw_text(&j, "language", f->language);
		jsonw_text(&j, "scope", f->scope);
		jsonw_bool(&j, "follow", f->follow);
		jsonw_int(&j, "interval", f->interval);
		jsonw_int(&j, "delay", f->delay);
		jsonw_text(&j, "list", str_of(f->list));
		jsonw_object_end(&j);
		buf_char(&b, '\n');
		if (fwrite(b.p, 1, b.n, stdout) != b.n)
			rc = err_sys(e, EXIT_IO, "cannot write to stdout");
	}
	buf_release(&b);
	return rc;
}

static int work(const struct settings *s, struct err *e)
{
	struct config c = {0};
	struct arena a = {0};
	struct lists found = {0};
	struct feedlist l = {0};
	bool lines = strcmp(s->format, "jsonl") == 0;
	int rc = -1;

	if (!lines && strcmp(s->format, "table") != 0)
		return err_set(e, EXIT_USAGE,
		    "unknown format '%s': table or jsonl", s->format);
	if (config_load(&c, s->config, e) == 0)
		rc = lists_find(&found, &a, &c, &s->given, e);
	if (rc == 0 && !found.n)
		rc = lists_none(&c, e);
	for (size_t i = 0; i < found.n && rc == 0; i++)
		rc = feedlist_add(&l, found.v[i].p, e);
	if (rc == 0)
		rc = lines ? print_lines(&l, e) : print_table(&l, &a, e);
	feedlist_release(&l);
	arena_release(&a);
	config_release(&c);
	return rc;
}

int cmd_feeds(int argc, char **argv, struct stamp_clock clock)
{
	struct settings s = {.format = "table"};
	const struct opt table[] = {
	    {"feeds", 'f', OPT_LIST, &s.given, "LIST",
		"this list, not feeds.d/*.ini (repeatable)"},
	    {"format", 0, OPT_TEXT, &s.format, "F", "table or jsonl"},
	    {"config", 0, OPT_TEXT, &s.config, "FILE", "read this jevons.ini"},
	    {0},
	};
	const struct opts_program p = {"jevons feeds", "[list] [options]",
	    "Lists the feeds that are configured.", table, NULL, false};
	struct err e = {0};
	int first;
	enum opts_result r = opts_read(&p, argc, argv, &clock, &first, &e);

	if (r == OPTS_RUN && first < argc && strcmp(argv[first], "list") != 0)
		err_set(&e, EXIT_USAGE, "jevons feeds has no '%s', only 'list'",
		    argv[first]);
	else if (r == OPTS_RUN)
		(void)work(&s, &e);
	if (e.code == 0)
		(void)out_finish(&e);
	return e.code ? log_error(&e) : EXIT_GOOD;
}
