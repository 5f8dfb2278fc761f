#include "store/db/env_place.h"

#include "fetch/base/buf.h"

#include <string.h>
#include <sys/vfs.h>

enum { PATH_MAX_BYTES = 8192 };

/* linux/magic.h has few of them; statfs(2) and the kernel's sources the rest */
static const struct {
	uint32_t magic;
	const char *name;
} remote[] = {
    {0x00006969, "NFS"},
    {0x0000517b, "SMB"},
    {0xff534d42, "CIFS"},
    {0xfe534d42, "SMB2"},
    {0x00c36400, "Ceph"},
    {0x5346414f, "AFS"},
    {0x6b414653, "AFS"},
    {0x73757245, "Coda"},
    {0x0000564c, "NCP"},
    {0x01021997, "9P"},
    {0x0bd00bd0, "Lustre"},
    {0x47504653, "GPFS"},
    {0x19830326, "BeeGFS"},
    {0x01161970, "GFS2"},
    {0x7461636f, "OCFS2"},
    {0x20030528, "OrangeFS"},
    {0x786f4256, "a shared folder of VirtualBox"},
};

const char *env_place_remote(uint32_t magic)
{
	for (size_t i = 0; i < sizeof remote / sizeof *remote; i++)
		if (remote[i].magic == magic)
			return remote[i].name;
	return NULL;
}

/* statfs of the folder that the path names a file in */
static int ask_folder(const char *path, struct statfs *s)
{
	const char *slash = strrchr(path, '/');
	struct buf folder;

	buf_init(&folder, PATH_MAX_BYTES);
	if (slash)
		buf_add(&folder, path, (size_t)(slash - path) + 1);
	else
		buf_char(&folder, '.');
	int rc = folder.over ? -1 : statfs(buf_text(&folder), s);

	buf_release(&folder);
	return rc;
}

int env_place_check(const char *path, struct err *e)
{
	struct statfs s;

	if (statfs(path, &s) != 0 && ask_folder(path, &s) != 0)
		return 0;
	const char *name = env_place_remote((uint32_t)s.f_type);

	if (!name)
		return 0;
	return err_set(e, EXIT_CONFIG,
	    "'%s' lies on %s, a network file system, where a store breaks: "
	    "put it on a local disk",
	    path, name);
}
