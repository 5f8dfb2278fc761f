#include "parse/filing/style.h"

static bool is_break(struct str v)
{
	return str_starts_nocase(v, STR("always")) ||
	       str_starts_nocase(v, STR("page")) ||
	       str_starts_nocase(v, STR("left")) ||
	       str_starts_nocase(v, STR("right"));
}

static unsigned weight(struct str v)
{
	if (str_starts_nocase(v, STR("bold")))
		return STYLE_BOLD;
	/* bold begins at 600 (CSS Fonts Level 4, 2.2.3) */
	if (v.n >= 3 && v.p[0] >= '6' && v.p[0] <= '9')
		return STYLE_BOLD;
	return STYLE_LIGHT;
}

static unsigned declaration(struct str name, struct str v)
{
	if (str_eq_nocase(name, STR("display"))) {
		if (str_starts_nocase(v, STR("none")))
			return STYLE_HIDDEN;
		return str_eq_nocase(v, STR("inline")) ? STYLE_INLINE : 0;
	}
	if (str_eq_nocase(name, STR("visibility")))
		return str_starts_nocase(v, STR("hidden")) ? STYLE_HIDDEN : 0;
	if (str_eq_nocase(name, STR("font-weight")))
		return weight(v);
	if (str_eq_nocase(name, STR("font")))
		return str_starts_nocase(v, STR("bold")) ? STYLE_BOLD : 0;
	if (str_eq_nocase(name, STR("page-break-before")) ||
	    str_eq_nocase(name, STR("break-before")))
		return is_break(v) ? STYLE_BREAK_BEFORE : 0;
	if (str_eq_nocase(name, STR("page-break-after")) ||
	    str_eq_nocase(name, STR("break-after")))
		return is_break(v) ? STYLE_BREAK_AFTER : 0;
	if (str_eq_nocase(name, STR("padding-left")))
		return v.n && v.p[0] >= '1' && v.p[0] <= '9' ? STYLE_PAD : 0;
	return 0;
}

/* the first letters of the names above */
static bool may_matter(char c)
{
	return c == 'd' || c == 'D' || c == 'v' || c == 'V' || c == 'f' ||
	       c == 'F' || c == 'p' || c == 'P' || c == 'b' || c == 'B';
}

unsigned style_read(struct str css)
{
	unsigned flags = 0;

	while (css.p) {
		struct str one = str_trim(str_split(&css, ';'));

		if (!one.n || !may_matter(one.p[0]))
			continue;
		struct str name = str_split(&one, ':');

		flags |= declaration(str_trim(name), str_trim(one));
	}
	return flags;
}
