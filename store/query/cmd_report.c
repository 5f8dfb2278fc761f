#include "store/query/cmd.h"

#include "fetch/base/durable.h"
#include "fetch/base/out.h"
#include "store/query/footer.h"
#include "store/query/report.h"

#include <string.h>
#include <unistd.h>

#define PAGE_MAX_BYTES ((size_t)64 << 20)
enum { DAYS_OF_DAYS = 45, DAYS_OF_WEEKS = 800 };

/* so that a chart has some dozens of buckets */
static void set_every(struct question *q)
{
	int64_t days = (q->until - q->since) / STAMP_DAY;

	if (!q->ask->every)
		q->rule.every = days <= DAYS_OF_DAYS    ? BUCKET_DAY
				: days <= DAYS_OF_WEEKS ? BUCKET_WEEK
							: BUCKET_MONTH;
}

static int write_page(struct report *r, struct err *e)
{
	typedef int section(struct report *, struct err *);
	static section *const sections[] = {report_balance, report_entities,
	    report_signals, report_hard, report_languages, report_stories,
	    report_quality};

	if (report_head(r, e) != 0)
		return -1;
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		if (sections[i](r, e) != 0)
			return -1;
	report_foot(r);
	return r->html.over ? err_set(e, EXIT_USAGE,
				  "the report is too long: ask for a shorter "
				  "range or longer buckets (--every)")
			    : 0;
}

static int put_page(struct report *r, const char *path, struct err *e)
{
	struct footer f = {.none_live = r->none_live,
	    .undated = r->undated,
	    .others = r->others};

	if (path && strcmp(path, "-") != 0) {
		if (durable_write(path, buf_view(&r->html), e) != 0)
			return -1;
	} else if (out_all(STDOUT_FILENO, buf_view(&r->html), e) != 0) {
		return -1;
	}
	r->q.out.format = SHEET_TSV; /* the footer is for stderr */
	f.rows = r->charts;
	footer_write(&r->q, &f, NULL);
	return 0;
}

int cmd_report(const struct ask *a, struct err *e)
{
	struct report r = {.auto_entities = a->entity.n == 0};
	int code = -1;

	if (!a->output && isatty(STDOUT_FILENO))
		return err_set(e, EXIT_USAGE,
		    "a report is no text: name a file with -o report.html");
	if (!a->spending != !a->price)
		return err_set(
		    e, EXIT_USAGE, "--spending and --price go together");
	buf_init(&r.html, PAGE_MAX_BYTES);
	if (question_open(&r.q, a, e) == 0) {
		set_every(&r.q);
		if (write_page(&r, e) == 0 && put_page(&r, a->output, e) == 0)
			code = r.matched ? EXIT_GOOD : EXIT_SOME;
	}
	question_close(&r.q);
	buf_release(&r.html);
	return code;
}
