#include "score/entities.h"

#include "fetch/base/stamp.h"
#include "score/norm.h"
#include "score/table.h"

#include <string.h>

enum { ID_MAX_BYTES = 64, ARGS_MAX = 64 };

enum column { ENTITY, OWNER, FROM, TO, TYPE, ALIAS, LANGUAGE, RULE, COLUMNS };

static const char *const columns[COLUMNS] = {
    "entity", "owner", "from", "to", "type", "alias", "language", "rule"};

struct reading {
	struct entities *t;
	struct table table;
	struct err *e;
};

static int wrong(struct reading *r, const char *what, struct str subject)
{
	return table_wrong(&r->table, r->e, what, subject);
}

static bool is_none(struct str s)
{
	return s.n == 0 || str_eq(s, STR("-"));
}

/* ids go into keys of the store and into shell commands */
static bool is_id(struct str s)
{
	if (s.n == 0 || s.n > ID_MAX_BYTES)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') &&
		    !(i && (c == '-' || c == '.' || c == '_')))
			return false;
	}
	return true;
}

size_t entities_find(const struct entities *t, struct str id)
{
	return strindex_get(&t->ids, id);
}

static size_t find_or_add(struct entities *t, struct str id)
{
	size_t at = entities_find(t, id);

	if (at != ENTITY_NONE)
		return at;
	t->entity = arena_more(&t->arena, t->entity, t->n_entities,
	    &t->cap_entities, sizeof *t->entity);
	at = t->n_entities++;
	t->entity[at] = (struct entity){arena_str(&t->arena, id), at, {0}};
	strindex_put(&t->ids, t->entity[at].id, at);
	return at;
}

static int take_entity(struct reading *r, const struct str *cell, size_t *to)
{
	struct entities *t = r->t;

	*to = ENTITY_NONE;
	if (is_none(cell[ENTITY]) && str_starts(cell[RULE], STR("N")))
		return 0;
	if (!is_id(cell[ENTITY]))
		return wrong(r, "no id of an entity:", cell[ENTITY]);
	size_t at = find_or_add(t, cell[ENTITY]);

	if (!is_none(cell[OWNER]) && !str_eq(cell[OWNER], cell[ENTITY])) {
		if (!is_id(cell[OWNER]))
			return wrong(r, "no id of an owner:", cell[OWNER]);
		size_t owner = find_or_add(t, cell[OWNER]);

		if (t->entity[at].owner != at && t->entity[at].owner != owner)
			return wrong(r, "a second owner:", cell[OWNER]);
		t->entity[at].owner = owner;
	}
	if (!is_none(cell[TYPE]))
		t->entity[at].type = arena_str(&t->arena, cell[TYPE]);
	*to = at;
	return 0;
}

static int take_date(struct reading *r, struct str cell, int64_t *to)
{
	*to = STAMP_NONE;
	if (!is_none(cell) && !stamp_parse(cell, to))
		return wrong(r, "no ISO date:", cell);
	return 0;
}

/* the folded text, and the same with case kept, both in the table's arena */
static void fold(
    struct entities *t, struct str s, struct str *norm, struct str *cased)
{
	struct arena own = {0};
	struct norm n;

	norm_make(&n, s, &own);
	*norm = arena_str(&t->arena, n.text);
	*cased = arena_str(&t->arena, (struct str){n.cased, n.text.n});
	arena_release(&own);
}

static int take_args(struct reading *r, struct alias *a, struct str list)
{
	struct entities *t = r->t;
	struct str rest = list, one;
	size_t most = 1;

	for (size_t i = 0; i < list.n; i++)
		most += list.p[i] == '|';
	if (most > ARGS_MAX)
		return wrong(r, "too many words in rule", list);
	a->args = arena_new(&t->arena, most * sizeof *a->args);
	while ((one = str_trim(str_split(&rest, '|'))).p) {
		struct str unused;

		if (one.n == 0)
			return wrong(r, "an empty word in rule", list);
		if (a->rule == RULE_ADJACENT)
			fold(t, one, &a->args[a->n_args++], &unused);
		else
			a->args[a->n_args++] = arena_str(&t->arena, one);
	}
	return 0;
}

static int take_rule(struct reading *r, struct alias *a, struct str cell)
{
	struct str list = cell;
	struct str name = str_split(&list, ':');

	if (name.n == 2 && name.p[1] == 'C' && name.p[0] != 'D') {
		a->case_matters = true;
		name.n = 1;
	}
	if (name.n != 1)
		return wrong(r, "unknown rule", cell);
	switch (name.p[0]) {
	case 'A':
		a->rule = RULE_ACCEPT;
		break;
	case 'P':
		a->rule = RULE_ADJACENT;
		break;
	case 'C':
		a->rule = RULE_CONTEXT;
		break;
	case 'D':
		a->rule = RULE_GLOSSED;
		break;
	case 'N':
		a->rule = RULE_FALSE;
		break;
	default:
		return wrong(r, "unknown rule", cell);
	}
	if (a->rule == RULE_ADJACENT && !list.p)
		return wrong(r, "rule P lacks its words:", cell);
	if (list.p && a->rule != RULE_ADJACENT && a->rule != RULE_CONTEXT)
		return wrong(r, "this rule takes no words:", cell);
	return list.p ? take_args(r, a, list) : 0;
}

