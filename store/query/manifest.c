#include "store/query/manifest.h"

#include "fetch/base/durable.h"
#include "fetch/base/jsonw.h"
#include "store/query/ask_options.h"
#include "store/query/range.h"

#include <jansson.h>
#include <string.h>

enum { MANIFEST_MAX_BYTES = 1 << 20 };

/* options that say how rows are delivered, not what they are */
static bool delivers(const char *name)
{
	static const char *const names[] = {"db", "since", "until", "as-of",
	    "since-cursor", "manifest", "format", "no-header", "limit", "quiet",
	    "revisions"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/* the options that make the question, in the order of the help */
static void write_question(struct jsonw *w, const struct ask *a)
{
	struct ask_option table[ASK_OPTIONS_MAX];
	struct ask copy = *a;
	size_t n = ask_options(&copy, table);

	jsonw_object(w, "question");
	for (size_t i = 0; i < n; i++) {
		const struct opt *o = &table[i].opt;

		if (!(table[i].commands >> a->command & 1) || delivers(o->name))
			continue;
		if (o->kind == OPT_LIST)
			ask_option_write(w, o);
		else if (o->kind == OPT_TEXT)
			jsonw_text(w, o->name, str_of(*(const char **)o->to));
		else if (o->kind == OPT_FLAG && *(const bool *)o->to)
			jsonw_bool(w, o->name, true);
	}
	jsonw_object_end(w);
}

static void write_columns(struct jsonw *w, const struct manifest *m)
{
	jsonw_array(w, "columns");
	for (size_t i = 0; i < m->n_columns; i++)
		jsonw_text(w, NULL, str_of(m->columns[i].name));
	jsonw_array_end(w);
	jsonw_array(w, "models");
	for (size_t i = 0; i < m->n_models; i++)
		jsonw_text(w, NULL, m->models[i]);
	jsonw_array_end(w);
}

int manifest_write(const char *path, const struct ask *a,
    const struct manifest *m, struct err *e)
{
	struct jsonw w;
	struct buf b;

	buf_init(&b, MANIFEST_MAX_BYTES);
	jsonw_begin(&w, &b);
	jsonw_object(&w, NULL);
	jsonw_int(&w, "schema", MANIFEST_SCHEMA);
	jsonw_text(&w, "program", STR("jevons-query " JEVONS_VERSION));
	jsonw_text(&w, "command", str_of(ask_command_word(a->command)));
	write_question(&w, a);
	write_columns(&w, m);
	jsonw_stamp(&w, "watermark", m->watermark ? m->watermark : STAMP_NONE);
	jsonw_stamp(&w, "since", m->since);
	jsonw_stamp(&w, "until", m->until);
	jsonw_int(&w, "rows", (long long)m->rows);
	jsonw_text(&w, "format", str_of(m->format));
	jsonw_text(&w, "sha256", m->digest);
	jsonw_object_end(&w);
	buf_char(&b, '\n');
	int rc = b.over ? err_set(e, EXIT_USAGE, "the manifest is too long")
			: durable_write(path, buf_view(&b), e);

	buf_release(&b);
	return rc;
}

/* the question of a manifest is the one that is asked now */
static bool same_question(const struct ask *a, const json_t *was)
{
	struct jsonw w;
	struct buf b;
	bool same = false;

	buf_init(&b, MANIFEST_MAX_BYTES);
	jsonw_begin(&w, &b);
	jsonw_object(&w, NULL);
	write_question(&w, a);
	jsonw_object_end(&w);
	json_t *now = json_loadb(b.p, b.n, 0, NULL);

	same = now && json_equal(json_object_get(now, "question"), was);
	json_decref(now);
	buf_release(&b);
	return same;
}

static int read_manifest(
    const char *path, const struct ask *a, int64_t *after, struct err *e)
{
	struct buf b;

	buf_init(&b, MANIFEST_MAX_BYTES);
	int rc = durable_read(path, &b, e);

	if (rc == 0)
		err_set(e, EXIT_NOINPUT,
		    "'%s' is no time, and no manifest is there", path);
	json_t *m = rc == 1 ? json_loadb(b.p ? b.p : "", b.n, 0, NULL) : NULL;
	const char *t = json_string_value(json_object_get(m, "watermark"));

	if (rc == 1 && (json_integer_value(json_object_get(m, "schema")) !=
			       MANIFEST_SCHEMA ||
			   !t || !stamp_parse(str_of(t), after)))
		rc = err_set(e, EXIT_DATA, "'%s' is no manifest", path);
	else if (rc == 1 && !same_question(a, json_object_get(m, "question")))
		rc = err_set(e, EXIT_USAGE,
		    "the manifest '%s' answers another question", path);
	json_decref(m);
	buf_release(&b);
	return rc == 1 ? 0 : -1;
}

int manifest_cursor(const char *word, const struct ask *a, int64_t now,
    const struct zone *z, int64_t *after, struct err *e)
{
	struct err not_a_time = {0};

	if (range_instant(str_of(word), now, z, after, &not_a_time) == 0)
		return 0;
	return read_manifest(word, a, after, e);
}
