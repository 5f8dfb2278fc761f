#include "store/query/gather.h"

#include <math.h>
#include <stdlib.h>

static int too_much(struct err *e)
{
	return err_set(e, EXIT_USAGE,
	    "the selection holds too many rows: ask for a shorter range");
}

static int room(void **v, size_t n, size_t *cap, size_t size, struct err *e)
{
	if (n < *cap)
		return 0;
	if (n >= GATHER_MAX)
		return too_much(e);
	*cap = *cap ? 2 * *cap : 256;
	*v = mem_grow(*v, *cap, size);
	return 0;
}

static int add_cues(struct gather *g, const struct catalog_series *s,
    const struct obs_row *row, struct err *e)
{
	for (size_t i = 0; i < row->n; i++) {
		struct obs_signal item = obs_signal_item(row, i);
		void *v = g->cues;

		if (room(&v, g->n_cues, &g->cues_cap, sizeof *g->cues, e) != 0)
			return -1;
		g->cues = v;
		g->cues[g->n_cues++] = (struct cue){
		    .doc = row->key.doc,
		    .what = s->what,
		    .entity = s->entity,
		    .sentence = item.sentence,
		    .strength = item.strength,
		    .demand = (signed char)item.demand,
		    .modality = (unsigned char)item.modality,
		    .field = (unsigned char)item.field,
		};
	}
	return 0;
}

static bool any_in(const struct obs_row *row, unsigned modalities)
{
	for (size_t i = 0; i < row->n; i++)
		if (modalities >> obs_signal_item(row, i).modality & 1u)
			return true;
	return false;
}

/* the tone of the entity's own name: the mean over its mentions */
static int32_t own_tone(const struct obs_row *row)
{
	int64_t sum = 0, n = 0;

	for (size_t i = 0; i < row->n; i++) {
		int32_t tone = obs_mention_item(row, i).tone;

		if (tone == OBS_NONE)
			continue;
		sum += tone;
		n++;
	}
	return n ? (int32_t)(sum / n) : OBS_NONE;
}

static bool counted(const struct obs_row *row)
{
	/* cues and tones are found where there are word lists */
	bool lists = row->kind == OBS_SIGNAL || row->tone != OBS_NONE;

	return lists && row->scope != SCOPE_TOPIC &&
	       row->article_kind != KIND_FILING;
}

/* known to the day alone, where buckets are shorter */
static bool vague(const struct gather *g, const struct obs_row *row)
{
	return g->under_a_day && row->precision == PRECISION_DAY &&
	       g->selection->clock == CLOCK_PUBLISHED;
}

static int add(struct gather *g, const struct catalog_series *s, uint32_t owner,
    const struct obs_row *row, struct err *e)
{
	bool mention = row->kind == OBS_MENTION;
	void *v = g->members;

	if (room(&v, g->n, &g->cap, sizeof *g->members, e) != 0)
		return -1;
	g->members = v;
	g->members[g->n++] = (struct member){
	    .at = select_time(g->selection, row),
	    .known = row->first_known,
	    .doc = row->key.doc,
	    .story = row->story,
	    .source = row->source,
	    .entity = s->entity,
	    .owner = owner,
	    .relevance = mention ? row->relevance : 0,
	    .tone = !mention   ? OBS_NONE
		    : g->alone ? own_tone(row)
			       : row->tone,
	    .lang = row->lang,
	    .origin = (unsigned char)row->origin,
	    .content = (unsigned char)row->content,
	    .counted = counted(row),
	    .mention = mention,
	    .signal = row->kind == OBS_SIGNAL,
	    .vague = vague(g, row),
	};
	return 0;
}

/* Whether the row is to be added: in the selection, on the clock's range. */
static bool wanted(struct gather *g, const struct obs_row *row, int64_t from,
    int64_t to, unsigned modalities)
{
	int64_t at = select_time(g->selection, row);

	if (!select_takes(g->selection, row) ||
	    !select_origin(g->selection, row->origin) ||
	    row->article_kind == KIND_LISTING)
		return false;
	if (g->alone && row->kind == OBS_MENTION && row->n == 0)
		return false;
	if (row->kind == OBS_SIGNAL && !any_in(row, modalities))
		return false;
	/* undated ones are counted apart */
	return at == STAMP_NONE || (at >= from && at < to);
}

struct span {
	int64_t first, end; /* event times to read */
	int64_t from, to;   /* on the clock */
	unsigned modalities;
};

