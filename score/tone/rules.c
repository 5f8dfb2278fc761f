#include "score/tone/rules.h"

#include "score/tone/figure.h"
#include "score/tone/rows.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_RULES = 256 };

struct reader {
	struct rules *rules;
	struct taxonomy *taxonomy;
};

static void set_bit(struct term *t, size_t class)
{
	t->classes[class / 64] |= (uint64_t)1 << class % 64;
}

static int read_class(
    const struct taxonomy *t, struct str name, struct term *to, struct err *e)
{
	struct str stem = name;
	bool some = false, all = str_ends(name, STR(".*"));

	if (all)
		stem.n--;
	for (size_t i = 0; i < t->n_classes; i++) {
		if (all ? str_starts(t->classes[i].name, stem)
			: str_eq(t->classes[i].name, name)) {
			set_bit(to, i);
			some = true;
		}
	}
	if (!some)
		return err_set(e, EXIT_CONFIG, "no word list has class '%.*s'",
		    STR_ARG(name));
	return 0;
}

static int read_entity(
    struct taxonomy *t, struct str word, struct term *to, struct err *e)
{
	if (word.p[0] == '=') {
		to->bound = true;
		word = str_sub(word, 1, word.n);
	}
	word = str_sub(word, 1, word.n);
	if (word.n > 0) {
		unsigned role = role_named(word);

		if (role == 0)
			return err_set(
			    e, EXIT_CONFIG, "'%.*s' is no role", STR_ARG(word));
		to->roles |= role;
	}
	set_bit(to, t->entity);
	return 0;
}

static int read_figure(
    struct taxonomy *t, struct str word, struct term *to, struct err *e)
{
	static const struct {
		const char *name;
		unsigned kinds;
	} kinds[] = {{"#", ~1U}, {"#%", 1U << FIGURE_PERCENT},
	    {"#money", 1U << FIGURE_MONEY}, {"#count", 1U << FIGURE_COUNT},
	    {"#x", 1U << FIGURE_MULTIPLE}, {"#time", 1U << FIGURE_TIME},
	    {"#other", 1U << FIGURE_OTHER}};

	unsigned found = 0;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_eq(word, str_of(kinds[i].name)))
			found = kinds[i].kinds;
	to->figure |= found;
	if (found == 0)
		return err_set(e, EXIT_CONFIG, "'%.*s' is no kind of figure",
		    STR_ARG(word));
	set_bit(to, t->figure);
	return 0;
}

static int read_kind(
    struct taxonomy *t, struct str one, struct term *to, struct err *e)
{
	if (one.n == 0)
		return err_set(e, EXIT_CONFIG, "a bar without a class");
	if (one.p[0] == '@' || str_starts(one, STR("=@")))
		return read_entity(t, one, to, e);
	if (one.p[0] == '#')
		return read_figure(t, one, to, e);
	return read_class(t, one, to, e);
}

static int read_term(
    struct taxonomy *t, struct str word, struct term *to, struct err *e)
{
	struct str one;

	if (word.p[0] == '^' && word.n > 1) {
		to->anchor = true;
		word = str_sub(word, 1, word.n);
	}
	while ((one = str_split(&word, '|')).p)
		if (read_kind(t, one, to, e) != 0)
			return -1;
	return 0;
}

static int read_pattern(struct taxonomy *t, struct str pattern, double gap,
    struct rule *to, bool *either, struct err *e)
{
	struct str word;
	double next = gap;

	*either = false;
	while ((word = cell_word(&pattern)).p) {
		if (str_eq(word, STR("~")) && to->n_terms == 0) {
			*either = true;
			continue;
		}
		if (word.p[0] >= '0' && word.p[0] <= '9') {
			if (cell_number(word, &next, e) != 0)
				return -1;
			continue;
		}
		if (to->n_terms == RULE_TERMS)
			return err_set(
			    e, EXIT_CONFIG, "more than %d terms", RULE_TERMS);
		struct term *term = &to->terms[to->n_terms++];

		if (read_term(t, word, term, e) != 0)
			return -1;
		term->gap = next;
		next = gap;
	}
	if (to->n_terms == 0)
		return err_set(e, EXIT_CONFIG, "a pattern without terms");
	if (*either && to->n_terms != 2)
		return err_set(
		    e, EXIT_CONFIG, "'~' stands before two terms only");
	return 0;
}

