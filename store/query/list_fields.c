#include "store/query/list_fields.h"

#include "store/query/ref.h"

enum { FIELD_BYTES = 1 << 16 };

static struct cell name_cell(
    struct list_line *x, enum name_class c, uint32_t id)
{
	struct str text = {NULL, 0};

	if (id && read_name(x->q->reader, c, id, &text, x->e) == 1)
		return cell_text(text);
	return cell_null();
}

static struct cell word_cell(enum schema_list list, unsigned value)
{
	const char *word = schema_word(list, value);

	return *word ? cell_text(str_of(word)) : cell_null();
}

static struct cell millionths(int32_t v)
{
	return v == OBS_NONE ? cell_null() : cell_real(OBS_REAL(v));
}

static struct cell tone_cell(int32_t v)
{
	return cell_tinted(millionths(v), v == OBS_NONE  ? TINT_NONE
					  : v >= 150000  ? TINT_GOOD
					  : v <= -150000 ? TINT_BAD
							 : TINT_NONE);
}

static struct cell day_cell(struct list_line *x, int32_t day)
{
	char text[STAMP_TEXT_BYTES];

	if (day == OBS_NONE)
		return cell_null();
	(void)stamp_format_day((int64_t)day * STAMP_DAY, text);
	return cell_text(arena_str(&x->arena, str_of(text)));
}

static struct cell decimal_cell(struct list_line *x, struct decimal d)
{
	struct buf b;

	buf_init(&b, FIELD_BYTES);
	decimal_write(&b, d);
	struct cell c = cell_text(arena_str(&x->arena, buf_view(&b)));

	buf_release(&b);
	return c;
}

/* what every list has */
static struct cell at(struct list_line *x)
{
	return cell_stamp(x->l->at);
}
static struct cell known(struct list_line *x)
{
	return cell_stamp(x->l->row.first_known);
}
static struct cell seen(struct list_line *x)
{
	return cell_stamp(x->l->row.first_seen);
}
static struct cell lang(struct list_line *x)
{
	return name_cell(x, NAME_LANG, x->l->row.lang);
}
static struct cell source(struct list_line *x)
{
	return name_cell(x, NAME_SOURCE, x->l->row.source);
}
static struct cell origin(struct list_line *x)
{
	return word_cell(LIST_ORIGIN, x->l->row.origin);
}
static struct cell content(struct list_line *x)
{
	return word_cell(LIST_CONTENT, x->l->row.content);
}
static struct cell kind(struct list_line *x)
{
	return word_cell(LIST_ARTICLE_KIND, x->l->row.article_kind);
}
static struct cell title(struct list_line *x)
{
	(void)docline_read(
	    &x->doc, x->l->row.key.doc, x->l->row.key.known, x->e);
	return cell_text(x->doc.title);
}
static struct cell url(struct list_line *x)
{
	(void)docline_read(
	    &x->doc, x->l->row.key.doc, x->l->row.key.known, x->e);
	return cell_text(x->doc.url);
}
static struct cell story(struct list_line *x)
{
	return cell_text(arena_printf(
	    &x->arena, "%016llx", (unsigned long long)x->l->row.story));
}
static struct cell model(struct list_line *x)
{
	return name_cell(x, NAME_MODEL, x->l->row.key.model);
}
static struct cell entity(struct list_line *x)
{
	uint32_t i = x->l->series->entity;

	return i == CATALOG_NONE ? cell_null()
				 : cell_text(x->q->catalog.entities.v[i]);
}
static struct cell what(struct list_line *x)
{
	uint32_t i = x->l->series->what;

	return i == CATALOG_NONE ? cell_null()
				 : cell_text(x->q->catalog.whats.v[i]);
}

static struct series_name series_of(struct list_line *x)
{
	const struct catalog_series *s = x->l->series;
	struct series_name name = {.kind = s->kind};

	if (s->what != CATALOG_NONE)
		name.what = x->q->catalog.whats.v[s->what];
	if (s->entity != CATALOG_NONE)
		name.entity = x->q->catalog.entities.v[s->entity];
	return name;
}

