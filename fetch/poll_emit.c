#include "fetch/poll_emit.h"

#include "fetch/base/jsonw.h"
#include "fetch/page_file.h"

static int emit_source(struct fetcher *f, const struct feed_spec *s,
    struct str kind, struct err *e)
{
	struct jsonw j;
	struct buf b;

	buf_init(&b, 1 << 20);
	jsonw_begin(&j, &b);
	jsonw_object(&j, NULL);
	jsonw_int(&j, "v", 1);
	jsonw_text(&j, "record", STR("source"));
	jsonw_text(&j, "name", s->name);
	jsonw_text(&j, "feed", s->url);
	jsonw_text(&j, "kind", kind);
	jsonw_text(&j, "language", s->language);
	jsonw_text(&j, "scope", s->scope);
	jsonw_bool(&j, "follow", s->follow);
	jsonw_text(&j, "forms", s->forms);
	jsonw_text(&j, "cik", s->cik);
	jsonw_text(&j, "since", s->since);
	jsonw_text(&j, "until", s->until);
	jsonw_object_end(&j);
	int rc = emit_line(&f->emit, s->url, buf_view(&b), false, e);

	buf_release(&b);
	return rc;
}

static int emit_answer(struct fetcher *f, const struct answer *a,
    const struct poll_emission *p, struct err *e)
{
	const struct emit_exchange x = {
	    .type = !p->changed  ? "revisit"
		    : a->is_file ? "resource"
				 : "response",
	    .uri = a->url,
	    .head = a->head,
	    /* of a revisit the body is not repeated */
	    .body = p->changed ? a->body : (struct str){NULL, 0},
	    .content_type = a->is_file ? page_file_type(a->url) : NULL,
	    .request = a->request,
	    .ip = a->ip,
	    .same_as = p->changed ? (struct str){NULL, 0} : p->digest,
	    .not_modified = a->status == 304,
	    .truncated = a->cut,
	};

	return emit_exchange(&f->emit, &x, e);
}

int poll_emit(struct fetcher *f, const struct job *j, const struct answer *a,
    const struct poll_emission *x, struct err *e)
{
	/* what an index names is asked for by us, and comes out of parse as
	 * no items */
	struct str kind = x->index ? STR("sitemap-index") : j->spec->kind;

	if (x->good && (emit_source(f, j->spec, kind, e) != 0 ||
			   emit_answer(f, a, x, e) != 0))
		return -1;
	return emit_outcome(
	    &f->emit, j->url, j->spec->url, a->status, x->reason, e);
}
