#include "store/db/schema.h"

const char *schema_table_name(enum schema_table t)
{
	static const char *const names[TABLES] = {"meta", "name", "text", "doc",
	    "obs", "log", "story", "band", "canon", "model", "feed", "sum",
	    "rollup"};

	return names[t];
}

enum { WORDS_MAX = 9 };

/* the index is the number; 0 is "absent" */
static const char *const words[LISTS][WORDS_MAX] = {
    [LIST_KIND_OF_SERIES] = {"", "article", "mention", "signal", "claim",
	"fact", "hard", "outcome", "index"},
    [LIST_ORIGIN] = {"", "live", "first-poll", "late", "backfill"},
    [LIST_CONTENT] = {"", "full", "partial", "summary"},
    [LIST_PRECISION] = {"", "second", "minute", "day"},
    [LIST_ARTICLE_KIND] = {"", "news", "release", "filing", "post", "listing"},
    [LIST_SCOPE] = {"", "general", "topic"},
    [LIST_MODALITY] = {"", "asserted", "reported", "forecast", "hypothetical",
	"question", "negated", "ironic"},
    [LIST_FIELD] = {"", "title", "text"},
};

const char *schema_word(enum schema_list list, unsigned value)
{
	if (value >= WORDS_MAX || !words[list][value])
		return "";
	return words[list][value];
}

unsigned schema_value(enum schema_list list, struct str word)
{
	if (!word.n)
		return 0;
	for (unsigned i = 1; i < WORDS_MAX && words[list][i]; i++)
		if (str_eq(word, str_of(words[list][i])))
			return i;
	return 0;
}