static int read_signals(
    const struct taxonomy *t, struct str cell, struct rule *to, struct err *e)
{
	struct str one;

	while (!cell_none(cell) && (one = str_split(&cell, ',')).p) {
		size_t s = taxonomy_signal(t, one);

		if (s == TAXON_NONE)
			return err_set(e, EXIT_CONFIG, "'%.*s' is no signal",
			    STR_ARG(one));
		if (to->n_signals == FINDING_SIGNALS)
			return err_set(e, EXIT_CONFIG, "more than %d signals",
			    FINDING_SIGNALS);
		to->signals[to->n_signals++] = s;
	}
	if (to->n_signals > 0) {
		to->tone = t->signals[to->signals[0]].tone;
		to->policy = t->signals[to->signals[0]].policy;
	}
	return 0;
}

static int read_flag(struct str word, struct rule *to, struct err *e)
{
	enum tongue tongue = lexicon_tongue(word);

	if (tongue != TONGUES)
		to->tongues |= 1U << (unsigned)tongue;
	else if (str_eq(word, STR("consume")))
		to->consume = true;
	else if (str_eq(word, STR("wide")))
		to->wide = true;
	else if (str_eq(word, STR("denies")))
		to->denies = true;
	else if (str_eq(word, STR("free")))
		to->free = true;
	else
		return err_set(
		    e, EXIT_CONFIG, "unknown flag '%.*s'", STR_ARG(word));
	return 0;
}

static int read_flags(struct str cell, struct rule *to, struct err *e)
{
	struct str one;

	while (!cell_none(cell) && (one = cell_word(&cell)).p)
		if (read_flag(one, to, e) != 0)
			return -1;
	return 0;
}

/* the class of a term that has one alone; CLASSES_MAX where it has more */
static uint16_t only_class(const struct term *t)
{
	uint16_t found = CLASSES_MAX;

	for (uint16_t c = 0; c < CLASSES_MAX; c++) {
		if (!(t->classes[c / 64] >> c % 64 & 1))
			continue;
		if (found != CLASSES_MAX)
			return CLASSES_MAX;
		found = c;
	}
	return found;
}

static void add_rule(struct rules *r, const struct rule *rule)
{
	if (r->n == r->cap) {
		r->cap = r->cap ? r->cap + r->cap / 2 : FIRST_RULES;
		r->rules = mem_grow(r->rules, r->cap, sizeof *r->rules);
	}
	r->rules[r->n] = *rule;
	for (size_t c = 0; c < CLASSES_MAX; c++) {
		struct rule_list *l = &r->by_class[c];

		if (!(rule->terms[0].classes[c / 64] >> c % 64 & 1))
			continue;
		l->v = arena_more(&r->arena, l->v, l->n, &l->cap, sizeof *l->v);
		l->v[l->n++] = (struct rule_head){.rule = (uint32_t)r->n,
		    .second = rule->n_terms > 1 ? only_class(&rule->terms[1])
						: CLASSES_MAX,
		    .tongues = (uint8_t)(rule->tongues ? rule->tongues : 0xff),
		    .consume = rule->consume};
	}
	r->n++;
}

static int take_rule(void *user, const struct row *row, struct err *e)
{
	const struct reader *x = user;
	const struct str *c = row->cell;
	struct rule rule = {0};
	bool either;
	double gap;

	if (read_signals(x->taxonomy, c[0], &rule, e) != 0 ||
	    cell_number(c[2], &gap, e) != 0 ||
	    read_pattern(x->taxonomy, c[1], gap, &rule, &either, e) != 0 ||
	    cell_number(c[3], &rule.strength, e) != 0 ||
	    (!cell_none(c[4]) && cell_number(c[4], &rule.tone, e) != 0) ||
	    (!cell_none(c[5]) && taxonomy_policy(c[5], &rule.policy, e) != 0) ||
	    read_flags(c[6], &rule, e) != 0)
		return -1;
	if (rule.strength < 0 || rule.strength > 1)
		return err_set(e, EXIT_CONFIG, "strength is not in 0..1");
	add_rule(x->rules, &rule);
	if (either) {
		struct term first = rule.terms[0];

		rule.terms[0] = rule.terms[1];
		rule.terms[1] = first;
		add_rule(x->rules, &rule);
	}
	return 0;
}

int rules_read(
    struct rules *r, struct taxonomy *t, const char *path, struct err *e)
{
	struct reader x = {r, t};

	return rows_read(path, "signals pattern gap strength tone entity flags",
	    take_rule, &x, e);
}

void rules_release(struct rules *r)
{
	free(r->rules);
	arena_release(&r->arena);
	memset(r, 0, sizeof *r);
}
