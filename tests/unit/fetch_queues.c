#include "fetch/host_queues.h"
#include "fetch/item.h"
#include "fetch/seen_items.h"

#include <criterion/criterion.h>
#include <stdio.h>

static int never(
    struct fetcher *f, struct job *j, const struct answer *a, struct err *e)
{
	(void)f, (void)j, (void)a, (void)e;
	return 0;
}

static void add(struct host_queues *q, const char *host, const char *url)
{
	host_queues_add(q, str_of(host), job_new(str_of(url), never));
}

static void take(struct host_queues *q, const char *want, int64_t now)
{
	struct host *h = host_queues_ready(q, now);

	cr_assert_not_null(h, "nothing is ready, not even %s", want);
	struct job *j = host_queues_take(q, h);

	cr_assert(str_eq(j->url, str_of(want)), "%.*s, not %s", STR_ARG(j->url),
	    want);
	job_free(j);
}

Test(host_queues, hosts_take_turns_and_are_asked_one_by_one)
{
	struct host_queues q = {0};

	add(&q, "a", "a1");
	add(&q, "a", "a2");
	add(&q, "a", "a3");
	add(&q, "b", "b1");
	add(&q, "c", "c1");
	cr_assert_eq(q.waiting, 5);
	take(&q, "a1", 0);
	take(&q, "b1", 0);
	take(&q, "c1", 0);
	cr_assert_null(host_queues_ready(&q, 0), "a is out");
	cr_assert_eq(
	    host_queues_wait(&q, 0, 77), 77, "busy: no reason to wake");
	host_queues_back(q.hosts[0], 50);
	cr_assert_null(host_queues_ready(&q, 49), "its pause");
	cr_assert_eq(host_queues_wait(&q, 20, 77), 30);
	add(&q, "b", "b2");
	host_queues_back(q.hosts[1], 0);
	take(&q, "a2", 50);
	take(&q, "b2", 50);
	cr_assert_eq(q.waiting, 1);
	host_queues_release(&q);
}

Test(host_queues, as_many_at_a_time_as_the_list_allows)
{
	struct host_queues q = {0};

	for (int i = 0; i < 4; i++) {
		struct job *j = job_new(STR("a"), never);

		j->parallel = 2;
		host_queues_add(&q, STR("h"), j);
	}
	take(&q, "a", 0);
	take(&q, "a", 0);
	cr_assert_null(host_queues_ready(&q, 0), "two are out");
	host_queues_back(q.hosts[0], 0);
	take(&q, "a", 0);
	cr_assert_eq(q.waiting, 1);
	struct job *left = host_queues_take_all(&q, q.hosts[0]);

	cr_assert_eq(q.waiting, 0);
	cr_assert_null(host_queues_ready(&q, 99));
	job_free(left);
	host_queues_release(&q);
}

Test(host_queues, ten_thousand_hosts)
{
	struct host_queues q = {0};
	char name[32];

	for (int i = 0; i < 20000; i++) {
		(void)snprintf(name, sizeof name, "h%d.example", i % 10000);
		add(&q, name, name);
	}
	cr_assert_eq(q.n_hosts, 10000);
	cr_assert_eq(q.waiting, 20000);
	for (int i = 0; i < 10000; i++) {
		(void)snprintf(name, sizeof name, "h%d.example", i);
		take(&q, name, 0);
	}
	cr_assert_null(host_queues_ready(&q, 0));
	host_queues_release(&q);
}

Test(seen_items, know_versions_and_feeds)
{
	struct seen_items s = {0};
	char id[32];

	cr_assert_not(seen_items_again(&s, STR("1"), STR("f"), STR("v1")));
	cr_assert(seen_items_again(&s, STR("1"), STR("f"), STR("v1")));
	cr_assert(seen_items_again(&s, STR("1"), STR("g"), STR("v9")),
	    "of another feed, whatever its version");
	cr_assert_not(seen_items_again(&s, STR("1"), STR("f"), STR("v2")),
	    "changed by its own feed");
	cr_assert(seen_items_again(&s, STR("1"), STR("f"), STR("v2")));
	for (int i = 0; i < 5000; i++) {
		(void)snprintf(id, sizeof id, "id-%d", i);
		cr_assert_not(
		    seen_items_again(&s, str_of(id), STR("f"), STR("v")));
	}
	for (int i = 0; i < 5000; i++) {
		(void)snprintf(id, sizeof id, "id-%d", i);
		cr_assert(seen_items_again(&s, str_of(id), STR("f"), STR("v")));
	}
	seen_items_release(&s);
}