static struct cell ref(struct list_line *x)
{
	struct series_name name = series_of(x);
	struct buf b;

	buf_init(&b, FIELD_BYTES);
	if (name.kind == OBS_HARD)
		name = (struct series_name){
		    .kind = OBS_FACT, .what = name.what, .entity = name.entity};
	ref_row(&b, x->l->row.key.doc, &name, x->l->item);
	struct cell c = cell_text(arena_str(&x->arena, buf_view(&b)));

	buf_release(&b);
	return c;
}

/* mentions and articles */
static struct cell tone(struct list_line *x)
{
	return tone_cell(x->l->row.tone);
}
static struct cell relevance(struct list_line *x)
{
	return millionths(x->l->row.relevance);
}
static struct cell count(struct list_line *x)
{
	return cell_count(x->l->row.count);
}

/* signals */
static struct obs_signal cue_of(struct list_line *x)
{
	return obs_signal_item(&x->l->row, x->l->item);
}
static struct cell family(struct list_line *x)
{
	return cell_text(families_of(&x->q->families, what(x).text));
}
static struct cell demand(struct list_line *x)
{
	int d = cue_of(x).demand;

	return cell_tinted(cell_count(d), d > 0   ? TINT_GOOD
					  : d < 0 ? TINT_BAD
						  : TINT_DIM);
}
static struct cell strength(struct list_line *x)
{
	return millionths(cue_of(x).strength);
}
static struct cell cue_modality(struct list_line *x)
{
	return word_cell(LIST_MODALITY, cue_of(x).modality);
}

static struct cell words_at(
    struct list_line *x, enum text_field field, size_t begin, size_t end)
{
	if (docline_read(
		&x->doc, x->l->row.key.doc, x->l->row.key.known, x->e) != 1)
		return cell_null();
	struct str text = docline_field(&x->doc, field);

	if (end > text.n || begin >= end)
		return cell_null();
	return cell_text(str_sub(text, begin, end));
}

static struct cell cue(struct list_line *x)
{
	struct obs_signal s = cue_of(x);

	return words_at(x, s.field, s.begin, s.end);
}

/* claims */
static struct obs_claim claim_of(struct list_line *x)
{
	return obs_claim_item(&x->l->row, x->l->item);
}
static struct cell claim_value(struct list_line *x)
{
	return decimal_cell(x, claim_of(x).value);
}
static struct cell claim_unit(struct list_line *x)
{
	return name_cell(x, NAME_WORD, claim_of(x).unit);
}
static struct cell direction(struct list_line *x)
{
	return name_cell(x, NAME_WORD, claim_of(x).direction);
}
static struct cell role(struct list_line *x)
{
	return name_cell(x, NAME_WORD, claim_of(x).role);
}
static struct cell approx(struct list_line *x)
{
	return cell_flag(claim_of(x).approx);
}
static struct cell claim_modality(struct list_line *x)
{
	return word_cell(LIST_MODALITY, claim_of(x).modality);
}
static struct cell claim_start(struct list_line *x)
{
	return day_cell(x, claim_of(x).start_day);
}
static struct cell claim_end(struct list_line *x)
{
	return day_cell(x, claim_of(x).end_day);
}
static struct cell horizon(struct list_line *x)
{
	return name_cell(x, NAME_WORD, claim_of(x).horizon);
}
static struct cell claim_words(struct list_line *x)
{
	struct obs_claim c = claim_of(x);

	return words_at(x, c.field, c.begin, c.end);
}

/* facts; the entity is "CIK UNIT[ DIMS]", of a user's own series the unit */
static struct obs_fact fact_of(struct list_line *x)
{
	return obs_fact_item(&x->l->row, x->l->item);
}
static struct cell fact_part(struct list_line *x, int part)
{
	struct str rest = entity(x).text, cik = {NULL, 0}, unit, dims;

