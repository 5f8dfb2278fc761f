#include "fetch/front/notices.h"

#include "fetch/base/durable.h"

enum { FILE_MAX_BYTES = 4 * 1024 * 1024 };

static struct notice *find(struct notices *n, struct str key)
{
	for (size_t i = 0; i < n->n; i++)
		if (str_eq(n->v[i].key, key))
			return &n->v[i];
	return NULL;
}

/* a tab or line end inside would break the line */
static struct str clean(struct arena *a, struct str s)
{
	struct str copy = arena_str(a, s);
	char *p = arena_new(a, s.n + 1);

	for (size_t i = 0; i < copy.n; i++)
		p[i] = (unsigned char)copy.p[i] < ' ' ? ' ' : copy.p[i];
	return (struct str){p, s.n};
}

static struct notice *add(
    struct notices *n, struct str key, struct str text, int64_t since)
{
	n->v = arena_more(&n->arena, n->v, n->n, &n->cap, sizeof *n->v);
	n->v[n->n] = (struct notice){
	    .key = clean(&n->arena, key),
	    .text = clean(&n->arena, text),
	    .since = since,
	    .holds = true,
	};
	return &n->v[n->n++];
}

int notices_open(struct notices *n, const char *path, struct err *e)
{
	struct str rest, line;
	struct buf text;
	int64_t since;

	*n = (struct notices){0};
	n->path = arena_str(&n->arena, str_of(path));
	buf_init(&text, FILE_MAX_BYTES);
	int rc = durable_read(path, &text, e);

	rest = buf_view(&text);
	while (rc == 1 && (line = str_split(&rest, '\n')).p) {
		struct str key = str_split(&line, '\t');
		struct str when = str_split(&line, '\t');

		if (key.n && when.n && stamp_parse(when, &since))
			(void)add(n, key, line, since);
	}
	buf_release(&text);
	return rc < 0 ? -1 : 0;
}

void notices_release(struct notices *n)
{
	arena_release(&n->arena);
	*n = (struct notices){0};
}

enum notices_change notices_set(struct notices *n, struct str key, bool holds,
    struct str text, int64_t now, int64_t *since)
{
	struct notice *old = find(n, clean(&n->arena, key));
	bool held = old && old->holds;

	if (holds && !old)
		old = add(n, key, text, now);
	else if (holds && !held)
		old->since = now;
	if (old) {
		old->heard = true;
		old->holds = holds;
	}
	if (since)
		*since = old ? old->since : STAMP_NONE;
	return held == holds ? NOTICES_SAME
	       : holds       ? NOTICES_BEGAN
			     : NOTICES_ENDED;
}

int notices_save(struct notices *n, struct str forget, struct err *e)
{
	char when[STAMP_TEXT_BYTES];
	struct buf b;

	buf_init(&b, FILE_MAX_BYTES);
	for (size_t i = 0; i < n->n; i++) {
		const struct notice *v = &n->v[i];
		bool gone = !v->heard && forget.n && str_starts(v->key, forget);

		if (v->holds && !gone)
			buf_printf(&b, "%.*s\t%s\t%.*s\n", STR_ARG(v->key),
			    stamp_format(v->since, when), STR_ARG(v->text));
	}
	int rc = b.over ? err_set(e, EXIT_IO, "too many conditions")
		 : b.n  ? durable_write(n->path.p, buf_view(&b), e)
			: durable_remove(n->path.p, e);

	buf_release(&b);
	return rc;
}
