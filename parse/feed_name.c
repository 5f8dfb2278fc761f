#include "parse/feed_name.h"

#include <string.h>

static const struct {
	const char *uri; /* begin of it */
	const char *prefix;
	enum feed_words words;
} known[] = {
    {"http://purl.org/rss/1.0/modules/content/", "content", FEED_CONTENT},
    {"http://purl.org/rss/1.0/modules/", NULL, FEED_OTHER},
    {"http://purl.org/rss/1.0/", "rss", FEED_CORE},
    {"http://purl.org/net/rss1.1#", NULL, FEED_CORE},
    {"http://www.w3.org/2005/Atom", "atom", FEED_CORE},
    {"http://purl.org/atom/ns#", "a10", FEED_CORE},
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf", FEED_CORE},
    {"http://backend.userland.com/", NULL, FEED_CORE},
    {"http://blogs.law.harvard.edu/tech/rss", NULL, FEED_CORE},
    {"http://my.netscape.com/", NULL, FEED_CORE},
    {"http://channel.netscape.com/", NULL, FEED_CORE},
    {"http://my.netscape.com/rdf/simple/0.9/", NULL, FEED_CORE},
    {"http://www.sitemaps.org/schemas/", NULL, FEED_CORE},
    {"https://www.sitemaps.org/schemas/", NULL, FEED_CORE},
    {"http://www.google.com/schemas/sitemap-news/", "news", FEED_CORE},
    {"http://www.google.com/schemas/sitemap/", NULL, FEED_CORE},
    {"http://purl.org/dc/", "dc", FEED_DC},
    {"http://search.yahoo.com/mrss", "media", FEED_MEDIA},
    {"http://www.itunes.com/", "itunes", FEED_ITUNES},
    {"http://www.w3.org/1999/xhtml", "xhtml", FEED_XHTML},
};

static bool begins(const char *s, const char *with)
{
	return strncmp(s, with, strlen(with)) == 0;
}

enum feed_words feed_words_of(const xmlNode *n)
{
	const char *name = (const char *)n->name;
	const char *colon = strchr(name, ':');
	const char *uri = n->ns && n->ns->href ? (const char *)n->ns->href : "";

	if (!*uri && !colon)
		return FEED_CORE;

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		const char *p = known[i].prefix;

		if (*uri && begins(uri, known[i].uri))
			return known[i].words;
		if (!*uri && colon && p && begins(name, p) &&
		    name[strlen(p)] == ':')
			return known[i].words;
	}
	/* whatever the feed's own root is written in: drafts of Atom had many
	 */
	if (*uri && n->ns == xmlDocGetRootElement(n->doc)->ns)
		return FEED_CORE;
	return *uri || colon ? FEED_OTHER : FEED_CORE;
}

const char *feed_name(const xmlNode *n)
{
	const char *name = (const char *)n->name;
	const char *colon = n->ns ? NULL : strchr(name, ':');

	return colon ? colon + 1 : name;
}

bool feed_is(const xmlNode *n, enum feed_words words, const char *name)
{
	return n->type == XML_ELEMENT_NODE &&
	       xmlStrcasecmp(
		   (const xmlChar *)feed_name(n), (const xmlChar *)name) == 0 &&
	       feed_words_of(n) == words;
}
