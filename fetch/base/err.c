#include "fetch/base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__attribute__((format(printf, 3, 0))) static void fill(
    struct err *e, int code, const char *fmt, va_list ap)
{
	e->code = code;
	(void)vsnprintf(e->text, sizeof e->text, fmt, ap);
}

int err_set(struct err *e, int code, const char *fmt, ...)
{
	va_list ap;

	if (e->code != 0)
		return -1;
	va_start(ap, fmt);
	fill(e, code, fmt, ap);
	va_end(ap);
	return -1;
}

int err_sys(struct err *e, int code, const char *fmt, ...)
{
	int saved = errno;
	va_list ap;

	if (e->code != 0)
		return -1;
	va_start(ap, fmt);
	fill(e, code, fmt, ap);
	va_end(ap);
	size_t n = strlen(e->text);
	(void)snprintf(
	    e->text + n, sizeof e->text - n, ": %s", strerror(saved));
	return -1;
}

int err_context(struct err *e, const char *fmt, ...)
{
	char old[sizeof e->text];
	va_list ap;

	if (e->code == 0)
		return -1;
	memcpy(old, e->text, sizeof old);
	va_start(ap, fmt);
	fill(e, e->code, fmt, ap);
	va_end(ap);
	size_t n = strlen(e->text);
	(void)snprintf(e->text + n, sizeof e->text - n, ": %.*s",
	    (int)(sizeof old - 1), old);
	return -1;
}

void err_clear(struct err *e)
{
	e->code = 0;
	e->text[0] = '\0';
}

void err_bug(const char *file, int line, const char *why)
{
	(void)fprintf(stderr, "bug at=%s:%d why=\"%s\"\n", file, line, why);
	abort();
}
