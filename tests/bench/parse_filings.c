/*
 * MB a CPU second of the reading of filings, beside libxml2's bare reader on
 * the same bytes: envelopes alone, then everything (text, sections, facts,
 * record). usage: bench_parse_filings FILE…      (gzip or not)
 */
#include "parse/filing/envelope.h"
#include "parse/filing/filing.h"

#include <libxml/xmlreader.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <zlib.h>

enum { ROUNDS = 5 };

struct totals {
	double bytes, micros;
};

struct sums {
	struct totals envelope, pages, submissions, tables, reader;
	size_t largest;
};

static bool load(struct buf *to, const char *path)
{
	gzFile gz = gzopen(path, "rb");
	int n = 1;

	buf_clear(to);
	while (gz && n > 0) {
		char *room = buf_room(to, 1 << 18);

		n = room ? gzread(gz, room, 1 << 18) : 0;
		to->n += n > 0 ? (size_t)n : 0;
	}
	if (gz)
		(void)gzclose(gz);
	return to->n > 0;
}

static int take(void *user, struct article *a, struct err *e)
{
	struct buf *line = user;

	(void)e;
	buf_clear(line);
	article_write(line, a);
	return 0;
}

static int pass(void *user, struct str line, struct err *e)
{
	(void)user;
	(void)line;
	(void)e;
	return 0;
}

static int ignore(void *user, struct str document, const struct err *why)
{
	(void)user;
	(void)document;
	(void)why;
	return 0;
}

/* of this process: other work on the machine does not count */
static int64_t ticks(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void count(struct totals *t, size_t bytes, int64_t since)
{
	t->bytes += (double)bytes * ROUNDS;
	t->micros += (double)(ticks() - since);
}

static void bare_reader(struct sums *s, struct str bytes)
{
	int64_t began = ticks();

	for (int i = 0; i < ROUNDS; i++) {
		xmlTextReaderPtr r = xmlReaderForMemory(bytes.p, (int)bytes.n,
		    NULL, NULL, XML_PARSE_HUGE | XML_PARSE_NOERROR);

		while (r && xmlTextReaderRead(r) == 1)
			;
		xmlFreeTextReader(r);
	}
	count(&s->reader, bytes.n, began);
}

static void one(struct sums *s, struct str bytes, const char *name,
    struct arena *a, struct buf *line)
{
	const struct filing_source in = {.bytes = bytes, .name = str_of(name)};
	const struct filing_sink sink = {line, take, pass, ignore};
	enum filing_kind kind = filing_sniff(bytes);
	struct totals *t = kind == FILING_PAGE    ? &s->pages
			   : kind == FILING_FACTS ? &s->tables
						  : &s->submissions;
	struct err e = {0};
	int64_t began = ticks();

	if (kind == FILING_NONE)
		return;
	/* once before, so that memory is there */
	(void)filing_read(&in, kind, a, &sink, &e);
	began = ticks();
	for (int i = 0; i < ROUNDS; i++) {
		arena_reset(a);
		(void)filing_read(&in, kind, a, &sink, &e);
	}
	count(t, bytes.n, began);
	if (kind == FILING_PAGE)
		bare_reader(s, bytes);
	if (kind != FILING_SUBMISSION)
		return;
	began = ticks();
	for (int i = 0; i < ROUNDS; i++) {
		struct envelope env;

		arena_reset(a);
		(void)envelope_parse(&env, a, bytes, &e);
	}
	count(&s->envelope, bytes.n, began);
}

static void print(const char *name, const struct totals *t)
{
	if (t->micros > 0)
		printf("%-34s %9.1f MB %8.1f MB/s\n", name,
		    t->bytes / ROUNDS / 1e6, t->bytes / t->micros);
}

int main(int argc, char **argv)
{
	struct sums s = {.largest = 0};
	struct arena a = {0};
	struct buf bytes, line;
	struct rusage use;

	buf_init(&bytes, (size_t)1 << 30);
	buf_init(&line, (size_t)1 << 30);
	for (int i = 1; i < argc; i++) {
		if (!load(&bytes, argv[i]))
			continue;
		s.largest = bytes.n > s.largest ? bytes.n : s.largest;
		one(&s, buf_view(&bytes), argv[i], &a, &line);
	}
	print("envelope of submissions", &s.envelope);
	print("submissions, all done", &s.submissions);
	print("inline XBRL pages, all done", &s.pages);
	print("the same pages, libxml2's reader", &s.reader);
	print("tables of facts in JSON", &s.tables);
	(void)getrusage(RUSAGE_SELF, &use);
	printf("%-34s %9.1f MB %8.1f x the largest document\n", "resident",
	    (double)use.ru_maxrss / 1e3,
	    (double)use.ru_maxrss * 1024 / (double)(s.largest ? s.largest : 1));
	buf_release(&bytes);
	buf_release(&line);
	arena_release(&a);
	xmlCleanupParser();
	return 0;
}
