#include "parse/text/lang.h"

#include "fetch/base/err.h"
#include "fetch/base/utf8.h"
#include "parse/text/table.h"

#include <string.h>

enum {
	SAMPLE_BYTES = 16 * 1024,
	WORDS_BYTES = 3 * 1024,
	WORD_MAX = 28,
	WORD_SLOTS = 2048,
	LANGS_MAX = 64,
	HAN_BEGIN = 0x3400,
	HAN_END = 0xA000
};

enum script {
	LATIN,
	ARABIC,
	HAN,
	KANA,
	HANGUL,
	CYRILLIC,
	GREEK,
	HEBREW,
	THAI,
	DEVANAGARI,
	SCRIPTS,
	NO_SCRIPT
};

static const struct {
	uint32_t from, to;
	enum script script;
} ranges[] = {
    {'A', 'Z', LATIN},
    {'a', 'z', LATIN},
    {0xC0, 0x24F, LATIN},
    {0x370, 0x3FF, GREEK},
    {0x400, 0x52F, CYRILLIC},
    {0x590, 0x5FF, HEBREW},
    {0x620, 0x6FF, ARABIC},
    {0x900, 0x97F, DEVANAGARI},
    {0xE00, 0xE7F, THAI},
    {0x1E00, 0x1EFF, LATIN},
    {0x3041, 0x30FF, KANA},
    {0x3400, 0x4DBF, HAN},
    {0x4E00, 0x9FFF, HAN},
    {0xAC00, 0xD7A3, HANGUL},
    {0xFB50, 0xFDFF, ARABIC},
    {0xFE70, 0xFEFC, ARABIC},
};

static enum script script_of(uint32_t c)
{
	if (c < 0x80)
		return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? LATIN
							      : NO_SCRIPT;
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
		if (c < ranges[i].from)
			break;
		if (c <= ranges[i].to)
			return ranges[i].script;
	}
	return NO_SCRIPT;
}

/* the characters that one of both alone writes */
static void mark_han(unsigned char *marks, struct str lang, unsigned char mark)
{
	const struct table_row *r = table_find(table_langs, lang);
	struct str s = str_of(r->value);

	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);

		if (c >= HAN_BEGIN && c < HAN_END)
			marks[c - HAN_BEGIN] = mark;
	}
}

static const char *chinese(struct str s, struct str hint)
{
	unsigned char marks[HAN_END - HAN_BEGIN] = {0};
	size_t count[3] = {0};

	mark_han(marks, STR("zh-Hans"), 1);
	mark_han(marks, STR("zh-Hant"), 2);
	for (size_t i = 0; i < s.n;) {
		uint32_t c = utf8_next(s, &i);

		if (c >= HAN_BEGIN && c < HAN_END)
			count[marks[c - HAN_BEGIN]]++;
	}
	size_t simple = count[1], full = count[2];
	bool taiwan = str_find(hint, STR("Hant"), 0) < hint.n ||
		      str_find(hint, STR("TW"), 0) < hint.n ||
		      str_find(hint, STR("HK"), 0) < hint.n;

	return full > simple || (full == simple && taiwan) ? "zh-Hant"
							   : "zh-Hans";
}

/* the rows of languages that are written so; how many */
static size_t rows_of(enum script script, size_t rows[LANGS_MAX])
{
	size_t n = 0;

	for (size_t k = 0; table_langs[k].key && n < LANGS_MAX; k++) {
		struct str words = str_trim(str_of(table_langs[k].value));
		size_t at = 0;

		if (words.n && script_of(utf8_next(words, &at)) == script)
			rows[n++] = k;
	}
	return n;
}

/* the words of some languages, and which of them have each */
struct words {
	struct {
		struct str word;
		uint64_t langs; /* a bit a row of rows[] */
	} slot[WORD_SLOTS];
	size_t rows[LANGS_MAX], n_rows;
};

static size_t slot_of(const struct words *w, struct str word)
{
	size_t at = (size_t)(str_hash(word) % WORD_SLOTS);

	while (w->slot[at].word.n && !str_eq(w->slot[at].word, word))
		at = (at + 1) % WORD_SLOTS;
	return at;
}

