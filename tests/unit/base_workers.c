#include "fetch/base/workers.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* the result is the job twice; "die" dies; "big" gives a megabyte */
static void twice(void *user, struct str job, struct buf *result)
{
	(void)user;
	if (str_eq(job, STR("die")))
		_exit(3);
	if (str_eq(job, STR("big")))
		for (int i = 0; i < 1 << 20; i++)
			buf_char(result, 'x');
	buf_str(result, job);
	buf_str(result, job);
}

struct taken {
	struct buf all;
	int lost;
};

static int take(void *user, struct str result, bool lost, struct err *e)
{
	struct taken *t = user;

	(void)e;
	t->lost += lost;
	if (result.n < 100)
		buf_str(&t->all, result);
	buf_char(&t->all, lost ? '!' : ' ');
	return 0;
}

static void run(size_t n, const char *const *jobs, struct taken *t)
{
	struct err e = {0};

	(void)signal(SIGPIPE, SIG_IGN);
	buf_init(&t->all, 1 << 20);
	t->lost = 0;
	struct workers *w = workers_open(n, twice, take, t, &e);

	cr_assert_not_null(w);
	for (; *jobs; jobs++)
		cr_assert_eq(workers_add(w, str_of(*jobs), &e), 0);
	cr_assert_eq(workers_drain(w, &e), 0, "%s", e.text);
	workers_close(w);
}

Test(workers, results_come_in_order_of_the_jobs)
{
	static const char *const jobs[] = {
	    "1", "big", "3", "", "5", "big", "big", "8", NULL};
	struct taken t;

	for (size_t n = 1; n <= 5; n++) {
		run(n, jobs, &t);
		cr_expect_str_eq(buf_text(&t.all), "11  33  55   88 ");
		buf_release(&t.all);
	}
}

Test(workers, many_jobs_do_not_block)
{
	struct taken t = {0};
	struct err e = {0};

	(void)signal(SIGPIPE, SIG_IGN);
	buf_init(&t.all, 1 << 24);
	struct workers *w = workers_open(3, twice, take, &t, &e);

	for (int i = 0; i < 3000; i++) {
		char job[16];

		(void)snprintf(job, sizeof job, "%d", i % 100 ? i : 0);
		cr_assert_eq(
		    workers_add(w, i % 100 ? str_of(job) : STR("big"), &e), 0);
	}
	cr_assert_eq(workers_drain(w, &e), 0);
	cr_assert_not_null(strstr(buf_text(&t.all), "29992999 "));
	workers_close(w);
	buf_release(&t.all);
}

Test(workers, death_costs_its_jobs_and_no_more)
{
	static const char *const jobs[] = {"a", "b", "die", "d", NULL};
	struct taken t;

	run(2, jobs, &t);
	cr_expect_geq(t.lost, 1);
	cr_expect(str_starts(buf_view(&t.all), STR("aa bb !dd ")), "%s",
	    buf_text(&t.all));
	buf_release(&t.all);
}
