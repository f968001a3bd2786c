/* See checksum.h. */
#include "base/checksum.h"

#include <string.h>
#include "base/bytes.h"
#include "base/random.h"

uint64_t checksum_words(uint64_t sum, const void *bytes, size_t n_bytes)
{
    const uint8_t *p = bytes;
    for (size_t i = 0; i + 8 <= n_bytes; i += 8) {
        sum = (sum ^ bytes_u64(p + i)) * 0x9E3779B97F4A7C15u;
        sum ^= sum >> 29;
    }
    return sum;
}

/* Four chains run side by side: one alone would wait for its multiplications. */
uint64_t checksum_section(const uint8_t *bytes, size_t n_bytes)
{
    uint64_t sum = n_bytes;
    size_t n_quarter = n_bytes / 32 * 8;
    uint64_t lanes[4] = {1, 2, 3, 4};
    for (size_t i = 0; i < n_quarter; i += 8) {
        for (size_t lane = 0; lane < 4; lane++) {
            lanes[lane] = checksum_words(lanes[lane], bytes + lane * n_quarter + i, 8);
        }
    }
    for (size_t lane = 0; lane < 4; lane++) {
        sum = random_mix(sum ^ lanes[lane]);
    }
    return checksum_words(sum, bytes + 4 * n_quarter, n_bytes - 4 * n_quarter);
}

uint64_t checksum_bytes(const void *bytes, size_t n_bytes)
{
    const uint8_t *p = bytes;
    uint8_t last[8] = {0};
    memcpy(last, p + n_bytes / 8 * 8, n_bytes % 8);
    uint64_t sum = checksum_words(checksum_section(p, n_bytes), last, sizeof last);
    return sum != 0 ? sum : 1;
}
