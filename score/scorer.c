#include "score/scorer.h"

#include "parse/record/record.h"
#include "score/fingerprint.h"
#include "score/relevance.h"

enum { SCORE_MAX_BYTES = 256 * 1024 * 1024 };

void scorer_make(struct scorer *s, const struct model *m, int64_t now)
{
	*s = (struct scorer){.model = m, .now = now};
	buf_init(&s->json, SCORE_MAX_BYTES);
}

void scorer_release(struct scorer *s)
{
	buf_release(&s->json);
	arena_release(&s->arena);
}

void scorer_refuse(
    struct str place, const struct err *why, int64_t now, struct buf *to)
{
	struct outcome o = {.stage = STR("score"),
	    .place = place,
	    .reason = str_of(why->text),
	    .at = now};

	outcome_write(to, &o);
}

static int score_article(struct scorer *s, struct err *e)
{
	const struct model *m = s->model;

	s->score = (struct score){.model = str_of(m->name)};
	doc_build(&s->doc, &s->article, &m->sentences, &s->arena);
	if (mentions_find(&m->finder, &s->article, &s->doc, &s->arena, e) != 0)
		return -1;
	s->score.sentences = s->doc.n_sentences;
	s->score.words = s->doc.n_words;
	s->score.fingerprint = fingerprint_of(&s->doc, &s->arena);
	relevance_fill(&s->doc, &m->entities, &s->score, &s->arena);
	judge_score(m->judge, &s->doc, &m->entities, &s->score, &s->arena);
	return 0;
}

/* 1 an article to score, 0 a line that passes, -1 refused */
static int read_line(struct scorer *s, struct str line, struct err *e)
{
	struct str kind;
	long version;

	if (record_peek(line, &kind, &version, e) != 0)
		return -1;
	if (!str_eq(kind, STR("article")))
		return 0;
	if (version != RECORD_VERSION)
		return err_set(e, EXIT_DATA,
		    "article of version %ld, which is not known here", version);
	if (article_read(line, &s->arena, &s->article, e) != 0)
		return -1;
	return !str_eq(s->article.kind, STR("listing"));
}

/* U+0085, U+2028 and U+2029 end a line for some readers of JSON Lines: as
 * jsonw.h, escape them, where an article brings them. A line without them is
 * given back as it is. */
static struct str escape_line_ends(struct scorer *s, struct str line)
{
	static const struct {
		const char *bytes, *escaped;
	} ends[] = {{"\xc2\x85", "\\u0085"}, {"\xe2\x80\xa8", "\\u2028"},
	    {"\xe2\x80\xa9", "\\u2029"}};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct str find = str_of(ends[i].bytes);
		size_t at = str_find(line, find, 0), from = 0;
		struct buf copy;

		if (at == line.n)
			continue;
		buf_init(&copy, SCORE_MAX_BYTES * (size_t)4);
		for (; at < line.n; at = str_find(line, find, from)) {
			buf_str(&copy, str_sub(line, from, at));
			buf_puts(&copy, ends[i].escaped);
			from = at + find.n;
		}
		buf_str(&copy, str_sub(line, from, line.n));
		line = arena_str(&s->arena, buf_view(&copy));
		buf_release(&copy);
	}
	return line;
}

static int splice(
    struct scorer *s, struct str line, struct buf *to, struct err *e)
{
	buf_clear(&s->json);
	score_write(&s->json, &s->score);
	if (s->json.over)
		return err_set(e, EXIT_DATA, "the score is too big");
	return record_splice(
	    to, escape_line_ends(s, line), "score", buf_view(&s->json), e);
}

enum scorer_result scorer_line(struct scorer *s, struct str line,
    struct str place, struct buf *to, struct err *e)
{
	struct err mine = {0};
	size_t before = to->n;

	arena_reset(&s->arena);
	int rc = read_line(s, line, &mine);

	if (rc == 0) {
		buf_str(to, line);
		return SCORER_PASSED;
	}
	if (rc == 1 && score_article(s, &mine) == 0 &&
	    splice(s, line, to, &mine) == 0)
		return SCORER_SCORED;
	to->n = before;
	scorer_refuse(place, &mine, s->now, to);
	err_set(e, mine.code, "%s", mine.text);
	return SCORER_REFUSED;
}
