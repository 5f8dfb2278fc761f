/*
 * Cue rules: sequences of classes that together say something.
 *
 * cues.tsv: signals (comma-separated, or -), pattern, gap (words between two
 *   terms at most), strength, tone (toward the entity; - for the signal's
 *   own), entity (whose it is; - for the signal's own), flags.
 * Pattern: terms separated by blanks, in the order of the text:
 *   a class ("up.*" for all of a prefix); "@" a mention, "@lab" one of that
 *   role, "=@" the one that the finding belongs to; "#" a figure, "#%"
 *   "#money" "#count" "#x" one of that kind; or some of these joined by "|"
 *   ("=@supplier|c.chips"); a number is the gap before the next term; "~" in
 *   front: the two terms stand in either order.
 *   "^" in front of a term: how this one is said is how all is said (else the
 *   first cue, direction or opinion tells).
 * Flags: consume (its hits are taken out of all other reading), wide (pauses
 *   may lie between), denies (says the contrary), free (whatever the topic),
 *   en, ar, zh (in these languages alone).
 * Keeps: rules that consume go first, earlier ones before later ones.
 * Owns: its memory until rules_release().
 * Fails: EXIT_CONFIG with file and line.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_RULES_H
#define SCORE_TONE_RULES_H

#include "score/tone/finding.h"

enum { RULE_TERMS = 6, CLASS_WORDS = CLASSES_MAX / 64 };

struct term {
	uint64_t classes[CLASS_WORDS];
	bool bound, anchor;
	unsigned roles;  /* of a mention; 0: any */
	unsigned figure; /* bits of enum figure_kind; 0: no figure */
	double gap;
};

struct rule {
	struct term terms[RULE_TERMS];
	size_t n_terms;
	size_t signals[FINDING_SIGNALS];
	size_t n_signals;
	double strength, tone;
	enum policy policy;
	bool consume, wide, denies, free;
	unsigned tongues; /* bits; 0: all */
};

struct rules {
	struct arena arena;
	struct rule *rules;
	size_t n, cap;
	/* rules by the class of their first term, with what is looked at
	 * before the rule itself is */
	struct rule_list {
		struct rule_head {
			uint32_t rule;
			uint16_t second; /* the one class of the second term;
					  * CLASSES_MAX: none, or several */
			uint8_t tongues;
			bool consume;
		} * v;
		size_t n, cap;
	} by_class[CLASSES_MAX];
};

/* t knows the classes of all word lists already */
int rules_read(
    struct rules *r, struct taxonomy *t, const char *path, struct err *e);
void rules_release(struct rules *r);

/* What matches in the sentence; hits of rules that consume become used. */
void rules_consume(const struct rules *rules, struct reading *r,
    struct findings *to, struct arena *a);
void rules_match(const struct rules *rules, struct reading *r,
    struct findings *to, struct arena *a);

#endif
