#include "score/tone/taxonomy.h"

#include "score/tone/figure.h"
#include "score/tone/rows.h"
#include "score/tone/tokens.h"

#include <string.h>

static const char *const policy_names[POLICIES] = {"null", "company", "listed",
    "spender", "supplier", "maker", "seller", "challenged", "object",
    "launcher", "affected", "named", "adopted", "project"};

int taxonomy_policy(struct str name, enum policy *to, struct err *e)
{
	for (unsigned i = 0; i < POLICIES; i++) {
		if (str_eq(name, str_of(policy_names[i]))) {
			*to = (enum policy)i;
			return 0;
		}
	}
	return err_set(
	    e, EXIT_CONFIG, "unknown entity rule '%.*s'", STR_ARG(name));
}

size_t taxonomy_signal(const struct taxonomy *t, struct str name)
{
	for (size_t i = 0; i < t->n_signals; i++)
		if (str_eq(t->signals[i].name, name))
			return i;
	return TAXON_NONE;
}

static int read_about(struct str cell, enum about *to, struct err *e)
{
	*to = str_eq(cell, STR("compute")) ? ABOUT_COMPUTE
	      : str_eq(cell, STR("near"))  ? ABOUT_NEAR
					   : ABOUT_ANY;
	if (*to != ABOUT_ANY || cell_none(cell))
		return 0;
	return err_set(e, EXIT_CONFIG, "topic '%.*s'", STR_ARG(cell));
}

static int read_mood(struct str cell, enum mood *to, struct err *e)
{
	static const char *const names[] = {"-", "own", "aim", "act", "issue"};

	for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
		if (str_eq(cell, str_of(names[i]))) {
			*to = (enum mood)i;
			return 0;
		}
	}
	return err_set(e, EXIT_CONFIG, "mood '%.*s'", STR_ARG(cell));
}

static int take_signal(void *user, const struct row *row, struct err *e)
{
	struct taxonomy *t = user;
	const struct str *c = row->cell;
	struct signal_kind s = {0};
	double demand;

	if (taxonomy_signal(t, c[0]) != TAXON_NONE)
		return err_set(
		    e, EXIT_CONFIG, "'%.*s' stands here twice", STR_ARG(c[0]));
	if (cell_number(c[2], &demand, e) != 0 ||
	    taxonomy_policy(c[3], &s.policy, e) != 0 ||
	    cell_number(c[4], &s.tone, e) != 0 ||
	    read_about(c[5], &s.about, e) != 0 ||
	    read_mood(c[6], &s.mood, e) != 0)
		return -1;
	s.needs = str_eq(c[7], STR("entity"));
	if (!s.needs && !cell_none(c[7]))
		return err_set(e, EXIT_CONFIG, "needs '%.*s'", STR_ARG(c[7]));
	s.demand = demand > 0 ? 1 : demand < 0 ? -1 : 0;
	s.name = arena_str(&t->arena, c[0]);
	s.family = arena_str(&t->arena, c[1]);
	t->signals = arena_more(&t->arena, t->signals, t->n_signals,
	    &t->cap_signals, sizeof *t->signals);
	t->signals[t->n_signals++] = s;
	return 0;
}

static int read_signal(
    const struct taxonomy *t, struct str cell, size_t *to, struct err *e)
{
	*to = TAXON_NONE;
	if (cell_none(cell))
		return 0;
	*to = taxonomy_signal(t, cell);
	if (*to != TAXON_NONE)
		return 0;
	return err_set(e, EXIT_CONFIG, "'%.*s' is no signal", STR_ARG(cell));
}

int taxonomy_units(
    struct str cell, unsigned *units, bool *moment, struct err *e)
{
	static const struct {
		const char *name;
		enum figure_kind kind;
	} kinds[] = {{"money", FIGURE_MONEY}, {"%", FIGURE_PERCENT},
	    {"x", FIGURE_MULTIPLE}, {"count", FIGURE_COUNT},
	    {"time", FIGURE_TIME}, {"other", FIGURE_OTHER}};
	struct str one;

	while (!cell_none(cell) && (one = cell_word(&cell)).p) {
		bool found = str_eq(one, STR("moment"));

		*moment |= found;
		for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
			if (!str_eq(one, str_of(kinds[i].name)))
				continue;
			*units |= 1U << (unsigned)kinds[i].kind;
			found = true;
		}
		if (!found)
			return err_set(e, EXIT_CONFIG,
			    "'%.*s' is no kind of unit", STR_ARG(one));
	}
	return 0;
}

static size_t find_noun(const struct taxonomy *t, struct str name)
{
	for (size_t i = 0; i < t->n_nouns; i++)
		if (str_eq(t->nouns[i].name, name))
			return i;
	return TAXON_NONE;
}