static void index_words(struct words *w, enum script script)
{
	size_t filled = 0;

	memset(w, 0, sizeof *w);
	w->n_rows = rows_of(script, w->rows);
	for (size_t r = 0; r < w->n_rows; r++) {
		struct str all = str_of(table_langs[w->rows[r]].value);
		struct str word;

		while ((word = str_split(&all, ' ')).p) {
			if (!word.n)
				continue;
			size_t at = slot_of(w, word);

			filled += !w->slot[at].word.n;
			if (filled * 2 > WORD_SLOTS)
				BUG("more words than the index holds");
			w->slot[at].word = word;
			w->slot[at].langs |= UINT64_C(1) << r;
		}
	}
}

/* hits[k]: how often words of language k stand in s */
static void count_words(struct str s, enum script script, size_t *hits)
{
	struct words w;
	char word[WORD_MAX];
	size_t len = 0;

	index_words(&w, script);
	for (size_t i = 0; i <= s.n;) {
		size_t at = i;
		uint32_t c = i < s.n ? utf8_next(s, &i) : ' ';

		if (at == s.n)
			i++;
		if (script_of(c) == script) {
			bool upper = c >= 'A' && c <= 'Z';
			size_t bytes = i - at;

			if (len + bytes < WORD_MAX) {
				memcpy(word + len, s.p + at, bytes);
				if (upper)
					word[len] = (char)(c | 0x20);
			}
			len += bytes;
			continue;
		}
		if (len > 0 && len < WORD_MAX) {
			struct str one = {word, len};
			uint64_t langs = w.slot[slot_of(&w, one)].langs;

			for (size_t r = 0; langs; r++, langs >>= 1)
				hits[w.rows[r]] += langs & 1;
		}
		len = 0;
	}
}

/* by function words; fallback where they tell nothing */
static const char *by_words(
    struct str s, enum script script, struct str hint, const char *fallback)
{
	size_t hits[LANGS_MAX] = {0}, best = 0;
	const struct table_row *said = NULL;

	count_words(str_sub(s, 0, WORDS_BYTES), script, hits);
	for (size_t k = 0; table_langs[k].key; k++) {
		if (hits[k] > hits[best])
			best = k;
		if (hint.n >= 2 &&
		    str_starts_nocase(hint, str_of(table_langs[k].key)) &&
		    table_langs[k].key[2] == '\0')
			said = &table_langs[k];
	}
	/* what the document says, where words nearly agree: neighbours share
	 * many of theirs */
	if (said && hits[said - table_langs] * 4 >= hits[best] * 3)
		return said->key;
	if (hits[best] >= 3)
		return table_langs[best].key;
	return hits[best] ? table_langs[best].key : fallback;
}

const char *lang_of(struct str text, struct str hint)
{
	size_t count[SCRIPTS] = {0}, best = 0;
	struct str s = str_sub(text, 0, SAMPLE_BYTES);

	for (size_t i = 0; i < s.n;) {
		enum script k = script_of(utf8_next(s, &i));

		if (k < SCRIPTS) /* a Han or Hangul character is worth a word */
			count[k] +=
			    k == HAN || k == HANGUL || k == KANA ? 4 : 1;
	}
	for (size_t k = 1; k < SCRIPTS; k++)
		if (count[k] > count[best])
			best = k;
	if (count[best] == 0)
		return "und";
	switch ((enum script)best) {
	case LATIN:
		return by_words(s, LATIN, hint, "und");
	case ARABIC:
		return by_words(s, ARABIC, hint, "ar");
	case CYRILLIC:
		return by_words(s, CYRILLIC, hint, "ru");
	case HAN:
	case KANA:
		return count[KANA] * 10 > count[HAN] ? "ja" : chinese(s, hint);
	case HANGUL:
		return "ko";
	case GREEK:
		return "el";
	case HEBREW:
		return "he";
	case THAI:
		return "th";
	case DEVANAGARI:
		return "hi";
	case SCRIPTS:
	case NO_SCRIPT:
		break;
	}
	return "und";
}
