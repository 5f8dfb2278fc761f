#include "fetch/base/ini.h"

#include "fetch/base/buf.h"

#include <errno.h>
#include <stdio.h>

enum { FILE_MAX_BYTES = 4 * 1024 * 1024 };

static int one_line(struct str line, struct str *section, ini_take *take,
    void *user, struct err *e)
{
	const struct str none = {NULL, 0};

	line = str_trim(line);
	if (line.n == 0 || line.p[0] == ';' || line.p[0] == '#')
		return 0;
	if (line.p[0] == '[') {
		if (line.p[line.n - 1] != ']')
			return err_set(e, EXIT_CONFIG, "no ']' at the end");
		*section = str_trim(str_sub(line, 1, line.n - 1));
		return take(user, *section, none, none, e);
	}
	size_t eq = str_find(line, STR("="), 0);

	if (eq == line.n || eq == 0)
		return err_set(e, EXIT_CONFIG, "not 'key = value'");
	return take(user, *section, str_trim(str_sub(line, 0, eq)),
	    str_trim(str_sub(line, eq + 1, line.n)), e);
}

int ini_read(struct str text, const char *name, ini_take *take, void *user,
    struct err *e)
{
	struct str section = STR(""), line;
	long number = 0;

	if (str_starts(text, STR("\xEF\xBB\xBF")))
		text = str_sub(text, 3, text.n);
	while ((line = str_split(&text, '\n')).p) {
		number++;
		if (one_line(line, &section, take, user, e) != 0)
			return err_context(e, "%s:%ld", name, number);
	}
	return 0;
}

int ini_read_file(const char *path, ini_take *take, void *user, struct err *e)
{
	FILE *f = fopen(path, "rb");
	struct buf b;
	size_t n;
	char *room;

	if (!f)
		return err_sys(e, EXIT_NOINPUT, "cannot open '%s'", path);
	buf_init(&b, FILE_MAX_BYTES);
	do {
		room = buf_room(&b, 8192);
		n = room ? fread(room, 1, 8192, f) : 0;
		b.n += n;
	} while (n > 0);
	bool failed = ferror(f) != 0;

	(void)fclose(f);
	int rc = failed   ? err_set(e, EXIT_IO, "cannot read '%s'", path)
		 : b.over ? err_set(e, EXIT_CONFIG, "'%s' is too big", path)
			  : ini_read(buf_view(&b), path, take, user, e);

	buf_release(&b);
	return rc;
}

int ini_bool(struct str value, bool *to, struct err *e)
{
	static const char *const yes[] = {"yes", "true", "on", "1"};
	static const char *const no[] = {"no", "false", "off", "0"};

	for (size_t i = 0; i < 4; i++) {
		if (str_eq_nocase(value, str_of(yes[i]))) {
			*to = true;
			return 0;
		}
		if (str_eq_nocase(value, str_of(no[i]))) {
			*to = false;
			return 0;
		}
	}
	return err_set(
	    e, EXIT_CONFIG, "'%.*s' is neither yes nor no", STR_ARG(value));
}

int ini_seconds(struct str value, long *to, struct err *e)
{
	long v = 0, unit = 1;
	size_t i = 0;

	for (; i < value.n && value.p[i] >= '0' && value.p[i] <= '9'; i++)
		if (v < 100000000)
			v = v * 10 + (value.p[i] - '0');
	struct str tail = str_trim(str_sub(value, i, value.n));
	bool good = i > 0 && tail.n <= 1;

	if (good && tail.n == 1) {
		char c = tail.p[0];

		unit = c == 's'   ? 1
		       : c == 'm' ? 60
		       : c == 'h' ? 3600
		       : c == 'd' ? 86400
				  : 0;
	}
	if (!good || unit == 0)
		return err_set(e, EXIT_CONFIG,
		    "'%.*s' is no duration (90, 15m, 2h, 1d)", STR_ARG(value));
	*to = v * unit;
	return 0;
}

int ini_size(struct str text, int64_t *bytes, struct err *e)
{
	static const char units[] = "KMGT";
	int64_t v = 0;
	size_t i = 0;

	for (; i < text.n && text.p[i] >= '0' && text.p[i] <= '9'; i++)
		if (v < INT64_C(1) << 40)
			v = v * 10 + (text.p[i] - '0');
	struct str unit = str_trim(str_sub(text, i, text.n));
	bool good = i > 0 && i <= 12 && unit.n <= 1;

	if (good && unit.n == 1) {
		size_t k = 0;

		while (k < 4 && units[k] != (unit.p[0] & ~0x20))
			k++;
		good = k < 4 && v < INT64_C(1) << (62 - 10 * ((int)k + 1));
		if (good)
			v <<= 10 * (k + 1);
	}
	if (!good)
		return err_set(e, EXIT_CONFIG, "'%.*s' is no size (500M, 2G)",
		    STR_ARG(text));
	*bytes = v;
	return 0;
}
