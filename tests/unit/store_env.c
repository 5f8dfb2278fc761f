/* opening the environment safely, and the writer's transactions */
#include "tests/unit/store_help.h"

#include "store/db/bytes.h"
#include "store/db/names.h"

#include <fcntl.h>
#include <sys/stat.h>

static int try_open(const char *path, struct env_options o, struct err *e)
{
	struct env *env = env_open(path, &o, e);

	env_close(env);
	return env ? 0 : e->code;
}

Test(env, has_one_writer_and_any_number_of_readers)
{
	struct shop s;
	struct err e = {0};
	struct env_options reader = {.read_only = true};

	shop_begin(&s);
	cr_expect_eq(
	    try_open(s.path, (struct env_options){0}, &e), EXIT_TEMPFAIL);
	cr_expect(strstr(e.text, "another process is writing"));
	err_clear(&e);
	shop_close(&s);
	struct env *a = env_open(s.path, &reader, &e);

	cr_assert(a, "%s", e.text);
	cr_expect_eq(
	    try_open(s.path, (struct env_options){.read_only = true}, &e), 0,
	    "%s", e.text);
	cr_expect_eq(try_open(s.path, (struct env_options){.alone = true}, &e),
	    EXIT_TEMPFAIL, "alone means alone");
	env_close(a);
	err_clear(&e);
	cr_expect_eq(try_open(s.path, (struct env_options){.alone = true}, &e),
	    0, "%s", e.text);
	shop_end(&s);
}

Test(env, tells_what_is_not_there_from_what_cannot_be_made)
{
	struct env_options reader = {.read_only = true}, writer = {0};
	struct err e = {0};
	char path[128];
	struct shop s;

	shop_begin(&s);
	shop_close(&s);
	cr_expect_eq(
	    try_open(shop_file(&s, "none", path), reader, &e), EXIT_NOINPUT);
	err_clear(&e);
	cr_expect_eq(try_open(shop_file(&s, "no/such", path), writer, &e),
	    EXIT_CANTCREAT);
	err_clear(&e);
	cr_expect_eq(try_open(s.dir, writer, &e), EXIT_CANTCREAT, "a folder");
	err_clear(&e);
	cr_expect_eq(try_open("/dev/null", reader, &e), EXIT_CANTCREAT,
	    "no regular file");
	shop_end(&s);
}

static void write_file(const char *path, const void *bytes, size_t n)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);

	cr_assert(fd >= 0);
	cr_assert_eq(write(fd, bytes, n), (ssize_t)n);
	(void)close(fd);
}

Test(env, refuses_what_is_no_store_or_is_cut_short)
{
	static const char junk[20000] = "no store at all";
	struct env_options reader = {.read_only = true};
	struct err e = {0};
	struct stat st;
	struct shop s;
	struct sample a = {.id = "a", .model = "m", .entity = "nvidia"};

	shop_begin(&s);
	(void)shop_load(&s, "2025-01-01", &a, 1);
	shop_close(&s);
	cr_assert_eq(stat(s.path, &st), 0);
	cr_assert_eq(truncate(s.path, st.st_size - 4096), 0);
	cr_expect_eq(try_open(s.path, reader, &e), EXIT_DATA, "%s", e.text);
	cr_expect(strstr(e.text, "cut short"));
	err_clear(&e);
	cr_assert_eq(truncate(s.path, 5000), 0);
	cr_expect_eq(try_open(s.path, reader, &e), EXIT_DATA, "%s", e.text);
	err_clear(&e);
	write_file(s.path, junk, sizeof junk);
	cr_expect_eq(try_open(s.path, reader, &e), EXIT_DATA, "%s", e.text);
	err_clear(&e);
	cr_expect_eq(try_open(s.path, (struct env_options){0}, &e), EXIT_DATA);
	err_clear(&e);
	/* a store whose making was interrupted at once */
	write_file(s.path, junk, 0);
	cr_expect_eq(try_open(s.path, reader, &e), EXIT_NOINPUT);
	err_clear(&e);
	cr_expect_eq(try_open(s.path, (struct env_options){0}, &e), 0);
	shop_end(&s);
}

