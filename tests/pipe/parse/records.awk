# n WARC records: pages of made-up words, in turn long and short, in three languages, with a
# feed and a refused one among them; LC_ALL=C, as lengths are bytes
function record(type, head, body, i) {
	printf "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:%d>\r\n", type, i
	printf "WARC-Date: 2025-02-01T00:00:00Z\r\nWARC-Target-URI: http://h.example/%d\r\n", i
	body = head "\r\n\r\n" body
	printf "Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		length(body), body
}
BEGIN {
	split("The price of cards went up on day|显卡的价格在这一天上涨了，供应商说库存已经售完|" \
		"ارتفعت أسعار الرقائق في اليوم", words, "|")
	for (i = 0; i < n; i++) {
		s = ""
		for (k = 0; k < 3 + i % 40; k++)
			s = s "<p title=t" k ">" words[1 + i % 3] " " i ", part " k ".</p>\n"
		ok = "HTTP/1.1 200 OK\r\nContent-Type: "
		if (i % 50 == 7)
			record("response", ok "application/rss+xml", "<rss><channel><title>T</title>" \
				"<item><title>x</title><description><![CDATA[" s "]]></description></item></rss>", i)
		else if (i % 50 == 9)
			record("response", ok "application/pdf", "%PDF-1.7 " s, i)
		else
			record("response", ok "text/html; charset=utf-8", "<html><head><title>Story " i \
				"</title></head><body><article>" s "</article></body></html>", i)
	}
}
