/*
 * Damage to the file: flipped bits, zeroed pages, truncation. Each is
 * harmless, or an error with the code of corrupt data; never a wrong answer
 * and never a crash.
 */
#include "tests/unit/store_help.h"

#include "store/db/fault.h"

#include <fcntl.h>
#include <sys/wait.h>

enum { ARTICLES = 120, PAGE = 4096, PATIENCE_SECONDS = 20 };
enum { EXIT_OTHER = 99 /* an answer that is not the right one */ };

struct bytes {
	unsigned char *p;
	size_t n;
};

/* what an undamaged store holds */
struct whole {
	struct buf dump;
	long long rows;
};

static struct bytes read_file(const char *path)
{
	struct bytes b = {NULL, 0};
	FILE *f = fopen(path, "rb");

	cr_assert(f);
	cr_assert_eq(fseek(f, 0, SEEK_END), 0);
	b.n = (size_t)ftell(f);
	b.p = mem_new(b.n, 1);
	rewind(f);
	cr_assert_eq(fread(b.p, 1, b.n, f), b.n);
	(void)fclose(f);
	return b;
}

static void write_file(const char *path, const unsigned char *p, size_t n)
{
	FILE *f = fopen(path, "wb");

	cr_assert(f);
	cr_assert_eq(fwrite(p, 1, n, f), n);
	cr_assert_eq(fclose(f), 0);
}

static int add_line(void *user, struct str line, struct err *e)
{
	(void)e;
	buf_str(user, line);
	return 0;
}

/* An error names its place: the table (and key), the months, the page, or the
 * file alone where that cannot even be opened. */
static bool names_place(const char *text)
{
	static const char *const places[] = {
	    "table '", "series ", "b.lmdb", "page=", "field '"};

	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (strstr(text, places[i]))
			return true;
	return false;
}

/* The rows of all series as a query reads them, months compared: how many, -1
 * on error. */
static long long read_as_queries_do(struct reader *r, struct err *e)
{
	long long n = 0;
	struct obs_row row;
	struct str name;
	int rc;

	for (uint32_t id = 1;
	     (rc = read_name(r, NAME_SERIES, id, &name, e)) == 1; id++) {
		struct read_rows *it = read_rows_begin(
		    r, id, STAMP_NONE, INT64_MAX, READ_ANY_MODEL, e);

		while (it && (rc = read_rows_next(it, &row, e)) == 1)
			n++;
		read_rows_end(it);
		if (!it || rc < 0 ||
		    read_check_months(r, id, STAMP_NONE, INT64_MAX, e) != 0)
			return -1;
	}
	return rc < 0 ? -1 : n;
}

/* in a child: read all of it, verify it, compare it with what it was; its
 * words go to the descriptor `words` */
static _Noreturn void look(
    const char *path, const struct whole *want, int words)
{
	struct env_options o = {.read_only = true};
	struct err e = {0};
	struct buf is;
	uint64_t rows;

	fault_setup();
	(void)alarm(PATIENCE_SECONDS);
	(void)dup2(words, STDERR_FILENO);
	buf_init(&is, (size_t)64 << 20);
	struct env *env = env_open(path, &o, &e);
	struct reader *r = env ? read_begin(env, STAMP_NONE, &e) : NULL;
	long long n = r ? read_as_queries_do(r, &e) : -1;

	if (n >= 0 && n != want->rows)
		_exit(EXIT_OTHER);
	if (n >= 0 && dump_store(r, true, add_line, &is, &e) == 0 &&
	    check_store(r, &rows, &e) == 0)
		_exit(str_eq(buf_view(&is), buf_view(&want->dump))
			  ? EXIT_GOOD
			  : EXIT_OTHER);
	(void)dprintf(STDERR_FILENO, "%s\n", e.text);
	_exit(e.code);
}

