#include "fetch/front/stages.h"

#include "fetch/base/home.h"

/* the arguments of one stage as they grow */
struct words {
	struct arena *arena;
	char **v;
	size_t n, cap;
};

static void add_str(struct words *w, struct str s)
{
	char *copy = arena_new(w->arena, s.n + 1);

	for (size_t i = 0; i < s.n; i++)
		copy[i] = s.p[i];
	/* room for the NULL too */
	w->v = arena_more(w->arena, w->v, w->n, &w->cap, sizeof *w->v);
	w->v[w->n++] = copy;
}

static void add(struct words *w, const char *word)
{
	add_str(w, str_of(word));
}

static void add_option(struct words *w, const char *name, const char *value)
{
	add(w, name);
	add(w, value);
}

static void add_number(struct words *w, const char *name, long value)
{
	add(w, name);
	add_str(w, arena_printf(w->arena, "%ld", value));
}

static struct words begin(struct arena *a, const char *program)
{
	struct words w = {.arena = a};

	add(&w, program);
	return w;
}

static int finish(struct pipeline *p, int i, const char *name, struct words *w,
    const struct stamp_clock *clock, struct err *e)
{
	char now[STAMP_TEXT_BYTES];
	struct buf path;

	/* options may stand behind operands (getopt sorts them) */
	if (clock->fixed != STAMP_NONE)
		add_option(w, "--now", stamp_format(clock->fixed, now));
	w->v = arena_more(w->arena, w->v, w->n, &w->cap, sizeof *w->v);
	w->v[w->n] = NULL;
	buf_init(&path, 8192);
	int rc = home_bin(&path, w->v[0], e);

	p->stage[i] = (struct stage){
	    .name = name,
	    .path = arena_str(w->arena, buf_view(&path)).p,
	    .argv = w->v,
	};
	buf_release(&path);
	return rc;
}

static struct words fetch_words(
    struct arena *a, const struct stages_plan *plan, bool items)
{
	const struct lists *l = items ? plan->known : plan->polled;
	struct words w = begin(a, "jevons-fetch");

	if (items)
		add(&w, "--items");
	else if (plan->due_now)
		add(&w, "--due-now");
	add_option(&w, "--archive", plan->archive);
	add(&w, "--run-id");
	add_str(&w, plan->journal->current.id);
	add_number(&w, "--max-time", plan->seconds);
	if (plan->config)
		add_option(&w, "--config", plan->config);
	for (size_t i = 0; i < l->n; i++)
		add_str(&w, l->v[i]);
	return w;
}

/* the old runs' files first, then what comes through the pipe */
static struct words parse_words(
    struct arena *a, const struct stages_plan *plan, bool items)
{
	struct words w = begin(a, "jevons-parse");

	add_option(&w, "--type", "warc");
	if (plan->jobs)
		add_number(&w, "-j", plan->jobs);
	for (size_t i = 0; i < plan->journal->n; i++) {
		const struct journal_run *r = &plan->journal->runs[i];
		const struct str *files = items ? r->items : r->feeds;
		size_t n = items ? r->n_items : r->n_feeds;

		for (size_t k = 0; k < n; k++)
			add_str(&w, files[k]);
	}
	add(&w, "-");
	return w;
}

int stages_build(struct pipeline *p, struct arena *a,
    const struct stages_plan *plan, struct err *e)
{
	static const char *const names[STAGES] = {
	    "fetch", "parse", "fetch-items", "parse-pages", "score", "store"};
	struct words score = begin(a, "jevons-score");
	struct words store = begin(a, "jevons-store");

	add_option(&score, "--model", plan->model);
	if (plan->jobs)
		add_number(&score, "-j", plan->jobs);
	add(&store, "load");
	add_option(&store, "--db", plan->db);
	add_option(&store, "--origin", "auto");
	add_option(&store, "--report", plan->report);
	struct words all[STAGES] = {
	    fetch_words(a, plan, false),
	    parse_words(a, plan, false),
	    fetch_words(a, plan, true),
	    parse_words(a, plan, true),
	    score,
	    store,
	};

	p->n = STAGES;
	for (int i = 0; i < STAGES; i++)
		if (finish(p, i, names[i], &all[i], plan->clock, e) != 0)
			return -1;
	return 0;
}
