#include "parse/lang.h"

#include "fetch/base/utf8.h"

#include <stdio.h>
#include <string.h>

enum { SAMPLE_BYTES = 64 * 1024, WORD_MAX = 24 };

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
	SCRIPTS
};

static const struct {
	uint32_t from, to;
	enum script script;
} ranges[] = {
    {'A', 'Z', LATIN},
    {'a', 'z', LATIN},
    {0xC0, 0x24F, LATIN},
    {0x1E00, 0x1EFF, LATIN},
    {0x370, 0x3FF, GREEK},
    {0x400, 0x52F, CYRILLIC},
    {0x590, 0x5FF, HEBREW},
    {0x620, 0x6FF, ARABIC},
    {0x900, 0x97F, DEVANAGARI},
    {0xE00, 0xE7F, THAI},
    {0x3041, 0x30FF, KANA},
    {0x3400, 0x4DBF, HAN},
    {0x4E00, 0x9FFF, HAN},
    {0xAC00, 0xD7A3, HANGUL},
    {0xFB50, 0xFDFF, ARABIC},
    {0xFE70, 0xFEFC, ARABIC},
};

/* frequent characters that one of the two Chinese scripts alone writes */
static const char hans[] =
    "这国们来为时说个对会学发经过还开问点动种样义进现关机应实产业电车书东长门见"
    "让从头两样万与专丛严丧丰临举么习乡买乱争亏云亚";
static const char hant[] =
    "這國們來為時說個對會學發經過還開問點動種樣義進現關機應實產業電車書東長門見"
    "讓從頭兩樣萬與專叢嚴喪豐臨舉麼習鄉買亂爭虧雲亞";

static const struct {
	const char *lang;
	const char *words; /* with a blank at both ends of each */
} functions[] = {
    {"en", " the of and to in is that for with was on are this from have it "
	   "by has not but at as be will its "},
    {"es", " el la de que y en los del las por con una para es no se su al lo "
	   "como más pero "},
    {"fr", " le la les de des et en que dans est une pour qui sur pas au du ce "
	   "avec par il "},
    {"de", " der die und das den von mit ist des im für auf nicht ein eine dem "
	   "sich auch als zu "},
    {"it", " il di che la per un del è non una sono della con le dei gli nel "
	   "alla più si "},
    {"pt", " o de que e do da em um para com não uma os no se na por mais as "
	   "dos ao "},
    {"nl", " de het een van en in is dat op te voor met zijn niet aan er om "
	   "ook als bij "},
    {"vi", " và của là có được cho trong một các với không này người đã khi để "
	   "những về "},
    {"pl", " w i na z do się nie to jest że od o za jak po przez dla są "},
    {"tr", " ve bir bu için ile da de olarak olan daha çok gibi en "},
    {"id", " yang dan di untuk dengan dari pada ini itu tidak dalam akan "},
    {"sv", " och att det som en på är av för den till med inte om ett "},
};

static int script_of(uint32_t c)
{
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (c >= ranges[i].from && c <= ranges[i].to)
			return (int)ranges[i].script;
	return -1;
}

static const char *chinese(struct str s, struct str hint)
{
	size_t simple = 0, full = 0;

	for (size_t i = 0; i < s.n;) {
		size_t at = i;

		(void)utf8_next(s, &i);
		if (i - at != 3)
			continue;
		char one[4] = {s.p[at], s.p[at + 1], s.p[at + 2], 0};
		const char *a = strstr(hans, one), *b = strstr(hant, one);

		simple += a && !b;
		full += b && !a;
	}
	if (simple == full)
		return str_find(hint, STR("Hant"), 0) < hint.n ||
			       str_find(hint, STR("TW"), 0) < hint.n ||
			       str_find(hint, STR("HK"), 0) < hint.n
			   ? "zh-Hant"
			   : "zh-Hans";
	return full > simple ? "zh-Hant" : "zh-Hans";
}

static void count_words(struct str s, size_t *hits, size_t n)
{
	char word[WORD_MAX + 3] = " ";
	size_t len = 1;

	for (size_t i = 0; i <= s.n;) {
		size_t at = i;
		uint32_t c = i < s.n ? utf8_next(s, &i) : ' ';

		if (at == s.n)
			i++;
		if (script_of(c) == LATIN) {
			if (c < 0x80)
				c |= 0x20;
			size_t bytes = c < 0x80 ? 1 : i - at;

			if (len + bytes < WORD_MAX) {
				if (c < 0x80)
					word[len] = (char)c;
				else
					memcpy(word + len, s.p + at, bytes);
			}
			len += bytes;
			continue;
		}
		if (len > 1 && len < WORD_MAX) {
			word[len] = ' ';
			word[len + 1] = '\0';
			for (size_t k = 0; k < n; k++)
				hits[k] +=
				    strstr(functions[k].words, word) != NULL;
		}
		len = 1;
	}
}

static const char *latin(struct str s, struct str hint)
{
	enum { N = sizeof functions / sizeof *functions };
	size_t hits[N] = {0}, best = 0;

	count_words(s, hits, N);
	for (size_t k = 1; k < N; k++)
		if (hits[k] > hits[best])
			best = k;
	if (hits[best] >= 3)
		return functions[best].lang;
	/* too short to tell: the hint, if it is one of ours */
	for (size_t k = 0; k < N; k++)
		if (str_starts_nocase(hint, str_of(functions[k].lang)))
			return functions[k].lang;
	return hits[best] ? functions[best].lang : "und";
}

const char *lang_of(struct str text, struct str hint)
{
	size_t count[SCRIPTS] = {0}, best = 0;
	struct str s = str_sub(text, 0, SAMPLE_BYTES);

	for (size_t i = 0; i < s.n;) {
		int k = script_of(utf8_next(s, &i));

		if (k >= 0) /* a Han or Hangul character is worth a word */
			count[k] +=
			    k == HAN || k == HANGUL || k == KANA ? 4 : 1;
	}
	for (size_t k = 1; k < SCRIPTS; k++)
		if (count[k] > count[best])
			best = k;
	if (count[best] == 0)
		return "und";
	if (best == HAN || best == KANA)
		return count[KANA] * 10 > count[HAN] ? "ja" : chinese(s, hint);
	switch ((enum script)best) {
	case ARABIC:
		return str_starts_nocase(hint, STR("fa"))   ? "fa"
		       : str_starts_nocase(hint, STR("ur")) ? "ur"
							    : "ar";
	case HANGUL:
		return "ko";
	case CYRILLIC:
		return str_starts_nocase(hint, STR("uk")) ? "uk" : "ru";
	case GREEK:
		return "el";
	case HEBREW:
		return "he";
	case THAI:
		return "th";
	case DEVANAGARI:
		return "hi";
	case LATIN:
	case HAN:
	case KANA:
	case SCRIPTS:
		break;
	}
	return latin(s, hint);
}