	if (x->l->series->kind == OBS_FACT)
		cik = str_split(&rest, ' ');
	unit = str_split(&rest, ' ');
	dims = rest;
	return cell_text(part == 0 ? cik : part == 1 ? unit : dims);
}
static struct cell cik(struct list_line *x)
{
	return fact_part(x, 0);
}
static struct cell fact_unit(struct list_line *x)
{
	return fact_part(x, 1);
}
static struct cell dims(struct list_line *x)
{
	return fact_part(x, 2);
}
static struct cell fact_value(struct list_line *x)
{
	return decimal_cell(x, fact_of(x).value);
}
static struct cell fact_start(struct list_line *x)
{
	return day_cell(x, fact_of(x).start_day);
}
static struct cell fact_end(struct list_line *x)
{
	return day_cell(x, fact_of(x).end_day);
}
static struct cell decimals(struct list_line *x)
{
	int d = fact_of(x).decimals;

	return d == 127 ? cell_null() : cell_count(d);
}

enum {
	PIPE = COLUMN_PIPE,
	RIGHT = COLUMN_RIGHT,
	CUT = COLUMN_CUT,
	WIDE = COLUMN_WIDE
};

static const struct list_field of_articles[] = {
    {{"time", 0, 0, CELL_STAMP}, at}, {{"lang", WIDE, 0, CELL_TEXT}, lang},
    {{"source", WIDE, 0, CELL_TEXT}, source},
    {{"kind", WIDE, 0, CELL_TEXT}, kind},
    {{"content", PIPE, 0, CELL_TEXT}, content},
    {{"words", RIGHT | WIDE, 0, CELL_COUNT}, count},
    {{"tone", RIGHT, 2, CELL_REAL}, tone},
    {{"title", CUT, 0, CELL_TEXT}, title}, {{"url", PIPE, 0, CELL_TEXT}, url},
    {{"origin", PIPE, 0, CELL_TEXT}, origin},
    {{"seen", PIPE, 0, CELL_STAMP}, seen},
    {{"known", PIPE, 0, CELL_STAMP}, known},
    {{"story", PIPE, 0, CELL_TEXT}, story},
    {{"model", PIPE, 0, CELL_TEXT}, model}, {{"ref", 0, 0, CELL_TEXT}, ref},
    {{0}, NULL}};

static const struct list_field of_mentions[] = {
    {{"time", 0, 0, CELL_STAMP}, at}, {{"entity", 0, 0, CELL_TEXT}, entity},
    {{"tone", RIGHT, 2, CELL_REAL}, tone},
    {{"relevance", RIGHT | WIDE, 2, CELL_REAL}, relevance},
    {{"mentions", RIGHT | WIDE, 0, CELL_COUNT}, count},
    {{"lang", WIDE, 0, CELL_TEXT}, lang},
    {{"source", WIDE, 0, CELL_TEXT}, source},
    {{"title", CUT, 0, CELL_TEXT}, title}, {{"url", PIPE, 0, CELL_TEXT}, url},
    {{"origin", PIPE, 0, CELL_TEXT}, origin},
    {{"seen", PIPE, 0, CELL_STAMP}, seen},
    {{"known", PIPE, 0, CELL_STAMP}, known},
    {{"story", PIPE, 0, CELL_TEXT}, story},
    {{"model", PIPE, 0, CELL_TEXT}, model}, {{"ref", 0, 0, CELL_TEXT}, ref},
    {{0}, NULL}};

static const struct list_field of_signals[] = {{{"time", 0, 0, CELL_STAMP}, at},
    {{"entity", 0, 0, CELL_TEXT}, entity}, {{"signal", 0, 0, CELL_TEXT}, what},
    {{"family", PIPE, 0, CELL_TEXT}, family},
    {{"demand", COLUMN_SIGN, 0, CELL_COUNT}, demand},
    {{"strength", RIGHT | WIDE, 2, CELL_REAL}, strength},
    {{"modality", WIDE, 0, CELL_TEXT}, cue_modality},
    {{"lang", WIDE, 0, CELL_TEXT}, lang},
    {{"source", WIDE, 0, CELL_TEXT}, source}, {{"cue", CUT, 0, CELL_TEXT}, cue},
    {{"title", PIPE, 0, CELL_TEXT}, title}, {{"url", PIPE, 0, CELL_TEXT}, url},
    {{"origin", PIPE, 0, CELL_TEXT}, origin},
    {{"seen", PIPE, 0, CELL_STAMP}, seen},
    {{"known", PIPE, 0, CELL_STAMP}, known},
    {{"story", PIPE, 0, CELL_TEXT}, story},
    {{"model", PIPE, 0, CELL_TEXT}, model}, {{"ref", 0, 0, CELL_TEXT}, ref},
    {{0}, NULL}};

