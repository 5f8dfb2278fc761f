/*
 * The word lists of one language: phrases sorted into classes, found in a
 * text by a trie over words.
 *
 * Files: class (one or more, taxonomy.h), weight, forms (separated by ";",
 *   each spelled out by forms.h). A phrase may stand in several rows.
 * Matching: the longest phrase at a word; its words are joined by a blank, a
 *   hyphen, a quote or nothing (Chinese), never by a comma or a full stop.
 *   Arabic words are looked for without their clitics too (clitics.h). Case,
 *   digits and letter forms are folded as in the text (norm.h).
 * Owns: its memory until lexicon_free().
 * Keeps: a step costs one probe a word and form, whatever the text is.
 * Fails: EXIT_NOINPUT; EXIT_CONFIG with file and line.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_LEXICON_H
#define SCORE_TONE_LEXICON_H

#include "score/doc.h"
#include "score/tone/taxonomy.h"

enum tongue { TONGUE_EN, TONGUE_AR, TONGUE_ZH, TONGUES };

struct sense {
	uint16_t class;
	double weight;
	struct sense *next; /* of the same phrase */
};

struct lexicon;

/* what the words of a text are to the lexicon: the ids of their forms */
enum { WORD_IDS_MAX = 6 };
struct word_ids {
	uint32_t id[WORD_IDS_MAX];
	uint8_t n;
	bool future[WORD_IDS_MAX];
};

struct lexicon_match {
	const struct sense *sense; /* NULL: nothing */
	size_t words;
	bool future; /* its first word stood behind the Arabic س */
};

struct lexicon *lexicon_new(enum tongue tongue);
void lexicon_free(struct lexicon *l);
int lexicon_read(
    struct lexicon *l, struct taxonomy *t, const char *path, struct err *e);

/* ids[0, n) of the words [first, first + n) of the field */
void lexicon_words(const struct lexicon *l, const struct doc_field *f,
    size_t first, size_t n, struct word_ids *ids);

/* the longest phrase that begins at word `at` and ends before word `end`;
 * ids[0] belongs to word `first` */
struct lexicon_match lexicon_find(const struct lexicon *l,
    const struct doc_field *f, const struct word_ids *ids, size_t first,
    size_t at, size_t end);

/* the senses of one whole word */
const struct sense *lexicon_word(const struct lexicon *l, struct str word);

/* does what stands between two words join them to a phrase? */
bool lexicon_joins(struct str between);

/* the language of a BCP 47 tag; TONGUES where there are no lists for it */
enum tongue lexicon_tongue(struct str lang);

#endif
