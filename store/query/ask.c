#include "store/query/ask.h"
#include "fetch/base/nearest.h"

#include <string.h>

enum {
	SERIES = 1 << ASK_SERIES,
	MENTIONS = 1 << ASK_MENTIONS,
	SIGNALS = 1 << ASK_SIGNALS,
	CLAIMS = 1 << ASK_CLAIMS,
	ARTICLES = 1 << ASK_ARTICLES,
	FACTS = 1 << ASK_FACTS,
	EXPLAIN = 1 << ASK_EXPLAIN,
	STATUS = 1 << ASK_STATUS,
	LISTS = MENTIONS | SIGNALS | CLAIMS | ARTICLES | FACTS,
	SCORED = SERIES | MENTIONS | SIGNALS | CLAIMS | ARTICLES,
	ALL = SERIES | LISTS | EXPLAIN | STATUS
};

static const char *const commands[ASK_COMMANDS] = {"series", "mentions",
    "signals", "claims", "articles", "facts", "explain", "status"};

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
    "  explain    a row or a number (its REF) down to its sentences\n"
    "  status     what the store holds, and how the feeds are doing";
static const char after[] =
    "ENTITY: an owner with what it owns; 'nvidia!' the name alone; '*' all.\n"
    "TIME: 2025-01-27, 2025-01-27T14:30Z, @1737936000, 30d, 12h, yesterday.\n"
    "STAT: count share tone balance disagreement buzz decay jevons z z:STAT.\n"
    "A table on a terminal, TSV in a pipe. Times are half-open: since <= t < "
    "until.\n\n"
    "  jevons-query series --entity nvidia,deepseek --every 1w --format spark\n"
    "  jevons-query signals --entity nvidia --signal market --since 30d\n"
    "  jevons-query series --stat jevons --every 1M --as-of 2025-02-01\n\n"
    "exit status: 0 good, 1 nothing matched, 64 usage, 65 the store is "
    "corrupt,\n66 no store, 74 output failed, 78 the store is newer";

/* An option and the commands that know it. */
struct known {
	struct opt opt;
	int commands;
};

enum { OPTIONS_MAX = 40 };

/* which rows an answer takes */
static size_t fill_rows(struct ask *a, struct known *k)
{
	const struct known all[] = {
	    {{"db", 0, OPT_TEXT, &a->db, "FILE",
		 "the store (default $JEVONS_HOME/signals.lmdb)"},
		ALL},
	    {{"entity", 'e', OPT_LIST, &a->entity, "ENTITY,…",
		 "who it is about"},
		SERIES | LISTS},
	    {{"signal", 's', OPT_LIST, &a->signal, "SIGNAL,…",
		 "signals, or families of them"},
		SERIES | SIGNALS},
	    {{"stat", 0, OPT_TEXT, &a->stat, "STAT,…",
		 "statistics (count,share,tone,balance)"},
		SERIES},
	    {{"lang", 'l', OPT_LIST, &a->lang, "LANG,…",
		 "languages: en, ar, zh, zh-Hant"},
		SERIES | LISTS},
	    {{"source", 0, OPT_LIST, &a->source, "NAME",
		 "a source; may be repeated"},
		SERIES | LISTS},
	    {{"kind", 0, OPT_LIST, &a->kind, "KIND,…",
		 "news, release, filing, post"},
		SERIES | LISTS},
	    {{"metric", 0, OPT_LIST, &a->metric, "METRIC,…",
		 "what is stated: capex, revenue, share-price, …"},
		CLAIMS},
	    {{"concept", 0, OPT_LIST, &a->concept, "NAME,…",
		 "what is filed: us-gaap:Revenues, …"},
		FACTS},
	    {{"series", 0, OPT_LIST, &a->series, "SERIES,…",
		 "hard series: capex, revenue, inventory, …"},
		FACTS},
	    {{"sum", 0, OPT_FLAG, &a->sum, NULL,
		 "hard series of all companies asked for in one"},
		FACTS},
	    {{"vintages", 0, OPT_FLAG, &a->vintages, NULL,
		 "every statement of a period, not the last alone"},
		FACTS},
	    {{"since", 0, OPT_TEXT, &a->since, "TIME",
		 "from (30d for series, 7d for lists)"},
		SERIES | LISTS},
	    {{"until", 0, OPT_TEXT, &a->until, "TIME", "up to (now)"},
		SERIES | LISTS},
	};

	memcpy(k, all, sizeof all);
	return sizeof all / sizeof *all;
}

