/* what another model says of the same articles */
#include "tests/unit/store_help.h"

#include "store/model_diff.h"

#define COUNT(v) (sizeof(v) / sizeof *(v))

static int add_line(void *user, const struct model_diff_line *l, struct err *e)
{
	(void)e;
	buf_printf(user, "%d %.*s %.*s %d>%d -%d +%d ~%d %.2f>%.2f\n",
	    (int)l->name.kind, STR_ARG(l->name.entity), STR_ARG(l->name.what),
	    (int)l->before, (int)l->after, (int)l->gone, (int)l->added,
	    (int)l->changed, l->mean_before, l->mean_after);
	return 0;
}

static struct sample of(
    const char *id, const char *model, const char *entity, double strength)
{
	return (struct sample){.id = id,
	    .published = "2025-01-27T12:00:00Z",
	    .precision = "second",
	    .fetched = "2025-01-27T12:00:00Z",
	    .model = model,
	    .entity = entity,
	    .signal = "adoption",
	    .demand = 1,
	    .strength = strength};
}

Test(model_diff, tells_series_that_differ_among_articles_scored_by_both)
{
	struct sample v[] = {of("a", "m", "nvidia", 0.5),
	    of("b", "m", "nvidia", 0.5), of("c", "m", "amd", 0.5),
	    of("d", "m", "nvidia", 0.25), of("same", "m", "intel", 0.5),
	    of("a", "m2", "nvidia", 0.5), of("b", "m2", "深度求索", 0.5),
	    of("c", "m2", "amd", 1), of("same", "m2", "intel", 0.5),
	    of("e", "m2", "nvidia", 1)};
	struct model_diff d = {1, 2, .write = add_line};
	struct buf out;
	struct shop s;
	struct err e = {0};

	shop_begin(&s);
	(void)shop_load(&s, "2025-02-01", v, COUNT(v));
	/* d has another text by now, which the other model has not scored */
	struct sample old = of("d", "m2", "nvidia", 1);
	struct sample new = of("d", "m", "nvidia", 0.25);

	(void)shop_load(&s, "2025-02-02", &old, 1);
	new.text = "another text";
	(void)shop_load(&s, "2025-02-03", &new, 1);
	struct reader *r = shop_read(&s, NULL);

	buf_init(&out, 65536);
	d.user = &out;
	cr_assert_eq(model_diff(r, &d, &e), 0, "%s", e.text);
	read_end(r);
	cr_expect_eq(d.docs, 4, "a b c same: %d", (int)d.docs);
	cr_expect_eq(d.series, 5);
	cr_expect_str_eq(buf_text(&out),
	    "2 nvidia  2>1 -1 +0 ~0 -0.50>-0.50\n"
	    "2 深度求索  0>1 -0 +1 ~0 nan>-0.50\n"
	    "3 amd adoption 1>1 -0 +0 ~1 0.50>1.00\n"
	    "3 nvidia adoption 2>1 -1 +0 ~0 0.50>0.50\n"
	    "3 深度求索 adoption 0>1 -0 +1 ~0 nan>0.50\n");
	buf_release(&out);
	shop_end(&s);
}

Test(model_diff, of_models_that_share_no_article_is_empty)
{
	struct sample v[] = {
	    of("a", "m", "nvidia", 0.5), of("b", "m2", "nvidia", 1)};
	struct model_diff d = {1, 2, .write = add_line};
	struct buf out;
	struct shop s;
	struct err e = {0};

	shop_begin(&s);
	(void)shop_load(&s, "2025-02-01", v, COUNT(v));
	struct reader *r = shop_read(&s, NULL);

	buf_init(&out, 65536);
	d.user = &out;
	cr_assert_eq(model_diff(r, &d, &e), 0, "%s", e.text);
	read_end(r);
	cr_expect_eq(d.docs + d.series, 0);
	cr_expect_eq(out.n, 0);
	buf_release(&out);
	shop_end(&s);
}
