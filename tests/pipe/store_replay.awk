# One batch of a random history for store_replay.sh: articles that are new,
# late, undated, of a day, corrected (another text, other figures, entities
# gone), told again, scored by another model; attempts; facts.
# usage: awk -v seed=N -v step=K -f store_replay.awk
function pick(n)
{
	# a generator of our own: every awk gives the same history
	state = (state * 16807) % 2147483647
	return int(state / 7) % n
}
function when(i,    d)
{
	d = i * 5 % 27 + 1
	if (i % 7 == 3)
		return ""
	if (i % 5 == 2)
		return sprintf("\"published\":\"2025-01-%02dT00:00:00Z\"," \
		    "\"published_precision\":\"day\",", d)
	return sprintf("\"published\":\"2025-%02d-%02dT%02d:%02d:00Z\"," \
	    "\"published_precision\":\"second\",", i % 3 ? 1 : 2, d, i % 24, i)
}
function entity(name, tone)
{
	return sprintf("{\"entity\":\"%s\",\"relevance\":%.2f,\"tone\":%.2f," \
	    "\"p\":[0.25,0.25,0.5],\"mentions\":[{\"field\":\"text\"," \
	    "\"begin\":0,\"end\":4,\"surface\":\"Text\",\"sentence\":0," \
	    "\"tone\":%.2f,\"p\":[0.25,0.25,0.5]}]}", name,
	    (pick(90) + 10) / 100, tone, tone)
}
function at()
{
	return "\"sentence\":0,\"field\":\"text\",\"begin\":0,\"end\":4"
}
function article(i, text, model,    said, n, k, signals, claims, names, lang)
{
	split("nvidia deepseek amd", names, " ")
	split("en ar zh-Hans", lang, " ")
	state = i * 7919 + text * 104729 + length(model) * 31 + \
	    (model == "core-2") * 17 + 12345
	for (k = 1; k <= 3; k++)
		if (pick(3))
			said = said (said ? "," : "") \
			    entity(names[k], (pick(200) - 100) / 100)
	if (pick(2))
		signals = sprintf("{\"signal\":\"%s\",\"entity\":%s," \
		    "\"demand\":%d,\"strength\":0.%d,\"modality\":\"%s\",%s," \
		    "\"cue\":\"Text\"}", pick(2) ? "adoption" : "price-cut",
		    pick(2) ? "\"nvidia\"" : "null", pick(3) - 1, pick(9) + 1,
		    pick(4) ? "asserted" : "forecast", at())
	if (pick(2))
		claims = sprintf("{\"metric\":\"share-price\"," \
		    "\"entity\":\"nvidia\",\"value\":\"%d\",\"unit\":\"%%\"," \
		    "\"direction\":\"down\",\"role\":null,\"approx\":false," \
		    "\"modality\":\"reported\",\"period\":null," \
		    "\"horizon\":\"P1D\",%s}", pick(3) + 15, at())
	printf "{\"v\":1,\"record\":\"article\",\"id\":\"%08x%08x0000000000000000\"," \
	    "\"url\":\"https://news.example/%d\",\"source\":\"S%d\"," \
	    "\"feed\":\"https://news.example/feed\",\"scope\":\"general\"," \
	    "\"kind\":\"news\",\"lang\":\"%s\",\"title\":\"T %d\"," \
	    "\"text\":\"Text %d of %d.\",%s" \
	    "\"fetched\":\"2025-02-0%dT00:00:00Z\",\"content\":\"%s\"," \
	    "\"score\":{\"model\":\"%s\",\"fingerprint\":\"%08x%08x\"," \
	    "\"sentences\":1,\"words\":9,\"tone\":%.2f," \
	    "\"p\":[0.25,0.25,0.5],\"entities\":[%s],\"signals\":[%s]," \
	    "\"claims\":[%s]}}\n", i * 40503, i, i, i % 4, lang[i % 3 + 1], i,
	    i, text, when(i), i % 8 + 1, i % 6 ? "full" : "summary", model,
	    int(i / 3) * 40503 % 65536 * 30000, int(i / 3) * 30011 % 65536 * \
	    30000 + i % 3, (pick(200) - 100) / 100, said, signals, claims
}
BEGIN {
	state = seed * 48271 + step * 69621 + 1
	for (k = 0; k < 3; k++)
		pick(2)
	n = pick(5) + 1
	for (k = 0; k < n; k++)
		chosen[k] = pick(30) " " pick(3) " " (pick(4) ? 1 : 2)
	late = pick(4)
	printf "{\"v\":1,\"record\":\"outcome\",\"url\":" \
	    "\"https://news.example/feed\",\"feed\":" \
	    "\"https://news.example/feed\",\"at\":\"2025-02-%02dT06:00:00Z\"," \
	    "\"status\":%d,\"reason\":\"%s\"}\n", step % 27 + 1,
	    late ? 200 : 503, late ? "fetched" : "HTTP status"
	printf "{\"v\":1,\"record\":\"fact\",\"cik\":\"0001045810\"," \
	    "\"accession\":\"0001045810-25-0000%02d\",\"form\":\"10-K\"," \
	    "\"filed\":\"2025-02-%02d\",\"concept\":\"us-gaap:Revenues\"," \
	    "\"value\":\"%d000000\",\"unit\":\"USD\"," \
	    "\"start\":\"2024-01-29\",\"end\":\"2025-01-26\"}\n", step % 9 + 10,
	    step % 9 + 10, pick(3) + 130
	for (k = 0; k < n; k++) {
		split(chosen[k], c, " ")
		article(c[1], c[2], "core-" c[3])
	}
}
