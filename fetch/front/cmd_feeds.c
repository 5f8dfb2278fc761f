/* jevons feeds: what is configured to be read, and how it is changed. */
#include "fetch/base/home.h"
#include "fetch/base/jsonw.h"
#include "fetch/base/log.h"
#include "fetch/base/opts.h"
#include "fetch/base/out.h"
#include "fetch/feedlist.h"
#include "fetch/front/command.h"
#include "fetch/front/feeds_check.h"
#include "fetch/front/feeds_edit.h"
#include "fetch/front/lists.h"
#include "fetch/front/table.h"

#include <stdio.h>
#include <string.h>

struct settings {
	struct opt_list given;
	const char *config, *format, *into, *name, *language;
	bool lines;
};

/* what a command works on */
struct work {
	const struct settings *set;
	struct config config;
	struct arena arena;
	struct lists files;
	struct feedlist list;
	int n; /* operands */
	char **v;
	int code;
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

static int do_list(struct work *w, struct err *e)
{
	return w->set->lines ? print_lines(&w->list, e)
			     : print_table(&w->list, &w->arena, e);
}

static int do_export(struct work *w, struct err *e)
{
	return feeds_export(&w->list, e);
}

static int do_check(struct work *w, struct err *e)
{
	const struct feeds_check x = {
	    &w->list, &w->files, w->set->config, w->set->lines};

	return feeds_check(&x, &w->code, e);
}

static struct feeds_edit edit_of(struct work *w)
{
	return (struct feeds_edit){
	    &w->arena, &w->list, w->set->into, w->set->name, w->set->language};
}

static int do_import(struct work *w, struct err *e)
{
	const struct feeds_edit x = edit_of(w);

	return feeds_import(&x, w->n, w->v, e);
}

/* the list that is added to where none is named: feeds.d/added.ini */
static int own_list(struct work *w, struct err *e)
{
	struct str folder = lists_folder(&w->arena, &w->config);

	return home_make_dir(folder.p, e);
}

static int do_add(struct work *w, struct err *e)
{
	struct feeds_edit x = edit_of(w);

	if (!x.into) {
		if (own_list(w, e) != 0)
			return -1;
		x.into = arena_printf(&w->arena, "%s/added.ini",
		    lists_folder(&w->arena, &w->config).p)
			     .p;
	}
	for (int i = 0; i < w->n; i++)
		if (feeds_add(&x, w->v[i], e) != 0)
			return -1;
	return 0;
}

static const struct verb {
	const char *name;
	int (*run)(struct work *w, struct err *e);
	const char *operands; /* takes these, at least one; NULL: none */
	bool needs_list;      /* there has to be something configured */
} verbs[] = {
    {"list", do_list, NULL, true},
    {"import", do_import, "OPML files (- is stdin)", false},
    {"export", do_export, NULL, true},
    {"add", do_add, "addresses: jevons feeds add URL…", false},
    {"check", do_check, NULL, true},
};

static int work(struct work *w, const struct verb *v, struct err *e)
{
	const struct settings *s = w->set;
	int rc = -1;

	if (!s->lines && strcmp(s->format, "table") != 0)
		return err_set(e, EXIT_USAGE,
		    "unknown format '%s': table or jsonl", s->format);
	if ((v->operands != NULL) != (w->n > 0))
		return err_set(e, EXIT_USAGE, "'jevons feeds %s' takes %s",
		    v->name, v->operands ? v->operands : "no operand");
	if (config_load(&w->config, s->config, e) == 0)
		rc = lists_find(&w->files, &w->arena, &w->config, &s->given, e);
	if (rc == 0 && !w->files.n && v->needs_list)
		rc = lists_none(&w->config, e);
	for (size_t i = 0; i < w->files.n && rc == 0; i++)
		rc = feedlist_add(&w->list, w->files.v[i].p, e);
	return rc == 0 ? v->run(w, e) : -1;
}

static const struct verb *verb_of(
    int argc, char **argv, int *first, struct err *e)
{
	const size_t n = sizeof verbs / sizeof *verbs;

	if (*first == argc)
		return &verbs[0];
	for (size_t i = 0; i < n; i++)
		if (strcmp(argv[*first], verbs[i].name) == 0) {
			++*first;
			return &verbs[i];
		}
	err_set(e, EXIT_USAGE,
	    "jevons feeds has no '%s': list, import, export, add, check",
	    argv[*first]);
	return NULL;
}

int cmd_feeds(int argc, char **argv, struct stamp_clock clock)
{
	struct settings s = {.format = "table"};
	const struct opt table[] = {
	    {"feeds", 'f', OPT_LIST, &s.given, "LIST",
		"this list, not feeds.d/*.ini (repeatable)"},
	    {"format", 0, OPT_TEXT, &s.format, "F",
		"list, check: table or jsonl"},
	    {"into", 0, OPT_TEXT, &s.into, "LIST",
		"import, add: add to this list"},
	    {"name", 0, OPT_TEXT, &s.name, "NAME", "add: what source says"},
	    {"language", 0, OPT_TEXT, &s.language, "TAG", "add: a BCP 47 tag"},
	    {"config", 0, OPT_TEXT, &s.config, "FILE", "read this jevons.ini"},
	    {0},
	};
	const struct opts_program p = {"jevons feeds",
	    "[list|import|export|add|check] [options] [OPML…|URL…]",
	    "Lists the feeds that are configured (list), reads OPML files as a "
	    "feed list\n(import), writes the feeds as OPML (export), adds "
	    "feeds (add), or fetches each\nonce and says which are dead, empty "
	    "or no feeds (check).",
	    table,
	    "exit status of check: 0 all have items, 1 some have not, 69 none "
	    "has",
	    false};
	struct work w = {.set = &s};
	struct err e = {0};
	int first;
	enum opts_result r = opts_read(&p, argc, argv, &clock, &first, &e);
	const struct verb *v =
	    r == OPTS_RUN ? verb_of(argc, argv, &first, &e) : NULL;

	s.lines = strcmp(s.format, "jsonl") == 0;
	w.n = argc - first;
	w.v = argv + first;
	if (v)
		(void)work(&w, v, &e);
	feedlist_release(&w.list);
	arena_release(&w.arena);
	config_release(&w.config);
	if (e.code == 0)
		(void)out_finish(&e);
	return e.code ? log_error(&e) : w.code;
}
