#include "parse/text/lang.h"

#include <criterion/criterion.h>

static const struct {
	const char *text, *hint, *want, *why;
} rows[] = {
    {"The chips are sold out and the price of the servers is rising.", NULL,
	"en", "English"},
    {"الرقائق نفدت من السوق ولا تزال الأسعار ترتفع منذ شهر", NULL, "ar",
	"Arabic"},
    {"英伟达的芯片已经卖光，价格还在上涨", NULL, "zh-Hans", "simplified"},
    {"輝達的晶片已經賣光，價格還在上漲", NULL, "zh-Hant", "traditional"},
    {"DeepSeek R1 发布后，英伟达（NVIDIA）股价下跌 17%", NULL, "zh-Hans",
	"Chinese among Latin names"},
    {"Los chips se han agotado y el precio de los servidores no baja", NULL,
	"es", "Spanish"},
    {"Les puces sont en rupture de stock et le prix des serveurs monte", NULL,
	"fr", "French"},
    {"Die Chips sind ausverkauft und der Preis für die Server steigt", NULL,
	"de", "German"},
    {"I chip sono esauriti e il prezzo dei server non è più lo stesso", NULL,
	"it", "Italian"},
    {"Các con chip đã bán hết và giá của máy chủ không giảm", NULL, "vi",
	"Vietnamese"},
    {"Чипы распроданы, и цена на серверы не падает уже месяц", NULL, "ru",
	"Russian"},
    {"Чипи розпродано, і ціна на сервери не падає вже місяць у країні", NULL,
	"uk", "Ukrainian"},
    {"تراشه‌ها به پایان رسیده است "
     "و قیمت آن در بازار بالا می رود",
	NULL, "fa", "Persian"},
    {"チップは売り切れで、サーバーの価格は上がっている", NULL, "ja",
	"Japanese"},
    {"칩이 매진되었고 서버 가격이 오르고 있다", NULL, "ko", "Korean"},
    {"Τα τσιπ εξαντλήθηκαν", NULL, "el", "Greek"},
    {"השבבים אזלו", NULL, "he", "Hebrew"},
    {"芯片卖光", "zh-TW", "zh-Hans", "characters beat the hint"},
    {"AI 大爆发", "zh-Hant", "zh-Hans", "one character tells it"},
    {"人工", "zh-Hant", "zh-Hant", "no character tells it: the hint"},
    {"人工", NULL, "zh-Hans", "nor a hint"},
    {"Nvidia", "de-AT", "de", "no word tells it: the hint"},
    {"Nvidia", NULL, "und", "nor a hint"},
    {"The price of the chips is up", "fr", "en", "words beat the hint"},
    {"12345 !?", "en", "und", "no letters"},
    {"", NULL, "und", "nothing"},
    {"\xFF\xFE", NULL, "und", "no UTF-8"},
};

Test(lang, is_told_by_script_and_words)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_str_eq(
		    lang_of(str_of(rows[i].text), str_of(rows[i].hint)),
		    rows[i].want, "%s", rows[i].why);
}
