#include "store/query/ask.h"

#include "fetch/base/nearest.h"
#include "store/query/ask_options.h"

#include <string.h>

static const char *const commands[ASK_COMMANDS] = {"series", "mentions",
    "signals", "claims", "articles", "facts", "explain", "status", "features",
    "index", "plot", "report", "compare"};

const char *ask_command_word(enum ask_command c)
{
	return commands[c];
}

static const char synopsis[] = "COMMAND [options] [REF]";
static const char about[] =
    "Asks the store what was said, and when it was known. Commands:\n"
    "  series     statistics in buckets of time\n"
    "  mentions   articles by the entities that they name\n"
    "  signals    cues: demand, spending, prices, politics, …\n"
    "  claims     stated figures\n"
    "  articles   what was taken in\n"
    "  facts      figures of filings\n"
    "  compare    two entities, languages, sources or models side by side\n"
    "  features   a matrix for models: what was known at each bucket's end\n"
    "  explain    a row or a number (its REF) down to its sentences\n"
    "  index      an index of news: define NAME --base A..B, NAME, or a list\n"
    "  plot       series drawn, on the terminal or as a picture\n"
    "  report     one page with all of it (HTML)\n"
    "  status     what the store holds, and how the feeds are doing";
static const char after[] =
    "ENTITY: an owner with what it owns; 'nvidia!' the name alone; '*' all.\n"
    "TIME: 2025-01-27, 2025-01-27T14:30Z, @1737936000, 30d, 12h, yesterday.\n"
    "STAT: count share tone balance disagreement buzz decay jevons aes aev "
    "demand-net cost-net response elasticity index:NAME jevons-gap:NAME z "
    "z:STAT.\n"
    "A table on a terminal, TSV in a pipe. Times are half-open: since <= t < "
    "until.\n\n"
    "  jevons-query series --entity nvidia,deepseek --every 1w --format spark\n"
    "  jevons-query signals --entity nvidia --signal market --since 30d\n"
    "  jevons-query series --stat jevons --every 1M --as-of 2025-02-01\n\n"
    "exit status: 0 good, 1 nothing matched, 64 usage, 65 the store is "
    "corrupt,\n66 no store, 74 output failed, 78 the store is newer";

static bool given(const struct opt *o)
{
	switch (o->kind) {
	case OPT_FLAG:
		return *(const bool *)o->to;
	case OPT_TEXT:
		return *(const char *const *)o->to != NULL;
	case OPT_COUNT:
		return *(const long *)o->to >= 0;
	case OPT_LIST:
		return ((const struct opt_list *)o->to)->n > 0;
	case OPT_STAMP:
		break;
	}
	BUG("option kind");
}

static int unknown_command(struct str word, struct err *e)
{
	struct nearest near;
	struct buf b;

	nearest_begin(&near, word);
	for (size_t i = 0; i < ASK_COMMANDS; i++)
		nearest_offer(&near, str_of(commands[i]));
	buf_init(&b, 256);
	nearest_write(&near, &b);
	err_set(e, EXIT_USAGE,
	    "unknown command '%.*s'%s; see 'jevons-query --help'",
	    STR_ARG(word), buf_text(&b));
	buf_release(&b);
	return -1;
}

static int check_operands(const struct ask *a, struct err *e)
{
	static const int most[ASK_COMMANDS] = {
	    [ASK_EXPLAIN] = 1, [ASK_INDEX] = 2};

	if (a->n_operands > most[a->command])
		return err_set(e, EXIT_USAGE, "'%s' takes no operand '%s'",
		    commands[a->command], a->operands[most[a->command]]);
	if (a->command == ASK_EXPLAIN && a->n_operands == 0)
		return err_set(e, EXIT_USAGE,
		    "'explain' needs a REF: the last column of every answer");
	return 0;
}

static int read_command(struct ask *a, struct err *e)
{
	if (a->n_operands == 0)
		return err_set(e, EXIT_USAGE,
		    "no command given; see 'jevons-query --help'");
	struct str word = str_of(a->operands[0]);
	size_t i = 0;

	while (i < ASK_COMMANDS && !str_eq(word, str_of(commands[i])))
		i++;
	if (i == ASK_COMMANDS)
		return unknown_command(word, e);
	a->command = (enum ask_command)i;
	a->operands++;
	a->n_operands--;
	return check_operands(a, e);
}

/* "" and "," name nothing: an empty variable is not "all" */
static int check_list(const struct opt *o, struct err *e)
{
	const struct opt_list *l = o->to;
	bool some = o->kind != OPT_LIST || l->n == 0;

	for (size_t i = 0; !some && i < l->n; i++)
		some = l->v[i][strspn(l->v[i], ",")] != '\0';
	return some ? 0 : err_set(e, EXIT_USAGE, "--%s names nothing", o->name);
}

static int check_option(
    const struct ask *a, const struct ask_option *known, struct err *e)
{
	const struct opt *o = &known->opt;

	if (given(o) && !(known->commands >> a->command & 1))
		return err_set(e, EXIT_USAGE, "'%s' does not know --%s",
		    commands[a->command], o->name);
	return check_list(o, e);
}

enum opts_result ask_read(struct ask *a, int argc, char **argv, struct err *e)
{
	struct ask_option known[ASK_OPTIONS_MAX];
	struct opt table[ASK_OPTIONS_MAX];
	const struct opts_program p = {
	    "jevons-query", synopsis, about, table, after, false};
	int first;

	*a = (struct ask){.clock = {STAMP_NONE}, .limit = -1};
	size_t n = ask_options(a, known);

	for (size_t i = 0; i <= n; i++)
		table[i] = known[i].opt;
	enum opts_result r = opts_read(&p, argc, argv, &a->clock, &first, e);

	if (r != OPTS_RUN)
		return r;
	a->operands = argv + first;
	a->n_operands = argc - first;
	if (read_command(a, e) != 0)
		return OPTS_BAD;
	for (size_t i = 0; i < n; i++)
		if (check_option(a, &known[i], e) != 0)
			return OPTS_BAD;
	return OPTS_RUN;
}