/* how it ended, and its words, at most `size` bytes with a NUL */
static int outcome_of(
    const char *path, const struct whole *want, char *words, size_t size)
{
	int status = 0, ends[2];
	ssize_t n;

	cr_assert_eq(pipe(ends), 0);
	pid_t child = fork();

	cr_assert(child >= 0);
	if (child == 0)
		look(path, want, ends[1]);
	(void)close(ends[1]);
	/* one line, which a pipe holds */
	cr_assert_eq(waitpid(child, &status, 0), child);
	n = read(ends[0], words, size - 1);
	words[n > 0 ? n : 0] = '\0';
	(void)close(ends[0]);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/* a store with a bit of everything, closed */
static void fill(struct shop *s, struct whole *whole)
{
	struct err e = {0};

	shop_begin(s);
	shop_load_begin(s, "2025-02-01", false);
	for (int i = 0; i < ARTICLES; i++) {
		char id[16], text[600];
		struct sample a = {.id = id,
		    .text = text,
		    .published = i % 5 ? "2025-01-10" : NULL,
		    .fetched = "2025-01-11",
		    .model = "m",
		    .fingerprint = (uint64_t)i * 0x123456789abcd,
		    .entity = i % 2 ? "nvidia" : "deepseek",
		    .signal = "adoption",
		    .value = i % 3 ? "17" : NULL};

		(void)snprintf(id, sizeof id, "%d", i);
		(void)snprintf(text, sizeof text, "text %0500d", i * i);
		shop_add(s, &a);
	}
	(void)shop_load_end(s);
	shop_dump(s, true, &whole->dump);
	struct reader *r = shop_read(s, NULL);

	whole->rows = read_as_queries_do(r, &e);
	cr_assert(whole->rows > ARTICLES, "%s", e.text);
	read_end(r);
	shop_close(s);
}

struct tally {
	int harmless, found;
};

static void expect_told(struct tally *t, const char *path,
    const struct whole *want, const char *what, size_t at)
{
	char words[1024];
	int rc = outcome_of(path, want, words, sizeof words);

	t->harmless += rc == EXIT_GOOD;
	t->found += rc == EXIT_DATA;
	cr_expect(rc == EXIT_GOOD || rc == EXIT_DATA,
	    "%s at %zu: outcome %d (%d: a wrong answer)", what, at, rc,
	    EXIT_OTHER);
	cr_expect(rc == EXIT_GOOD || names_place(words),
	    "%s at %zu: no place in '%s'", what, at, words);
}

Test(damage, flipped_bits_are_harmless_or_found)
{
	struct tally t = {0};
	unsigned seed = 1;
	struct shop s;
	struct whole whole;
	char path[128];

	fill(&s, &whole);
	struct bytes file = read_file(s.path);

	for (int i = 0; i < 300; i++) {
		size_t at = (size_t)rand_r(&seed) % file.n;
		unsigned char bit = (unsigned char)(1 << rand_r(&seed) % 8);

		file.p[at] ^= bit;
		write_file(shop_file(&s, "b.lmdb", path), file.p, file.n);
		expect_told(&t, path, &whole, "a flipped bit", at);
		file.p[at] ^= bit;
	}
	cr_expect(t.found > 20, "%d were found", t.found);
	free(file.p);
	buf_release(&whole.dump);
	shop_end(&s);
}

Test(damage, zeroed_pages_are_harmless_or_found)
{
	struct tally t = {0};
	struct shop s;
	struct whole whole;
	char path[128];

	fill(&s, &whole);
	struct bytes file = read_file(s.path);
	size_t pages = file.n / PAGE, step = pages / 40 + 1;

	for (size_t page = 0; page < pages; page += step) {
		unsigned char old[PAGE];

		memcpy(old, file.p + page * PAGE, PAGE);
		memset(file.p + page * PAGE, 0, PAGE);
		write_file(shop_file(&s, "b.lmdb", path), file.p, file.n);
		expect_told(&t, path, &whole, "a zeroed page", page);
		memcpy(file.p + page * PAGE, old, PAGE);
	}
	cr_expect(t.found > 5, "%d were found", t.found);
	free(file.p);
	buf_release(&whole.dump);
	shop_end(&s);
}

Test(damage, truncation_is_found)
{
	struct tally t = {0};
	unsigned seed = 2;
	struct shop s;
	struct whole whole;
	char path[128];

	fill(&s, &whole);
	struct bytes file = read_file(s.path);

	for (int i = 0; i < 25; i++) {
		size_t n = 1 + (size_t)rand_r(&seed) % (file.n - 1);

		if (i == 0)
			n = file.n - 1;
		write_file(shop_file(&s, "b.lmdb", path), file.p, n);
		expect_told(&t, path, &whole, "cut", n);
	}
	cr_expect(t.found >= 20, "%d were found", t.found);
	free(file.p);
	buf_release(&whole.dump);
	shop_end(&s);
}

/* what a query checks: rows and names that are lost, not just changed */
static void lose_row(struct shop *s, enum schema_table t, struct str prefix)
{
	struct err e = {0};
	MDB_txn *txn = env_begin(s->env, &e);
	MDB_cursor *cur;
	MDB_val k, v;
	char key[600];

	memcpy(key, prefix.p, prefix.n);
	k = (MDB_val){prefix.n, key};
	cr_assert_eq(mdb_cursor_open(txn, s->env->dbi[t], &cur), 0);
	cr_assert_eq(
	    mdb_cursor_get(cur, &k, &v, prefix.n ? MDB_SET_RANGE : MDB_FIRST),
	    0);
	cr_assert_eq(mdb_cursor_del(cur, 0), 0);
	mdb_cursor_close(cur);
	cr_assert_eq(env_commit(s->env, txn, &e), 0);
}

static int check_all(struct shop *s, struct err *e)
{
	struct reader *r = shop_read(s, NULL);
	uint64_t rows;
	int rc = check_store(r, &rows, e);

	read_end(r);
	return rc;
}

Test(damage, a_lost_row_is_found_by_its_sums)
{
	static const enum schema_table tables[] = {TABLE_NAME, TABLE_TEXT,
	    TABLE_DOC, TABLE_OBS, TABLE_LOG, TABLE_STORY, TABLE_BAND,
	    TABLE_MODEL};
	struct shop s;
	struct whole whole;

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		struct err e = {0};

		fill(&s, &whole);
		shop_open(&s, 0);
		cr_expect_eq(check_all(&s, &e), 0, "%s", e.text);
		lose_row(&s, tables[i], STR(""));
		cr_expect_eq(check_all(&s, &e), -1, "table %s",
		    schema_table_name(tables[i]));
		cr_expect_eq(e.code, EXIT_DATA);
		buf_release(&whole.dump);
		shop_end(&s);
	}
}

