#include "fetch/base/log.h"

#include "fetch/base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 4096 };

/* The only state at file scope that the house style allows. */
static struct {
	const char *prog;
	enum log_level level;
} logger = {"jevons", LOG_INFO};

void log_open(const char *prog, enum log_level level)
{
	logger.prog = prog;
	logger.level = level;
}

static bool plain(const char *v)
{
	if (!*v)
		return false;
	for (; *v; v++)
		if ((unsigned char)*v <= ' ' || *v == '"' || *v == '=' ||
		    *v == '\\' || *v == 0x7f)
			return false;
	return true;
}

static void add_value(struct buf *b, const char *v)
{
	if (plain(v)) {
		buf_puts(b, v);
		return;
	}
	buf_char(b, '"');
	for (; *v; v++) {
		unsigned char c = (unsigned char)*v;

		if (c == '"' || c == '\\') {
			buf_char(b, '\\');
			buf_char(b, *v);
		} else if (c < ' ' || c == 0x7f) {
			buf_printf(b, "\\x%02x", (unsigned)c);
		} else {
			buf_char(b, *v);
		}
	}
	buf_char(b, '"');
}

void log_event(enum log_level level, const char *msg, ...)
{
	static const char *const names[] = {"error", "warn", "info", "debug"};
	struct buf b;
	const char *key;
	va_list ap;

	if (level > logger.level)
		return;
	buf_init(&b, LINE_MAX_BYTES);
	buf_printf(&b, "level=%s prog=%s msg=", names[level], logger.prog);
	add_value(&b, msg);
	va_start(ap, msg);
	while ((key = va_arg(ap, const char *)) != NULL) {
		const char *value = va_arg(ap, const char *);

		buf_printf(&b, " %s=", key);
		add_value(&b, value ? value : "");
	}
	va_end(ap);
	b.over = false;
	if (b.n == b.max)
		b.n--;
	buf_char(&b, '\n');
	/* nothing can be done about a closed stderr */
	ssize_t ignored = write(STDERR_FILENO, b.p, b.n);

	(void)ignored;
	buf_release(&b);
}

int log_error(const struct err *e)
{
	char code[16];

	(void)snprintf(code, sizeof code, "%d", e->code);
	log_event(LOG_ERROR, e->text, "exit", code, NULL);
	return e->code;
}

void log_counts(long long in, long long out, long long refused, long long ms)
{
	char v[4][24];

	(void)snprintf(v[0], sizeof v[0], "%lld", in);
	(void)snprintf(v[1], sizeof v[1], "%lld", out);
	(void)snprintf(v[2], sizeof v[2], "%lld", refused);
	(void)snprintf(v[3], sizeof v[3], "%lld", ms);
	log_event(LOG_INFO, "done", "in", v[0], "out", v[1], "refused", v[2],
	    "ms", v[3], NULL);
}
