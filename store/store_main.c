/* jevons-store: the store's writer side. Commands in commands.h. */
#include "fetch/base/home.h"
#include "fetch/base/log.h"
#include "fetch/base/opts.h"
#include "fetch/base/out.h"
#include "store/commands.h"
#include "store/db/fault.h"

#include <stdio.h>
#include <string.h>

enum { PATH_MAX_BYTES = 8192, OPTION_MAX_BYTES = 32 };

static const char after[] =
    "commands:\n"
    "  load [FILE…]        record lines, or a dump into a new store (the "
    "default)\n"
    "  dump                the store as text on stdout\n"
    "  texts               the stored article lines on stdout\n"
    "  backup DEST         a verified copy, while the store is in use\n"
    "  compact             write the store anew, without free pages\n"
    "  prune --before T    remove texts of articles older than T, never "
    "numbers\n"
    "  rescore             stored texts through jevons-score with other "
    "tables\n"
    "  adopt [NAME]        answers use this model's scores from now on\n"
    "  observe --series NAME --unit U [FILE…]\n"
    "                      your own prices: lines of time,value\n"
    "  migrate             bring an older store to this version's schema\n"
    "\n"
    "The closing line counts records: in= read, out= that added something.\n"
    "exit status: 0 good, 1 some records refused, 64 usage, 65 nothing "
    "readable or\n"
    "corrupt, 66 no input, 73 cannot create, 74 I/O, 75 another writer, 78 "
    "schema\n";

/* takes: the options that it knows beside those of every command */
struct command {
	const char *name;
	store_command *run;
	const char *takes;
};
static const struct command commands[] = {
    {"load", store_load, " origin report "}, {"dump", store_dump, " no-known "},
    {"texts", store_texts, " since until "}, {"backup", store_backup, ""},
    {"compact", store_compact, ""}, {"prune", store_prune, " before "},
    {"rescore", store_rescore,
	" model entities matching since until diff report "},
    {"adopt", store_adopt, ""},
    {"observe", store_observe, " series unit report "},
    {"migrate", store_migrate, ""}};
static const char of_all[] = " db quiet ";

/* without a command it loads */
static const struct command *command_of(int n, char **args, int *first)
{
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (n > 0 && strcmp(args[0], commands[i].name) == 0) {
			*first = 1;
			return &commands[i];
		}
	*first = 0;
	return &commands[0];
}

static bool is_given(const struct opt *o)
{
	switch (o->kind) {
	case OPT_FLAG:
		return *(const bool *)o->to;
	case OPT_TEXT:
		return *(const char *const *)o->to != NULL;
	case OPT_STAMP:
		return *(const int64_t *)o->to != STAMP_NONE;
	case OPT_LIST:
		return ((const struct opt_list *)o->to)->n > 0;
	case OPT_COUNT:
		break;
	}
	BUG("an option of a kind that no command has");
}

static bool in_list(const char *list, const char *name)
{
	char word[OPTION_MAX_BYTES];

	(void)snprintf(word, sizeof word, " %s ", name);
	return strstr(list, word) != NULL;
}

/* An option that a command would pass over says that another command, or
 * another effect, was meant. */
static int check_options(
    const struct command *c, const struct opt *table, struct err *e)
{
	for (const struct opt *o = table; o->name; o++)
		if (is_given(o) && !in_list(of_all, o->name) &&
		    !in_list(c->takes, o->name))
			return err_set(e, EXIT_USAGE,
			    "%s takes no option '--%s'; see 'jevons-store "
			    "--help'",
			    c->name, o->name);
	return 0;
}

/* signals.lmdb in $JEVONS_HOME, which is made where it is not there */
static int default_db(struct buf *path, struct err *e)
{
	if (home_path(path, NULL, e) != 0 ||
	    home_make_dir(buf_text(path), e) != 0)
		return -1;
	buf_clear(path);
	return home_path(path, "signals.lmdb", e);
}

static int work(struct store_settings *s, const struct opt *table, int n,
    char **args, struct err *e)
{
	struct buf path;
	int first, code = -1;
	const struct command *c = command_of(n, args, &first);

	if (check_options(c, table, e) != 0)
		return -1;
	buf_init(&path, PATH_MAX_BYTES);
	int rc = s->db ? 0 : default_db(&path, e);

	if (rc == 0) {
		if (!s->db)
			s->db = buf_text(&path);
		code = c->run(s, n - first, args + first, e);
	}
	buf_release(&path);
	return code;
}

int main(int argc, char **argv)
{
	struct store_settings s = {.before = STAMP_NONE,
	    .since = STAMP_NONE,
	    .until = STAMP_NONE,
	    .clock = {STAMP_NONE}};
	const struct opt table[] = {
	    {"db", 'd', OPT_TEXT, &s.db, "PATH",
		"the store (default: signals.lmdb in $JEVONS_HOME)"},
	    {"origin", 0, OPT_TEXT, &s.origin, "auto|backfill",
		"load: auto is live, first-poll or late, as `jevons run` has "
		"it; default: backfill"},
	    {"before", 0, OPT_STAMP, &s.before, "T", "prune: older than this"},
	    {"since", 0, OPT_STAMP, &s.since, "T",
		"texts, rescore: published at T or later"},
	    {"until", 0, OPT_STAMP, &s.until, "T",
		"texts, rescore: published before T"},
	    {"model", 0, OPT_TEXT, &s.model, "DIR",
		"rescore: the folder of the model"},
	    {"entities", 0, OPT_LIST, &s.entities, "F",
		"rescore: a table of your own entities; may be repeated"},
	    {"matching", 0, OPT_TEXT, &s.matching, "ALIAS",
		"rescore: only texts that may hold this new alias of yours"},
	    {"diff", 0, OPT_FLAG, &s.diff, NULL,
		"rescore: then print what differs from the adopted model"},
	    {"series", 0, OPT_TEXT, &s.series, "NAME", "observe: its name"},
	    {"unit", 0, OPT_TEXT, &s.unit, "U", "observe: its unit"},
	    {"report", 0, OPT_TEXT, &s.report, "FILE",
		"load, observe, rescore: write one JSON line about it"},
	    {"no-known", 0, OPT_FLAG, &s.no_known, NULL,
		"dump: leave that clock out, to compare two stores"},
	    {"quiet", 'q', OPT_FLAG, &s.quiet, NULL,
		"warnings and errors only"},
	    {0},
	};
	const struct opts_program p = {"jevons-store",
	    "[options] [COMMAND] [OPERAND…]",
	    "Keeps scored articles as point-in-time series in LMDB.", table,
	    after, false};
	struct err e = {0};
	int first, code = -1;

	out_setup();
	fault_setup();
	enum opts_result r = opts_read(&p, argc, argv, &s.clock, &first, &e);

	log_open(p.name, s.quiet ? LOG_WARN : LOG_INFO);
	if (r == OPTS_DONE)
		code = EXIT_GOOD;
	else if (r == OPTS_RUN)
		code = work(&s, table, argc - first, argv + first, &e);
	if (code >= 0 && out_finish(&e) != 0)
		code = -1;
	return code >= 0 ? code : log_error(&e);
}
