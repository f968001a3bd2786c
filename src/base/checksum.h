/* Sums that tell bytes apart; not against forgery. */
#ifndef BASE_CHECKSUM_H
#define BASE_CHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/* Goes on with a sum over whole 64-bit words, little-endian; a rest below 8 bytes is left out. */
uint64_t checksum_words(uint64_t sum, const void *bytes, size_t n_bytes);

/* Of one long section, several times faster: a sum of its own, to be mixed into others. */
uint64_t checksum_section(const uint8_t *bytes, size_t n_bytes);

/* Of any bytes, and of their number; never 0. */
uint64_t checksum_bytes(const void *bytes, size_t n_bytes);

#endif
