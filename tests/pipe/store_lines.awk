# Scored article lines for the tests of the store: n articles, each tenth of
# them told again with another text behind every `again` lines, so that a load
# commits many times.
function line(i, round,    e, text, p)
{
	e = (i % 3 == 0) ? "nvidia" : (i % 3 == 1) ? "deepseek" : "amd"
	text = "Text " i " of round " round ": chips are sold out"
	p = "\"p\":[0.25,0.25,0.5]"
	printf "{\"v\":1,\"record\":\"article\",\"id\":\"id %d\"," \
	    "\"url\":\"https://news.example/%d\",\"source\":\"S%d\"," \
	    "\"kind\":\"news\",\"lang\":\"en\",\"title\":\"T\"," \
	    "\"text\":\"%s\",\"published\":\"2025-01-%02dT%02d:%02d:00Z\"," \
	    "\"published_precision\":\"second\"," \
	    "\"fetched\":\"2025-02-01T00:00:00Z\",\"content\":\"full\"," \
	    "\"score\":{\"model\":\"core-1\",\"fingerprint\":\"%08x%08x\"," \
	    "\"sentences\":1,\"words\":9,\"tone\":0.25,%s,\"entities\":[" \
	    "{\"entity\":\"%s\",\"relevance\":0.5,\"tone\":0.25,%s," \
	    "\"mentions\":[{\"field\":\"text\",\"begin\":0,\"end\":4," \
	    "\"surface\":\"Text\",\"sentence\":0,\"tone\":0.25,%s}]}]," \
	    "\"signals\":[{\"signal\":\"supply-shortage\",\"entity\":%s," \
	    "\"demand\":1,\"strength\":0.5,\"modality\":\"asserted\"," \
	    "\"sentence\":0,\"field\":\"text\",\"begin\":0,\"end\":4," \
	    "\"cue\":\"Text\"}],\"claims\":[]}}\n", \
	    i, i, i % 5, text, i % 28 + 1, i % 24, i % 60, \
	    (i * 40503) % 65536 * 30000, (i * 30011) % 65536 * 30000, p, e, p, \
	    p, (round % 2) ? "null" : "\"" e "\""
}
BEGIN {
	for (i = 0; i < n; i++) {
		line(i, 0)
		if (again && i % again == again - 1)
			for (k = 0; k < again / 10; k++)
				line(i - k, i)
	}
}