/* put the alias in its chain; a later file's takes the place of all */
static void link_alias(struct entities *t, size_t at)
{
	struct alias *a = &t->alias[at];
	size_t head = strindex_get(&t->norms, a->norm);

	a->next = ALIAS_NONE;
	if (head != STRINDEX_NONE && t->alias[head].file == a->file) {
		while (t->alias[head].next != ALIAS_NONE)
			head = t->alias[head].next;
		t->alias[head].next = at;
		return;
	}
	for (size_t i = head; i != STRINDEX_NONE; i = t->alias[i].next) {
		t->alias[i].replaced = true;
		t->alias[i].first = false;
	}
	a->first = true;
	strindex_put(&t->norms, a->norm, at);
}

enum { CHAIN_MAX = 16 };

static size_t chain_length(const struct entities *t, const struct alias *a)
{
	size_t n = 0;

	for (size_t i = strindex_get(&t->norms, a->norm);
	     i != STRINDEX_NONE && t->alias[i].file == a->file;
	     i = t->alias[i].next)
		n++;
	return n;
}

static int take_row(struct reading *r, const struct str *cell)
{
	struct entities *t = r->t;
	struct alias a = {.file = t->n_files};

	if (take_entity(r, cell, &a.entity) != 0 ||
	    take_date(r, cell[FROM], &a.from) != 0 ||
	    take_date(r, cell[TO], &a.to) != 0 ||
	    take_rule(r, &a, cell[RULE]) != 0)
		return -1;
	if (cell[ALIAS].n > ALIAS_MAX_BYTES)
		return wrong(r, "an alias too long:", cell[ALIAS]);
	fold(t, cell[ALIAS], &a.norm, &a.cased);
	if (a.norm.n == 0)
		return wrong(
		    r, "an alias of which nothing is left:", cell[ALIAS]);
	if (memchr(a.norm.p, '\n', a.norm.n))
		return wrong(r, "an alias over a line end:", cell[ALIAS]);
	a.alias = arena_str(&t->arena, cell[ALIAS]);
	a.language = arena_str(&t->arena, cell[LANGUAGE]);
	if (chain_length(t, &a) == CHAIN_MAX)
		return wrong(r, "too many lines for alias", cell[ALIAS]);
	t->alias = arena_more(&t->arena, t->alias, t->n_aliases,
	    &t->cap_aliases, sizeof *t->alias);
	t->alias[t->n_aliases] = a;
	link_alias(t, t->n_aliases++);
	return 0;
}

/* the ids of rule C may stand below their use, so they are looked up last */
static int resolve(struct entities *t, const char *path, struct err *e)
{
	for (size_t i = 0; i < t->n_entities; i++) {
		const struct entity *en = &t->entity[i];

		if (t->entity[en->owner].owner != en->owner)
			return err_set(e, EXIT_CONFIG,
			    "%s: owner '%.*s' of '%.*s' is owned itself", path,
			    STR_ARG(t->entity[en->owner].id), STR_ARG(en->id));
	}
	for (size_t i = 0; i < t->n_aliases; i++) {
		struct alias *a = &t->alias[i];

		if (a->file != t->n_files || a->rule != RULE_CONTEXT)
			continue;
		a->arg = arena_new(&t->arena, (a->n_args + 1) * sizeof *a->arg);
		for (size_t k = 0; k < a->n_args; k++) {
			a->arg[k] = entities_find(t, a->args[k]);
			if (a->arg[k] == ENTITY_NONE)
				return err_set(e, EXIT_CONFIG,
				    "%s: alias '%.*s': unknown entity '%.*s'",
				    path, STR_ARG(a->alias),
				    STR_ARG(a->args[k]));
		}
		if (a->n_args == 0)
			a->arg[a->n_args++] = t->entity[a->entity].owner;
	}
	return 0;
}

int entities_read(struct entities *t, const char *path, struct err *e)
{
	struct reading r = {.t = t, .e = e};
	struct str cell[COLUMNS];
	int rc = table_open(&r.table, path, columns, COLUMNS, e);

	if (rc == 0)
		rc = table_next(&r.table, cell, e);
	while (rc == 1) {
		if (take_row(&r, cell) != 0)
			rc = -1;
		else
			rc = table_next(&r.table, cell, e);
	}
	table_close(&r.table);
	if (rc == 0)
		rc = resolve(t, path, e);
	t->n_files++;
	return rc;
}

void entities_release(struct entities *t)
{
	strindex_release(&t->ids);
	strindex_release(&t->norms);
	arena_release(&t->arena);
	*t = (struct entities){0};
}

bool alias_holds(const struct alias *a, int64_t at)
{
	if (at == STAMP_NONE)
		return true;
	return (a->from == STAMP_NONE || at >= a->from) &&
	       (a->to == STAMP_NONE || at < a->to);
}
