#include "store/db/series.h"

void series_write(struct buf *to, const struct series_name *s)
{
	buf_puts(to, schema_word(LIST_KIND_OF_SERIES, s->kind));
	if (s->what.p) {
		buf_char(to, '/');
		buf_str(to, s->what);
	}
	if (s->entity.p) {
		buf_char(to, '/');
		buf_str(to, s->entity);
	}
}

/* one part: mention/ENTITY and outcome/FEED have no "what" */
static bool has_what(enum obs_kind kind)
{
	return kind != OBS_MENTION && kind != OBS_OUTCOME;
}

bool series_parse(struct str name, struct series_name *s)
{
	struct str rest = name;
	struct str kind = str_split(&rest, '/');

	*s = (struct series_name){.what = {NULL, 0}};
	s->kind = (enum obs_kind)schema_value(LIST_KIND_OF_SERIES, kind);
	if (!s->kind)
		return false;
	if (s->kind == OBS_ARTICLE)
		return rest.n == 0;
	if (has_what(s->kind))
		s->what = str_split(&rest, '/');
	s->entity = rest;
	return s->entity.n > 0;
}
