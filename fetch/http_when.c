#include "fetch/http_when.h"

#include "fetch/base/buf.h"
#include "fetch/warc/warc_read.h"

#include <curl/curl.h>
#include <stdlib.h>

#define SECONDS_MAX (INT64_C(1) << 40)

static int64_t clamp(int64_t us)
{
	if (us < HTTP_WAIT_MIN)
		return HTTP_WAIT_MIN;
	return us > HTTP_WAIT_MAX ? HTTP_WAIT_MAX : us;
}

/* delta-seconds; false for anything else */
static bool seconds(struct str v, int64_t *us)
{
	int64_t n = 0;

	for (size_t i = 0; i < v.n; i++) {
		if (v.p[i] < '0' || v.p[i] > '9')
			return false;
		if (n < INT32_MAX)
			n = n * 10 + (v.p[i] - '0');
	}
	*us = n * STAMP_SECOND;
	return v.n > 0;
}

/* an HTTP date in any of its three forms */
static bool date(struct str v, int64_t *t)
{
	char *text = mem_text(v);
	/* a day's name, or a digit, begins one */
	time_t s = v.n >= 8 ? curl_getdate(text, NULL) : -1;

	free(text);
	/* a year of ten digits is far ahead too */
	if (s == -1)
		return false;
	if (s > SECONDS_MAX || s < -SECONDS_MAX)
		s = s > 0 ? SECONDS_MAX : -SECONDS_MAX;
	*t = (int64_t)s * STAMP_SECOND;
	return true;
}

static int64_t server_now(struct str head, int64_t now)
{
	int64_t t = now;

	(void)date(warc_header(head, STR("Date")), &t);
	return t;
}

int64_t http_when_retry(struct str head, int64_t now)
{
	struct str v = warc_header(head, STR("Retry-After"));
	int64_t us;

	if (seconds(v, &us))
		return clamp(us);
	if (!date(v, &us))
		return 0;
	return clamp(us - server_now(head, now));
}

/* the value of a directive of Cache-Control; absent where it is not there */
static struct str directive(struct str list, struct str name)
{
	struct str one;

	while ((one = str_split(&list, ',')).p) {
		one = str_trim(one);
		struct str rest = one, key = str_trim(str_split(&rest, '='));

		if (!str_eq_nocase(key, name))
			continue;
		rest = str_trim(rest);
		if (rest.n >= 2 && rest.p[0] == '"')
			rest = str_sub(rest, 1, rest.n - 1);
		return rest.p ? rest : STR("");
	}
	return (struct str){NULL, 0};
}

int64_t http_when_fresh(struct str head, int64_t now)
{
	struct str cache = warc_header(head, STR("Cache-Control"));
	int64_t us;

	if (directive(cache, STR("no-cache")).p ||
	    directive(cache, STR("no-store")).p)
		return 0;
	struct str age = directive(cache, STR("max-age"));

	if (age.p)
		return seconds(age, &us) && us > 0 ? clamp(us) : 0;
	if (!date(warc_header(head, STR("Expires")), &us))
		return 0;
	us -= server_now(head, now);
	return us > 0 ? clamp(us) : 0;
}
