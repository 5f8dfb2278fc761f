/*
 * Which network addresses may be asked: public ones.
 *
 * Keeps: loopback, private, link-local, carrier-grade NAT, multicast and
 *   reserved ranges are refused (RFC 6890), as are IPv6 forms that carry such
 *   an IPv4 address: v4-mapped, 6to4 (RFC 3056), NAT64 (RFC 6052).
 * Users: fetch.
 */
#ifndef FETCH_ADDRESS_H
#define FETCH_ADDRESS_H

#include <stdbool.h>
#include <sys/socket.h>

bool address_is_public(const struct sockaddr *a);

#endif
