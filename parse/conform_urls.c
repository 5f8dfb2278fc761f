/* conform-urls: addresses on their own, for files of cases. Built beside the
 * programs and not installed.
 *
 * usage: conform-urls     "ADDRESS<TAB>BASE" a line on stdin, escaped as in a
 *                         JSON string. Prints the address resolved against
 *                         its base; without a base, the one spelling of it
 *                         that ids use; FAIL for what is no address. */
#include "fetch/base/log.h"
#include "fetch/base/out.h"
#include "parse/text/url_normal.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

/* JSON's escapes undone; quotes may be plain */
static struct str unescape(struct arena *a, struct str s)
{
	struct buf b;

	buf_init(&b, 1 << 22);
	buf_puts(&b, "[\"");
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_char(&b, '\\');
		buf_char(&b, s.p[i]);
		if (s.p[i] == '\\' && i + 1 < s.n)
			buf_char(&b, s.p[++i]);
	}
	buf_puts(&b, "\"]");
	json_t *j = json_loadb(b.p, b.n, JSON_ALLOW_NUL, NULL);
	json_t *text = json_array_get(j, 0);
	struct str got =
	    text ? arena_str(a, (struct str){json_string_value(text),
				    json_string_length(text)})
		 : arena_str(a, s);

	json_decref(j);
	buf_release(&b);
	return got;
}

static void answer(struct arena *a, struct str line)
{
	struct str rest = line;
	struct str address = unescape(a, str_split(&rest, '\t'));
	struct str base = unescape(a, rest.p ? rest : STR(""));
	struct str got =
	    base.n ? url_resolve(a, base, address) : url_normalize(a, address);

	if (got.p)
		(void)printf("%.*s\n", STR_ARG(got));
	else
		(void)puts("FAIL");
}

int main(int argc, char **argv)
{
	struct arena a = {0};
	struct err e = {0};
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;

	(void)argv;
	out_setup();
	log_open("conform-urls", LOG_INFO);
	if (argc != 1) {
		err_set(&e, EXIT_USAGE, "usage: conform-urls <lines");
		return log_error(&e);
	}
	while ((n = getline(&line, &cap, stdin)) > 0) {
		struct str s = {line, (size_t)n};

		answer(&a, str_ends(s, STR("\n")) ? str_sub(s, 0, s.n - 1) : s);
		arena_reset(&a);
	}
	free(line);
	arena_release(&a);
	if (ferror(stdin))
		err_sys(&e, EXIT_IO, "cannot read stdin");
	else
		(void)out_finish(&e);
	return e.code ? log_error(&e) : EXIT_GOOD;
}
