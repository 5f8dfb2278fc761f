#include "fetch/base/progress.h"

#include "fetch/base/log.h"
#include "fetch/base/stamp.h"

#include <stdio.h>
#include <stdlib.h>

enum { EVERY_MS = 200 };

void progress_begin(struct progress *p, const char *key)
{
	const char *asked = getenv("JEVONS_PROGRESS");

	*p = (struct progress){.key = key, .on = asked && *asked};
}

void progress_tell(struct progress *p, long long n)
{
	char text[24];

	if (!p->on || stamp_ticks() < p->next)
		return;
	p->next = stamp_ticks() + EVERY_MS * 1000L;
	(void)snprintf(text, sizeof text, "%lld", n);
	log_event(LOG_INFO, "progress", p->key, text, NULL);
}
