#include "store/query/member.h"

#include "store/query/stat_aes.h"

#include <math.h>

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

/* known to the day alone, where buckets are shorter */
static bool vague(const struct member_rule *r, const struct obs_row *row)
{
	return r->under_a_day && row->precision == PRECISION_DAY &&
	       r->selection->clock == CLOCK_PUBLISHED;
}

int64_t member_place(const struct member_rule *r, struct obs_row *row)
{
	const struct doc_clock_slot *first =
	    r->clock ? doc_clock_of(r->clock, row->key.doc) : NULL;

	if (first) {
		row->first_known = first->known;
		row->first_seen = first->seen;
	}
	return select_time(r->selection, row);
}

struct member member_of(const struct member_rule *r,
    const struct catalog_series *s, uint32_t owner, const struct obs_row *row)
{
	bool mention = row->kind == OBS_MENTION;

	return (struct member){
	    .at = select_time(r->selection, row),
	    .known = row->first_known,
	    .doc = row->key.doc,
	    .story = row->story,
	    .source = row->source,
	    .entity = s->entity,
	    .owner = owner,
	    .relevance = mention ? row->relevance : 0,
	    .tone = !mention   ? OBS_NONE
		    : r->alone ? own_tone(row)
			       : row->tone,
	    .lang = row->lang,
	    .origin = (unsigned char)row->origin,
	    .content = (unsigned char)row->content,
	    .counted = obs_in_n(row),
	    .mention = mention,
	    .signal = row->kind == OBS_SIGNAL,
	    .class = (signed char)(mention ? stat_aes_class(row->p) : 0),
	    .vague = vague(r, row),
	};
}

static bool any_in(const struct obs_row *row, unsigned modalities)
{
	for (size_t i = 0; i < row->n; i++)
		if (modalities >> obs_signal_item(row, i).modality & 1u)
			return true;
	return false;
}

bool member_wanted(const struct member_rule *r, const struct obs_row *row)
{
	if (!select_takes(r->selection, row) ||
	    !select_origin(r->selection, row->origin) || !obs_is_article(row))
		return false;
	if (r->alone && row->kind == OBS_MENTION && row->n == 0)
		return false;
	return row->kind != OBS_SIGNAL || any_in(row, r->modalities);
}

int member_order(const struct member *x, const struct member *y)
{
	if (x->entity != y->entity)
		return x->entity < y->entity ? -1 : 1;
	return x->mention == y->mention ? 0 : x->mention ? -1 : 1;
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

struct member member_join(const struct member *m, size_t n)
{
	struct member to = m[0];
	double sum = 0, weight = 0;
	int32_t plain = OBS_NONE;
	bool weighed = false;

	if (n == 1) /* mostly: it is what the rest makes of one */
		return to;
	to.relevance = 0;
	to.class = 0;
	for (size_t i = 0; i < n; i++) {
		to.mention |= m[i].mention;
		to.signal |= m[i].signal;
		to.counted |= m[i].counted;
		if (!m[i].mention ||
		    (m[i].owner != m[i].entity && owner_is_in(m, n, &m[i])))
			continue;
		if (m[i].relevance > to.relevance || !weighed) {
			to.relevance = m[i].relevance;
			to.class = m[i].class;
			weighed = true;
		}
		if (m[i].tone == OBS_NONE)
			continue;
		plain = m[i].tone;
		sum += (double)m[i].relevance * m[i].tone;
		weight += m[i].relevance;
	}
	to.tone = weight > 0 ? (int32_t)lround(sum / weight) : plain;
	return to;
}