static const char line[] =
    "{\"v\":1,\"record\":\"item\",\"id\":\"i\",\"url\":\"http://x/\","
    "\"feed\":\"f\",\"title\":\"t\",\"updated\":\"2025-01-27\"}";

static struct item read_item(const char *text, struct arena *a)
{
	json_t *o = json_loads(text, 0, NULL);
	struct item it;

	cr_assert_not_null(o);
	item_read(&it, str_of(text), o, a);
	json_decref(o);
	return it;
}

static const struct {
	bool told, fetched;
	long attempts;
	int64_t next_try;
	int changed; /* 1: its feed says something new; 2: another feed */
	bool follow;
	const char *want, *why;
} cases[] = {
    {false, false, 0, STAMP_NONE, 0, true, NULL, "new"},
    {false, false, 0, STAMP_NONE, 0, false, "not-followed", "new, alone"},
    {true, true, 0, STAMP_NONE, 0, true, "", "its page was had"},
    {true, true, 0, STAMP_NONE, 1, true, NULL, "it changed"},
    {true, true, 0, STAMP_NONE, 2, true, "", "another feed words it so"},
    {true, true, 0, STAMP_NONE, 1, false, "", "the page is enough"},
    {true, false, 0, STAMP_NONE, 0, false, "", "went out alone"},
    {true, false, 0, STAMP_NONE, 1, false, "not-followed", "changed, alone"},
    {true, false, 0, STAMP_NONE, 0, true, NULL, "is followed by now"},
    {true, false, 1, 1001, 0, true, "", "failed, not yet time"},
    {true, false, 1, 1000, 0, true, NULL, "failed, time to try again"},
    {true, false, 1, 1001, 1, true, NULL, "failed, then changed"},
    {true, false, 5, 0, 0, true, "", "failed five times"},
    {true, false, 5, 0, 1, true, NULL, "changed since"},
};

Test(item, a_page_is_asked_for_once_a_version)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena a = {0};
		struct item it = read_item(line, &a);
		const char *got;

		it.follow = cases[i].follow;
		it.memory = (struct item_memory){
		    .updated = it.updated,
		    .digest = cases[i].changed ? STR("other") : it.digest,
		    .feed = cases[i].changed == 2 ? STR("g")
			    : cases[i].told       ? STR("f")
						  : (struct str){NULL, 0},
		    .attempts = cases[i].attempts,
		    .next_try = cases[i].next_try,
		    .fetched = cases[i].fetched,
		    .told = cases[i].told,
		};
		got = item_keep_away(&it, 1000);
		cr_expect(cases[i].want && got
			      ? str_eq(str_of(got), str_of(cases[i].want))
			      : got == cases[i].want,
		    "%s: %s", cases[i].why, got ? got : "(fetch)");
		arena_release(&a);
	}
}

Test(item, failures_wait_longer_each_time)
{
	struct arena a = {0};
	struct item it = read_item(line, &a);

	for (int hours = 1, i = 1; i <= ITEM_ATTEMPTS_MAX; hours *= 2, i++) {
		it.memory = item_failed(&it, 0);
		cr_assert_eq(it.memory.attempts, i);
		cr_assert_eq(it.memory.next_try, hours * STAMP_HOUR);
		cr_assert(it.memory.told && !it.memory.fetched);
	}
	cr_assert_str_eq(item_keep_away(&it, STAMP_DAY * 30), "");
	it.digest = STR("other");
	it.memory = item_failed(&it, 0);
	cr_assert_eq(it.memory.attempts, 1, "a changed item begins anew");
	arena_release(&a);
}

Test(item, an_item_without_a_link_goes_out_alone)
{
	struct arena a = {0};
	struct item it = read_item("{\"id\":\"i\",\"title\":\"t\"}", &a);

	cr_assert_str_eq(item_keep_away(&it, 0), "no-link");
	it.memory = item_alone(&it);
	cr_assert_str_eq(item_keep_away(&it, 0), "");
	arena_release(&a);
}
