#include "fetch/transfer.h"

#include "fetch/address.h"
#include "fetch/web_url.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	CONNECT_SECONDS = 20,
	TOTAL_SECONDS = 120,
	SLOW_BYTES = 200, /* a second, over SLOW_SECONDS */
	SLOW_SECONDS = 30
};

static size_t take_head(char *p, size_t size, size_t n, void *user)
{
	struct transfer *t = user;

	/* a new status line: 1xx answers before the real one are dropped */
	if (str_starts((struct str){p, size * n}, STR("HTTP/")))
		buf_clear(&t->head);
	else if (str_ends(buf_view(&t->head), STR("\r\n\r\n")))
		return size * n; /* a trailer: it is in the raw body too */
	buf_add(&t->head, p, size * n);
	return t->head.over ? 0 : size * n;
}

static size_t take_body(char *p, size_t size, size_t n, void *user)
{
	struct transfer *t = user;
	size_t room = TRANSFER_BODY_MAX_BYTES - t->body.n;

	if (size * n > room) {
		buf_add(&t->body, p, room);
		t->cut = true;
		return 0; /* ends the transfer; what came is kept */
	}
	buf_add(&t->body, p, size * n);
	return size * n;
}

static curl_socket_t open_socket(
    void *user, curlsocktype purpose, struct curl_sockaddr *a)
{
	struct transfer *t = user;

	(void)purpose;
	if (!t->private && !address_is_public(&a->addr)) {
		t->refused = true;
		return CURL_SOCKET_BAD;
	}
	return socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
}

static void add_header(struct transfer *t, const char *name, struct str value)
{
	struct buf line;

	if (!value.n)
		return;
	buf_init(&line, TRANSFER_HEAD_MAX_BYTES);
	buf_printf(&line, "%s: ", name);
	buf_str(&line, value);
	t->headers = curl_slist_append(t->headers, buf_text(&line));
	buf_release(&line);
}

static void set_limits(struct transfer *t)
{
	curl_easy_setopt(
	    t->easy, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	curl_easy_setopt(t->easy, CURLOPT_TIMEOUT, (long)TOTAL_SECONDS);
	curl_easy_setopt(t->easy, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES);
	curl_easy_setopt(t->easy, CURLOPT_LOW_SPEED_TIME, (long)SLOW_SECONDS);
	curl_easy_setopt(t->easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(t->easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(t->easy, CURLOPT_NOSIGNAL, 1L);
	/* for the archive: the bytes as they came */
	curl_easy_setopt(t->easy, CURLOPT_HTTP_TRANSFER_DECODING, 0L);
	curl_easy_setopt(t->easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
	curl_easy_setopt(
	    t->easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
}

static void set_config(struct transfer *t, const struct config *c)
{
	const char *proxy = config_get(c, CONFIG_PROXY);
	const char *ca = config_get(c, CONFIG_CA_FILE);
	const char *ip = config_get(c, CONFIG_IP);
	const char *contact = config_get(c, CONFIG_CONTACT);
	struct buf agent;

	buf_init(&agent, 4096);
	buf_puts(&agent, "jevons/" JEVONS_VERSION);
	if (*contact)
		buf_printf(&agent, " (+%s)", contact);
	curl_easy_setopt(t->easy, CURLOPT_USERAGENT, buf_text(&agent));
	buf_release(&agent);
	/* "" keeps the proxy variables of the environment out */
	curl_easy_setopt(t->easy, CURLOPT_PROXY, proxy);
	if (*proxy)
		t->private = true; /* the socket is the proxy's */
	if (*ca)
		curl_easy_setopt(t->easy, CURLOPT_CAINFO, ca);
	curl_easy_setopt(t->easy, CURLOPT_IPRESOLVE,
	    *ip == '4'   ? (long)CURL_IPRESOLVE_V4
	    : *ip == '6' ? (long)CURL_IPRESOLVE_V6
			 : (long)CURL_IPRESOLVE_WHATEVER);
}

struct transfer *transfer_new(const struct config *config,
    const struct feedlist *list, const struct feed_spec *spec, const char *url,
    struct str etag, struct str modified)
{
	struct transfer *t = mem_new(1, sizeof *t);
	struct err ignored = {0};
	struct buf host, name;

	buf_init(&t->head, TRANSFER_HEAD_MAX_BYTES);
	buf_init(&t->body, TRANSFER_BODY_MAX_BYTES);
	buf_init(&host, 4096);
	buf_init(&name, 4096);
	if (web_url_host(url, &host, &name, &ignored) == 0)
		t->private = feedlist_allows_host(list, spec, buf_view(&name));
	buf_release(&host);
	buf_release(&name);
	t->easy = curl_easy_init();
	if (!t->easy)
		BUG("no curl handle");
	curl_easy_setopt(t->easy, CURLOPT_URL, url);
	set_limits(t);
	set_config(t, config);
	add_header(t, "Accept-Encoding", STR("gzip, deflate"));
	add_header(t, "If-None-Match", etag);
	add_header(t, "If-Modified-Since", modified);
	curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->headers);
	curl_easy_setopt(t->easy, CURLOPT_HEADERFUNCTION, take_head);
	curl_easy_setopt(t->easy, CURLOPT_HEADERDATA, t);
	curl_easy_setopt(t->easy, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(t->easy, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(t->easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(t->easy, CURLOPT_OPENSOCKETDATA, t);
	curl_easy_setopt(t->easy, CURLOPT_ERRORBUFFER, t->why);
	curl_easy_setopt(t->easy, CURLOPT_PRIVATE, NULL);
	return t;
}

void transfer_free(struct transfer *t)
{
	if (!t)
		return;
	curl_easy_cleanup(t->easy);
	curl_slist_free_all(t->headers);
	buf_release(&t->head);
	buf_release(&t->body);
	free(t);
}
