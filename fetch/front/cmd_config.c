/* jevons config: each setting and where it comes from. */
#include "fetch/base/config.h"
#include "fetch/base/home.h"
#include "fetch/base/log.h"
#include "fetch/base/opts.h"
#include "fetch/base/out.h"
#include "fetch/front/command.h"
#include "fetch/front/lists.h"

#include <stdio.h>
#include <stdlib.h>

static void row(const char *name, const char *value, const char *from)
{
	printf("%-19s %-28s %s\n", name, *value ? value : "-", from);
}

static const char *home_from(void)
{
	const char *own = getenv("JEVONS_HOME"), *xdg = getenv("XDG_DATA_HOME");

	return own && *own          ? "$JEVONS_HOME"
	       : xdg && *xdg == '/' ? "$XDG_DATA_HOME"
				    : "default";
}

static const char *config_from(const struct config *c, const char *given)
{
	const char *env = getenv("JEVONS_CONFIG");

	return given         ? "--config"
	       : env && *env ? "$JEVONS_CONFIG"
	       : c->path     ? "found"
			     : "none found";
}

static int print(const struct config *c, const char *given, struct err *e)
{
	struct opt_list none = {.n = 0};
	struct arena a = {0};
	struct lists l = {0};
	struct buf home;
	int rc;

	buf_init(&home, 8192);
	rc = home_path(&home, NULL, e);
	if (rc == 0)
		rc = lists_find(&l, &a, c, &none, e);
	if (rc == 0) {
		row("home", buf_text(&home), home_from());
		row("config", c->path ? c->path : "", config_from(c, given));
		for (int k = 0; k < CONFIG_KEYS; k++)
			row(config_name((enum config_key)k),
			    config_get(c, (enum config_key)k),
			    c->value[k] ? c->path : "default");
		for (size_t i = 0; i < l.n; i++)
			row("feeds", l.v[i].p, "found");
		if (!l.n)
			row("feeds", "", lists_folder(&a, c).p);
	}
	buf_release(&home);
	arena_release(&a);
	return rc;
}

int cmd_config(int argc, char **argv, struct stamp_clock clock)
{
	const char *given = NULL;
	const struct opt table[] = {
	    {"config", 0, OPT_TEXT, &given, "FILE", "read this jevons.ini"},
	    {0},
	};
	const struct opts_program p = {"jevons config", "[--config FILE]",
	    "Prints each setting, its value, and where the value comes from.",
	    table, NULL, false};
	struct config c = {0};
	struct err e = {0};
	int first;
	enum opts_result r = opts_read(&p, argc, argv, &clock, &first, &e);

	if (r == OPTS_RUN && first < argc)
		err_set(
		    &e, EXIT_USAGE, "no operands are taken: '%s'", argv[first]);
	else if (r == OPTS_RUN && config_load(&c, given, &e) == 0)
		(void)print(&c, given, &e);
	config_release(&c);
	if (e.code == 0)
		(void)out_finish(&e);
	return e.code ? log_error(&e) : EXIT_GOOD;
}
