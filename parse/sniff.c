#include "parse/sniff.h"

#include <string.h>

enum { HEAD_BYTES = 4096, LITERAL_HEAD_BYTES = 256 };

int sniff_type_named(const char *name, enum page_type *type, struct err *e)
{
	static const struct {
		const char *name;
		enum page_type type;
	} types[] = {{"auto", PAGE_AUTO}, {"html", PAGE_HTML},
	    {"feed", PAGE_FEED}, {"sitemap", PAGE_FEED},
	    {"filing", PAGE_FILING}, {"text", PAGE_TEXT}, {"warc", PAGE_WARC}};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (strcmp(types[i].name, name) == 0) {
			*type = types[i].type;
			return 0;
		}
	return err_set(e, EXIT_USAGE, "unknown type '%s'", name);
}

const char *sniff_binary(struct str bytes)
{
	static const struct {
		const char *magic;
		size_t n;
		const char *what;
	} kinds[] = {
	    {"%PDF-", 5, "a PDF file"},
	    {"PK\3\4", 4, "a zip file"},
	    {"\x89PNG", 4, "an image"},
	    {"\xFF\xD8\xFF", 3, "an image"},
	    {"GIF8", 4, "an image"},
	    {"\x7F"
	     "ELF",
		4, "a program"},
	    {"\xD0\xCF\x11\xE0", 4, "an old office file"},
	    {"\x28\xB5\x2F\xFD", 4, "a zstd file"},
	    {"\xFD"
	     "7zXZ",
		5, "an xz file"},
	    {"BZh", 3, "a bzip2 file"},
	    {"ID3", 3, "a sound"},
	    {"OggS", 4, "a sound"},
	    {"RIFF", 4, "an image, sound or film"},
	};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (str_starts(bytes, (struct str){kinds[i].magic, kinds[i].n}))
			return kinds[i].what;
	return NULL;
}

static bool holds(struct str s, const char *word)
{
	struct str w = str_of(word);

	for (size_t i = 0; i + w.n <= s.n; i++)
		if (((s.p[i] ^ w.p[0]) & ~0x20) == 0 &&
		    str_starts_nocase(str_sub(s, i, s.n), w))
			return true;
	return false;
}

static bool holds_any(struct str s, const char *const *words)
{
	for (; *words; words++)
		if (holds(s, *words))
			return true;
	return false;
}

static bool is_media(struct str type, const char *name)
{
	return str_starts_nocase(str_trim(type), str_of(name));
}

static bool is_filing(struct str head)
{
	return str_starts(head, STR("<SEC-DOCUMENT>")) ||
	       str_starts(head, STR("<SUBMISSION>")) ||
	       str_starts(head, STR("<IMS-DOCUMENT>")) ||
	       str_starts(head, STR("-----BEGIN PRIVACY-ENHANCED")) ||
	       (holds(head, "<SEC-HEADER>") && holds(head, "ACCESSION NUMBER"));
}

struct str sniff_literal(struct str utf8)
{
	struct str head = str_sub(str_trim(utf8), 0, LITERAL_HEAD_BYTES);
	size_t open = str_find(utf8, STR("`"), 0), close = utf8.n;

	if (!(str_starts(head, STR("export ")) ||
		str_starts(head, STR("const ")) ||
		str_starts(head, STR("var ")) ||
		str_starts(head, STR("let ")) ||
		str_starts(head, STR("module.exports"))) ||
	    open >= LITERAL_HEAD_BYTES ||
	    !str_starts(str_trim(str_sub(utf8, open + 1, utf8.n)), STR("<")))
		return (struct str){NULL, 0};
	while (close > open + 1 && utf8.p[close - 1] != '`')
		close--;
	return str_sub(utf8, open + 1, close > open + 1 ? close - 1 : utf8.n);
}

enum page_type sniff_text(struct str utf8, struct str type)
{
	static const char *const feeds[] = {"<rss", "<feed", "<rdf:rdf",
	    "<urlset", "<sitemapindex", "<channel", NULL};
	static const char *const pages[] = {"<!doctype html", "<html", "<head",
	    "<body", "<div", "<p>", "<p ", "<table", "<script", "<meta",
	    "<title", "<article", "<span", "<h1", "<br", "<font", NULL};
	static const char *const roots[] = {"<!doctype html", "<html", NULL};
	struct str head = str_trim(str_sub(utf8, 0, HEAD_BYTES));
	bool markup = str_starts(head, STR("<"));

	if (str_starts(head, STR("WARC/1.")))
		return PAGE_WARC;
	if (is_filing(head))
		return PAGE_FILING;
	if (is_media(type, "text/plain"))
		return PAGE_TEXT;
	if (str_starts(head, STR("{")) &&
	    (holds(head, "jsonfeed.org/version") ||
		is_media(type, "application/feed+json")))
		return PAGE_FEED;
	if (markup && holds_any(head, feeds) &&
	    !(is_media(type, "text/html") && holds_any(head, roots)))
		return PAGE_FEED;
	if (is_media(type, "text/html") ||
	    is_media(type, "application/xhtml+xml") || holds_any(head, roots) ||
	    (markup && holds_any(head, pages)) || sniff_literal(utf8).p)
		return PAGE_HTML;
	return PAGE_TEXT;
}
