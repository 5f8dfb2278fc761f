#include "store/query/cmd.h"

#include "fetch/base/out.h"
#include "store/query/footer.h"
#include "store/query/plot.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH = 80, TEXT_MAX_BYTES = 64 * 1024 * 1024 };
enum { TALL = 10, SHORT = 5, TALL_PANELS = 3, PANELS_MAX = 64 };

static bool ends(const char *path, const char *with)
{
	size_t n = strlen(path), k = strlen(with);

	return n > k && strcmp(path + n - k, with) == 0;
}

static int check(const struct ask *a, struct err *e)
{
	if (a->output && !ends(a->output, ".svg") && !ends(a->output, ".png"))
		return err_set(e, EXIT_USAGE,
		    "no picture: '%s' (a name that ends in .svg or .png)",
		    a->output);
	return 0;
}

static size_t screen_width(bool terminal)
{
	const char *columns = getenv("COLUMNS");
	char *end = NULL;
	struct winsize w;

	if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col)
		return w.ws_col;
	unsigned long n = columns ? strtoul(columns, &end, 10) : 0;

	return columns && end != columns && !*end && n >= 20 && n <= 1000
		   ? n
		   : WIDTH;
}

static int print(const struct tracks *t, struct err *e)
{
	struct buf b;
	size_t height = t->n <= TALL_PANELS ? TALL : SHORT;

	buf_init(&b, TEXT_MAX_BYTES);
	plot_text(
	    t, screen_width(t->q->out.terminal), height, t->q->out.colour, &b);
	int rc = b.over ? err_set(e, EXIT_USAGE, "too much to draw")
			: out_all(STDOUT_FILENO, buf_view(&b), e);

	buf_release(&b);
	return rc;
}

/* some story was found in the range */
static bool matched(const struct tracks *t)
{
	for (size_t i = 0; i < t->n; i++)
		for (size_t b = t->r.grid.first; b < t->r.grid.n; b++)
			if (t->v[i].v[b].stories || t->v[i].v[b].n)
				return true;
	return false;
}

static int draw(struct tracks *t, const struct ask *a, struct err *e)
{
	struct footer f = {.undated = t->undated,
	    .vague = t->r.vague,
	    .others = t->r.other_origins,
	    .none_live = t->r.none_live,
	    .rows = t->n};

	if (t->n > PANELS_MAX)
		return err_set(e, EXIT_USAGE,
		    "more than %d panels: name fewer entities or statistics",
		    PANELS_MAX);
	if (a->output ? plot_picture(t, a->output, ends(a->output, ".png"), e)
		      : print(t, e))
		return -1;
	t->q->out.format = SHEET_TSV; /* the footer is for stderr */
	footer_write(t->q, &f, NULL);
	return matched(t) ? EXIT_GOOD : EXIT_SOME;
}

int cmd_plot(const struct ask *a, struct err *e)
{
	struct arena arena = {0};
	struct question q = {0};
	struct tracks t = {0};
	struct measure *stats;
	struct str list = str_of(a->stat ? a->stat : "count,tone");
	size_t n;
	int code = -1;

	if (check(a, e) == 0 &&
	    measure_read(&arena, list, &stats, &n, e) == 0 &&
	    tracks_check(stats, n, a, &arena, e) == 0 &&
	    question_open(&q, a, e) == 0 &&
	    tracks_open(&t, &q, stats, n, e) == 0)
		code = draw(&t, a, e);
	tracks_close(&t);
	question_close(&q);
	arena_release(&arena);
	return code;
}
