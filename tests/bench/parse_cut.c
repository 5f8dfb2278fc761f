/*
 * Every file, and every file cut at so many places, gives one answer: a record
 * or a refusal, and neither a crash nor (under the asan preset) a leak. Prints
 * what it did. Cuts are spread over the file, and lie behind a byte that a
 * parser may wait behind (< & " ' - ] and bytes beyond ASCII) where one is
 * near.
 * usage: bench_parse_cut CUTS FILE…      (gzip or not)
 */
#include "parse/work.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { NEAR_BYTES = 200, STEP_BYTES = 1 << 18 };

struct totals {
	size_t files, parsed, refused, lines;
};

static bool load(struct buf *to, const char *path)
{
	gzFile gz = gzopen(path, "rb");
	int n = 1;

	buf_clear(to);
	while (gz && n > 0) {
		char *room = buf_room(to, STEP_BYTES);

		n = room ? gzread(gz, room, STEP_BYTES) : 0;
		to->n += n > 0 ? (size_t)n : 0;
	}
	if (gz)
		(void)gzclose(gz);
	return to->n > 0;
}

/* a copy of its own, so that a step behind its end is seen */
static void parse(struct work *w, struct str s, struct totals *t)
{
	char *own = mem_new(s.n + 1, 1);
	struct job j = {
	    .kind = JOB_DOCUMENT,
	    .type = PAGE_AUTO,
	    .fetched = stamp_days(2026, 1, 1) * STAMP_DAY,
	    .url = STR("http://bench.example/a/page"),
	    .raw = {.offset = -1},
	};
	struct job_counts counts = {0};
	struct buf lines;

	own = mem_grow(own, s.n ? s.n : 1, 1);
	memcpy(own, s.p, s.n);
	j.bytes = (struct str){own, s.n};
	buf_init(&lines, (size_t)1 << 30);
	work_do(w, &j, &lines, &counts);
	if (counts.in < 1 || (!counts.out && !counts.refused))
		BUG("a document without an answer");
	t->parsed++;
	t->refused += counts.refused > 0;
	t->lines += (size_t)counts.out;
	buf_release(&lines);
	free(own);
}

static size_t good_place(struct str s, size_t at)
{
	for (size_t i = at; i < s.n && i < at + NEAR_BYTES; i++)
		if (strchr("<&\"'-]", s.p[i]) || (s.p[i] & 0x80))
			return i + 1;
	return at;
}

int main(int argc, char **argv)
{
	size_t cuts = argc > 2 ? strtoul(argv[1], NULL, 10) : 0;
	struct work *w = work_open();
	struct totals t = {0};
	struct buf b;

	buf_init(&b, (size_t)1 << 30);
	for (int i = 2; i < argc; i++) {
		if (!load(&b, argv[i]))
			continue;
		struct str s = buf_view(&b);

		t.files++;
		parse(w, s, &t);
		for (size_t k = 0; k < cuts; k++)
			parse(w, str_sub(s, 0, good_place(s, s.n * k / cuts)),
			    &t);
	}
	(void)printf("%zu files, %zu parsed, %zu refused, %zu lines\n", t.files,
	    t.parsed, t.refused, t.lines);
	buf_release(&b);
	work_close(w);
	xmlCleanupParser();
	return t.files ? 0 : 1;
}
