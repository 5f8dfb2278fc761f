#include "fetch/transfer.h"

#include "fetch/address.h"
#include "fetch/base/stamp.h"
#include "fetch/warc/warc_read.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	CONNECT_SECONDS = 20,
	SLOW_SECONDS = 30,
	REQUEST_MAX_BYTES = 64 * 1024,
	BUFFER_BYTES = 64 * 1024
};

static size_t take_head(char *p, size_t size, size_t n, void *user)
{
	struct transfer *t = user;
	struct str line = {p, size * n};

	t->head_bytes += line.n;
	if (t->head_bytes > TRANSFER_HEAD_MAX_BYTES) {
		t->fault = "headers are too long";
		return 0;
	}
	/* a new status line: 1xx answers before the real one are dropped */
	if (str_starts(line, STR("HTTP/")))
		buf_clear(&t->head);
	else if (str_ends(buf_view(&t->head), STR("\r\n\r\n")))
		return line.n; /* a trailer: it is in the raw body too */
	buf_str(&t->head, line);
	return line.n;
}

/* what this answer may become, by its own word or our ceiling */
static size_t reach(const struct transfer *t)
{
	curl_off_t length = -1;
	size_t most = t->asks.max_bytes;

	(void)curl_easy_getinfo(
	    t->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
	return length >= 0 && (uint64_t)length < most ? (size_t)length : most;
}

static bool has_room(struct transfer *t, size_t n)
{
	if (t->reserved || t->body.n + n <= BUDGET_FREE_BYTES)
		return true;
	size_t want = reach(t);

	if (!budget_take(t->budget, want))
		return false;
	t->reserved = want;
	return true;
}

static size_t take_body(char *p, size_t size, size_t n, void *user)
{
	struct transfer *t = user;
	size_t bytes = size * n, room = t->asks.max_bytes - t->body.n;

	if (!has_room(t, bytes)) {
		t->waiting = true;
		t->waited_from = stamp_ticks();
		return CURL_WRITEFUNC_PAUSE;
	}
	if (bytes > room) {
		buf_add(&t->body, p, room);
		t->cut = true;
		return 0; /* ends the transfer; what came is kept */
	}
	buf_add(&t->body, p, bytes);
	return bytes;
}

static int take_debug(
    CURL *easy, curl_infotype type, char *p, size_t n, void *user)
{
	struct transfer *t = user;

	(void)easy;
	if (type == CURLINFO_HEADER_OUT && !t->by_proxy)
		buf_add(&t->request, p, n);
	return 0;
}

static void keep_ip(struct transfer *t, const struct curl_sockaddr *a)
{
	const void *bytes = NULL;
	struct sockaddr_in in;
	struct sockaddr_in6 in6;

	if (a->family == AF_INET) {
		memcpy(&in, &a->addr, sizeof in);
		bytes = &in.sin_addr;
	} else if (a->family == AF_INET6) {
		memcpy(&in6, &a->addr, sizeof in6);
		bytes = &in6.sin6_addr;
	}
	if (!bytes || !inet_ntop(a->family, bytes, t->ip, sizeof t->ip))
		t->ip[0] = '\0';
}

static curl_socket_t open_socket(
    void *user, curlsocktype purpose, struct curl_sockaddr *a)
{
	struct transfer *t = user;
	bool free_way = t->asks.allow_private || t->by_proxy;

	(void)purpose;
	t->addressed = true;
	if (!free_way && !address_is_public(&a->addr)) {
		t->refused = true;
		return CURL_SOCKET_BAD;
	}
	if (t->asks.judge)
		return CURL_SOCKET_BAD;
	keep_ip(t, a);
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

/* what is the same for all requests, and stays with a handle */
static void set_limits(struct transfer *t)
{
	curl_easy_setopt(t->easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(t->easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(t->easy, CURLOPT_NOSIGNAL, 1L);
	/* for the archive: the bytes as they came */
	curl_easy_setopt(t->easy, CURLOPT_HTTP_TRANSFER_DECODING, 0L);
	curl_easy_setopt(t->easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
	curl_easy_setopt(
	    t->easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	curl_easy_setopt(t->easy, CURLOPT_BUFFERSIZE, (long)BUFFER_BYTES);
	curl_easy_setopt(t->easy, CURLOPT_HEADERFUNCTION, take_head);
	curl_easy_setopt(t->easy, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(t->easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(t->easy, CURLOPT_DEBUGFUNCTION, take_debug);
}

int transfer_agent(const struct config *c, struct buf *to, struct err *e)
{
	const char *contact = config_get(c, CONFIG_CONTACT);

	buf_puts(to, "jevons/" JEVONS_VERSION);
	for (const char *p = contact; *p; p++)
		if ((unsigned char)*p < ' ' || *p == 0x7f)
			return err_set(e, EXIT_CONFIG,
			    "contact holds a control character");
	if (*contact && !strchr(contact, '@') && !strstr(contact, "://"))
		return err_set(e, EXIT_CONFIG,
		    "contact '%s' is neither a mail address nor a URL",
		    contact);
	if (*contact == '"')
		return err_set(e, EXIT_CONFIG,
		    "contact stands in quotes: values have none");
	if (*contact)
		buf_printf(to, " (+%s)", contact);
	return 0;
}

static void set_config(struct transfer *t, const struct config *c)
{
	const char *ca = config_get(c, CONFIG_CA_FILE);
	const char *ip = config_get(c, CONFIG_IP);
	struct err ignored = {0}; /* checked when the program began */
	struct buf agent;

	buf_init(&agent, 4096);
	(void)transfer_agent(c, &agent, &ignored);
	curl_easy_setopt(t->easy, CURLOPT_USERAGENT, buf_text(&agent));
	buf_release(&agent);
	/* "" keeps the proxy variables of the environment out, both of them */
	curl_easy_setopt(t->easy, CURLOPT_NOPROXY, "");
	if (*ca)
		curl_easy_setopt(t->easy, CURLOPT_CAINFO, ca);
	curl_easy_setopt(t->easy, CURLOPT_IPRESOLVE,
	    *ip == '4'   ? (long)CURL_IPRESOLVE_V4
	    : *ip == '6' ? (long)CURL_IPRESOLVE_V6
			 : (long)CURL_IPRESOLVE_WHATEVER);
}

/* what is of this request; user: who is called back */
static void set_request(struct transfer *t, const char *proxy, void *user)
{
	long connect = t->asks.timeout < CONNECT_SECONDS ? t->asks.timeout
							 : CONNECT_SECONDS;

	curl_easy_setopt(t->easy, CURLOPT_URL, t->asks.url);
	curl_easy_setopt(t->easy, CURLOPT_PROXY, proxy);
	curl_easy_setopt(t->easy, CURLOPT_CONNECTTIMEOUT, connect);
	curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->headers);
	curl_easy_setopt(t->easy, CURLOPT_HEADERDATA, user);
	curl_easy_setopt(t->easy, CURLOPT_WRITEDATA, user);
	curl_easy_setopt(t->easy, CURLOPT_OPENSOCKETDATA, user);
	curl_easy_setopt(t->easy, CURLOPT_DEBUGDATA, user);
	/* curl tells of the request only when it tells all */
	curl_easy_setopt(
	    t->easy, CURLOPT_VERBOSE, t->asks.keep_request ? 1L : 0L);
	curl_easy_setopt(t->easy, CURLOPT_ERRORBUFFER, user ? t->why : NULL);
	/* one that is open may have been opened for somebody who may more */
	curl_easy_setopt(t->easy, CURLOPT_FRESH_CONNECT,
	    t->asks.judge || t->asks.fresh ? 1L : 0L);
}

struct transfer *transfer_new(CURL *easy, const struct config *config,
    const struct transfer_asks *asks, struct budget *budget)
{
	struct transfer *t = mem_new(1, sizeof *t);
	const char *proxy = asks->judge ? "" : config_get(config, CONFIG_PROXY);

	t->asks = *asks;
	t->budget = budget;
	t->by_proxy = *proxy != '\0';
	t->began = t->mark_at = stamp_ticks();
	buf_init(&t->head, TRANSFER_HEAD_MAX_BYTES);
	buf_init(&t->body, asks->max_bytes);
	buf_init(&t->request, REQUEST_MAX_BYTES);
	t->easy = easy ? easy : curl_easy_init();
	if (!t->easy)
		BUG("no curl handle");
	if (!easy) {
		set_limits(t);
		set_config(t, config);
	}
	add_header(t, "Accept-Encoding", STR("gzip, deflate"));
	add_header(t, "If-None-Match", asks->etag);
	add_header(t, "If-Modified-Since", asks->modified);
	set_request(t, proxy, t);
	return t;
}

CURL *transfer_take_easy(struct transfer *t)
{
	CURL *easy = t->easy;

	/* it must not point into us any more */
	curl_slist_free_all(t->headers);
	t->headers = NULL;
	set_request(t, "", NULL);
	t->easy = NULL;
	return easy;
}

void transfer_free(struct transfer *t)
{
	if (!t)
		return;
	curl_easy_cleanup(t->easy);
	curl_slist_free_all(t->headers);
	budget_give(t->budget, t->reserved);
	buf_release(&t->head);
	buf_release(&t->body);
	buf_release(&t->request);
	free(t);
}

/* The floor of the speed: over a stretch of time that a short time-out makes
 * shorter. */
static bool is_slow(struct transfer *t, int64_t now)
{
	long stretch = t->asks.timeout / 4 + 1;
	size_t bytes = t->head_bytes + t->body.n;

	if (stretch > SLOW_SECONDS)
		stretch = SLOW_SECONDS;
	if (now - t->mark_at < stretch * STAMP_SECOND)
		return false;
	bool slow =
	    bytes - t->mark_bytes < (size_t)stretch * TRANSFER_SLOW_BYTES;

	t->mark_at = now;
	t->mark_bytes = bytes;
	return slow;
}

const char *transfer_check(struct transfer *t, int64_t now)
{
	if (t->waiting) {
		if (!has_room(t, BUDGET_FREE_BYTES + 1))
			return NULL;
		int64_t waited = now - t->waited_from;

		t->waiting = false;
		t->began += waited;
		t->mark_at += waited;
		(void)curl_easy_pause(t->easy, CURLPAUSE_CONT);
	}
	if (now - t->began > t->asks.timeout * STAMP_SECOND)
		return "too slow: time is up";
	if (is_slow(t, now))
		return "too slow: under the least speed";
	return NULL;
}
