#include "fetch/front/disk.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

int disk_size(struct str text, int64_t *bytes, struct err *e)
{
	static const char units[] = "KMGT";
	int64_t v = 0;
	size_t i = 0;

	for (; i < text.n && text.p[i] >= '0' && text.p[i] <= '9'; i++)
		if (v < INT64_C(1) << 40)
			v = v * 10 + (text.p[i] - '0');
	struct str unit = str_trim(str_sub(text, i, text.n));
	bool good = i > 0 && i <= 12 && unit.n <= 1;

	if (good && unit.n == 1) {
		size_t k = 0;

		while (k < 4 && units[k] != (unit.p[0] & ~0x20))
			k++;
		good = k < 4 && v < INT64_C(1) << (62 - 10 * ((int)k + 1));
		if (good)
			v <<= 10 * (k + 1);
	}
	if (!good)
		return err_set(e, EXIT_CONFIG, "'%.*s' is no size (500M, 2G)",
		    STR_ARG(text));
	*bytes = v;
	return 0;
}

const char *disk_format(int64_t bytes, char text[DISK_TEXT_BYTES])
{
	static const char units[] = " KMGTPE";
	int k = 0;
	int64_t tenths = bytes * 10;

	if (bytes > INT64_MAX / 10)
		tenths = INT64_MAX;
	for (; tenths >= 10240; k++)
		tenths /= 1024;
	if (k == 0)
		(void)snprintf(text, DISK_TEXT_BYTES, "%lld", (long long)bytes);
	else
		(void)snprintf(text, DISK_TEXT_BYTES, "%lld.%lld%c",
		    (long long)tenths / 10, (long long)tenths % 10, units[k]);
	return text;
}

int disk_free(const char *path, int64_t *bytes, struct err *e)
{
	struct statvfs s;

	if (statvfs(path, &s) != 0)
		return err_sys(
		    e, EXIT_OS, "cannot look at the disk of '%s'", path);
	*bytes = (int64_t)(s.f_bavail * s.f_frsize);
	return 0;
}

void disk_files(const char *folder, struct str ending, int64_t *bytes, long *n)
{
	DIR *d = opendir(folder);
	const struct dirent *entry;
	struct stat st;

	*bytes = 0;
	*n = 0;
	if (!d)
		return;
	while ((entry = readdir(d)) != NULL) {
		if (!str_ends(str_of(entry->d_name), ending) ||
		    fstatat(dirfd(d), entry->d_name, &st, 0) != 0 ||
		    !S_ISREG(st.st_mode))
			continue;
		*bytes += st.st_size;
		++*n;
	}
	(void)closedir(d);
}
