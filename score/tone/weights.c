#include "score/tone/weights.h"

#include "fetch/base/digest.h"
#include "fetch/base/durable.h"

#include <stdlib.h>

enum { FILE_MAX_BYTES = 16 * 1024 * 1024 };

static const char head[] = "jevons-weights 1\n";
static const char *const tongue_names[TONGUES] = {"en", "ar", "zh"};

/* Taylor's series at x/16: sums and products alone, so that every machine
 * gets the same bits, which a libm's exp does not promise. */
double weights_exp(double x)
{
	double y = (x > 40 ? 40 : x < -40 ? -40 : x) / 16, term = 1, sum = 1;

	for (int i = 1; i <= 16; i++) {
		term *= y / i;
		sum += term;
	}
	for (int i = 0; i < 4; i++)
		sum *= sum;
	return sum;
}

/* 1/sqrt(n) by Newton's steps from below, for the same reason */
static double inverse_root(size_t n)
{
	double x = (double)(n ? n : 1), root = x > 1 ? x / 2 : x;

	for (int i = 0; i < 16; i++)
		root = (root + x / root) / 2;
	return 1 / root;
}

void weights_p(const double s[WEIGHT_CLASSES], double temperature,
    double p[WEIGHT_CLASSES])
{
	double most = s[0], sum = 0;

	for (int c = 1; c < WEIGHT_CLASSES; c++)
		most = s[c] > most ? s[c] : most;
	for (int c = 0; c < WEIGHT_CLASSES; c++) {
		p[c] = weights_exp((s[c] - most) / temperature);
		sum += p[c];
	}
	for (int c = 0; c < WEIGHT_CLASSES; c++)
		p[c] /= sum;
}

void weights_scores(const struct weight_section *s, const struct features *f,
    double to[WEIGHT_CLASSES])
{
	uint32_t words = (1u << s->word_bits) - 1;
	uint32_t rules = (1u << s->rule_bits) - 1;
	int32_t a[WEIGHT_CLASSES] = {0};
	int64_t b[WEIGHT_CLASSES] = {0};

	for (size_t i = 0; i < f->n_words; i++) {
		const int8_t *w =
		    &s->words[(f->words[i] & words) * WEIGHT_CLASSES];

		for (int c = 0; c < WEIGHT_CLASSES; c++)
			a[c] += w[c];
	}
	for (size_t i = 0; i < f->n_rules; i++) {
		const int16_t *w =
		    &s->rules[(f->rules[i].hash & rules) * WEIGHT_CLASSES];

		for (int c = 0; c < WEIGHT_CLASSES; c++)
			b[c] += (int64_t)w[c] * f->rules[i].value;
	}
	double word_scale =
	    (double)s->word_scale / WEIGHT_UNIT * inverse_root(f->n_words);
	double rule_scale = (double)s->rule_scale / WEIGHT_UNIT / FEATURE_ONE;

	for (int c = 0; c < WEIGHT_CLASSES; c++)
		to[c] =
		    a[c] * word_scale + (double)b[c] * rule_scale + f->prior[c];
}

void weights_judge(const struct weight_section *s, const struct features *f,
    double p[WEIGHT_CLASSES])
{
	double scores[WEIGHT_CLASSES];

	weights_scores(s, f, scores);
	weights_p(scores, (double)s->temperature / WEIGHT_UNIT, p);
}

void weights_release(struct weights *w)
{
	for (int i = 0; i < TONGUES; i++) {
		free(w->of[i].words);
		free(w->of[i].rules);
	}
	*w = (struct weights){0};
}

/* where the reading stands */
struct cursor {
	struct str bytes;
	size_t at;
	const char *name;
	struct err *e;
};

static int broken(struct cursor *c, const char *why)
{
	return err_set(
	    c->e, EXIT_CONFIG, "%s: offset %zu: %s", c->name, c->at, why);
}

static int number(
    struct cursor *c, struct str *rest, uint32_t most, uint32_t *to)
{
	struct str cell = str_split(rest, ' ');
	uint64_t v = 0;

	if (cell.n == 0 || cell.n > 10)
		return broken(c, "a number was expected");
	for (size_t i = 0; i < cell.n; i++) {
		if (cell.p[i] < '0' || cell.p[i] > '9')
			return broken(c, "a number was expected");
		v = v * 10 + (uint64_t)(cell.p[i] - '0');
	}
	if (v < 1 || v > most)
		return broken(c, "a number out of its range");
	*to = (uint32_t)v;
	return 0;
}

static int tables(struct cursor *c, struct weight_section *s)
{
	size_t words = ((size_t)1 << s->word_bits) * WEIGHT_CLASSES;
	size_t rules = ((size_t)1 << s->rule_bits) * WEIGHT_CLASSES;

	if (c->bytes.n - c->at < words + 2 * rules + 1)
		return broken(c, "the section is cut short");
	const unsigned char *p = (const unsigned char *)c->bytes.p + c->at;

	s->words = mem_new(words, sizeof *s->words);
	s->rules = mem_new(rules, sizeof *s->rules);
	for (size_t i = 0; i < words; i++)
		s->words[i] = (int8_t)(p[i] < 128 ? p[i] : p[i] - 256);
	p += words;
	for (size_t i = 0; i < rules; i++) {
		int v = p[2 * i] | p[2 * i + 1] << 8;

		s->rules[i] = (int16_t)(v < 32768 ? v : v - 65536);
	}
	c->at += words + 2 * rules;
	if (c->bytes.p[c->at] != '\n')
		return broken(c, "a line end was expected");
	c->at++;
	return 0;
}

