#include "fetch/base/opts.h"

#include "fetch/base/buf.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TABLE_MAX = 64, FIRST_ID = 1000, HELP_COLUMN = 26 };
enum { ID_HELP = 1, ID_VERSION, ID_NOW };

static bool set_value(const struct opt *o, const char *arg, struct err *e)
{
	char *end;

	switch (o->kind) {
	case OPT_FLAG:
		*(bool *)o->to = true;
		return true;
	case OPT_TEXT:
		*(const char **)o->to = arg;
		return true;
	case OPT_COUNT:
		errno = 0;
		*(long *)o->to = strtol(arg, &end, 10);
		if (errno || *end || end == arg || *(long *)o->to < 0) {
			err_set(e, EXIT_USAGE,
			    "not a number: '%s' (option --%s)", arg, o->name);
			return false;
		}
		return true;
	case OPT_STAMP:
		if (!stamp_parse(str_of(arg), o->to)) {
			err_set(e, EXIT_USAGE,
			    "not an ISO 8601 time: '%s' (option --%s)", arg,
			    o->name);
			return false;
		}
		return true;
	case OPT_LIST: {
		struct opt_list *l = o->to;

		if (l->n == OPT_LIST_MAX) {
			err_set(
			    e, EXIT_USAGE, "--%s is given too often", o->name);
			return false;
		}
		l->v[l->n++] = arg;
		return true;
	}
	}
	BUG("option kind");
}

static void help_line(
    char letter, const char *name, const char *arg, const char *help)
{
	char left[80];
	int columns = 0;

	(void)snprintf(left, sizeof left, "  %c%c%s --%s%s%s",
	    letter ? '-' : ' ', letter ? letter : ' ', letter ? "," : " ", name,
	    arg ? " " : "", arg ? arg : "");
	/* "…" is three bytes and one column */
	for (const char *c = left; *c; c++)
		columns += ((unsigned char)*c & 0xc0) != 0x80;
	if (columns >= HELP_COLUMN)
		printf("%s\n%*s%s\n", left, HELP_COLUMN, "", help);
	else
		printf("%s%*s%s\n", left, HELP_COLUMN - columns, "", help);
}

static void print_help(const struct opts_program *p)
{
	printf(
	    "usage: %s %s\n\n%s\n\noptions:\n", p->name, p->synopsis, p->about);
	for (const struct opt *o = p->table; o && o->name; o++)
		help_line(o->letter, o->name, o->arg, o->help);
	help_line(0, "now", "T", "use T (ISO 8601) as the clock");
	help_line('h', "help", NULL, "print this and exit");
	help_line(0, "version", NULL, "print the version and exit");
	if (p->after)
		printf("\n%s\n", p->after);
}

static void fill_tables(const struct opts_program *p,
    struct option longs[TABLE_MAX], struct buf *shorts)
{
	size_t n = 0;

	buf_puts(shorts, p->stop_at_operand ? "+:h" : ":h");
	for (const struct opt *o = p->table; o && o->name; o++, n++) {
		if (n + 4 >= TABLE_MAX)
			BUG("option table too long");
		longs[n] = (struct option){o->name,
		    o->kind == OPT_FLAG ? no_argument : required_argument, NULL,
		    FIRST_ID + (int)n};
		if (o->letter) {
			buf_char(shorts, o->letter);
			if (o->kind != OPT_FLAG)
				buf_char(shorts, ':');
		}
	}
	longs[n++] = (struct option){"help", no_argument, NULL, ID_HELP};
	longs[n++] = (struct option){"version", no_argument, NULL, ID_VERSION};
	longs[n++] = (struct option){"now", required_argument, NULL, ID_NOW};
	longs[n] = (struct option){NULL, 0, NULL, 0};
}

static const struct opt *by_code(const struct opts_program *p, int c)
{
	if (c >= FIRST_ID)
		return &p->table[c - FIRST_ID];
	for (const struct opt *o = p->table; o && o->name; o++)
		if (o->letter == c)
			return o;
	return NULL;
}

static enum opts_result take(const struct opts_program *p, int c, char **argv,
    struct stamp_clock *clock, struct err *e)
{
	switch (c) {
	case 'h':
	case ID_HELP:
		print_help(p);
		return OPTS_DONE;
	case ID_VERSION:
		printf("%s %s\n", p->name, JEVONS_VERSION);
		return OPTS_DONE;
	case ID_NOW:
		if (stamp_parse(str_of(optarg), &clock->fixed))
			return OPTS_RUN;
		err_set(e, EXIT_USAGE,
		    "not an ISO 8601 time: '%s' (option --now)", optarg);
		return OPTS_BAD;
	case ':':
	case '?':
		err_set(e, EXIT_USAGE, "%s: '%s'; see '%s --help'",
		    c == ':' ? "argument missing" : "unknown option",
		    argv[optind - 1], p->name);
		return OPTS_BAD;
	default:
		break;
	}
	const struct opt *o = by_code(p, c);

	if (!o)
		BUG("option code");
	return set_value(o, optarg, e) ? OPTS_RUN : OPTS_BAD;
}

enum opts_result opts_read(const struct opts_program *p, int argc, char **argv,
    struct stamp_clock *clock, int *first, struct err *e)
{
	struct option longs[TABLE_MAX];
	enum opts_result r = OPTS_RUN;
	struct buf shorts;
	int c;

	buf_init(&shorts, 4L * TABLE_MAX);
	fill_tables(p, longs, &shorts);
	optind = 0; /* a fresh start, also for a command's own argv (GNU) */
	opterr = 0;
	while (r == OPTS_RUN && (c = getopt_long(argc, argv, buf_text(&shorts),
				     longs, NULL)) != -1)
		r = take(p, c, argv, clock, e);
	*first = optind;
	buf_release(&shorts);
	return r;
}
