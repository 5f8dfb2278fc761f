/* a table of entities, and the finder over it on its own text */
#include "score/mentions.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void find(struct entities *t, struct str text)
{
	struct sentence_rules rules = {0};
	struct article art = {
	    .text = text, .published = STAMP_NONE, .fetched = STAMP_NONE};
	struct names names = {0};
	struct finder f;
	struct arena a = {0};
	struct err e = {0};
	struct doc d;

	if (finder_make(&f, t, &names, &e) != 0)
		return;
	doc_build(&d, &art, &rules, &a);
	(void)mentions_find(&f, &art, &d, &a, &e);
	finder_release(&f);
	arena_release(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[64];
	struct entities t = {0};
	struct err e = {0};

	(void)snprintf(
	    path, sizeof path, "/tmp/fuzz-entities.%ld", (long)getpid());
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (fd < 0)
		return 0;
	if (write(fd, data, size) == (ssize_t)size &&
	    entities_read(&t, path, &e) == 0)
		find(&t, (struct str){(const char *)data, size});
	(void)close(fd);
	(void)unlink(path);
	entities_release(&t);
	return 0;
}
