#include "store/query/ask_options.h"

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
	FEATURES = 1 << ASK_FEATURES,
	INDEX = 1 << ASK_INDEX,
	PLOT = 1 << ASK_PLOT,
	REPORT = 1 << ASK_REPORT,
	COMPARE = 1 << ASK_COMPARE,
	LISTS = MENTIONS | SIGNALS | CLAIMS | ARTICLES | FACTS,
	SCORED = SERIES | MENTIONS | SIGNALS | CLAIMS | ARTICLES | FEATURES |
		 INDEX | PLOT | REPORT | COMPARE,
	ALL = SERIES | LISTS | EXPLAIN | STATUS | FEATURES | INDEX | PLOT |
	      REPORT | COMPARE
};

/* which rows an answer takes */
static size_t fill_rows(struct ask *a, struct ask_option *k)
{
	const struct ask_option all[] = {
	    {{"db", 0, OPT_TEXT, &a->db, "FILE",
		 "the store (default $JEVONS_HOME/signals.lmdb)"},
		ALL},
	    {{"entity", 'e', OPT_LIST, &a->entity, "ENTITY,…",
		 "who it is about"},
		SERIES | LISTS | FEATURES | INDEX | PLOT | REPORT | COMPARE},
	    {{"signal", 's', OPT_LIST, &a->signal, "SIGNAL,…",
		 "signals, or families of them"},
		SERIES | SIGNALS | FEATURES | INDEX | PLOT | COMPARE},
	    {{"stat", 0, OPT_TEXT, &a->stat, "STAT,…",
		 "statistics (count,share,tone,balance)"},
		SERIES | FEATURES | PLOT | COMPARE},
	    {{"lang", 'l', OPT_LIST, &a->lang, "LANG,…",
		 "languages: en, ar, zh, zh-Hant"},
		SERIES | LISTS | FEATURES | INDEX | PLOT | REPORT | COMPARE},
	    {{"source", 0, OPT_LIST, &a->source, "NAME",
		 "a source; may be repeated"},
		SERIES | LISTS | FEATURES | INDEX | PLOT | REPORT | COMPARE},
	    {{"kind", 0, OPT_LIST, &a->kind, "KIND,…",
		 "news, release, filing, post"},
		SERIES | LISTS | FEATURES | INDEX | PLOT | REPORT | COMPARE},
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
	    {{"rates", 0, OPT_TEXT, &a->rates, "FILE",
		 "exchange rates for sums: day, from, to, rate"},
		FACTS},
	    {{"since", 0, OPT_TEXT, &a->since, "TIME",
		 "from (30d for series, 7d for lists)"},
		SERIES | LISTS | FEATURES | INDEX | PLOT | REPORT | COMPARE},
	    {{"until", 0, OPT_TEXT, &a->until, "TIME", "up to (now)"},
		SERIES | LISTS | FEATURES | INDEX | PLOT | REPORT | COMPARE},
	};

	memcpy(k, all, sizeof all);
	return sizeof all / sizeof *all;
}

