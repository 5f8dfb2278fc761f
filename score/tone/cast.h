/*
 * Who plays in a document: its entities, whose each is, and what part it can
 * take (who sells compute, who buys it, who makes models).
 *
 * roles.tsv: entity, roles (blank-separated: company listed supplier spender
 *   lab cloud project none). Entities that are not listed play by their type:
 *   company → company listed spender; a product or person plays for its owner.
 * Owns: the role table until roles_release(); the cast lives in the arena.
 * Keeps: a player is an index into the score's entities.
 * Fails: EXIT_CONFIG with file and line.
 * Users: score/tone.
 */
#ifndef SCORE_TONE_CAST_H
#define SCORE_TONE_CAST_H

#include "score/doc.h"
#include "score/record/score.h"

#define PLAYER_NONE SIZE_MAX

enum role {
	ROLE_COMPANY = 1,
	ROLE_LISTED = 2,
	ROLE_SUPPLIER = 4,
	ROLE_SPENDER = 8,
	ROLE_LAB = 16,
	ROLE_CLOUD = 32,
	ROLE_PROJECT = 64,
	ROLE_NONE = 128,
	ROLE_GOODS = 256 /* of a mention: a product, not its maker */
};

struct roles {
	struct arena arena;
	struct role_row {
		struct str entity;
		unsigned roles;
	} * rows; /* by entity */
	size_t n, cap;
};

int roles_read(struct roles *r, const char *path, struct err *e);
void roles_release(struct roles *r);
/* one role by its name; 0 where there is none such */
unsigned role_named(struct str name);

struct player {
	struct str id;
	size_t owner;   /* a player; itself where it has none here */
	unsigned roles; /* its owner's */
	bool person, goods;
	bool given; /* from the user's recogniser alone */
};

struct cast {
	struct player *players; /* one for each of the score's entities */
	size_t n;
	size_t *of_mention; /* player of each of the document's mentions */
	/* the document's mention behind each mention of the score: those of
	 * player i begin at first_row[i]; the document's number for none */
	size_t *row, *first_row;
};

struct cast cast_make(const struct roles *r, const struct doc *d,
    const struct entities *t, const struct score *s, struct arena *a);

/* does the mention name a product? */
bool cast_goods(const struct cast *c, size_t mention);

/* whose mention it is: its owner; PLAYER_NONE where the score leaves it out */
size_t cast_owner(const struct cast *c, size_t mention);
unsigned cast_roles(const struct cast *c, size_t mention);

#endif