static int read_span(struct gather *g, const struct catalog_series *s,
    uint32_t owner, const struct span *p, struct err *e)
{
	struct obs_row row;
	int rc;

	if (read_check_months(g->reader, s->id, p->first, p->end, e) != 0)
		return -1;
	struct read_rows *it =
	    read_rows_begin(g->reader, s->id, p->first, p->end, g->model, e);

	if (!it)
		return -1;
	while ((rc = read_rows_next(it, &row, e)) == 1) {
		if (!wanted(g, &row, p->from, p->to, p->modalities))
			continue;
		if (add(g, s, owner, &row, e) != 0 ||
		    (row.kind == OBS_SIGNAL && add_cues(g, s, &row, e) != 0)) {
			rc = -1;
			break;
		}
	}
	read_rows_end(it);
	return rc;
}

int gather_series(struct gather *g, const struct catalog_series *s,
    uint32_t owner, int64_t from, int64_t to, unsigned modalities,
    struct err *e)
{
	struct span p = {STAMP_NONE, STAMP_NONE + 1, from, to, modalities};

	/* event times say nothing about the other clocks */
	if (g->selection->clock != CLOCK_PUBLISHED) {
		p.end = INT64_MAX;
		return read_span(g, s, owner, &p, e);
	}
	if (read_span(g, s, owner, &p, e) != 0)
		return -1;
	p.first = from;
	p.end = to;
	return read_span(g, s, owner, &p, e);
}

static int by_doc(const void *a, const void *b)
{
	const struct member *x = a, *y = b;

	if (x->doc != y->doc)
		return x->doc < y->doc ? -1 : 1;
	if (x->entity != y->entity)
		return x->entity < y->entity ? -1 : 1;
	return x->mention == y->mention ? 0 : x->mention ? -1 : 1;
}

static int cue_by_doc(const void *a, const void *b)
{
	const struct cue *x = a, *y = b;

	if (x->doc != y->doc)
		return x->doc < y->doc ? -1 : 1;
	if (x->field != y->field)
		return x->field < y->field ? -1 : 1;
	if (x->sentence != y->sentence)
		return x->sentence < y->sentence ? -1 : 1;
	return x->what < y->what ? -1 : x->what > y->what;
}

/* whether the owner's own row is among those of an article, which are in
 * order of entity */
static bool owner_is_in(
    const struct member *m, size_t n, const struct member *of)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (m[mid].entity < of->owner)
			low = mid + 1;
		else
			high = mid;
	}
	return low < n && m[low].entity == of->owner && m[low].mention;
}

/* the rows of one article as one member */
static struct member join(const struct member *m, size_t n)
{
	struct member to = m[0];
	double sum = 0, weight = 0;
	int32_t plain = OBS_NONE;

	to.relevance = 0;
	for (size_t i = 0; i < n; i++) {
		to.mention |= m[i].mention;
		to.signal |= m[i].signal;
		to.counted |= m[i].counted;
		if (!m[i].mention ||
		    (m[i].owner != m[i].entity && owner_is_in(m, n, &m[i])))
			continue;
		if (m[i].relevance > to.relevance)
			to.relevance = m[i].relevance;
		if (m[i].tone == OBS_NONE)
			continue;
		plain = m[i].tone;
		sum += (double)m[i].relevance * m[i].tone;
		weight += m[i].relevance;
	}
	to.tone = weight > 0 ? (int32_t)lround(sum / weight) : plain;
	return to;
}

void gather_settle(struct gather *g)
{
	size_t kept = 0;

	for (size_t i = 0; i < g->n; i++) {
		const struct member *m = &g->members[i];

		g->undated += m->at == STAMP_NONE;
		g->vague += m->at != STAMP_NONE && m->vague;
		if (m->at != STAMP_NONE && !m->vague)
			g->members[kept++] = *m;
	}
	g->n = kept;
}

void gather_join(struct gather *g)
{
	size_t kept = 0;

	if (g->n > 1)
		qsort(g->members, g->n, sizeof *g->members, by_doc);
	if (g->n_cues > 1)
		qsort(g->cues, g->n_cues, sizeof *g->cues, cue_by_doc);
	for (size_t i = 0, k; i < g->n; i = k) {
		for (k = i + 1;
		     k < g->n && g->members[k].doc == g->members[i].doc; k++)
			;
		struct member one = join(&g->members[i], k - i);

		g->members[kept++] = one;
	}
	g->n = kept;
	gather_settle(g);
}

void gather_release(struct gather *g)
{
	free(g->members);
	free(g->cues);
	g->members = NULL;
	g->cues = NULL;
	g->n = g->cap = g->n_cues = g->cues_cap = 0;
}
