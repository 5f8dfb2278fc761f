/* looking after the store: backup, compact, prune, adopt, texts, observe */
#include "tests/unit/store_help.h"

#include "store/adopt.h"
#include "store/backup.h"
#include "store/compact.h"
#include "store/observe.h"
#include "store/prune.h"
#include "store/texts.h"

#include <fcntl.h>
#include <sys/stat.h>

#define COUNT(v) (sizeof(v) / sizeof *(v))

enum { ARTICLES = 300 };

static void fill(struct shop *s, const char *model)
{
	shop_load_begin(s, "2025-02-27", false);
	for (int i = 0; i < ARTICLES; i++) {
		char id[16], text[64];
		struct sample a = {.id = id,
		    .text = text,
		    .published = i % 3 == 0   ? NULL
				 : i % 3 == 1 ? "2025-01-10"
					      : "2025-02-10",
		    .fetched = i % 2 ? "2025-01-11" : "2025-02-11",
		    .model = model,
		    .entity = "nvidia"};

		(void)snprintf(id, sizeof id, "%d", i);
		(void)snprintf(text, sizeof text, "text %d", i);
		shop_add(s, &a);
	}
	(void)shop_load_end(s);
}

static off_t size_of(const char *path)
{
	struct stat st;

	cr_assert_eq(stat(path, &st), 0);
	return st.st_size;
}

Test(backup, is_the_same_store_and_replaces_only_when_whole)
{
	char path[128], dir[128];
	struct shop s;
	struct err e = {0};
	struct buf one, two;

	shop_begin(&s);
	fill(&s, "m");
	shop_dump(&s, true, &one);
	shop_file(&s, "b.lmdb", path);
	/* twice: the second replaces the first */
	cr_assert_eq(backup_store(s.env, path, &e), 0, "%s", e.text);
	cr_assert_eq(backup_store(s.env, path, &e), 0, "%s", e.text);
	cr_expect_eq(backup_store(s.env, s.path, &e), -1);
	cr_expect_eq(e.code, EXIT_CANTCREAT);
	cr_expect(strstr(e.text, "the store itself"));
	err_clear(&e);
	cr_expect_eq(backup_store(s.env, s.dir, &e), -1, "a folder");
	cr_expect_eq(e.code, EXIT_CANTCREAT);
	err_clear(&e);
	cr_expect_eq(backup_store(s.env, shop_file(&s, "no/b", dir), &e), -1);
	cr_expect_eq(e.code, EXIT_CANTCREAT);
	shop_close(&s);
	cr_assert_eq(rename(path, s.path), 0);
	shop_open(&s, 0);
	shop_verify(&s);
	shop_dump(&s, true, &two);
	cr_expect(str_eq(buf_view(&one), buf_view(&two)));
	buf_release(&one);
	buf_release(&two);
	shop_end(&s);
}

/* damage the value of one row, checksum and all left as they were */
static void damage_row(struct shop *s)
{
	struct err e = {0};
	MDB_txn *txn = env_begin(s->env, &e);
	MDB_cursor *cur;
	MDB_val k, v;
	char copy[600];

	cr_assert_eq(mdb_cursor_open(txn, s->env->dbi[TABLE_OBS], &cur), 0);
	cr_assert_eq(mdb_cursor_get(cur, &k, &v, MDB_FIRST), 0);
	memcpy(copy, v.mv_data, v.mv_size);
	copy[20] ^= 1;
	cr_assert_eq(
	    mdb_cursor_put(cur, &k, &(MDB_val){v.mv_size, copy}, MDB_CURRENT),
	    0);
	mdb_cursor_close(cur);
	cr_assert_eq(env_commit(s->env, txn, &e), 0);
}

Test(backup, of_a_damaged_store_does_not_replace_a_good_one)
{
	char path[128];
	struct shop s;
	struct err e = {0};

	shop_begin(&s);
	fill(&s, "m");
	shop_file(&s, "b.lmdb", path);
	cr_assert_eq(backup_store(s.env, path, &e), 0, "%s", e.text);
	off_t good = size_of(path);

	damage_row(&s);
	cr_expect_eq(backup_store(s.env, path, &e), -1);
	cr_expect_eq(e.code, EXIT_DATA);
	cr_expect_eq(size_of(path), good);
	shop_end(&s);
}