Test(damage, a_query_finds_what_its_months_lost)
{
	struct err e = {0};
	struct shop s;
	struct whole whole;
	uint32_t id;

	fill(&s, &whole);
	shop_open(&s, 0);
	struct reader *r = shop_read(&s, NULL);

	cr_assert_eq(
	    read_id(r, NAME_SERIES, STR("mention/nvidia"), &id, &e), 1);
	read_end(r);
	unsigned char prefix[4] = {(unsigned char)(id >> 24),
	    (unsigned char)(id >> 16), (unsigned char)(id >> 8),
	    (unsigned char)id};

	lose_row(&s, TABLE_OBS, (struct str){(char *)prefix, 4});
	r = shop_read(&s, NULL);
	/* the row that went was an undated one */
	cr_expect_eq(read_check_months(r, id, stamp_at("2025-01-01"),
			 stamp_at("2025-02-01"), &e),
	    0, "%s", e.text);
	cr_expect_eq(
	    read_check_months(r, id, STAMP_NONE, stamp_at("2025-02-01"), &e),
	    -1);
	cr_expect_eq(e.code, EXIT_DATA);
	read_end(r);
	buf_release(&whole.dump);
	shop_end(&s);
}

Test(damage, a_lost_name_does_not_pass_for_no_news)
{
	struct err e = {0};
	struct shop s;
	struct whole whole;
	uint32_t id;

	fill(&s, &whole);
	shop_open(&s, 0);
	struct reader *r = shop_read(&s, NULL);

	cr_expect_eq(read_id(r, NAME_SERIES, STR("mention/amd"), &id, &e), 0);
	read_end(r);
	lose_row(&s, TABLE_NAME, STR("s"));
	r = shop_read(&s, NULL);
	cr_expect_eq(read_id(r, NAME_SERIES, STR("mention/amd"), &id, &e), -1);
	cr_expect_eq(e.code, EXIT_DATA);
	read_end(r);
	buf_release(&whole.dump);
	shop_end(&s);
}
