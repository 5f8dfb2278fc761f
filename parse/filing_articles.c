#include "parse/filing_articles.h"

struct completing {
	const struct page *p;
	struct arena *arena;
	const struct filing_sink *sink;
};

/* what the filing says of itself comes first: it is the source */
static int complete(void *user, struct article *of_filing, struct err *e)
{
	struct completing *c = user;
	struct article to;

	page_begin(c->p, c->arena, &to);
	to.kind = of_filing->kind;
	to.title = of_filing->title;
	to.text = of_filing->text;
	to.summary = (struct str){NULL, 0};
	to.document = of_filing->document;
	to.filing = of_filing->filing;
	to.content = of_filing->content;
	if (of_filing->id.n)
		to.id = of_filing->id;
	if (!to.source.n)
		to.source = of_filing->source;
	if (of_filing->published != STAMP_NONE) {
		to.published = of_filing->published;
		to.published_from = of_filing->published_from;
		to.published_precision = of_filing->published_precision;
	}
	page_finish(c->p, c->arena, STR("en"), &to);
	return c->sink->article(c->sink->user, &to, e);
}

static int pass(void *user, struct str line, struct err *e)
{
	struct completing *c = user;

	return c->sink->line(c->sink->user, line, e);
}

static int tell(void *user, struct str document, const struct err *why)
{
	struct completing *c = user;

	return c->sink->refused(c->sink->user, document, why);
}

int filing_articles(const struct page *p, enum filing_kind kind,
    struct arena *a, const struct filing_sink *sink, struct err *e)
{
	struct completing c = {p, a, sink};
	const struct filing_source in = {
	    .bytes = p->bytes,
	    .url = p->url,
	    .name = p->raw.file,
	    .truncated = p->truncated,
	};
	const struct filing_sink mine = {
	    .user = &c,
	    .article = complete,
	    .line = pass,
	    .refused = tell,
	};

	return filing_read(&in, kind, a, &mine, e);
}
