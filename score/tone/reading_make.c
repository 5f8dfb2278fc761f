#include "score/tone/reading.h"

#include "score/tone/clitics.h"
#include "score/tone/phrase.h"
#include "score/tone/quantities.h"

#include <string.h>

enum { QUOTES_MAX = 64, QUOTE_MIN_WORDS = 5, HITS_A_WORD = 4 };

struct build {
	struct reading *r;
	const struct lexicon *l;
	const struct word_ids *ids;
	size_t first, end; /* words */
	size_t cap_hits, cap_figures;
	size_t quote[QUOTES_MAX]; /* word behind each quotation mark */
	size_t n_quotes;
	struct arena *a;
	struct arena scratch; /* what does not stay */
};

struct range {
	size_t from, to;
};

/* bytes and words of a field fit into 32 bits (norm.h) */
static struct hit hit_of(
    uint16_t class, double weight, struct range words, struct range bytes)
{
	return (struct hit){.class = class,
	    .weight = weight,
	    .word = (uint32_t)words.from,
	    .word_end = (uint32_t)words.to,
	    .begin = (uint32_t)bytes.from,
	    .end = (uint32_t)bytes.to};
}

static struct hit figure_hit(const struct reading *r, size_t k)
{
	const struct figure *f = &r->figures[k];
	struct hit h =
	    hit_of(r->taxonomy->figure, 1, (struct range){f->word, f->word_end},
		(struct range){f->begin, f->end});

	h.kind = CLASS_FIGURE;
	h.ref = (uint32_t)k;
	return h;
}

static struct hit *add_hit(struct build *b, struct hit h)
{
	struct reading *r = b->r;

	if (r->n_hits >= READING_HITS_MAX)
		return NULL;
	const struct class_info *c = &r->taxonomy->classes[h.class];

	h.kind = c->kind;
	if (h.kind == CLASS_MODAL && c->modal == MODAL_REFUTE)
		r->refutes = true;
	r->hits = arena_more(
	    &b->scratch, r->hits, r->n_hits, &b->cap_hits, sizeof *r->hits);
	r->hits[r->n_hits] = h;
	return &r->hits[r->n_hits++];
}

/* What stands between two words: pauses and quotation marks. */
static void read_gap(struct build *b, size_t word, size_t from, size_t to)
{
	struct str text = doc_norm(b->r->field);
	uint16_t pause = 0;
	bool some = false, list = false;

	if (to == from || (to == from + 1 && text.p[from] == ' '))
		return;
	if (to > from + 64)
		to = from + 64;
	for (size_t i = from; i < to; i++) {
		char c = text.p[i];
		struct str at = str_sub(text, i, to);

		if (c == '"' || str_starts(at, STR("「")) ||
		    str_starts(at, STR("」")) || str_starts(at, STR("『")) ||
		    str_starts(at, STR("』"))) {
			if (b->n_quotes < QUOTES_MAX)
				b->quote[b->n_quotes++] = word;
		} else if (c == ';' || str_starts(at, STR("。")) ||
			   ((c == '!' || c == '?' || c == '.') && i + 1 < to)) {
			pause = b->r->taxonomy->stop;
			some = true;
		} else if (c == ',' || c == ':' || c == '(' || c == ')' ||
			   str_starts(at, STR(" - "))) {
			if (!some)
				pause = b->r->taxonomy->comma;
			some = true;
		} else if (str_starts(at, STR("、"))) {
			list = true;
		}
	}
	/* "October 27, 2024" is one date */
	if (some && pause == b->r->taxonomy->comma && to < text.n &&
	    text.p[to] >= '0' && text.p[to] <= '9' && from > 0 &&
	    text.p[from - 1] >= '0' && text.p[from - 1] <= '9')
		return;
	if (some || list)
		add_hit(
		    b, hit_of(some ? pause : b->r->taxonomy->comma,
			   list && !some ? 0 : 1, (struct range){word, word},
			   (struct range){from, to}));
}

static void add_entity(struct build *b, size_t mention, struct range words)
{
	const struct doc_mention *m = &b->r->doc->mentions[mention];
	struct hit h = hit_of(b->r->taxonomy->entity, 1, words,
	    (struct range){m->norm_begin, m->norm_end});

	h.ref = (uint32_t)mention;
	add_hit(b, h);
}

static size_t word_behind(const struct build *b, size_t word, size_t byte)
{
	const struct doc_word *w = b->r->field->words;

	while (word < b->end && w[word].norm_begin < byte)
		word++;
	return word;
}

/* the mentions that begin before word's end: they take their words */
static size_t take_mentions(struct build *b, size_t word)
{
	struct reading *r = b->r;
	size_t at = r->first_mention + r->n_mentions, taken = word;
	const struct doc *d = r->doc;
	size_t byte = r->field->words[word].norm_end;

	while (at < d->n_mentions && d->mentions[at].field == r->field_name &&
	       d->mentions[at].norm_begin < byte &&
	       d->mentions[at].sentence == r->number) {
		const struct doc_mention *m = &d->mentions[at];
		size_t end = word_behind(b, word, m->norm_end);

		if (end == word)
			end = word + 1;
		if (r->cast->of_mention[at] != PLAYER_NONE)
			add_entity(b, at, (struct range){word, end});
		if (end > taken)
			taken = end;
		if (taken > word && r->field->words[taken - 1].norm_end > byte)
			byte = r->field->words[taken - 1].norm_end;
		r->n_mentions++;
		at = r->first_mention + r->n_mentions;
	}
	return taken;
}

