#include "fetch/web_url.h"

#include <curl/curl.h>
#include <stdlib.h>

static void put_part(CURLU *u, CURLUPart part, struct buf *to)
{
	char *text = NULL;

	if (curl_url_get(u, part, &text, 0) == CURLUE_OK && text)
		buf_puts(to, text);
	curl_free(text);
}

static void lower(struct buf *b)
{
	for (size_t i = 0; i < b->n; i++)
		if (b->p[i] >= 'A' && b->p[i] <= 'Z')
			b->p[i] = (char)(b->p[i] | 0x20);
}

/* NULL for what is no web address; the caller frees */
static CURLU *read_url(const char *url)
{
	CURLU *u = curl_url();
	bool web = str_starts_nocase(str_of(url), STR("http://")) ||
		   str_starts_nocase(str_of(url), STR("https://"));

	if (web && u && curl_url_set(u, CURLUPART_URL, url, 0) == CURLUE_OK)
		return u;
	curl_url_cleanup(u);
	return NULL;
}

static int no_url(const char *url, struct err *e)
{
	return err_set(e, EXIT_DATA, "no http or https URL: '%s'", url);
}

int web_url_split(const char *url, struct buf *host, struct buf *name,
    struct buf *origin, struct err *e)
{
	CURLU *u = read_url(url);

	buf_clear(host);
	buf_clear(name);
	buf_clear(origin);
	if (!u)
		return no_url(url, e);
	put_part(u, CURLUPART_HOST, name);
	lower(name);
	buf_str(host, buf_view(name));
	size_t had = host->n;

	buf_char(host, ':');
	put_part(u, CURLUPART_PORT, host);
	if (host->n == had + 1)
		host->p[--host->n] = '\0';
	put_part(u, CURLUPART_SCHEME, origin);
	buf_puts(origin, "://");
	buf_str(origin, buf_view(host));
	curl_url_cleanup(u);
	return name->n ? 0 : no_url(url, e);
}

int web_url_host(
    const char *url, struct buf *host, struct buf *name, struct err *e)
{
	struct buf origin;

	buf_init(&origin, 8192);
	int rc = web_url_split(url, host, name, &origin, e);

	buf_release(&origin);
	return rc;
}

bool web_url_has_login(const char *url)
{
	CURLU *u = read_url(url);
	struct buf b;

	if (!u)
		return false;
	buf_init(&b, 1 << 16);
	put_part(u, CURLUPART_USER, &b);
	put_part(u, CURLUPART_PASSWORD, &b);
	bool has = b.n > 0;

	buf_release(&b);
	curl_url_cleanup(u);
	return has;
}

int web_url_redirect(
    const char *base, struct str location, struct buf *to, struct err *e)
{
	CURLU *u = curl_url();
	char *text = NULL, *where = mem_text(location);
	bool good = true;

	/* a NUL would cut it short, control bytes are in no URL */
	for (size_t i = 0; i < location.n; i++)
		if ((unsigned char)location.p[i] < ' ' || location.p[i] == 0x7f)
			good = false;
	good = good && u &&
	       curl_url_set(u, CURLUPART_URL, base, 0) == CURLUE_OK &&
	       curl_url_set(u, CURLUPART_URL, where,
		   CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE |
		       CURLU_ALLOW_SPACE) == CURLUE_OK &&
	       curl_url_get(u, CURLUPART_URL, &text, 0) == CURLUE_OK;
	buf_clear(to);
	if (good)
		buf_puts(to, text);
	curl_free(text);
	curl_url_cleanup(u);
	free(where);
	return good ? 0
		    : err_set(e, EXIT_DATA, "a redirect to no URL: '%.*s'",
			  STR_ARG(location));
}

static struct str site_of(const char *url, struct buf *host, struct buf *name)
{
	struct err ignored = {0}; /* then it is no site's */

	buf_init(host, 4096);
	buf_init(name, 4096);
	(void)web_url_host(url, host, name, &ignored);
	buf_release(host);
	struct str site = buf_view(name);

	return str_starts(site, STR("www.")) ? str_sub(site, 4, site.n) : site;
}

bool web_url_same_site(const char *a, const char *b)
{
	struct buf host, name_a, name_b;
	struct str site_a = site_of(a, &host, &name_a);
	struct str site_b = site_of(b, &host, &name_b);
	bool same = site_a.n && str_eq(site_a, site_b);

	buf_release(&name_a);
	buf_release(&name_b);
	return same;
}
