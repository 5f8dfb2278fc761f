/*
 * CRC-32C (Castagnoli; RFC 3720, appendix B.4).
 * Users: store/.
 */
#ifndef STORE_DB_CRC_H
#define STORE_DB_CRC_H

#include <stddef.h>
#include <stdint.h>

/* go on from crc (0 to begin) */
uint32_t crc32c(uint32_t crc, const void *bytes, size_t n);
/* of the byte `first`, then a, then b: a row, asked for once */
uint32_t crc32c_row(
    unsigned char first, const void *a, size_t n_a, const void *b, size_t n_b);
/* the same without the processor's help; for tests */
uint32_t crc32c_portable(uint32_t crc, const void *bytes, size_t n);

#endif
