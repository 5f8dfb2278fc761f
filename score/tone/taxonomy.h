/*
 * What can be found: the signals, the measured things whose rise or fall is
 * news ("nouns"), and the classes that the word lists sort words into.
 *
 * signals.tsv: signal, family, demand (-1 0 1), entity (whose it is: a
 *   policy), tone (toward that entity), topic (compute: counts only where the
 *   text is about compute; near: where nothing says that it is not), mood
 *   (own, aim, act: see enum mood), needs (entity: no row without one),
 *   definition, en, ar, zh (examples).
 * nouns.tsv: noun, metric (of a stated figure), tone (of its rise), up, down,
 *   recover (signals of its rise, fall, recovery), entity, topic, units (what
 *   it can be measured in: money % x count time other; moment: its value is
 *   of a moment, not of a period). The noun "@" is the entity itself: "Nvidia
 *   fell".
 * Classes are named by their prefix: up. down. flat. recover. (v intransitive,
 *   t transitive, n noun, x verb or noun, a adjective; w and m a verb and a
 *   noun that measured things alone can have: revenue grows, a company's
 *   share does not), n.NOUN, s.SIGNAL, good, bad, neg, deg, but, break, and,
 *   m.MODALITY, t.TOPIC, q.QUANTITY, u.UNIT, c.CUE.
 * Owns: its memory until taxonomy_release().
 * Fails: EXIT_CONFIG with file and line.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_TAXONOMY_H
#define SCORE_TONE_TAXONOMY_H

#include "fetch/base/arena.h"
#include "fetch/base/err.h"

#include <stdint.h>

#define TAXON_NONE SIZE_MAX
enum { CLASSES_MAX = 1024 };

/* to whom a finding belongs (attribute.h says how each is looked for) */
enum policy {
	POLICY_NULL,
	POLICY_COMPANY,
	POLICY_LISTED,
	POLICY_SPENDER,
	POLICY_SUPPLIER,
	POLICY_MAKER,
	POLICY_SELLER,
	POLICY_CHALLENGED,
	POLICY_OBJECT, /* only what stands behind */
	POLICY_LAUNCHER,
	POLICY_AFFECTED,
	POLICY_NAMED,
	POLICY_ADOPTED,
	POLICY_PROJECT,
	POLICIES
};

/* what words of modality beside it do to a signal */
enum mood {
	MOOD_PLAIN, /* all count */
	MOOD_OWN,   /* it is itself about what is open: may, if, ask and will
		     * are part of it */
	MOOD_AIM,   /* to plan it is to do it: forecasts are assertions */
	MOOD_ACT    /* an announcement of one's own act asserts it */
};

/* what the text around must be about */
enum about { ABOUT_ANY, ABOUT_NEAR, ABOUT_COMPUTE };

struct signal_kind {
	struct str name, family;
	int demand;
	enum policy policy;
	double tone;
	enum about about;
	enum mood mood;
	bool needs; /* no row without an entity */
};

struct noun_kind {
	struct str name, metric; /* metric absent: none */
	double tone;
	size_t up, down, recover; /* signals; TAXON_NONE */
	enum policy policy;
	enum about about;
	unsigned units; /* bits of enum figure_kind that measure it */
	bool moment;    /* it has a value at a time, not over a period */
};

enum class_kind {
	CLASS_DIRECTION,
	CLASS_NOUN,
	CLASS_SIGNAL,
	CLASS_OPINION,
	CLASS_NEGATION,
	CLASS_DEGREE,
	CLASS_BREAK,
	CLASS_AND,
	CLASS_MODAL,
	CLASS_TOPIC,
	CLASS_QUANTITY,
	CLASS_UNIT,
	CLASS_CUE,
	/* set by the reading, not by word lists */
	CLASS_ENTITY,
	CLASS_FIGURE
};

enum direction { DIR_UP, DIR_DOWN, DIR_FLAT, DIR_RECOVER };
enum bind {
	BIND_VERB,
	BIND_TRANSITIVE,
	BIND_NOUN,
	BIND_ADJECTIVE,
	BIND_EITHER /* a verb, or a noun behind an article or before "of" */
};
enum modal {
	MODAL_REPORT, /* said, according to */
	MODAL_EXPECT, /* a verb of forecasting */
	MODAL_WILL,   /* the narrator's future */
	MODAL_MAY,    /* may, could, perhaps */
	MODAL_IF,     /* conditions */
	MODAL_QAD,  /* Arabic: may before an imperfect, has before a perfect */
	MODAL_OWN,  /* announces, decides, pledges */
	MODAL_ASK,  /* opens a question without its mark */
	MODAL_DENY, /* denies what follows */
	MODAL_REFUTE, /* denies what stood before */
	MODAL_IRONY,
	MODAL_CONCEDE, /* although */
	MODAL_DONE,    /* already: no forecast */
	MODAL_FACT,    /* takes words out of reach: "will" as a noun */
	MODALS
};
enum break_kind { BREAK_COMMA, BREAK_STOP, BREAK_BUT };

struct class_info {
	struct str name;
	enum class_kind kind;
	enum direction direction;
	enum bind bind;
	bool measured; /* no entity rises or falls by it */
	enum modal modal;
	enum break_kind pause;
	bool silent;   /* looked up where it is needed, no hit */
	int sign;      /* opinion: -1, 1 */
	size_t noun;   /* CLASS_NOUN */
	size_t signal; /* CLASS_SIGNAL */
};

struct taxonomy {
	struct arena arena;
	struct signal_kind *signals;
	struct noun_kind *nouns;
	struct class_info *classes;
	size_t n_signals, n_nouns, n_classes;
	size_t cap_signals, cap_nouns, cap_classes;
	/* built in */
	size_t entity_noun; /* index of "@" */
	size_t volume_noun; /* of what is counted and has no name; or none */
	uint16_t entity, figure, comma, stop;
	/* classes that the code itself looks for */
	uint16_t approx, be, det, own, of, in, prep, will, rival, rival_of,
	    like, foil_of, anaphor, non, cause, we, base, by, range, expected,
	    within, fiscal;
	uint16_t over, under, leave, beat, passive;
	uint16_t rise, fall; /* "+5%", "-5%" */
};

int taxonomy_signals(struct taxonomy *t, const char *path, struct err *e);
int taxonomy_nouns(struct taxonomy *t, const char *path, struct err *e);
void taxonomy_release(struct taxonomy *t);

size_t taxonomy_signal(const struct taxonomy *t, struct str name);
int taxonomy_policy(struct str name, enum policy *to, struct err *e);

/* the number of a class, made where it is new; -1 for an unknown prefix,
 * noun, signal or too many */
int taxonomy_class(struct taxonomy *t, struct str name, struct err *e);

#endif
