#include "store/db/fault.h"

#include "fetch/base/exits.h"

#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

enum { PATH_BYTES = 512, LINE_BYTES = 1024, DIGITS = 20 };

/* What the handler says: it has nothing else to go by. */
static struct {
	char path[PATH_BYTES]; /* "": none */
	struct leaf_map map;
} watched;

/* a line that is made without anything that a handler must not call */
struct line {
	char p[LINE_BYTES];
	size_t n;
};

static void add(struct line *l, const char *text)
{
	size_t n = strlen(text);

	if (n > LINE_BYTES - l->n)
		n = LINE_BYTES - l->n;
	memcpy(l->p + l->n, text, n);
	l->n += n;
}

static void add_number(struct line *l, uintptr_t v)
{
	char digits[DIGITS + 1];
	size_t i = DIGITS;

	digits[i] = '\0';
	do {
		digits[--i] = (char)('0' + v % 10);
		v /= 10;
	} while (v && i);
	add(l, digits + i);
}

static _Noreturn void end(const void *at)
{
	struct line l = {.n = 0};
	uintptr_t offset = (uintptr_t)at - (uintptr_t)watched.map.base;

	add(&l, "level=error msg=\"a fault while the store was read: it is "
		"damaged, restore it from a backup or a dump\"");
	if (watched.path[0]) {
		add(&l, " store=\"");
		add(&l, watched.path);
		add(&l, "\"");
	}
	if (at && watched.map.base && offset < watched.map.map_bytes) {
		add(&l, " page=");
		add_number(&l, offset / watched.map.page_bytes);
	}
	add(&l, " exit=65\n");
	ssize_t ignored = write(STDERR_FILENO, l.p, l.n);

	(void)ignored;
	_exit(EXIT_DATA);
}

_Noreturn void fault_end(void)
{
	end(NULL);
}

static void on_fault(int number, siginfo_t *info, void *context)
{
	(void)number;
	(void)context;
	end(info->si_addr);
}

void fault_watch(const char *path, const struct leaf_map *map)
{
	size_t n = 0;

	memset(&watched, 0, sizeof watched);
	if (!path)
		return;
	for (; path[n] && n < PATH_BYTES - 1; n++) {
		unsigned char c = (unsigned char)path[n];

		watched.path[n] =
		    c < ' ' || c == '"' || c == '\\' ? '?' : path[n];
	}
	if (map)
		watched.map = *map;
}

void fault_setup(void)
{
	struct sigaction action = {
	    .sa_flags = (int)(SA_RESETHAND | SA_SIGINFO)};

	action.sa_sigaction = on_fault;
	(void)sigemptyset(&action.sa_mask);
	(void)sigaction(SIGBUS, &action, NULL);
	(void)sigaction(SIGSEGV, &action, NULL);
}