static int take_noun(void *user, const struct row *row, struct err *e)
{
	struct taxonomy *t = user;
	const struct str *c = row->cell;
	struct noun_kind n = {0};

	if (find_noun(t, c[0]) != TAXON_NONE)
		return err_set(
		    e, EXIT_CONFIG, "'%.*s' stands here twice", STR_ARG(c[0]));
	if (cell_number(c[2], &n.tone, e) != 0 ||
	    read_signal(t, c[3], &n.up, e) != 0 ||
	    read_signal(t, c[4], &n.down, e) != 0 ||
	    read_signal(t, c[5], &n.recover, e) != 0 ||
	    taxonomy_policy(c[6], &n.policy, e) != 0 ||
	    read_about(c[7], &n.about, e) != 0 ||
	    taxonomy_units(c[8], &n.units, &n.moment, e) != 0)
		return -1;
	n.name = arena_str(&t->arena, c[0]);
	if (!cell_none(c[1]))
		n.metric = arena_str(&t->arena, c[1]);
	t->nouns = arena_more(
	    &t->arena, t->nouns, t->n_nouns, &t->cap_nouns, sizeof *t->nouns);
	t->nouns[t->n_nouns++] = n;
	return 0;
}

static uint16_t add_class(struct taxonomy *t, struct class_info c)
{
	c.name = arena_str(&t->arena, c.name);
	c.hash = token_hash(c.name);
	t->classes = arena_more(&t->arena, t->classes, t->n_classes,
	    &t->cap_classes, sizeof *t->classes);
	t->classes[t->n_classes] = c;
	return (uint16_t)t->n_classes++;
}

/* the classes that the code looks for exist whether lists use them or not */
static void add_known(struct taxonomy *t)
{
	const struct {
		uint16_t *to;
		const char *name;
		enum class_kind kind;
	} known[] = {
	    {&t->approx, "q.approx", CLASS_QUANTITY},
	    {&t->base, "q.base", CLASS_QUANTITY},
	    {&t->by, "q.by", CLASS_QUANTITY},
	    {&t->range, "q.range", CLASS_QUANTITY},
	    {&t->expected, "q.expected", CLASS_QUANTITY},
	    {&t->within, "q.within", CLASS_QUANTITY},
	    {&t->fiscal, "q.fiscal", CLASS_QUANTITY},
	    {&t->be, "c.be", CLASS_CUE},
	    {&t->det, "c.det", CLASS_CUE},
	    {&t->own, "c.own", CLASS_CUE},
	    {&t->of, "c.of", CLASS_CUE},
	    {&t->in, "c.in", CLASS_CUE},
	    {&t->prep, "c.prep", CLASS_CUE},
	    {&t->rival, "c.rival", CLASS_CUE},
	    {&t->rival_of, "c.rivalof", CLASS_CUE},
	    {&t->like, "c.like", CLASS_CUE},
	    {&t->foil_of, "c.foilof", CLASS_CUE},
	    {&t->anaphor, "c.anaphor", CLASS_CUE},
	    {&t->non, "c.non", CLASS_CUE},
	    {&t->cause, "c.cause", CLASS_CUE},
	    {&t->we, "c.we", CLASS_CUE},
	    {&t->over, "c.over", CLASS_CUE},
	    {&t->under, "c.under", CLASS_CUE},
	    {&t->leave, "c.leave", CLASS_CUE},
	    {&t->beat, "c.beat", CLASS_CUE},
	    {&t->passive, "c.passive", CLASS_CUE},
	    {&t->put, "c.put", CLASS_CUE},
	    {&t->source, "c.source", CLASS_CUE},
	    {&t->after, "c.after", CLASS_CUE},
	};

	t->will = add_class(t, (struct class_info){.name = STR("m.will"),
				   .kind = CLASS_MODAL,
				   .modal = MODAL_WILL});
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		*known[i].to = add_class(
		    t, (struct class_info){.name = str_of(known[i].name),
			   .kind = known[i].kind});
	t->rise = add_class(t, (struct class_info){.name = STR("up.v")});
	t->fall = add_class(t,
	    (struct class_info){.name = STR("down.v"), .direction = DIR_DOWN});
	const uint16_t silent[] = {t->be, t->det, t->own, t->of, t->in, t->prep,
	    t->by, t->range, t->after};

	for (size_t i = 0; i < sizeof silent / sizeof *silent; i++)
		t->classes[silent[i]].silent = true;
}

int taxonomy_signals(struct taxonomy *t, const char *path, struct err *e)
{
	return rows_read(path,
	    "signal family demand entity tone topic mood needs definition en "
	    "ar zh",
	    take_signal, t, e);
}

int taxonomy_nouns(struct taxonomy *t, const char *path, struct err *e)
{
	if (rows_read(path,
		"noun metric tone up down recover entity topic units",
		take_noun, t, e) != 0)
		return -1;
	t->entity_noun = find_noun(t, STR("@"));
	t->volume_noun = find_noun(t, STR("volume"));
	if (t->entity_noun == TAXON_NONE)
		return err_set(e, EXIT_CONFIG, "%s: no row for '@'", path);
	add_known(t);
	t->entity = add_class(
	    t, (struct class_info){.name = STR("@"), .kind = CLASS_ENTITY});
	t->figure = add_class(
	    t, (struct class_info){.name = STR("#"), .kind = CLASS_FIGURE});
	t->comma = add_class(t,
	    (struct class_info){
		.name = STR(","), .kind = CLASS_BREAK, .pause = BREAK_COMMA});
	t->stop = add_class(
	    t, (struct class_info){
		   .name = STR(";"), .kind = CLASS_BREAK, .pause = BREAK_STOP});
	return 0;
}

