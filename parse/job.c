#include "parse/job.h"

#include <string.h>

/* the parts of fixed size go as they are: both ends are this program */
struct fixed {
	enum job_kind kind;
	enum page_type type;
	bool truncated;
	int64_t fetched, offset;
};

enum { TEXTS = 9 };

static void texts(struct job *j, struct str *to[TEXTS])
{
	struct str *const all[TEXTS] = {&j->bytes, &j->content_type, &j->url,
	    &j->reason, &j->raw.file, &j->raw.record, &j->raw.digest,
	    &j->source, &j->item};

	memcpy(to, all, sizeof all);
}

void job_encode(struct buf *to, const struct job *j)
{
	struct fixed f;
	struct job copy = *j;
	struct str *s[TEXTS];

	memset(&f, 0, sizeof f);
	f.kind = j->kind;
	f.type = j->type;
	f.truncated = j->truncated;
	f.fetched = j->fetched;
	f.offset = j->raw.offset;
	texts(&copy, s);
	buf_add(to, &f, sizeof f);
	for (size_t i = 0; i < TEXTS; i++) {
		size_t n = s[i]->p ? s[i]->n : SIZE_MAX;

		buf_add(to, &n, sizeof n);
	}
	for (size_t i = 0; i < TEXTS; i++)
		buf_str(to, *s[i]);
}

void job_decode(struct str bytes, struct job *j)
{
	struct fixed f;
	size_t n[TEXTS], at = sizeof f + sizeof n;
	struct str *s[TEXTS];

	if (bytes.n < at)
		BUG("a cut job");
	memcpy(&f, bytes.p, sizeof f);
	memcpy(n, bytes.p + sizeof f, sizeof n);
	*j = (struct job){.kind = f.kind,
	    .type = f.type,
	    .truncated = f.truncated,
	    .fetched = f.fetched};
	j->raw.offset = f.offset;
	texts(j, s);
	for (size_t i = 0; i < TEXTS; i++) {
		if (n[i] == SIZE_MAX)
			continue;
		if (n[i] > bytes.n - at)
			BUG("a cut job");
		*s[i] = (struct str){bytes.p + at, n[i]};
		at += n[i];
	}
}