static bool follows_approx(const struct build *b, size_t word)
{
	const struct reading *r = b->r;

	for (size_t i = r->n_hits; i > 0 && i + 6 > r->n_hits; i--) {
		const struct hit *h = &r->hits[i - 1];

		if (h->word_end + 2 < word)
			return false;
		if (h->class == r->taxonomy->approx)
			return true;
	}
	return false;
}

/* "+5%", "-5%": a sign that stands by itself is a word of direction */
static void take_sign(struct build *b, const struct figure *f)
{
	const struct taxonomy *t = b->r->taxonomy;
	struct str text = str_sub(doc_norm(b->r->field), 0, f->begin);
	char sign = text.n > 0 ? text.p[text.n - 1] : ' ';
	char before = text.n > 1 ? text.p[text.n - 2] : ' ';

	if (f->kind != FIGURE_PERCENT || (sign != '+' && sign != '-') ||
	    (before != ' ' && before != '(' && before != '\n'))
		return;
	add_hit(b, hit_of(sign == '+' ? t->rise : t->fall, 1,
		       (struct range){f->word, f->word},
		       (struct range){f->begin - 1, f->begin}));
}

static size_t take_figure(struct build *b, size_t word)
{
	struct reading *r = b->r;
	struct figure f;

	if (!quantity_at(r->taxonomy, b->l, r->field, b->ids, b->first, word,
		b->end, &f, b->a))
		return word;
	/* a mention that begins inside ends it */
	size_t at = r->first_mention + r->n_mentions;

	if (at < r->doc->n_mentions &&
	    r->doc->mentions[at].field == r->field_name &&
	    r->doc->mentions[at].sentence == r->number &&
	    r->doc->mentions[at].norm_begin < f.end)
		return word;
	if (f.word_end <= word)
		f.word_end = word + 1;
	f.approx = f.approx || follows_approx(b, word);
	take_sign(b, &f);
	r->figures = arena_more(&b->scratch, r->figures, r->n_figures,
	    &b->cap_figures, sizeof *r->figures);
	r->figures[r->n_figures++] = f;
	return f.word_end;
}

static bool begins_digit(const struct build *b, size_t word)
{
	const struct doc_field *f = b->r->field;
	char c = f->norm.text.p[f->words[word].norm_begin];

	return c >= '0' && c <= '9';
}

/* where phrases end that begin at this word: before the next mention */
static size_t phrase_limit(const struct build *b, size_t word)
{
	const struct reading *r = b->r;
	const struct doc_word *w = r->field->words;
	size_t at = r->first_mention + r->n_mentions;
	size_t reach = word + 12 < b->end ? word + 12 : b->end;

	if (at >= r->doc->n_mentions ||
	    r->doc->mentions[at].field != r->field_name ||
	    r->doc->mentions[at].sentence != r->number)
		return b->end;
	while (reach > word + 1 &&
	       w[reach - 1].norm_end > r->doc->mentions[at].norm_begin)
		reach--;
	return reach;
}

static struct hit hit_at(const struct build *b, size_t word, size_t words)
{
	const struct doc_word *w = &b->r->field->words[word];

	return hit_of(0, 1, (struct range){word, word + words},
	    (struct range){w->norm_begin, w[words - 1].norm_end});
}

static bool looks_future(const struct build *b, size_t word)
{
	const struct doc_word *w = &b->r->field->words[word];

	return b->r->tongue == TONGUE_AR &&
	       clitics_future(
		   str_sub(doc_norm(b->r->field), w->norm_begin, w->norm_end));
}

/* A phrase speaks of what its parts speak of: 芯片需求 is demand for chips. A
 * hit of the topic is added to those of the phrase. */
static void add_inner_topic(struct build *b, size_t word, size_t words)
{
	const struct taxonomy *t = b->r->taxonomy;

	for (size_t k = 0; k < words; k++) {
		size_t end = word + words - (k == 0);
		struct lexicon_match m = lexicon_find(
		    b->l, b->r->field, b->ids, b->first, word + k, end);

		for (const struct sense *s = m.sense; s; s = s->next) {
			struct hit h = hit_at(b, word, words);

			h.class = s->class;
			/* of other topics it would see too much: the house in
			 * "White House" */
			if (t->classes[s->class].kind != CLASS_TOPIC ||
			    t->classes[s->class].sign < 0)
				continue;
			add_hit(b, h);
			return;
		}
	}
}

