#include "store/query/cmd.h"

#include "fetch/base/out.h"
#include "store/query/explain.h"
#include "store/query/rawrec.h"

#include <sys/ioctl.h>
#include <unistd.h>

enum { INDENT = 11, PIPE_WIDTH = 80, WIDEST = 100 };
#define OUT_MAX_BYTES ((size_t)16 << 20)

static size_t screen_width(void)
{
	struct winsize w;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) != 0 || w.ws_col == 0)
		return PIPE_WIDTH;
	return w.ws_col < WIDEST ? w.ws_col : WIDEST;
}

static int nothing(const struct ask *a, struct err *e)
{
	return err_set(e, EXIT_SOME,
	    "nothing is known under '%s'%s; its row may be newer than --as-of, "
	    "or of another model",
	    a->operands[0], a->as_of ? " at that time" : "");
}

static int raw(const struct question *q, const struct ref *r, struct err *e)
{
	struct explain_article x;
	int rc;

	if (r->cell)
		return err_set(e, EXIT_USAGE,
		    "a number has no raw record: take the REF of a story");
	rc = explain_article_read(&x, q, r->doc, e);
	if (rc == 1 && !x.has_line)
		rc = err_set(e, EXIT_NOINPUT,
		    "the article's line was removed to save space");
	if (rc == 1)
		rc = rawrec_write(&x.a.raw, STDOUT_FILENO, e) == 0 ? 1 : -1;
	explain_article_release(&x);
	return rc;
}

static int explain(
    const struct ask *a, const struct ref *r, struct fold *f, struct err *e)
{
	struct question q;
	int rc = -1;

	if (r->cell && !a->raw)
		return explain_cell(r, a, f, e);
	if (question_open(&q, a, e) == 0)
		rc = a->raw ? raw(&q, r, e) : explain_row(&q, r, f, e);
	question_close(&q);
	return rc;
}

int cmd_explain(const struct ask *a, struct err *e)
{
	struct arena arena = {0};
	struct buf out;
	struct fold f = {.to = &out, .indent = INDENT};
	struct ref r;
	int rc = -1;

	buf_init(&out, OUT_MAX_BYTES);
	f.width = screen_width();
	f.colour = question_colour();
	if (ref_read(str_of(a->operands[0]), &arena, &r, e) == 0)
		rc = explain(a, &r, &f, e);
	if (rc == 1 && out_all(STDOUT_FILENO, buf_view(&out), e) != 0)
		rc = -1;
	buf_release(&out);
	arena_release(&arena);
	if (rc == 0)
		nothing(a, e);
	return rc == 1 ? EXIT_GOOD : -1;
}