/* as a writer that is killed between its commit and the filling up */
static void commit_without_filling(struct shop *s)
{
	char key[] = "a key", big[400000] = "";
	struct err e = {0};
	MDB_txn *txn = env_begin(s->env, &e);
	MDB_val k = {sizeof key, key}, v = {sizeof big, big};

	cr_assert_eq(mdb_put(txn, s->env->dbi[TABLE_BAND], &k, &v, 0), 0);
	cr_assert_eq(mdb_del(txn, s->env->dbi[TABLE_BAND], &k, NULL), 0);
	cr_assert_eq(mdb_txn_commit(txn), 0);
}

Test(env, opens_after_a_kill_that_left_free_pages_out_of_the_file)
{
	MDB_envinfo info;
	struct stat st;
	struct shop s;
	struct sample a = {.id = "a", .model = "m", .entity = "nvidia"};

	shop_begin(&s);
	for (int i = 0; i < 4; i++) { /* so that there are pages to use again */
		char text[] = "text 0";

		text[5] = (char)('0' + i);
		a.text = text;
		(void)shop_load(&s, "2025-01-01", &a, 1);
	}
	commit_without_filling(&s);
	cr_assert_eq(mdb_env_info(s.env->mdb, &info), 0);
	cr_assert_eq(stat(s.path, &st), 0);
	cr_assert((size_t)st.st_size / 4096 <= info.me_last_pgno,
	    "LMDB wrote all pages: this test shows nothing");
	shop_close(&s);
	shop_open(&s, 0);
	shop_verify(&s);
	shop_end(&s);
}

static void set_schema(struct shop *s, uint32_t version)
{
	char key[] = "schema";
	unsigned char v[8];
	struct err e = {0};
	MDB_txn *txn = env_begin(s->env, &e);

	bytes_put_le(v, version, 4);
	bytes_put_le(v + 4,
	    env_crc(TABLE_META, STR("schema"), (struct str){(char *)v, 4}), 4);
	cr_assert_eq(mdb_put(txn, s->env->dbi[TABLE_META], &(MDB_val){6, key},
			 &(MDB_val){8, v}, 0),
	    0);
	cr_assert_eq(env_commit(s->env, txn, &e), 0);
}

Test(env, refuses_another_schema_and_says_what_to_type)
{
	struct err e = {0};
	struct shop s;

	shop_begin(&s);
	set_schema(&s, SCHEMA_VERSION + 1);
	shop_close(&s);
	cr_expect_eq(
	    try_open(s.path, (struct env_options){0}, &e), EXIT_CONFIG);
	cr_expect(strstr(e.text, "newer"), "%s", e.text);
	shop_end(&s);
	shop_begin(&s);
	set_schema(&s, SCHEMA_VERSION - 1);
	shop_close(&s);
	err_clear(&e);
	cr_expect_eq(
	    try_open(s.path, (struct env_options){.read_only = true}, &e),
	    EXIT_CONFIG);
	cr_expect(strstr(e.text, "jevons store migrate"), "%s", e.text);
	shop_end(&s);
}

struct put_many {
	int calls;
	size_t n;
};

static int put_many(struct writer *w, void *user, struct err *e)
{
	struct put_many *p = user;
	char name[200];
	uint32_t id;

	p->calls++;
	for (size_t i = 0; i < p->n; i++) {
		(void)snprintf(name, sizeof name, "%0150zu", i);
		if (write_name(w, NAME_SOURCE, str_of(name), &id, e) != 0)
			return -1;
		cr_assert_eq(id, i + 1);
	}
	return 0;
}

