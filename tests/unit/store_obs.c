/* the layouts of observations and documents */
#include "store/db/doc.h"
#include "store/db/obs.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(v) (sizeof(v) / sizeof *(v))

static struct obs_row row_of(enum obs_kind kind)
{
	return (struct obs_row){
	    .key = {7, 1738000000000000, 0x8899aabbccddeeff, 3,
		1738000000000123},
	    .kind = kind,
	    .origin = ORIGIN_LATE,
	    .content = CONTENT_SUMMARY,
	    .precision = PRECISION_DAY,
	    .article_kind = KIND_FILING,
	    .scope = SCOPE_TOPIC,
	    .lang = 0xfedc,
	    .source = 0xfedcba98,
	    .story = 0xffeeddccbbaa9988,
	    .seen = -5,
	    .tone = -1000000,
	    .p = {1, 2, OBS_NONE},
	    .relevance = 999999,
	    .count = 0xffffffff,
	};
}

static void write_read(const struct obs_row *r, struct str items,
    unsigned char key[OBS_KEY_BYTES], struct buf *value, struct obs_row *back)
{
	struct err e = {0};

	buf_init(value, 1 << 20);
	obs_write(value, r, items);
	obs_key_write(key, &r->key);
	cr_assert_eq(obs_read((struct str){(char *)key, OBS_KEY_BYTES},
			 buf_view(value), back, &e),
	    0, "%s", e.text);
}

static void expect_same(const struct obs_row *a, const struct obs_row *b)
{
	cr_expect_eq(a->key.series, b->key.series);
	cr_expect_eq(a->key.time, b->key.time);
	cr_expect_eq(a->key.doc, b->key.doc);
	cr_expect_eq(a->key.model, b->key.model);
	cr_expect_eq(a->key.known, b->key.known);
	cr_expect_eq(a->kind, b->kind);
	cr_expect_eq(a->flags, b->flags);
	cr_expect_eq(a->origin, b->origin);
	cr_expect_eq(a->content, b->content);
	cr_expect_eq(a->precision, b->precision);
	cr_expect_eq(a->article_kind, b->article_kind);
	cr_expect_eq(a->scope, b->scope);
	cr_expect_eq(a->lang, b->lang);
	cr_expect_eq(a->source, b->source);
	cr_expect_eq(a->story, b->story);
	cr_expect_eq(a->seen, b->seen);
	cr_expect_eq(a->tone, b->tone);
	for (size_t i = 0; i < 3; i++)
		cr_expect_eq(a->p[i], b->p[i]);
	cr_expect_eq(a->relevance, b->relevance);
	cr_expect_eq(a->count, b->count);
	cr_expect_eq(a->status, b->status);
	cr_expect_eq(a->reason, b->reason);
}

Test(obs, rows_come_back_as_they_were_written)
{
	static const enum obs_kind kinds[] = {OBS_ARTICLE, OBS_MENTION,
	    OBS_SIGNAL, OBS_CLAIM, OBS_FACT, OBS_HARD, OBS_OUTCOME};
	unsigned char key[OBS_KEY_BYTES];
	struct obs_row back;
	struct buf value;

	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct obs_row r = row_of(kinds[i]);

		if (obs_has_reason(kinds[i])) {
			/* those have no tone */
			r.tone = r.p[0] = r.p[1] = r.p[2] = r.relevance = 0;
			r.count = 0;
			r.status = 404;
			r.reason = 0x80000001;
		}
		write_read(&r, (struct str){"", 0}, key, &value, &back);
		expect_same(&r, &back);
		cr_expect_eq(back.n, 0);
		buf_release(&value);
	}
}

Test(obs, items_of_a_mention_and_a_signal_come_back)
{
	struct obs_mention m = {1, 0xfffffffe, 3, OBS_NONE, FIELD_TITLE};
	struct obs_signal s = {
	    4, 9, 0x80000000, 1000000, FIELD_TEXT, MODALITY_IRONIC, -1};
	struct obs_row r = row_of(OBS_MENTION), back;
	unsigned char key[OBS_KEY_BYTES];
	struct buf items, value;

	buf_init(&items, 1000);
	obs_add_mention(&items, &m);
	obs_add_mention(&items, &(struct obs_mention){0});
	write_read(&r, buf_view(&items), key, &value, &back);
	cr_assert_eq(back.n, 2);
	struct obs_mention mi = obs_mention_item(&back, 0);

	cr_expect(mi.begin == 1 && mi.end == 0xfffffffe && mi.sentence == 3 &&
		  mi.tone == OBS_NONE && mi.field == FIELD_TITLE);
	cr_expect(str_eq(obs_items(&back), buf_view(&items)));
	buf_release(&value);
	buf_clear(&items);
	obs_add_signal(&items, &s);
	r.kind = OBS_SIGNAL;
	write_read(&r, buf_view(&items), key, &value, &back);
	struct obs_signal si = obs_signal_item(&back, 0);

	cr_expect(si.begin == 4 && si.end == 9 && si.sentence == 0x80000000 &&
		  si.strength == 1000000 && si.field == FIELD_TEXT &&
		  si.modality == MODALITY_IRONIC && si.demand == -1);
	buf_release(&value);
	buf_release(&items);
}