static size_t take_phrase(struct build *b, size_t word)
{
	struct reading *r = b->r;
	struct lexicon_match m = phrase_find(r->taxonomy, b->l,
	    (struct phrase_place){r->field, b->ids, b->first, word},
	    phrase_limit(b, word));

	if (!m.sense) {
		struct hit h = hit_at(b, word, 1);

		h.class = r->taxonomy->will;
		if (looks_future(b, word))
			add_hit(b, h);
		return word + 1;
	}
	if (m.words > 1)
		add_inner_topic(b, word, m.words);
	for (const struct sense *s = m.sense; s; s = s->next) {
		struct hit h = hit_at(b, word, m.words);

		/* a number word or fraction may begin a figure */
		if (s == m.sense &&
		    r->taxonomy->classes[s->class].kind == CLASS_QUANTITY) {
			size_t next = take_figure(b, word);

			if (next != word)
				return next;
		}
		h.class = s->class;
		h.future = m.future;
		h.weight = s->weight;
		if (!r->taxonomy->classes[s->class].silent)
			add_hit(b, h);
	}
	return word + m.words;
}

/* Figures become hits once it is known which of them stay. */
static void merge_figures(struct build *b)
{
	struct reading *r = b->r;
	struct hit *all;
	size_t n = 0, k = 0;

	if (r->n_figures == 0)
		return;
	r->n_figures = figure_settle(
	    r->taxonomy, b->l, r->field, r->figures, r->n_figures);
	all = arena_raw(
	    &b->scratch, (r->n_hits + r->n_figures + 1) * sizeof *all);
	for (size_t i = 0; i <= r->n_hits; i++) {
		for (; k < r->n_figures &&
		       (i == r->n_hits || r->figures[k].word < r->hits[i].word);
		     k++)
			all[n++] = figure_hit(r, k);
		if (i < r->n_hits)
			all[n++] = r->hits[i];
	}
	r->hits = all;
	r->n_hits = n;
}

static void mark_quotes(struct build *b)
{
	struct reading *r = b->r;
	size_t least = (size_t)(QUOTE_MIN_WORDS * r->stretch), h = 0;

	for (size_t q = 0; q < b->n_quotes; q += 2) {
		size_t from = b->quote[q];
		size_t to = q + 1 < b->n_quotes ? b->quote[q + 1] : b->end;

		if (to < from + least)
			continue;
		while (h < r->n_hits && r->hits[h].word < from)
			h++;
		for (; h < r->n_hits && r->hits[h].word < to; h++)
			r->hits[h].quoted = true;
	}
}

/* behind the full stop there may be quotes and brackets */
static bool ends_full(struct str text)
{
	while (text.n > 0 && strchr(" \n\"')]", text.p[text.n - 1]))
		text.n--;
	return str_ends(text, STR(".")) || str_ends(text, STR("。"));
}

/* What stays is kept at its size: arrays that have grown leave what they grew
 * from behind. */
static void settle(struct build *b)
{
	struct reading *r = b->r;
	struct hit *hits = arena_raw(b->a, (r->n_hits + 1) * sizeof *hits);
	struct figure *figures =
	    arena_raw(b->a, (r->n_figures + 1) * sizeof *figures);

	for (size_t i = 0; i < r->n_hits; i++)
		hits[i] = r->hits[i];
	for (size_t i = 0; i < r->n_figures; i++)
		figures[i] = r->figures[i];
	r->hits = hits;
	r->figures = figures;
	arena_release(&b->scratch);
}

struct reading reading_make(const struct taxonomy *t, const struct lexicon *l,
    const struct cast *cast, const struct doc *d, enum doc_field_name field,
    size_t sentence, size_t *mention, struct arena *a)
{
	const struct doc_field *f = &d->field[field];
	const struct doc_sentence *s = &f->sentences[sentence];
	struct reading r = {.taxonomy = t,
	    .lexicon = l,
	    .doc = d,
	    .field = f,
	    .sentence = s,
	    .cast = cast,
	    .tongue = lexicon_tongue(d->lang),
	    .field_name = field,
	    .number = f->first_sentence + sentence,
	    .first_mention = *mention};
	struct build b = {.r = &r,
	    .l = l,
	    .first = s->first_word,
	    .end = s->first_word + s->n_words,
	    .a = a};
	struct word_ids *ids =
	    arena_raw(&b.scratch, (s->n_words + 1) * sizeof *ids);
	struct str text = str_sub(doc_norm(f), s->norm_begin, s->norm_end);
	size_t from = s->norm_begin;

	r.stretch = r.tongue == TONGUE_ZH ? 1.8 : 1;
	r.question =
	    str_find(str_sub(text, text.n > 6 ? text.n - 6 : 0, text.n),
		STR("?"), 0) < (text.n > 6 ? 6 : text.n);
	r.prose = ends_full(text);
	lexicon_words(l, f, s->first_word, s->n_words, ids);
	b.ids = ids;
	for (size_t w = b.first, next; w < b.end; w = next) {
		read_gap(&b, w, from, f->words[w].norm_begin);
		next = take_mentions(&b, w);
		if (next == w) {
			next = begins_digit(&b, w) ? take_figure(&b, w) : w;
			if (next == w)
				next = take_phrase(&b, w);
		}
		from = f->words[next - 1].norm_end;
	}
	read_gap(&b, b.end, from, s->norm_end);
	*mention = r.first_mention + r.n_mentions;
	merge_figures(&b);
	mark_quotes(&b);
	settle(&b);
	return r;
}
