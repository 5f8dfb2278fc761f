#include "fetch/take_answer.h"

#include "fetch/answer_look.h"
#include "fetch/body_check.h"
#include "fetch/http_when.h"
#include "fetch/warc/warc_read.h"
#include "fetch/web_url.h"

#include <stdio.h>

/* the SEC blocks for ten minutes, and longer if one goes on */
static const int64_t rate_block = 11 * STAMP_MINUTE;
static const int64_t agent_block = STAMP_HOUR;

/* why a redirect is not followed, NULL where it is */
static const char *fault_of(const struct job *j, struct str to)
{
	if (str_starts_nocase(to, STR("file:")))
		return "a redirect to a file";
	if (!str_starts_nocase(to, STR("http://")) &&
	    !str_starts_nocase(to, STR("https://")))
		return "a redirect to another scheme";
	if (web_url_has_login(to.p) && !web_url_has_login(j->at.p))
		return "a redirect with a login";
	return NULL;
}

static int follow(
    struct fetcher *f, struct job *j, struct str to, int status, struct err *e)
{
	if (!web_url_same_site(j->url.p, to.p) && j->obey_others)
		j->obey = true;
	j->at = arena_str(&j->arena, to);
	j->kept += status == 301 || status == 308;
	j->judged = false;
	if (f->n_spare < FETCHER_ACTIVE_MAX)
		f->spare[f->n_spare++] = transfer_take_easy(j->transfer);
	transfer_free(j->transfer);
	j->transfer = NULL;
	return fetcher_queue(f, j, e);
}

static int redirect(struct fetcher *f, struct job *j, int status, struct err *e)
{
	struct str location =
	    warc_header(buf_view(&j->transfer->head), STR("Location"));
	struct err mine = {0};
	struct buf to;
	int rc;

	buf_init(&to, TRANSFER_HEAD_MAX_BYTES);
	const char *fault =
	    ++j->redirects > FETCHER_REDIRECTS_MAX ? "too many redirects"
	    : !location.n                          ? "a redirect to nowhere"
	    : web_url_redirect(j->at.p, location, &to, &mine) != 0
		? mine.text
		: fault_of(j, buf_view(&to));

	if (fault)
		rc = fetcher_fail(f, j, fault, e);
	else
		rc = follow(f, j, buf_view(&to), status, e);
	buf_release(&to);
	return rc;
}

/* whom a Retry-After means */
static bool means_host(const struct job *j, int status)
{
	if (j->backoff == BACKOFF_AUTO)
		return status == 429;
	return j->backoff == BACKOFF_HOST;
}

/* A block page of the SEC is one whatever its status; 0: it is none. */
static int64_t sec_block(const struct job *j, struct str begin)
{
	enum answer_kind kind = j->rate ? answer_look(begin) : ANSWER_TEXT;

	return kind == ANSWER_RATE    ? rate_block
	       : kind == ANSWER_AGENT ? agent_block
				      : 0;
}

static int finish(
    struct fetcher *f, struct job *j, struct answer *a, struct err *e)
{
	int64_t now = stamp_now(&f->emit.clock);
	int64_t retry = a->status == 429 || a->status == 503
			    ? http_when_retry(a->head, now)
			    : 0;
	struct err mine = {0};
	struct buf begin;
	int rc;

	buf_init(&begin, BODY_BEGIN_BYTES);
	bool good = body_check(a->head, a->body, a->cut, &begin, &mine) == 0;
	int64_t block = good ? sec_block(j, buf_view(&begin)) : 0;

	if (block)
		fetcher_quiet_host(f, j->host, block);
	else if (retry && means_host(j, a->status))
		fetcher_quiet_host(f, j->host, retry);
	if (!good) {
		rc = fetcher_fail(f, j, mine.text, e);
	} else if (block) {
		rc = fetcher_fail(f, j,
		    answer_fault(answer_look(buf_view(&begin)), STR("auto")),
		    e);
	} else {
		a->ok = true;
		a->begin = buf_view(&begin);
		rc = fetcher_finish(f, j, a, e);
	}
	buf_release(&begin);
	return rc;
}

/* A server may close a connection at the moment that we use it again: that is
 * no answer of its, and the request goes out once more by a new one. */
static bool was_stale(const struct job *j, CURLcode code)
{
	const struct transfer *t = j->transfer;
	long made = 1;

	if (j->fresh || t->head_bytes > 0 ||
	    (code != CURLE_SEND_ERROR && code != CURLE_RECV_ERROR &&
		code != CURLE_GOT_NOTHING &&
		/* bytes behind the answer before: of a 304 with a body */
		code != CURLE_UNSUPPORTED_PROTOCOL))
		return false;
	(void)curl_easy_getinfo(t->easy, CURLINFO_NUM_CONNECTS, &made);
	return made == 0;
}

static int ask_again(struct fetcher *f, struct job *j, struct err *e)
{
	j->fresh = true;
	transfer_free(j->transfer);
	j->transfer = NULL;
	return fetcher_queue(f, j, e);
}

int take_answer(struct fetcher *f, struct job *j, CURLcode code, struct err *e)
{
	struct transfer *t = j->transfer;
	struct answer a = {
	    .url = j->at,
	    .cut = t->cut,
	    .moved = j->redirects > 0 && j->kept == j->redirects,
	    .head = buf_view(&t->head),
	    .body = buf_view(&t->body),
	    .request = buf_view(&t->request),
	    .ip = str_of(t->ip),
	};
	long status = 0;

	if (t->refused)
		return fetcher_fail(f, j, TAKE_ANSWER_PRIVATE, e);
	if (t->fault)
		return fetcher_fail(f, j, t->fault, e);
	if (was_stale(j, code))
		return ask_again(f, j, e);
	/* curl's word for a header line over its own ceiling; without memory
	 * we would not be here */
	if (code == CURLE_OUT_OF_MEMORY)
		return fetcher_fail(f, j, "a header line is too long", e);
	if (code != CURLE_OK && !(code == CURLE_WRITE_ERROR && t->cut))
		return fetcher_fail(
		    f, j, *t->why ? t->why : curl_easy_strerror(code), e);
	(void)curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	a.status = (int)status;
	if (status >= 300 && status < 400 && status != 304)
		return redirect(f, j, a.status, e);
	return finish(f, j, &a, e);
}