Test(obs, items_of_a_claim_and_a_fact_come_back)
{
	struct obs_claim c = {.begin = 1,
	    .end = 2,
	    .sentence = 3,
	    .field = FIELD_TEXT,
	    .modality = MODALITY_NEGATED,
	    .approx = true,
	    .value = {-999999999999999999, -128},
	    .unit = 5,
	    .direction = 0,
	    .role = 0xffffffff,
	    .horizon = 6,
	    .start_day = -1,
	    .end_day = OBS_NONE};
	struct obs_fact f = {{999999999999999999, 127}, OBS_NONE, 20000, -6};
	struct obs_row r = row_of(OBS_CLAIM), back;
	unsigned char key[OBS_KEY_BYTES];
	struct buf items, value;

	buf_init(&items, 1000);
	obs_add_claim(&items, &c);
	write_read(&r, buf_view(&items), key, &value, &back);
	struct obs_claim ci = obs_claim_item(&back, 0);

	cr_expect(ci.begin == 1 && ci.end == 2 && ci.sentence == 3 &&
		  ci.field == FIELD_TEXT && ci.modality == MODALITY_NEGATED &&
		  ci.approx && ci.value.mantissa == c.value.mantissa &&
		  ci.value.exponent == -128 && ci.unit == 5 &&
		  ci.direction == 0 && ci.role == 0xffffffff &&
		  ci.horizon == 6 && ci.start_day == -1 &&
		  ci.end_day == OBS_NONE);
	buf_release(&value);
	buf_clear(&items);
	obs_add_fact(&items, &f);
	r = row_of(OBS_FACT);
	write_read(&r, buf_view(&items), key, &value, &back);
	struct obs_fact fi = obs_fact_item(&back, 0);

	cr_expect(fi.value.mantissa == f.value.mantissa &&
		  fi.value.exponent == 127 && fi.start_day == OBS_NONE &&
		  fi.end_day == 20000 && fi.decimals == -6);
	buf_release(&value);
	buf_release(&items);
}

Test(obs, a_flipped_bit_anywhere_fails_the_checksum)
{
	struct obs_row r = row_of(OBS_MENTION), back;
	unsigned char key[OBS_KEY_BYTES];
	struct buf items, value;

	buf_init(&items, 1000);
	obs_add_mention(&items, &(struct obs_mention){1, 2, 3, 4, FIELD_TEXT});
	write_read(&r, buf_view(&items), key, &value, &back);
	for (size_t bit = 0; bit < 8 * (value.n + sizeof key); bit++) {
		struct err e = {0};
		unsigned char *at =
		    bit / 8 < sizeof key
			? key + bit / 8
			: (unsigned char *)value.p + bit / 8 - sizeof key;

		*at ^= (unsigned char)(1 << bit % 8);
		cr_expect_eq(obs_read((struct str){(char *)key, sizeof key},
				 buf_view(&value), &back, &e),
		    -1, "bit %zu", bit);
		cr_expect_eq(e.code, EXIT_DATA);
		*at ^= (unsigned char)(1 << bit % 8);
	}
	for (size_t n = 0; n < value.n; n++) {
		struct err e = {0};

		cr_expect_eq(obs_read((struct str){(char *)key, sizeof key},
				 str_sub(buf_view(&value), 0, n), &back, &e),
		    -1, "cut to %zu", n);
	}
	buf_release(&value);
	buf_release(&items);
}

Test(obs, keys_sort_by_series_time_document_model_and_known)
{
	unsigned seed = 3;
	struct obs_key last = {0};
	unsigned char a[OBS_KEY_BYTES], b[OBS_KEY_BYTES];

	for (int i = 0; i < 5000; i++) {
		struct obs_key k = {(uint32_t)rand_r(&seed) % 3,
		    rand_r(&seed) % 3 ? rand_r(&seed) % 5 - 2 : STAMP_NONE,
		    (uint64_t)rand_r(&seed) % 2 << 63,
		    (uint16_t)(rand_r(&seed) % 3 * 0x7fff),
		    rand_r(&seed) % 1000};
		int64_t x[] = {last.series, last.time, (int64_t)(last.doc >> 1),
		    last.model, last.known};
		int64_t y[] = {
		    k.series, k.time, (int64_t)(k.doc >> 1), k.model, k.known};
		int want = 0;

		for (size_t j = 0; j < COUNT(x) && want == 0; j++)
			want = (x[j] > y[j]) - (x[j] < y[j]);
		obs_key_write(a, &last);
		obs_key_write(b, &k);
		int is = memcmp(a, b, sizeof a);

		cr_expect_eq((is > 0) - (is < 0), want);
		obs_key_read(b, &last);
		cr_assert(last.series == k.series && last.time == k.time &&
			  last.doc == k.doc && last.model == k.model &&
			  last.known == k.known);
	}
}

