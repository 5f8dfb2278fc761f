/* one table of the model in place of the shipped one: the first byte says
 * which */
#include "score/tone/judge.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void write_file(const char *path, const void *bytes, size_t n)
{
	FILE *f = fopen(path, "wb");

	if (!f || fwrite(bytes, 1, n, f) != n)
		abort();
	(void)fclose(f);
}

#define LIST                                                                   \
	"class\tweight\tforms\n"                                               \
	"up.v up.n\t1\tros(e|es)\ndown.t\t1\tcut\nn.demand\t-\tdemand\n"       \
	"t.compute c.chips\t-\tchips\nc.need\t-\tneed\nc.more\t-\tmore\n"      \
	"m.may\t1\tmay\nneg\t1\tnot\ns.jevons\t1\tjevons\nq.scale\t9\tbn\n"

#define MEASURES "class\tweight\tforms\nc.price\t-\tcosts; charges\n"

/* what stands in the tables beside the one under test: as little as goes, so
 * that an input takes little time */
static const char *small_table(const char *name)
{
	static const struct {
		const char *name, *text;
	} small[] = {
	    {"cues.tsv",
		"signals\tpattern\tgap\tstrength\ttone\tentity\tflags\n"},
	    {"roles.tsv", "entity\troles\nnvidia\tsupplier\n"},
	    {"measures.tsv",
		"measure\tmetric\tunits\twhose\tsays\tplace\treach\n"
		"price\tprice\tmoney\tnear\t-\tnear\t6\n"},
	    {"measures.en.tsv", MEASURES},
	    {"measures.ar.tsv", MEASURES},
	    {"measures.zh.tsv", MEASURES},
	    {"measures.zh-hant.tsv", MEASURES},
	    {"tone.weights",
		"jevons-weights 1\nsha256 053e6bc374a01631e365fe0f5f0a18289d04983765589a53c9d304f321f216e9\n"},
	};

	for (size_t i = 0; i < sizeof small / sizeof *small; i++)
		if (strcmp(name, small[i].name) == 0)
			return small[i].text;
	return strncmp(name, "lexicon", 7) == 0 ||
		       strncmp(name, "figures", 7) == 0
		   ? LIST
		   : NULL;
}

/* a folder of tables, made for each input and gone with it */
static void make_folder(char dir[], const char *but)
{
	const char *const *names;
	char here[256];
	size_t n;

	if (!mkdtemp(dir) || !getcwd(here, sizeof here))
		abort();
	(void)judge_tables(&names, &n);
	for (size_t i = 0; i < n; i++) {
		const char *small = small_table(names[i]);
		char from[512], to[512];

		if (names[i] == but)
			continue;
		(void)snprintf(to, sizeof to, "%s/%s", dir, names[i]);
		if (small) {
			write_file(to, small, strlen(small));
			continue;
		}
		(void)snprintf(
		    from, sizeof from, "%s/score/data/%s", here, names[i]);
		if (symlink(from, to) != 0)
			abort();
	}
}

static void remove_folder(const char *dir)
{
	const char *const *names;
	size_t n;

	(void)judge_tables(&names, &n);
	for (size_t i = 0; i < n; i++) {
		char path[512];

		(void)snprintf(path, sizeof path, "%s/%s", dir, names[i]);
		(void)unlink(path);
	}
	(void)rmdir(dir);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char dir[] = "/tmp/fuzz-cues-XXXXXX", path[512];
	const char *const *names;
	struct err e = {0};
	size_t n;

	if (size == 0)
		return 0;
	(void)judge_tables(&names, &n);
	const char *name = names[data[0] % n];

	make_folder(dir, name);
	(void)snprintf(path, sizeof path, "%s/%s", dir, name);
	write_file(path, data + 1, size - 1);
	struct judge *j = judge_open(dir, &e);

	if (!j && e.code == 0)
		abort();
	judge_close(j);
	remove_folder(dir);
	return 0;
}
