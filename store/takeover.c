#include "store/takeover.h"

#include "parse/record/record.h"
#include "store/texts.h"

#include <string.h>

struct take {
	struct takeover *t;
	struct buf line;
};

/* a name without what stands behind its first dot */
static struct str core_of(struct str name)
{
	const char *dot = name.n ? memchr(name.p, '.', name.n) : NULL;

	return dot ? (struct str){name.p, (size_t)(dot - name.p)} : name;
}

/* the text of a JSON string of plain characters; absent where it is none */
static struct str plain(struct str json)
{
	if (json.n < 2 || json.p[0] != '"' || memchr(json.p, '\\', json.n))
		return (struct str){NULL, 0};
	return str_sub(json, 1, json.n - 1);
}

/* the other bytes of the line stay: `name` is a view of it */
static int store_anew(
    struct take *k, struct str line, struct str name, struct err *e)
{
	size_t at = (size_t)(name.p - line.p);
	struct err why = {0};

	buf_clear(&k->line);
	buf_str(&k->line, str_sub(line, 0, at));
	buf_puts(&k->line, k->t->model);
	buf_str(&k->line, str_sub(line, at + name.n, line.n));
	if (k->line.over)
		return err_set(e, EXIT_DATA, "an article is too big");
	int rc = load_line(k->t->load, buf_view(&k->line), &why, e);

	if (rc == 1)
		return err_set(e, why.code, "a stored article: %s", why.text);
	return rc;
}

static int take(void *user, struct str line, struct err *e)
{
	struct str score = record_member(line, STR("score"));
	struct str name = score.n ? plain(record_member(score, STR("model")))
				  : (struct str){NULL, 0};

	if (!name.n)
		return err_set(
		    e, EXIT_DATA, "a stored article has lost its model");
	return store_anew(user, line, name, e);
}

/* the adopted model: 1 it has the same core, 0 another one or none, -1 */
static int find_source(
    struct env *env, const char *model, uint16_t *id, struct err *e)
{
	struct reader *r = read_begin(env, STAMP_NONE, e);
	struct str name = {NULL, 0};
	int64_t since;
	int rc = r ? read_adopted(r, id, &since, e) : -1;

	if (rc == 1)
		rc = read_name(r, NAME_MODEL, *id, &name, e);
	if (rc == 1)
		rc = str_eq(core_of(name), core_of(str_of(model)));
	read_end(r);
	return rc;
}

int takeover_run(struct env *env, struct takeover *t, struct err *e)
{
	struct take k = {.t = t};
	struct texts texts = {
	    .since = t->since, .until = t->until, .write = take, .user = &k};
	int rc = find_source(env, t->model, &texts.model, e);

	t->same_core = rc == 1;
	/* or what was scored just now would not yet be seen */
	if (rc != 1 || load_end(t->load, e) != 0)
		return rc == 0 ? 0 : -1;
	long long before = t->load->done.versions;

	buf_init(&k.line, DOC_LINE_MAX_BYTES);
	rc = texts_write(env, &texts, e);
	buf_release(&k.line);
	if (rc == 0)
		rc = load_end(t->load, e);
	t->taken = t->load->done.versions - before;
	t->left = texts.other + texts.pruned;
	return rc;
}
