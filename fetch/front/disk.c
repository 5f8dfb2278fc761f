#include "fetch/front/disk.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

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
		(void)snprintf(
		    text, DISK_TEXT_BYTES, "%lldB", (long long)bytes);
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
