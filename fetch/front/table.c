#include "fetch/front/table.h"

#include "fetch/base/buf.h"

#include <libsmartcols.h>
#include <stdio.h>
#include <stdlib.h>

struct table {
	struct libscols_table *t;
	size_t n;
};

struct table *table_new(const char *const *names)
{
	struct table *t = mem_new(1, sizeof *t);

	t->t = scols_new_table();
	if (!t->t)
		BUG("no table");
	(void)scols_table_enable_colors(t->t, 0);
	(void)scols_table_set_termforce(t->t, SCOLS_TERMFORCE_NEVER);
	for (; names[t->n]; t->n++) {
		const char *name = names[t->n];
		int right = *name == '>';

		if (!scols_table_new_column(
			t->t, name + right, 0, right ? SCOLS_FL_RIGHT : 0))
			BUG("no column");
	}
	return t;
}

void table_free(struct table *t)
{
	if (!t)
		return;
	scols_unref_table(t->t);
	free(t);
}

void table_row(struct table *t, const struct str *cells)
{
	struct libscols_line *line = scols_table_new_line(t->t, NULL);

	if (!line)
		BUG("no line");
	for (size_t i = 0; i < t->n; i++) {
		char *text = mem_text(cells[i].n ? cells[i] : STR("-"));

		if (scols_line_set_data(line, i, text) != 0)
			BUG("no cell");
		free(text);
	}
}

int table_print(struct table *t, struct err *e)
{
	char *text = NULL;

	if (scols_print_table_to_string(t->t, &text) != 0 || !text)
		return err_set(e, EXIT_INTERNAL, "cannot make a table");
	int rc = fputs(text, stdout) != EOF
		     ? 0
		     : err_sys(e, EXIT_IO, "cannot write to stdout");

	free(text);
	return rc;
}
