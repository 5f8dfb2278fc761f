#include "fetch/address.h"

#include <netinet/in.h>
#include <stdint.h>
#include <string.h>

struct range {
	uint32_t net;
	int bits;
};

/* RFC 6890 and the IANA special-purpose registry */
static const struct range closed[] = {
    {0x00000000, 8},  /* this network */
    {0x0A000000, 8},  /* private */
    {0x64400000, 10}, /* carrier-grade NAT */
    {0x7F000000, 8},  /* loopback */
    {0xA9FE0000, 16}, /* link-local */
    {0xAC100000, 12}, /* private */
    {0xC0000000, 24}, /* protocol assignments */
    {0xC0000200, 24}, /* documentation */
    {0xC0586300, 24}, /* 6to4 relays of old */
    {0xC0A80000, 16}, /* private */
    {0xC6120000, 15}, /* benchmarks */
    {0xC6336400, 24}, /* documentation */
    {0xCB007100, 24}, /* documentation */
    {0xE0000000, 3},  /* multicast and reserved */
};

static bool public4(uint32_t a)
{
	for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
		if ((a ^ closed[i].net) >> (32 - closed[i].bits) == 0)
			return false;
	return true;
}

static uint32_t word(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	       (uint32_t)p[2] << 8 | p[3];
}

static bool public6(const unsigned char *p)
{
	static const unsigned char mapped[12] = {
	    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
	static const unsigned char nat64[12] = {0, 0x64, 0xFF, 0x9B};

	if (memcmp(p, mapped, 12) == 0 || memcmp(p, nat64, 12) == 0)
		return public4(word(p + 12));
	if (p[0] == 0x20 && p[1] == 0x02)
		return public4(word(p + 2));
	/* only global unicast, 2000::/3 */
	if (p[0] >> 5 != 1)
		return false;
	/* without documentation, 3fff::/20 and 2001:db8::/32, and what is for
	 * protocols, 2001::/23: Teredo, benchmarks, ORCHID */
	if (p[0] == 0x3F && p[1] == 0xFF && p[2] >> 4 == 0)
		return false;
	return !(p[0] == 0x20 && p[1] == 0x01 &&
		 ((p[2] == 0x0D && p[3] == 0xB8) || p[2] >> 1 == 0));
}

bool address_is_public(const struct sockaddr *a)
{
	if (a->sa_family == AF_INET) {
		struct sockaddr_in in;

		memcpy(&in, a, sizeof in);
		return public4(ntohl(in.sin_addr.s_addr));
	}
	if (a->sa_family == AF_INET6) {
		struct sockaddr_in6 in6;

		memcpy(&in6, a, sizeof in6);
		return public6(in6.sin6_addr.s6_addr);
	}
	return false;
}