/* what is made of them, and how it is written; ends the table */
static size_t fill_answer(struct ask *a, struct ask_option *k)
{
	const struct ask_option all[] = {
	    {{"every", 0, OPT_TEXT, &a->every, "1h|1d|1w|1M",
		 "length of a bucket (1d); of facts: quarter"},
		SERIES | FACTS | FEATURES | INDEX | PLOT | REPORT | COMPARE},
	    {{"tz", 0, OPT_TEXT, &a->tz, "ZONE",
		 "days and weeks of this zone (UTC)"},
		ALL},
	    {{"day-ends", 0, OPT_TEXT, &a->day_ends, "HH:MM",
		 "days end at this time (00:00)"},
		SERIES | FEATURES | INDEX | PLOT | REPORT | COMPARE},
	    {{"calendar", 0, OPT_TEXT, &a->calendar, "all|weekdays|FILE",
		 "closed days join the next open one (all)"},
		SERIES | FEATURES | INDEX | PLOT | COMPARE},
	    {{"clock", 0, OPT_TEXT, &a->by_clock, "published|known|seen",
		 "the clock that places rows (published)"},
		SERIES | LISTS | FEATURES | INDEX | PLOT | REPORT | COMPARE},
	    {{"origin", 0, OPT_LIST, &a->origin, "ORIGIN,…",
		 "beside live: first-poll, late, backfill, all"},
		SERIES | LISTS | FEATURES | INDEX | PLOT | REPORT | COMPARE},
	    {{"as-of", 0, OPT_TEXT, &a->as_of, "TIME",
		 "answer as it was answered then"},
		ALL},
	    {{"model", 0, OPT_TEXT, &a->model, "NAME",
		 "scores of this model (the adopted one)"},
		SCORED | EXPLAIN | STATUS},
	    {{"modality", 0, OPT_LIST, &a->modality, "MODALITY,…",
		 "asserted, reported, forecast, hypothetical, …"},
		SERIES | SIGNALS | CLAIMS | FEATURES | INDEX | PLOT | COMPARE},
	    {{"by", 0, OPT_TEXT, &a->by, "entity|source|lang|signal",
		 "each of them apart"},
		SERIES},
	    {{"duplicates", 0, OPT_FLAG, &a->duplicates, NULL,
		 "count every copy, each weighing less"},
		SERIES | PLOT | COMPARE},
	    {{"vintages", 0, OPT_FLAG, &a->vintages, NULL,
		 "every value that was known, with its times"},
		SERIES | FACTS},
	    {{"from-rows", 0, OPT_FLAG, &a->from_rows, NULL,
		 "count from the rows, not the rollup: slower, the same"},
		SERIES | INDEX | PLOT | REPORT | COMPARE},
	    {{"pooled", 0, OPT_FLAG, &a->pooled, NULL,
		 "share as X/N, not the mean over sources"},
		SERIES | FEATURES | PLOT | COMPARE},
	    {{"fill", 0, OPT_TEXT, &a->fill, "none|null|prev|zero",
		 "what stands where a value is unknown (null)"},
		SERIES | INDEX},
	    {{"format", 'f', OPT_TEXT, &a->format,
		 "table|csv|tsv|jsonl|arrow|arrows|spark",
		 "how to write it (a table on a terminal, else tsv)"},
		SERIES | LISTS | STATUS | FEATURES | INDEX | COMPARE},
	    {{"output", 'o', OPT_TEXT, &a->output, "FILE",
		 "where to write: report.html, plot.svg, plot.png"},
		PLOT | REPORT},
	    {{"no-header", 0, OPT_FLAG, &a->no_header, NULL,
		 "without the line of column names"},
		SERIES | LISTS | STATUS | FEATURES | INDEX | COMPARE},
	    {{"limit", 'n', OPT_COUNT, &a->limit, "N",
		 "at most so many rows (0: all)"},
		SERIES | LISTS | FEATURES | INDEX | COMPARE},
	    {{"base", 0, OPT_TEXT, &a->base, "A..B",
		 "index define: what is normal"},
		INDEX},
	    {{"spending", 0, OPT_TEXT, &a->spending, "NAME",
		 "elasticity: capex@microsoft, …"},
		SERIES | PLOT | REPORT | COMPARE},
	    {{"price", 0, OPT_TEXT, &a->price, "NAME",
		 "elasticity: a price series of your own"},
		SERIES | PLOT | REPORT | COMPARE},
	    {{"lead-lag", 0, OPT_FLAG, &a->lead_lag, NULL,
		 "compare: which of the two runs ahead"},
		COMPARE},
	    {{"conflicts", 0, OPT_FLAG, &a->conflicts, NULL,
		 "claims: those that contradict each other"},
		CLAIMS},
	    {{"hypothetical", 0, OPT_FLAG, &a->hypothetical, NULL,
		 "values from before their definition was known"},
		SERIES | INDEX | PLOT | COMPARE},
	    {{"lag", 0, OPT_TEXT, &a->lag, "DURATION",
		 "rows as of so long after the bucket's end (0)"},
		FEATURES},
	    {{"since-cursor", 0, OPT_TEXT, &a->cursor, "TIME|FILE",
		 "rows that are new since that watermark or manifest"},
		FEATURES},
	    {{"facts", 0, OPT_LIST, &a->facts, "NAME,…",
		 "hard values: capex@microsoft, a series of your own"},
		FEATURES},
	    {{"revisions", 0, OPT_FLAG, &a->revisions, NULL,
		 "values that changed later, as vintages"},
		FEATURES},
	    {{"manifest", 0, OPT_TEXT, &a->manifest, "FILE",
		 "write what the rows rest on"},
		FEATURES},
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

size_t ask_options(struct ask *a, struct ask_option to[ASK_OPTIONS_MAX])
{
	size_t n = fill_rows(a, to);

	return n + fill_answer(a, to + n);
}

void ask_option_write(struct jsonw *w, const struct opt *o)
{
	const struct opt_list *l = o->to;

	if (l->n == 0)
		return;
	jsonw_array(w, o->name);
	for (size_t i = 0; i < l->n; i++)
		jsonw_text(w, NULL, str_of(l->v[i]));
	jsonw_array_end(w);
}