static struct doc_row doc(void)
{
	return (struct doc_row){.doc = 0xfedcba9876543210,
	    .model = 9,
	    .known = 1738000000000123,
	    .origin = ORIGIN_FIRST_POLL,
	    .content = CONTENT_PARTIAL,
	    .precision = PRECISION_MINUTE,
	    .kind = KIND_RELEASE,
	    .scope = SCOPE_GENERAL,
	    .lang = 2,
	    .source = 3,
	    .story = 4,
	    .time = STAMP_NONE,
	    .published = STAMP_NONE,
	    .seen = 5,
	    .digest = {1, 2, 3, 255},
	    .fingerprint = 0xffffffffffffffff};
}

static int read_doc_row(
    const unsigned char *key, struct str value, struct doc_row *r)
{
	struct err e = {0};

	return doc_read(
	    (struct str){(const char *)key, DOC_KEY_BYTES}, value, r, &e);
}

Test(doc, comes_back_with_its_series_and_its_line)
{
	static const uint32_t series[] = {1, 0xffffffff, 7};
	const struct str line = STR("{\"text\":\"英伟达 إنفيديا Nvidia\"}");
	unsigned char key[DOC_KEY_BYTES];
	struct doc_row r = doc(), back;
	struct err e = {0};
	struct buf value, text;
	int64_t when;

	buf_init(&value, 1 << 20);
	buf_init(&text, 1 << 20);
	doc_write(&value, &r, series, COUNT(series), line);
	doc_key_write(key, r.doc, r.model, r.known);
	cr_assert_eq(read_doc_row(key, buf_view(&value), &back), 0);
	cr_expect(back.doc == r.doc && back.model == 9 &&
		  back.known == r.known && back.origin == r.origin &&
		  back.content == r.content && back.precision == r.precision &&
		  back.kind == r.kind && back.scope == r.scope &&
		  back.lang == 2 && back.source == 3 && back.story == 4 &&
		  back.time == STAMP_NONE && back.seen == 5 &&
		  back.fingerprint == r.fingerprint && back.flags == 0);
	cr_expect_arr_eq(back.digest, r.digest, DOC_DIGEST_BYTES);
	cr_assert_eq(back.n_series, COUNT(series));
	for (size_t i = 0; i < COUNT(series); i++)
		cr_expect_eq(doc_series(&back, i), series[i]);
	cr_expect_not(doc_pruned(&back, &when));
	cr_assert_eq(doc_line(&back, &text, &e), 0, "%s", e.text);
	cr_expect(str_eq(buf_view(&text), line));
	for (size_t bit = 0; bit < 8 * value.n; bit++) {
		value.p[bit / 8] ^= (char)(1 << bit % 8);
		cr_expect_eq(read_doc_row(key, buf_view(&value), &back), -1);
		value.p[bit / 8] ^= (char)(1 << bit % 8);
	}
	buf_release(&value);
	buf_release(&text);
}

Test(doc, a_pruned_one_says_when_and_has_no_line)
{
	unsigned char key[DOC_KEY_BYTES];
	static const char when[8] = {1, 2, 0, 0, 0, 0, 0, 0};
	struct doc_row r = doc(), back;
	struct err e = {0};
	struct buf value, text;
	int64_t t = 0;

	r.flags = DOC_PRUNED;
	buf_init(&value, 1 << 20);
	buf_init(&text, 1 << 20);
	doc_write(&value, &r, NULL, 0, (struct str){when, sizeof when});
	doc_key_write(key, r.doc, r.model, r.known);
	cr_assert_eq(read_doc_row(key, buf_view(&value), &back), 0);
	cr_expect(doc_pruned(&back, &t));
	cr_expect_eq(t, 0x201);
	cr_expect_eq(doc_line(&back, &text, &e), -1);
	cr_expect_eq(e.code, EXIT_DATA);
	buf_release(&value);
	buf_release(&text);
}

Test(doc, an_id_is_its_first_bytes_or_hashed)
{
	cr_expect_eq(doc_of_id(STR("00000000000000ff8877665544332211")), 0xff);
	cr_expect_neq(doc_of_id(STR("00000000000000ff887766554433221")), 0xff,
	    "31 digits are no id of ours");
	cr_expect_neq(doc_of_id(STR("00000000000000FF8877665544332211")),
	    doc_of_id(STR("00000000000000ff8877665544332211")),
	    "ours are lower case");
	cr_expect_neq(doc_of_id(STR("0001045810-25-000023/a.htm")),
	    doc_of_id(STR("0001045810-25-000023/b.htm")));
	cr_expect_neq(doc_of_id(STR("")), 0);
}
