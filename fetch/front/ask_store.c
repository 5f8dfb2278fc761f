#include "fetch/front/ask_store.h"

#include "fetch/front/beside.h"

#include <unistd.h>

enum { WORDS_MAX = 12 };

static int ask(const char *db, const char *const *words, bool quiet, int *code,
    struct err *e)
{
	struct beside b = {.words = words, .quiet = quiet};

	*code = EXIT_GOOD;
	if (access(db, F_OK) != 0)
		return 0;
	int rc = beside_run(&b, e);

	*code = b.code;
	return rc == 0 ? 0 : err_context(e, "the store was not asked");
}

int ask_store(const char *db, const char *format,
    const struct stamp_clock *clock, int *code, struct err *e)
{
	bool fixed = clock->fixed != STAMP_NONE;
	char now[STAMP_TEXT_BYTES];
	const char *words[WORDS_MAX + 1] = {"jevons-query", "status", "--db",
	    db, format ? "--format" : "--verify", format ? format : "--quiet",
	    fixed ? "--now" : NULL,
	    fixed ? stamp_format(clock->fixed, now) : NULL};

	return ask(db, words, format == NULL, code, e);
}

int ask_store_prune(const char *db, int64_t before,
    const struct stamp_clock *clock, int *code, struct err *e)
{
	bool fixed = clock->fixed != STAMP_NONE;
	char now[STAMP_TEXT_BYTES], when[STAMP_TEXT_BYTES];
	const char *words[WORDS_MAX + 1] = {"jevons-store", "prune", "--db", db,
	    "--before", stamp_format(before, when), "--quiet",
	    fixed ? "--now" : NULL,
	    fixed ? stamp_format(clock->fixed, now) : NULL};

	return ask(db, words, true, code, e);
}

int ask_store_model(const char *db, struct buf *name, struct err *e)
{
	const char *const words[] = {
	    "jevons-store", "adopt", "--db", db, "--quiet", NULL};
	struct beside b = {.words = words, .quiet = true, .said = name};

	if (access(db, F_OK) != 0)
		return 0;
	if (beside_run(&b, e) != 0)
		return err_context(e, "the store was not asked");
	if (b.code != EXIT_GOOD)
		buf_clear(name);
	if (name->n && name->p[name->n - 1] == '\n')
		name->n--;
	return 0;
}