/* what is made of them, and how it is written; ends the table */
static size_t fill_answer(struct ask *a, struct known *k)
{
	const struct known all[] = {
	    {{"every", 0, OPT_TEXT, &a->every, "1h|1d|1w|1M",
		 "length of a bucket (1d); of facts: quarter"},
		SERIES | FACTS},
	    {{"tz", 0, OPT_TEXT, &a->tz, "ZONE",
		 "days and weeks of this zone (UTC)"},
		ALL},
	    {{"day-ends", 0, OPT_TEXT, &a->day_ends, "HH:MM",
		 "days end at this time (00:00)"},
		SERIES},
	    {{"clock", 0, OPT_TEXT, &a->by_clock, "published|known|seen",
		 "the clock that places rows (published)"},
		SERIES | LISTS},
	    {{"origin", 0, OPT_LIST, &a->origin, "ORIGIN,…",
		 "beside live: first-poll, late, backfill, all"},
		SERIES | LISTS},
	    {{"as-of", 0, OPT_TEXT, &a->as_of, "TIME",
		 "answer as it was answered then"},
		ALL},
	    {{"model", 0, OPT_TEXT, &a->model, "NAME",
		 "scores of this model (the adopted one)"},
		SCORED | EXPLAIN | STATUS},
	    {{"modality", 0, OPT_LIST, &a->modality, "MODALITY,…",
		 "asserted, reported, forecast, hypothetical, …"},
		SERIES | SIGNALS | CLAIMS},
	    {{"pooled", 0, OPT_FLAG, &a->pooled, NULL,
		 "share as X/N, not the mean over sources"},
		SERIES},
	    {{"fill", 0, OPT_TEXT, &a->fill, "none|null|prev|zero",
		 "what stands where a value is unknown (null)"},
		SERIES},
	    {{"format", 'f', OPT_TEXT, &a->format, "table|csv|tsv|jsonl|spark",
		 "how to write the answer"},
		SERIES | LISTS | STATUS},
	    {{"no-header", 0, OPT_FLAG, &a->no_header, NULL,
		 "without the line of column names"},
		SERIES | LISTS | STATUS},
	    {{"limit", 'n', OPT_COUNT, &a->limit, "N",
		 "at most so many rows (0: all)"},
		SERIES | LISTS},
	    {{"raw", 0, OPT_FLAG, &a->raw, NULL,
		 "print the raw record as it was fetched"},
		EXPLAIN},
	    {{"verify", 0, OPT_FLAG, &a->verify, NULL,
		 "check every row of the store"},
		STATUS},
	    {{"quiet", 'q', OPT_FLAG, &a->quiet, NULL,
		 "warnings and errors only"},
		ALL},
	    {{0}, 0},
	};

	memcpy(k, all, sizeof all);
	return sizeof all / sizeof *all - 1;
}

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
	int most = a->command == ASK_EXPLAIN ? 1 : 0;

	if (a->n_operands > most)
		return err_set(e, EXIT_USAGE, "'%s' takes no operand '%s'",
		    commands[i], a->operands[most]);
	if (a->n_operands < most)
		return err_set(e, EXIT_USAGE,
		    "'explain' needs a REF: the last column of every answer");
	return 0;
}

enum opts_result ask_read(struct ask *a, int argc, char **argv, struct err *e)
{
	struct known known[OPTIONS_MAX];
	struct opt table[OPTIONS_MAX];
	const struct opts_program p = {
	    "jevons-query", synopsis, about, table, after, false};
	int first;

	*a = (struct ask){.clock = {STAMP_NONE}, .limit = -1};
	size_t n = fill_rows(a, known);

	n += fill_answer(a, known + n);
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
		if (given(&table[i]) &&
		    !(known[i].commands >> a->command & 1)) {
			err_set(e, EXIT_USAGE, "'%s' does not know --%s",
			    commands[a->command], table[i].name);
			return OPTS_BAD;
		}
	return OPTS_RUN;
}
