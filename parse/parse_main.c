/* jevons-parse: WARC or documents to record lines. */
#include "fetch/base/log.h"
#include "fetch/base/opts.h"
#include "fetch/base/out.h"
#include "fetch/base/progress.h"
#include "parse/stream.h"

#include <libxml/parser.h>
#include <stdio.h>

struct settings {
	const char *type, *content_type, *url;
	int64_t fetched;
	long jobs;
	bool quiet;
	struct stamp_clock clock;
};

struct printed {
	struct progress progress;
	long long articles;
};

static int print(void *user, struct str lines, struct err *e)
{
	struct printed *p = user;

	if (str_starts(lines, STR("{\"v\":1,\"record\":\"article\"")))
		progress_tell(&p->progress, ++p->articles);
	if (fwrite(lines.p, 1, lines.n, stdout) != lines.n ||
	    fflush(stdout) != 0)
		return err_sys(e, EXIT_IO, "cannot write to stdout");
	return 0;
}

static int work(const struct settings *o, int n, char **files, struct err *e)
{
	struct printed printed = {.articles = 0};
	struct stream_settings set = {
	    .content_type = str_of(o->content_type),
	    .url = str_of(o->url),
	    .fetched =
		o->fetched != STAMP_NONE ? o->fetched : stamp_now(&o->clock),
	    .jobs = (size_t)o->jobs,
	    .write = print,
	    .user = &printed,
	};
	int64_t began = stamp_ticks();
	struct err first = {0}, mine = {0};

	progress_begin(&printed.progress, "articles");
	if (sniff_type_named(o->type, &set.type, e) != 0)
		return -1;
	struct stream *s = stream_open(&set, e);

	if (!s)
		return -1;
	int rc = n == 0 ? stream_file(s, "-", &mine) : 0;

	for (int i = 0; i < n && rc == 0; i++) {
		rc = stream_file(s, files[i], &mine);
		if (rc != 0 && mine.code == EXIT_NOINPUT && n > 1) {
			log_event(LOG_WARN, mine.text, NULL);
			err_set(&first, mine.code, "%s", mine.text);
			err_clear(&mine);
			rc = 0;
		}
	}
	if (rc == 0)
		rc = stream_drain(s, &mine);
	struct job_counts c = stream_counts(s);

	stream_close(s);
	log_counts(c.in, c.out, c.refused, (stamp_ticks() - began) / 1000);
	if (rc != 0)
		return err_set(e, mine.code, "%s", mine.text);
	if (first.code)
		return err_set(e, first.code, "%s", first.text);
	if (c.refused && c.refused == c.in)
		return EXIT_DATA;
	return c.refused ? EXIT_SOME : EXIT_GOOD;
}

int main(int argc, char **argv)
{
	struct settings s = {.type = "auto",
	    .jobs = 1,
	    .fetched = STAMP_NONE,
	    .clock = {STAMP_NONE}};
	const struct opt table[] = {
	    {"type", 't', OPT_TEXT, &s.type, "T",
		"auto html feed sitemap filing text warc"},
	    {"content-type", 0, OPT_TEXT, &s.content_type, "S",
		"the Content-Type that came with the document"},
	    {"url", 'u', OPT_TEXT, &s.url, "U", "address of the document"},
	    {"fetched", 0, OPT_STAMP, &s.fetched, "T",
		"when the document was fetched (default: now)"},
	    {"jobs", 'j', OPT_COUNT, &s.jobs, "N",
		"workers; what comes out is the same"},
	    {"quiet", 'q', OPT_FLAG, &s.quiet, NULL,
		"warnings and errors only"},
	    {0},
	};
	const struct opts_program p = {"jevons-parse", "[options] [FILE…]",
	    "Reads WARC, or documents of any kind, gzip or not, and prints "
	    "feed, item, article\nand outcome records as JSON Lines.",
	    table,
	    "exit status: 0 good, 1 some records refused, 65 all refused, "
	    "66 no input",
	    false};
	struct err e = {0};
	int first, code = -1;

	out_setup();
	enum opts_result r = opts_read(&p, argc, argv, &s.clock, &first, &e);

	log_open(p.name, s.quiet ? LOG_WARN : LOG_INFO);
	if (r == OPTS_DONE)
		code = out_finish(&e);
	else if (r == OPTS_RUN)
		code = work(&s, argc - first, argv + first, &e);
	if (r == OPTS_RUN && e.code == 0)
		(void)out_finish(&e);
	xmlCleanupParser();
	return code >= 0 && e.code == 0 ? code : log_error(&e);
}
