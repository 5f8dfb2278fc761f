/*
 * For the tests of the scorers: one text judged with the shipped tables, and
 * all texts of a file of labelled ones.
 */
#ifndef TESTS_SCORE_HELP_H
#define TESTS_SCORE_HELP_H

#include "score/model.h"
#include "score/relevance.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define TABLES "score/data"

struct judged {
	struct arena arena;
	struct doc doc;
	struct score score;
};

/* title may be NULL */
static inline void judge_text(struct judged *j, const struct model *m,
    const char *lang, const char *title, const char *text)
{
	const struct article a = {
	    .lang = str_of(lang), .title = str_of(title), .text = str_of(text)};
	struct err e = {0};

	*j = (struct judged){0};
	doc_build(&j->doc, &a, &m->sentences, &j->arena);
	cr_assert_eq(mentions_find(&m->finder, &a, &j->doc, &j->arena, &e), 0,
	    "%s", e.text);
	relevance_fill(&j->doc, &m->entities, &j->score, &j->arena);
	judge_score(m->judge, &j->doc, &m->entities, &j->score, &j->arena);
}

static inline void judged_release(struct judged *j)
{
	arena_release(&j->arena);
}

/* the signal row of that name and entity (NULL: null), NULL where there is
 * none */
static inline const struct score_signal *find_signal(
    const struct judged *j, const char *signal, const char *entity)
{
	for (size_t i = 0; i < j->score.n_signals; i++) {
		const struct score_signal *s = &j->score.signals[i];

		if (str_eq(s->signal, str_of(signal)) &&
		    (entity ? s->entity.p && str_eq(s->entity, str_of(entity))
			    : !s->entity.p))
			return s;
	}
	return NULL;
}

static inline const struct score_entity *find_entity(
    const struct judged *j, const char *id)
{
	for (size_t i = 0; i < j->score.n_entities; i++)
		if (str_eq(j->score.entities[i].entity, str_of(id)))
			return &j->score.entities[i];
	return NULL;
}

/* absent where the label is null or not there */
static inline struct str label_str(const json_t *o, const char *key)
{
	return str_of(json_string_value(json_object_get(o, key)));
}

static inline bool str_same(struct str a, struct str b)
{
	return a.p && b.p ? str_eq(a, b) : !a.p && !b.p;
}

/* fn for each labelled text of the file, judged; o is its line */
static inline void each_labelled(const char *file, const struct model *m,
    void (*fn)(const struct judged *j, const json_t *o, void *ctx), void *ctx)
{
	char line[8192];
	FILE *f = fopen(file, "rb");

	cr_assert(f != NULL, "%s", file);
	while (fgets(line, sizeof line, f)) {
		json_t *o = json_loads(line, 0, NULL);
		struct judged j;

		cr_assert(o != NULL, "%s: %s", file, line);
		judge_text(&j, m, json_string_value(json_object_get(o, "lang")),
		    NULL, json_string_value(json_object_get(o, "text")));
		fn(&j, o, ctx);
		judged_release(&j);
		json_decref(o);
	}
	(void)fclose(f);
}

/* write text to a file of that name in a folder made by mkdtemp */
static inline void put_file(const char *dir, const char *name, const char *text)
{
	char path[512];
	FILE *f;

	(void)snprintf(path, sizeof path, "%s/%s", dir, name);
	f = fopen(path, "wb");
	cr_assert(f != NULL);
	(void)fputs(text, f);
	(void)fclose(f);
}

#endif