Test(compact, gives_the_same_store_in_less_room)
{
	struct env_options alone = {.alone = true};
	struct shop s;
	struct err e = {0};
	struct buf one, two;

	shop_begin(&s);
	fill(&s, "m");
	fill(&s, "n");
	fill(&s, "o");
	shop_dump(&s, true, &one);
	shop_close(&s);
	off_t before = size_of(s.path);

	s.env = env_open(s.path, &alone, &e);
	cr_assert(s.env, "%s", e.text);
	cr_assert_eq(compact_store(s.env, &e), 0, "%s", e.text);
	env_close(s.env);
	cr_expect(size_of(s.path) < before);
	shop_open(&s, 0);
	shop_verify(&s);
	shop_dump(&s, true, &two);
	cr_expect(str_eq(buf_view(&one), buf_view(&two)));
	fill(&s, "m");
	shop_verify(&s);
	buf_release(&one);
	buf_release(&two);
	shop_end(&s);
}

Test(compact, of_a_damaged_store_leaves_it_alone)
{
	struct env_options alone = {.alone = true};
	struct shop s;
	struct err e = {0};

	shop_begin(&s);
	fill(&s, "m");
	damage_row(&s);
	shop_close(&s);
	off_t before = size_of(s.path);

	s.env = env_open(s.path, &alone, &e);
	cr_assert(s.env, "%s", e.text);
	cr_expect_eq(compact_store(s.env, &e), -1);
	cr_expect_eq(e.code, EXIT_DATA);
	env_close(s.env);
	s.env = NULL;
	cr_expect_eq(size_of(s.path), before);
	shop_open(&s, 0);
	shop_end(&s);
}

Test(prune, removes_texts_of_old_articles_and_nothing_else)
{
	struct shop s;
	struct err e = {0};
	struct reader *r;
	struct doc_row row;
	long long n;
	int64_t when = 0;

	shop_begin(&s);
	fill(&s, "m");
	cr_assert_eq(prune_store(s.env, stamp_at("2025-02-01"),
			 stamp_at("2025-03-01T00:00:00.5Z"), &n, &e),
	    0, "%s", e.text);
	/* those of January: a third by its date; a sixth that is dated later
	 * than it was seen; a sixth, undated, that was seen then */
	cr_expect_eq(n, ARTICLES / 3 + ARTICLES / 6 + ARTICLES / 6);
	shop_verify(&s);
	cr_expect_eq(shop_rows(&s, "mention/nvidia", NULL, NULL), ARTICLES);
	cr_expect_eq(
	    shop_watermark(&s), stamp_at("2025-02-27"), "nothing became known");
	r = shop_read(&s, NULL);
	cr_assert_eq(read_doc(r, doc_of_id(STR("1")), 1, &row, &e), 1);
	cr_expect(doc_pruned(&row, &when));
	cr_expect_eq(when, stamp_at("2025-03-01T00:00:00.5Z"));
	cr_expect_eq(row.n_series, 2);
	cr_assert_eq(read_doc(r, doc_of_id(STR("8")), 1, &row, &e), 1);
	cr_expect_not(doc_pruned(&row, &when));
	read_end(r);
	cr_assert_eq(prune_store(s.env, stamp_at("2025-02-01"),
			 stamp_at("2025-03-02"), &n, &e),
	    0);
	cr_expect_eq(n, 0, "once");
	/* and a pruned article is known still */
	fill(&s, "m");
	cr_expect_eq(shop_rows(&s, "mention/nvidia", NULL, NULL), ARTICLES);
	shop_verify(&s);
	shop_end(&s);
}

static int count_line(void *user, struct str line, struct err *e)
{
	(void)e;
	cr_expect(str_starts(line, STR("{\"v\":1,\"record\":\"article\"")));
	++*(int *)user;
	return 0;
}

Test(texts, are_the_last_version_of_each_article)
{
	struct sample a = {.id = "0", .text = "text anew", .model = "m"};
	int lines = 0;
	struct texts t = {.since = STAMP_NONE,
	    .until = STAMP_NONE,
	    .write = count_line,
	    .user = &lines};
	struct shop s;
	struct err e = {0};
	long long n;

	shop_begin(&s);
	fill(&s, "m");
	fill(&s, "n");
	(void)shop_load(&s, "2025-03-01", &a, 1);
	cr_assert_eq(texts_write(s.env, &t, &e), 0, "%s", e.text);
	cr_expect_eq(lines, ARTICLES);
	t.since = stamp_at("2025-02-01");
	lines = 0;
	cr_assert_eq(texts_write(s.env, &t, &e), 0);
	cr_expect_eq(lines, ARTICLES / 6);
	cr_assert_eq(prune_store(s.env, stamp_at("2025-02-01"), 1, &n, &e), 0);
	t.since = STAMP_NONE;
	lines = 0;
	cr_assert_eq(texts_write(s.env, &t, &e), 0);
	cr_expect_eq(lines + t.pruned, ARTICLES);
	cr_expect(t.pruned > 0);
	shop_end(&s);
}

