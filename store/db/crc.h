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
/* the same without the processor's help; for tests */
uint32_t crc32c_portable(uint32_t crc, const void *bytes, size_t n);

#endif
