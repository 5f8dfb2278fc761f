#include "parse/filing/denied.h"

enum { HEAD_BYTES = 4096 };

const char *denied_reason(struct str bytes)
{
	static const struct {
		const char *text, *why;
	} pages[] = {
	    {"<title>SEC.gov | Request Rate Threshold Exceeded",
		"the SEC's page for too many requests"},
	    {"<title>SEC.gov | Your Request Originates from an Undeclared",
		"the SEC's page for undeclared tools"},
	    {"<title>SEC.gov | File Unavailable",
		"the SEC's page for a file that is not to be had"},
	    {"<Error><Code>AccessDenied</Code>",
		"the file store's word for no such file"},
	    {"<Error><Code>NoSuchKey</Code>",
		"the file store's word for no such file"},
	};
	struct str head = str_sub(bytes, 0, HEAD_BYTES);

	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		if (str_find(head, str_of(pages[i].text), 0) < head.n)
			return pages[i].why;
	return NULL;
}