void taxonomy_release(struct taxonomy *t)
{
	arena_release(&t->arena);
	memset(t, 0, sizeof *t);
}

/* names without a dot, and the prefixes that need nothing more */
static const struct {
	const char *name;
	struct class_info info;
} plain[] = {
    {"good", {.kind = CLASS_OPINION, .sign = 1}},
    {"bad", {.kind = CLASS_OPINION, .sign = -1}},
    {"neg", {.kind = CLASS_NEGATION}},
    {"deg", {.kind = CLASS_DEGREE}},
    {"but", {.kind = CLASS_BREAK, .pause = BREAK_BUT}},
    {"break", {.kind = CLASS_BREAK, .pause = BREAK_COMMA}},
    {"and", {.kind = CLASS_AND}},
    {"m.report", {.kind = CLASS_MODAL, .modal = MODAL_REPORT}},
    {"m.expect", {.kind = CLASS_MODAL, .modal = MODAL_EXPECT}},
    {"m.will", {.kind = CLASS_MODAL, .modal = MODAL_WILL}},
    {"m.may", {.kind = CLASS_MODAL, .modal = MODAL_MAY}},
    {"m.if", {.kind = CLASS_MODAL, .modal = MODAL_IF}},
    {"m.qad", {.kind = CLASS_MODAL, .modal = MODAL_QAD}},
    {"m.own", {.kind = CLASS_MODAL, .modal = MODAL_OWN}},
    {"m.ask", {.kind = CLASS_MODAL, .modal = MODAL_ASK}},
    {"m.deny", {.kind = CLASS_MODAL, .modal = MODAL_DENY}},
    {"m.refute", {.kind = CLASS_MODAL, .modal = MODAL_REFUTE}},
    {"m.irony", {.kind = CLASS_MODAL, .modal = MODAL_IRONY}},
    {"m.concede", {.kind = CLASS_MODAL, .modal = MODAL_CONCEDE}},
    {"m.done", {.kind = CLASS_MODAL, .modal = MODAL_DONE}},
    {"m.fact", {.kind = CLASS_MODAL, .modal = MODAL_FACT}},
    {"t.compute", {.kind = CLASS_TOPIC, .sign = 1}},
    {"t.other", {.kind = CLASS_TOPIC, .sign = -1}},
};

static const struct {
	const char *prefix;
	enum direction direction;
} directions[] = {{"up.", DIR_UP}, {"down.", DIR_DOWN}, {"flat.", DIR_FLAT},
    {"recover.", DIR_RECOVER}};

static bool find_direction(struct str name, struct class_info *c)
{
	static const char kinds[] = "vtnaxwm";

	for (size_t i = 0; i < 4; i++) {
		struct str prefix = str_of(directions[i].prefix);

		if (!str_starts(name, prefix) || name.n != prefix.n + 1)
			continue;
		const char *at = strchr(kinds, name.p[prefix.n]);

		if (!at || !*at)
			return false;
		c->kind = CLASS_DIRECTION;
		c->direction = directions[i].direction;
		c->measured = *at == 'w' || *at == 'm';
		c->bind = *at == 'w'   ? BIND_VERB
			  : *at == 'm' ? BIND_NOUN
				       : (enum bind)(at - kinds);
		return true;
	}
	return false;
}

static bool find_named(
    const struct taxonomy *t, struct str name, struct class_info *c)
{
	struct str rest = str_sub(name, 2, name.n);

	if (name.n < 3 || name.p[1] != '.')
		return false;
	switch (name.p[0]) {
	case 'n':
		c->kind = CLASS_NOUN;
		c->noun = find_noun(t, rest);
		return c->noun != TAXON_NONE;
	case 's':
		c->kind = CLASS_SIGNAL;
		c->signal = taxonomy_signal(t, rest);
		return c->signal != TAXON_NONE;
	case 'q':
		c->kind = CLASS_QUANTITY;
		return true;
	case 'u':
		c->kind = CLASS_UNIT;
		return true;
	case 'c':
		c->kind = CLASS_CUE;
		return true;
	default:
		return false;
	}
}

int taxonomy_class(struct taxonomy *t, struct str name, struct err *e)
{
	struct class_info c = {0};
	bool good = false;

	for (size_t i = 0; i < t->n_classes; i++)
		if (str_eq(t->classes[i].name, name))
			return (int)i;
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
		if (str_eq(name, str_of(plain[i].name))) {
			c = plain[i].info;
			good = true;
		}
	}
	c.name = name;
	if (!good && !find_direction(name, &c) && !find_named(t, name, &c))
		return err_set(
		    e, EXIT_CONFIG, "unknown class '%.*s'", STR_ARG(name));
	if (t->n_classes == CLASSES_MAX)
		return err_set(
		    e, EXIT_CONFIG, "more than %d classes", CLASSES_MAX);
	return add_class(t, c);
}
