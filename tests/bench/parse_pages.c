/*
 * What a page or a feed costs, in CPU time of this process, beside libxml2's
 * bare parse of the same bytes: pages a second, MB/s, the ratio, the dearest
 * page, peak KiB.
 * usage: bench_parse_pages [--feed] FILE…      (gzip or not)
 */
#include "parse/work.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <zlib.h>

enum { ROUNDS = 3 };

struct totals {
	size_t pages;
	double bytes, bare, whole, dearest; /* microseconds; a MB at least */
	const char *dearest_of;
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

/* other work on the machine does not count */
static double ticks(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void parse_bare(struct str s, bool feed)
{
	xmlDocPtr doc = feed ? xmlReadMemory(s.p, (int)s.n, NULL, NULL,
				   XML_PARSE_RECOVER | XML_PARSE_NOERROR |
				       XML_PARSE_NOWARNING | XML_PARSE_NONET |
				       XML_PARSE_HUGE)
			     : htmlReadMemory(s.p, (int)s.n, NULL, "UTF-8",
				   HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
				       HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
				       XML_PARSE_HUGE);

	if (doc)
		xmlFreeDoc(doc);
}

static void measure(
    struct work *w, struct totals *t, const char *path, struct str s, bool feed)
{
	struct job j = {
	    .kind = JOB_DOCUMENT,
	    .type = feed ? PAGE_FEED : PAGE_HTML,
	    .fetched = stamp_days(2026, 1, 1) * STAMP_DAY,
	    .url = STR("http://bench.example/page"),
	    .bytes = s,
	};
	struct job_counts counts = {0};
	struct buf lines;
	double began = ticks();

	for (int i = 0; i < ROUNDS; i++)
		parse_bare(s, feed);
	double middle = ticks();

	buf_init(&lines, (size_t)1 << 30);
	for (int i = 0; i < ROUNDS; i++) {
		buf_clear(&lines);
		work_do(w, &j, &lines, &counts);
	}
	double end = ticks();
	double one = (end - middle) / ROUNDS;
	double per_mb = one / ((double)s.n > 1e6 ? (double)s.n / 1e6 : 1);

	buf_release(&lines);
	t->pages++;
	t->bytes += (double)s.n;
	t->bare += (middle - began) / ROUNDS;
	t->whole += one;
	if (per_mb > t->dearest) {
		t->dearest = per_mb;
		t->dearest_of = path;
	}
}

static void tell(const char *name, const struct totals *t, double micros)
{
	(void)printf("%-28s %8.0f pages/s %8.1f MB/s\n", name,
	    (double)t->pages / micros * 1e6, t->bytes / micros);
}

int main(int argc, char **argv)
{
	bool feed = argc > 1 && strcmp(argv[1], "--feed") == 0;
	struct work *w = work_open();
	struct totals t = {0};
	struct buf b;
	struct rusage use;

	xmlInitParser();
	buf_init(&b, (size_t)1 << 30);
	for (int i = 1 + feed; i < argc; i++)
		if (load(&b, argv[i]))
			measure(w, &t, argv[i], buf_view(&b), feed);
	if (t.pages) {
		(void)getrusage(RUSAGE_SELF, &use);
		tell("bare parse of libxml2", &t, t.bare);
		tell(feed ? "feed to items" : "page to article", &t, t.whole);
		(void)printf("ratio to the bare parse      %8.2f x\n"
			     "dearest, ms a MB             %8.1f (%s)\n"
			     "peak                         %8ld KiB\n",
		    t.whole / t.bare, t.dearest / 1e3, t.dearest_of,
		    use.ru_maxrss);
	}
	buf_release(&b);
	work_close(w);
	xmlCleanupParser();
	return t.pages ? 0 : 1;
}