Test(write, makes_a_full_map_grow_and_does_it_again)
{
	struct put_many p = {0, 4000};
	struct err e = {0};
	struct shop s;

	shop_begin(&s);
	shop_close(&s);
	shop_open(&s, 160 * 1024);
	cr_assert_eq(write_run(&s.w, 1000, put_many, &p, &e), 0, "%s", e.text);
	cr_expect(p.calls > 3, "%d calls", p.calls);
	cr_expect_eq(s.w.known, 1000);
	shop_verify(&s);
	/* a reader with a small map of its own sees what another process wrote
	 */
	shop_close(&s);
	shop_open(&s, 160 * 1024);
	shop_verify(&s);
	shop_end(&s);
}

static int nothing(struct writer *w, void *user, struct err *e)
{
	uint32_t id;

	(void)user;
	return write_name(w, NAME_SOURCE, STR("gone"), &id, e) == 0
		   ? WRITE_NOTHING
		   : -1;
}

static int fails(struct writer *w, void *user, struct err *e)
{
	return nothing(w, user, e) < 0 ? -1
				       : err_set(e, EXIT_DATA, "as it must");
}

static int one_name(struct writer *w, void *user, struct err *e)
{
	return write_name(w, NAME_SOURCE, str_of(user), &(uint32_t){0}, e);
}

Test(write, known_is_above_the_last_one_whatever_the_clock_says)
{
	static const struct {
		int64_t now, known;
	} rows[] = {{5000, 5000}, {5000, 5001}, {4000, 5002}, {-9, 5003},
	    {5003, 5004}, {9000, 9000}};
	struct err e = {0};
	char name[16];
	struct shop s;

	shop_begin(&s);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		(void)snprintf(name, sizeof name, "%zu", i);
		cr_assert_eq(
		    write_run(&s.w, rows[i].now, one_name, name, &e), 0);
		cr_expect_eq(s.w.known, rows[i].known);
		struct reader *r = shop_read(&s, NULL);

		cr_expect_eq(read_watermark(r), rows[i].known);
		read_end(r);
	}
	shop_end(&s);
}

Test(write, what_is_dropped_or_fails_leaves_nothing)
{
	char name[] = "kept";
	struct err e = {0};
	struct shop s;
	uint32_t id;

	shop_begin(&s);
	cr_expect_eq(write_run(&s.w, 1, nothing, NULL, &e), WRITE_NOTHING);
	cr_expect_eq(write_run(&s.w, 1, fails, NULL, &e), -1);
	cr_expect_str_eq(e.text, "as it must");
	err_clear(&e);
	struct reader *r = shop_read(&s, NULL);

	cr_expect_eq(read_watermark(r), 0);
	cr_expect_eq(read_id(r, NAME_SOURCE, STR("gone"), &id, &e), 0);
	read_end(r);
	/* nor in the cache of names */
	cr_assert_eq(write_run(&s.w, 1, one_name, name, &e), 0);
	r = shop_read(&s, NULL);
	cr_expect_eq(read_id(r, NAME_SOURCE, STR("kept"), &id, &e), 1);
	cr_expect_eq(id, 1);
	read_end(r);
	shop_verify(&s);
	shop_end(&s);
}

Test(write, a_name_has_one_id_for_ever)
{
	char texts[4][32] = {"英伟达", "إنفيديا", "a", "b"};
	struct err e = {0};
	struct shop s;
	struct str text;
	uint32_t id;

	shop_begin(&s);
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < 4; i++)
			cr_assert_eq(
			    write_run(&s.w, 1, one_name, texts[i], &e), 0);
		name_cache_clear(&s.w.names);
	}
	struct reader *r = shop_read(&s, NULL);

	for (uint32_t i = 0; i < 4; i++) {
		cr_expect_eq(read_name(r, NAME_SOURCE, i + 1, &text, &e), 1);
		cr_expect(str_eq(text, str_of(texts[i])));
		cr_expect_eq(read_id(r, NAME_LANG, str_of(texts[i]), &id, &e),
		    0, "another class");
	}
	cr_expect_eq(read_name(r, NAME_SOURCE, 5, &text, &e), 0);
	read_end(r);
	shop_end(&s);
}