Test(adopt, is_a_row_with_known)
{
	struct shop s;
	struct err e = {0};
	struct adopt_counts c;
	uint16_t model = 0;
	int64_t since = 0;

	shop_begin(&s);
	fill(&s, "m");
	fill(&s, "n");
	struct sample a = {.id = "0", .text = "text anew", .model = "m"};

	(void)shop_load(&s, "2025-03-01", &a, 1);
	cr_expect_eq(
	    adopt_model(s.env, STR("m"), stamp_at("2025-03-02"), &c, &e), 0,
	    "the first was adopted by itself");
	cr_expect_eq(adopt_model(s.env, STR("x"), 0, &c, &e), -1);
	cr_expect_eq(e.code, EXIT_USAGE);
	err_clear(&e);
	cr_expect_eq(
	    adopt_model(s.env, STR("n"), stamp_at("2025-03-03"), &c, &e), 1,
	    "%s", e.text);
	cr_expect_eq(c.docs, ARTICLES);
	cr_expect_eq(c.covered, ARTICLES - 1, "one has a text it has not seen");
	struct reader *r = shop_read(&s, "2025-03-02T23:00:00Z");

	cr_assert_eq(read_adopted(r, &model, &since, &e), 1);
	cr_expect_eq(model, 1);
	read_end(r);
	r = shop_read(&s, NULL);
	cr_assert_eq(read_adopted(r, &model, &since, &e), 1);
	cr_expect_eq(model, 2);
	cr_expect_eq(since, stamp_at("2025-03-03"));
	read_end(r);
	cr_expect_eq(shop_watermark(&s), stamp_at("2025-03-03"));
	cr_expect_eq(shop_table(&s, TABLE_LOG), shop_table(&s, TABLE_OBS) + 1,
	    "the feed has that commit");
	shop_verify(&s);
	shop_end(&s);
}

static const struct {
	const char *line;
	bool refused;
	const char *why;
} csv[] = {
    {"date,price", false, "a heading"},
    {"2025-01-27,118.42", false, "a day"},
    {"2025-01-27T14:30:00Z,120", false, "a moment"},
    {"\"2025-01-28\" , \"128.99\"", false, "quoted"},
    {"", false, "nothing"},
    {"2025-01-27,118.42", false, "a repeat"},
    {"2025-01-27,118.43", true, "another value of one time"},
    {"date,price", true, "a heading that is not the first line"},
    {"27/01/2025,1", true, "another date"},
    {"2025-01-30,", true, "no value"},
    {"2025-01-30", true, "no value"},
    {"2025-01-30,1,2", true, "more"},
    {"2025-01-30,1e400", true, "too great"},
    {"2025-02-30,1", true, "no day"},
};

Test(observe, takes_times_and_values)
{
	struct observe o = {.name = STR("nvda"), .unit = STR("USD"), .now = 77};
	long long refused = 0;
	struct shop s;
	struct obs_row r;
	struct err e = {0};
	char path[128];

	shop_begin(&s);
	FILE *f = fopen(shop_file(&s, "in", path), "w");

	for (size_t i = 0; i < COUNT(csv); i++) {
		(void)fprintf(f, "%s\n", csv[i].line);
		refused += csv[i].refused;
	}
	cr_assert_eq(fclose(f), 0);
	for (int round = 0; round < 2; round++) {
		struct lines *from = lines_open(path, &e);

		shop_load_begin(&s, "2025-02-01", false);
		o.l = &s.load;
		cr_assert_eq(observe_lines(&o, from, &e), 0, "%s", e.text);
		cr_expect_eq(s.load.refused, refused);
		lines_close(from);
		cr_expect_eq(shop_load_end(&s).events, round ? 0 : 3);
	}
	cr_expect_eq(shop_rows(&s, "hard/nvda/USD", NULL, &r), 3);
	cr_expect_eq(r.seen, 77);
	cr_expect_eq(r.key.time, stamp_at("2025-01-28T23:59:59.999999Z"));
	cr_expect_eq(r.precision, PRECISION_DAY);
	shop_verify(&s);
	shop_end(&s);
}

Test(observe, needs_a_name_and_a_unit)
{
	static const struct {
		const char *name, *unit;
		int code;
	} rows[] = {{"h100", "USD/GPU-hour", 0}, {NULL, "USD", EXIT_USAGE},
	    {"a/b", "USD", EXIT_USAGE}, {"h100", NULL, EXIT_USAGE}};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct observe o = {
		    .name = str_of(rows[i].name), .unit = str_of(rows[i].unit)};
		struct err e = {0};

		(void)observe_check_names(&o, &e);
		cr_expect_eq(e.code, rows[i].code, "%zu", i);
	}
}
