/*
 * One article as the scorers see it: its two fields normalised, with the way
 * back to the bytes as they came, sentences, words, and what was found.
 *
 * Owns: nothing; all of it lives in the arena of the record.
 * Keeps: `norm` is UTF-8 with case, width, Arabic letter forms and digits
 *   folded (norm.h says how). Ranges named norm_* count its bytes; begin and
 *   end count bytes of the original field. Sentences are in order, do not
 *   overlap and are numbered through both fields, the title's first; words
 *   and mentions are in order of place within their field, and a range never
 *   leaves its sentence.
 *   In the score (score/record/score.h) the mention is entry `in_list` of
 *   entities[in_score].mentions, and the entry of its owner, which may be the
 *   same, is entities[owner_in_score]: relevance_fill() sets the three. An
 *   echo is in no list, so its in_list is none.
 * Users: score.
 */
#ifndef SCORE_DOC_H
#define SCORE_DOC_H

#include "fetch/base/arena.h"
#include "parse/record/article.h"
#include "score/entities.h"
#include "score/norm.h"
#include "score/sentences.h"

enum doc_field_name { DOC_TITLE, DOC_TEXT, DOC_FIELDS };

struct doc_sentence {
	size_t begin, end;
	size_t norm_begin, norm_end;
	size_t first_word, n_words; /* in the field's words */
};

/* a run of letters and digits, or one Han or kana character */
struct doc_word {
	uint32_t norm_begin, norm_end;
	uint64_t hash; /* wordhash() of it */
};

struct doc_mention {
	size_t entity; /* index of the table; ENTITY_NONE for a given one that
			* no table knows */
	struct str given; /* the user's name for it; absent for our own */
	enum doc_field_name field;
	size_t begin, end;
	size_t norm_begin, norm_end;
	size_t sentence; /* number through the document */
	bool echo;       /* another place of a given name (echoes.h) */
	size_t in_score, in_list, owner_in_score;
};

struct doc_field {
	struct str text; /* as it came; n = 0 where there is none */
	struct norm norm;
	struct doc_sentence *sentences;
	struct doc_word *words;
	size_t n_sentences, n_words;
	size_t first_sentence; /* the number of sentences[0] */
};

struct doc {
	struct str lang; /* BCP 47, absent where unknown */
	struct doc_field field[DOC_FIELDS];
	struct doc_mention *mentions; /* by field, then by begin */
	size_t n_mentions;
	size_t n_sentences, n_words; /* of both fields */
};

/* Everything but the mentions (mentions.h finds those). */
void doc_build(struct doc *d, const struct article *a,
    const struct sentence_rules *rules, struct arena *arena);

/* A text as one sentence, for lists of words: its lines are told by the line
 * ends of the normalised text. */
void doc_build_plain(struct doc_field *f, struct str text, struct arena *arena);

/* the sentence that holds the original byte `at`; the last one before it
 * where `at` stands between two. The field has at least one. */
const struct doc_sentence *doc_sentence_at(
    const struct doc_field *f, size_t at);

static inline struct str doc_norm(const struct doc_field *f)
{
	return f->norm.text;
}

struct str doc_surface(const struct doc *d, const struct doc_mention *m);

#endif
