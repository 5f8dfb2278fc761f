/* Runs a fuzz target over the files of a seed folder, without libFuzzer. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path)
{
	FILE *f = fopen(path, "rb");
	static const size_t most = 4U << 20;
	uint8_t *bytes = malloc(most);

	if (!f || !bytes) {
		perror(path);
		free(bytes);
		if (f)
			(void)fclose(f);
		return 1;
	}
	size_t n = fread(bytes, 1, most, f);

	(void)fclose(f);
	/* an exact copy, so that a read past the end is seen */
	uint8_t *exact = realloc(bytes, n ? n : 1);

	(void)LLVMFuzzerTestOneInput(exact, n);
	free(exact);
	return 0;
}

int main(int argc, char **argv)
{
	int bad = 0, count = 0;
	DIR *dir = argc == 2 ? opendir(argv[1]) : NULL;
	struct dirent *d;

	if (!dir) {
		(void)fprintf(stderr, "usage: replay SEED_FOLDER\n");
		return 1;
	}
	while ((d = readdir(dir)) != NULL) {
		char path[4096];

		if (d->d_name[0] == '.')
			continue;
		(void)snprintf(path, sizeof path, "%s/%s", argv[1], d->d_name);
		bad |= replay(path);
		count++;
	}
	(void)closedir(dir);
	printf("%d seeds\n", count);
	return bad || count == 0;
}