static int section(struct cursor *c, struct weights *w, struct str line)
{
	struct weight_section *s = NULL;

	(void)str_split(&line, ' ');
	struct str name = str_split(&line, ' ');

	for (int i = 0; i < TONGUES; i++)
		if (str_eq(name, str_of(tongue_names[i])))
			s = &w->of[i];
	if (!s || s->there)
		return broken(
		    c, s ? "the language stands twice" : "unknown language");
	uint32_t bits[2];

	if (number(c, &line, WEIGHT_BITS_MAX, &bits[0]) != 0 ||
	    number(c, &line, WEIGHT_BITS_MAX, &bits[1]) != 0 ||
	    number(c, &line, UINT32_MAX, &s->word_scale) != 0 ||
	    number(c, &line, UINT32_MAX, &s->rule_scale) != 0 ||
	    number(c, &line, UINT32_MAX, &s->temperature) != 0)
		return -1;
	if (line.p)
		return broken(c, "more than six columns");
	s->word_bits = bits[0];
	s->rule_bits = bits[1];
	s->there = true;
	c->at += (size_t)(str_find(c->bytes, STR("\n"), c->at) - c->at) + 1;
	return tables(c, s);
}

static int digest(struct cursor *c, struct str line)
{
	struct buf hex;
	int rc = 0;

	buf_init(&hex, 2 * DIGEST_BYTES + 1);
	digest_hex(&hex, str_sub(c->bytes, 0, c->at), DIGEST_BYTES);
	if (!str_eq(str_sub(line, 7, line.n), buf_view(&hex)))
		rc = broken(c, "the digest is not that of the bytes before");
	buf_release(&hex);
	if (rc == 0 && c->at + line.n + 1 != c->bytes.n)
		rc = broken(c, "bytes behind the digest");
	return rc;
}

static int parse(struct cursor *c, struct weights *w)
{
	if (!str_starts(c->bytes, str_of(head)))
		return broken(c, "no file of weights of version 1");
	c->at = sizeof head - 1;
	for (;;) {
		size_t end = str_find(c->bytes, STR("\n"), c->at);
		struct str line = str_sub(c->bytes, c->at, end);

		if (end == c->bytes.n || line.n > 200)
			return broken(c, "a section or digest was expected");
		if (str_starts(line, STR("sha256 ")))
			return digest(c, line);
		if (!str_starts(line, STR("section ")))
			return broken(c, "a section or digest was expected");
		if (section(c, w, line) != 0)
			return -1;
	}
}

int weights_parse(
    struct weights *w, struct str bytes, const char *name, struct err *e)
{
	struct cursor c = {bytes, 0, name, e};

	*w = (struct weights){0};
	if (parse(&c, w) == 0)
		return 0;
	weights_release(w);
	return -1;
}

int weights_read(struct weights *w, const char *path, struct err *e)
{
	struct buf b;

	*w = (struct weights){0};
	buf_init(&b, FILE_MAX_BYTES);
	int rc = durable_read(path, &b, e);

	if (rc == 0)
		rc = err_set(e, EXIT_NOINPUT, "no file '%s'", path);
	else if (rc == 1)
		rc = weights_parse(w, buf_view(&b), path, e);
	buf_release(&b);
	return rc;
}

static void write_section(
    struct buf *to, const struct weight_section *s, const char *name)
{
	size_t rules = ((size_t)1 << s->rule_bits) * WEIGHT_CLASSES;

	buf_printf(to, "section %s %u %u %lu %lu %lu\n", name, s->word_bits,
	    s->rule_bits, (unsigned long)s->word_scale,
	    (unsigned long)s->rule_scale, (unsigned long)s->temperature);
	buf_add(to, s->words, ((size_t)1 << s->word_bits) * WEIGHT_CLASSES);
	for (size_t i = 0; i < rules; i++) {
		unsigned v = (unsigned)s->rules[i] & 0xffffu;

		buf_char(to, (char)(v & 0xffu));
		buf_char(to, (char)(v >> 8));
	}
	buf_char(to, '\n');
}

void weights_write(struct buf *to, const struct weights *w)
{
	struct buf hex;

	buf_puts(to, head);
	for (int i = 0; i < TONGUES; i++)
		if (w->of[i].there)
			write_section(to, &w->of[i], tongue_names[i]);
	buf_init(&hex, 2 * DIGEST_BYTES + 1);
	digest_hex(&hex, buf_view(to), DIGEST_BYTES);
	buf_printf(to, "sha256 %s\n", buf_text(&hex));
	buf_release(&hex);
}
