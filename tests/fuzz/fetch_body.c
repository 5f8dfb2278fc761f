/* The body of an answer: its head up to the first empty line, then its bytes.
 */
#include "fetch/answer_look.h"
#include "fetch/body_check.h"
#include "fetch/http_when.h"
#include "fetch/warc/warc_http.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str block = {(const char *)data, size};
	struct http_message m;
	struct err e = {0};
	struct buf begin;

	if (http_split(block, &m, &e) != 0)
		return 0;
	e = (struct err){0};
	buf_init(&begin, BODY_BEGIN_BYTES);
	for (int cut = 0; cut < 2; cut++) {
		int rc = body_check(m.head, m.body, cut, &begin, &e);

		if ((rc != 0) != (e.code != 0) || begin.over)
			abort();
		e = (struct err){0};
	}
	(void)answer_fault(answer_look(buf_view(&begin)), STR("auto"));
	int64_t wait = http_when_retry(m.head, 0);
	int64_t fresh = http_when_fresh(m.head, 0);

	if (wait < 0 || wait > HTTP_WAIT_MAX || fresh < 0 ||
	    fresh > HTTP_WAIT_MAX)
		abort();
	buf_release(&begin);
	return 0;
}