static const struct list_field of_claims[] = {{{"time", 0, 0, CELL_STAMP}, at},
    {{"entity", 0, 0, CELL_TEXT}, entity}, {{"metric", 0, 0, CELL_TEXT}, what},
    {{"value", RIGHT, 0, CELL_TEXT}, claim_value},
    {{"unit", 0, 0, CELL_TEXT}, claim_unit},
    {{"direction", WIDE, 0, CELL_TEXT}, direction},
    {{"role", WIDE, 0, CELL_TEXT}, role},
    {{"approx", WIDE, 0, CELL_FLAG}, approx},
    {{"modality", WIDE, 0, CELL_TEXT}, claim_modality},
    {{"start", PIPE, 0, CELL_TEXT}, claim_start},
    {{"end", PIPE, 0, CELL_TEXT}, claim_end},
    {{"horizon", PIPE, 0, CELL_TEXT}, horizon},
    {{"lang", WIDE, 0, CELL_TEXT}, lang},
    {{"source", WIDE, 0, CELL_TEXT}, source},
    {{"words", CUT, 0, CELL_TEXT}, claim_words},
    {{"title", PIPE, 0, CELL_TEXT}, title}, {{"url", PIPE, 0, CELL_TEXT}, url},
    {{"origin", PIPE, 0, CELL_TEXT}, origin},
    {{"seen", PIPE, 0, CELL_STAMP}, seen},
    {{"known", PIPE, 0, CELL_STAMP}, known},
    {{"story", PIPE, 0, CELL_TEXT}, story},
    {{"model", PIPE, 0, CELL_TEXT}, model}, {{"ref", 0, 0, CELL_TEXT}, ref},
    {{0}, NULL}};

static const struct list_field of_facts[] = {{{"time", 0, 0, CELL_STAMP}, at},
    {{"cik", 0, 0, CELL_TEXT}, cik}, {{"concept", 0, 0, CELL_TEXT}, what},
    {{"value", RIGHT, 0, CELL_TEXT}, fact_value},
    {{"unit", 0, 0, CELL_TEXT}, fact_unit},
    {{"start", 0, 0, CELL_TEXT}, fact_start},
    {{"end", 0, 0, CELL_TEXT}, fact_end},
    {{"decimals", PIPE, 0, CELL_COUNT}, decimals},
    {{"dims", CUT | WIDE, 0, CELL_TEXT}, dims},
    {{"url", PIPE, 0, CELL_TEXT}, url},
    {{"origin", PIPE, 0, CELL_TEXT}, origin},
    {{"seen", PIPE, 0, CELL_STAMP}, seen},
    {{"known", PIPE, 0, CELL_STAMP}, known}, {{"ref", 0, 0, CELL_TEXT}, ref},
    {{0}, NULL}};

struct list_table list_fields_of(enum ask_command c)
{
	switch (c) {
	case ASK_ARTICLES:
		return (struct list_table){OBS_ARTICLE, of_articles};
	case ASK_MENTIONS:
		return (struct list_table){OBS_MENTION, of_mentions};
	case ASK_SIGNALS:
		return (struct list_table){OBS_SIGNAL, of_signals};
	case ASK_CLAIMS:
		return (struct list_table){OBS_CLAIM, of_claims};
	case ASK_FACTS:
		return (struct list_table){OBS_FACT, of_facts};
	case ASK_SERIES:
	case ASK_FEATURES:
	case ASK_INDEX:
	case ASK_PLOT:
	case ASK_REPORT:
	case ASK_COMPARE:
	case ASK_EXPLAIN:
	case ASK_STATUS:
	case ASK_COMMANDS:
		break;
	}
	BUG("no list");
}
