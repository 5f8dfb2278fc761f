#include "fetch/front/upkeep.h"

#include "fetch/base/durable.h"
#include "fetch/base/ini.h"
#include "fetch/base/log.h"
#include "fetch/front/ask_store.h"
#include "fetch/front/disk.h"
#include "fetch/front/retain.h"

#include <stdio.h>

static void tell(const struct retain_done *d)
{
	char files[32], size[DISK_TEXT_BYTES];

	if (!d->files)
		return;
	(void)snprintf(files, sizeof files, "%ld", d->files);
	log_event(LOG_INFO, "archive files removed", "files", files, "size",
	    disk_format(d->bytes, size), NULL);
}

static int retain(struct run *r, struct err *e)
{
	struct retain_limits l;
	struct retain_done d;
	int64_t free_bytes;

	if (retain_limits(&r->config, &l, e) != 0 ||
	    disk_free(r->home, &free_bytes, e) != 0)
		return -1;
	int rc = retain_apply(
	    r->archive, &l, free_bytes, stamp_now(&r->clock), &d, e);

	tell(&d);
	return rc;
}

/* is a day over since the last time? The mark is the day's name. */
static bool is_new_day(struct run *r, struct buf *path, const char *day)
{
	struct err ignored = {0};
	struct buf last;

	buf_init(&last, 64 * 1024);
	buf_printf(path, "%s/pruned", r->logs);
	(void)durable_read(buf_text(path), &last, &ignored);
	bool is_new = !str_eq(str_trim(buf_view(&last)), str_of(day));

	buf_release(&last);
	return is_new;
}

static int prune(struct run *r, struct err *e)
{
	struct str text = str_of(config_get(&r->config, CONFIG_RETAIN_TEXT));
	int64_t now = stamp_now(&r->clock);
	char day[STAMP_TEXT_BYTES];
	struct buf path;
	long seconds;
	int code = EXIT_GOOD, rc = 0;

	if (!text.n)
		return 0;
	if (ini_seconds(text, &seconds, e) != 0)
		return err_context(e, "retain.text");
	(void)stamp_format_day(now, day);
	buf_init(&path, 8192);
	if (is_new_day(r, &path, day)) {
		rc = ask_store_prune(
		    r->db, now - seconds * STAMP_SECOND, &r->clock, &code, e);
		if (rc == 0 && code != EXIT_GOOD)
			rc = err_set(e, EXIT_IO,
			    "jevons-store prune ended with %d", code);
		if (rc == 0)
			rc = durable_write(buf_text(&path), str_of(day), e);
	}
	buf_release(&path);
	return rc;
}

void upkeep(struct run *r)
{
	struct err e = {0};

	if (retain(r, &e) != 0 || prune(r, &e) != 0)
		log_event(LOG_WARN, "upkeep failed", "why", e.text, NULL);
}

int upkeep_disk(struct run *r, struct err *e)
{
	char is[DISK_TEXT_BYTES], least[DISK_TEXT_BYTES];
	struct retain_limits l;
	struct err ignored = {0}; /* what counts is the room there is then */
	int64_t free_bytes;

	if (retain_limits(&r->config, &l, e) != 0 ||
	    disk_free(r->home, &free_bytes, e) != 0)
		return -1;
	if (free_bytes < l.free_min) {
		(void)retain(r, &ignored);
		if (disk_free(r->home, &free_bytes, e) != 0)
			return -1;
	}
	if (free_bytes >= l.free_min)
		return 0;
	return err_set(e, EXIT_IO,
	    "disk low: %s free under '%s', free_min is %s: nothing is fetched",
	    disk_format(free_bytes, is), r->home,
	    disk_format(l.free_min, least));
}
