/* which places a store is kept off */
#include "store/db/env_place.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	uint32_t magic;
	const char *name, *why;
} places[] = {
    {0x00006969, "NFS", "of linux/magic.h"},
    {0xff534d42, "CIFS", "a magic with its sign bit set"},
    {0xfe534d42, "SMB2", "likewise"},
    {0x01021997, "9P", "a folder of the host in a virtual machine"},
    {0x00c36400, "Ceph", "a cluster's"},
    {0x0000ef53, NULL, "ext4"},
    {0x58465342, NULL, "XFS"},
    {0x9123683e, NULL, "Btrfs"},
    {0x01021994, NULL, "tmpfs, three numbers from 9P"},
    {0x65735546, NULL, "FUSE does not say whether it is remote"},
    {0, NULL, "no number"},
};

Test(env_place, tells_network_file_systems_from_local_ones)
{
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		const char *is = env_place_remote(places[i].magic);

		if (places[i].name)
			cr_expect(is && strcmp(is, places[i].name) == 0, "%s",
			    places[i].why);
		else
			cr_expect_null(is, "%s", places[i].why);
	}
}

Test(env_place, lets_local_and_unknown_places_through)
{
	struct err e = {0};

	cr_expect_eq(env_place_check("/proc/self/status", &e), 0);
	cr_expect_eq(env_place_check("not-there.lmdb", &e), 0);
	cr_expect_eq(env_place_check("/not/there/s.lmdb", &e), 0);
	cr_expect_eq(e.code, 0);
}
