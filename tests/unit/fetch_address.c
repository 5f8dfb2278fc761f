#include "fetch/address.h"

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/un.h>

static const struct {
	const char *text;
	bool open;
	const char *why;
} rows[] = {
    {"8.8.8.8", true, "public"},
    {"1.1.1.1", true, "public"},
    {"172.15.255.255", true, "below 172.16/12"},
    {"172.32.0.0", true, "above 172.16/12"},
    {"100.63.255.255", true, "below carrier-grade NAT"},
    {"100.128.0.0", true, "above carrier-grade NAT"},
    {"198.17.255.255", true, "below the benchmark range"},
    {"198.20.0.0", true, "above the benchmark range"},
    {"223.255.255.255", true, "the last before multicast"},
    {"0.0.0.0", false, "this host"},
    {"0.1.2.3", false, "this network"},
    {"10.0.0.1", false, "private"},
    {"100.64.0.1", false, "carrier-grade NAT"},
    {"127.0.0.1", false, "loopback"},
    {"127.255.255.254", false, "loopback is a /8"},
    {"169.254.169.254", false, "link-local: cloud metadata"},
    {"172.16.0.1", false, "private"},
    {"172.31.255.255", false, "private, the last"},
    {"192.0.0.8", false, "protocol assignments"},
    {"192.0.2.1", false, "documentation"},
    {"192.168.1.1", false, "private"},
    {"198.18.0.1", false, "benchmarks"},
    {"198.51.100.7", false, "documentation"},
    {"203.0.113.7", false, "documentation"},
    {"224.0.0.1", false, "multicast"},
    {"240.0.0.1", false, "reserved"},
    {"255.255.255.255", false, "broadcast"},
    {"2606:4700:4700::1111", true, "public"},
    {"2001:4860:4860::8888", true, "public, beside Teredo"},
    {"::ffff:8.8.8.8", true, "v4-mapped, public inside"},
    {"64:ff9b::808:808", true, "NAT64, public inside"},
    {"2002:808:808::1", true, "6to4, public inside"},
    {"::", false, "unspecified"},
    {"::1", false, "loopback"},
    {"::ffff:127.0.0.1", false, "v4-mapped loopback"},
    {"::127.0.0.1", false, "v4-compatible, never global"},
    {"64:ff9b::a00:1", false, "NAT64 of 10.0.0.1"},
    {"64:ff9b:1::1", false, "local NAT64 prefix"},
    {"2002:7f00:1::1", false, "6to4 of 127.0.0.1"},
    {"2002:c0a8:101::1", false, "6to4 of 192.168.1.1"},
    {"2001:0:4136:e378::1", false, "Teredo"},
    {"2001:db8::1", false, "documentation"},
    {"3fff:fff::1", false, "documentation too"},
    {"3fff:1000::1", true, "beside it"},
    {"2001:2::1", false, "benchmarks"},
    {"2001:20::1", false, "ORCHID"},
    {"2001:200::1", true, "the first that is given out"},
    {"192.88.99.1", false, "a 6to4 relay"},
    {"fc00::1", false, "unique local"},
    {"fd12:3456::1", false, "unique local"},
    {"fe80::1", false, "link-local"},
    {"fec0::1", false, "site-local of old"},
    {"ff02::1", false, "multicast"},
    {"100::1", false, "discard only"},
};

static bool is_public(const char *text)
{
	struct sockaddr_storage a = {0};
	struct sockaddr_in in = {.sin_family = AF_INET};
	struct sockaddr_in6 in6 = {.sin6_family = AF_INET6};

	if (inet_pton(AF_INET, text, &in.sin_addr) == 1)
		memcpy(&a, &in, sizeof in);
	else if (inet_pton(AF_INET6, text, &in6.sin6_addr) == 1)
		memcpy(&a, &in6, sizeof in6);
	else
		cr_assert_fail("no address: %s", text);
	return address_is_public((const struct sockaddr *)&a);
}

Test(address, only_public_ones_may_be_asked)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(is_public(rows[i].text), rows[i].open, "%s: %s",
		    rows[i].text, rows[i].why);
}

Test(address, other_families_are_never_public)
{
	struct sockaddr_un un = {.sun_family = AF_UNIX};
	struct sockaddr_storage a = {0};

	memcpy(&a, &un, sizeof un);
	cr_assert_not(address_is_public((const struct sockaddr *)&a));
}
