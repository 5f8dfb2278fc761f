#include "store/commands.h"

#include "fetch/base/jsonw.h"
#include "fetch/base/log.h"
#include "fetch/base/out.h"
#include "store/load.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void refused(void *user, const char *place, const struct err *why)
{
	(void)user;
	log_event(
	    LOG_WARN, "record refused", "place", place, "why", why->text, NULL);
}

static int backfill_of(const char *origin, bool *backfill, struct err *e)
{
	*backfill = strcmp(origin, "backfill") == 0;
	if (*backfill || strcmp(origin, "auto") == 0)
		return 0;
	return err_set(
	    e, EXIT_USAGE, "--origin is auto or backfill, not '%s'", origin);
}

/* the closing word for the front: one JSON line */
static int report(const char *path, const struct load *l, struct err *e)
{
	struct jsonw j;
	struct buf b;
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

	if (fd < 0)
		return err_sys(e, EXIT_CANTCREAT, "cannot write '%s'", path);
	buf_init(&b, 4096);
	jsonw_begin(&j, &b);
	jsonw_object(&j, NULL);
	jsonw_int(&j, "articles", l->articles);
	jsonw_int(&j, "added", l->done.added);
	jsonw_int(&j, "repeated", l->done.repeated);
	jsonw_int(&j, "versions", l->done.versions);
	jsonw_int(&j, "refused", l->refused);
	jsonw_int(&j, "observations", l->done.observations);
	jsonw_int(&j, "stories", l->done.stories);
	jsonw_int(&j, "events", l->done.events);
	jsonw_stamp(&j, "known", l->done.known);
	jsonw_object_end(&j);
	buf_char(&b, '\n');
	int rc = out_all(fd, buf_view(&b), e);

	if (close(fd) != 0 && rc == 0)
		rc = err_sys(e, EXIT_IO, "cannot write '%s'", path);
	buf_release(&b);
	return rc;
}

static int load_files(struct load *l, int n, char **files, struct err *e)
{
	char dash[] = "-", *just_stdin[] = {dash};
	int rc = 0;

	if (n == 0) {
		files = just_stdin;
		n = 1;
	}
	for (int i = 0; i < n && rc == 0; i++) {
		struct lines *from = lines_open(files[i], e);

		rc = from ? load_lines(l, from, e) : -1;
		lines_close(from);
	}
	return rc;
}

static void tell(const struct load *l, int64_t began)
{
	char was[STAMP_TEXT_BYTES], now[STAMP_TEXT_BYTES];
	int64_t clock = stamp_now(&l->clock);

	if (l->done.watermark != STAMP_NONE &&
	    clock < l->done.watermark - STAMP_SECOND)
		log_event(LOG_WARN,
		    "the clock is behind the store's: known goes on from there",
		    "clock", stamp_format(clock, now), "watermark",
		    stamp_format(l->done.watermark, was), NULL);
	if (l->odd_facts) {
		char n[24];

		(void)snprintf(n, sizeof n, "%lld", l->odd_facts);
		log_event(LOG_WARN,
		    "facts of filings left out: no decimal numbers", "count", n,
		    NULL);
	}
	log_counts(
	    l->in, load_out(l), l->refused, (stamp_ticks() - began) / 1000);
}

int store_load(
    const struct store_settings *s, int n, char **args, struct err *e)
{
	struct writer w;
	struct load l;
	bool backfill;
	int64_t began = stamp_ticks();

	if (backfill_of(s->origin, &backfill, e) != 0)
		return -1;
	struct env *env = env_open(s->db, &(struct env_options){0}, e);

	if (!env)
		return -1;
	write_init(&w, env);
	load_init(&l, &w, s->clock, backfill);
	l.tell = refused;
	int rc = load_files(&l, n, args, e);

	/* what came before a broken file is kept: it was read whole */
	if (rc == 0 || e->code == EXIT_NOINPUT || e->code == EXIT_DATA) {
		struct err mine = {0};

		if (load_end(&l, &mine) != 0) {
			err_set(e, mine.code, "%s", mine.text);
			rc = -1;
		}
	}
	if (rc == 0 && s->report)
		rc = report(s->report, &l, e);
	tell(&l, began);
	int code = l.refused == 0      ? EXIT_GOOD
		   : l.refused == l.in ? EXIT_DATA
				       : EXIT_SOME;

	load_release(&l);
	write_release(&w);
	env_close(env);
	return rc == 0 ? code : -1;
}
