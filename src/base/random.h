/*
 * Random numbers by counter, not by state: the number with index i of a seed is always the same,
 * whatever was drawn before. So sampling does not depend on how a sequence was cut, rewound or
 * batched. The mixing function is the finalizer of SplitMix64 (Steele, Lea, Flood 2014), applied to
 * the seed and then to the index.
 */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stdint.h>

static inline uint64_t random_mix(uint64_t x)
{
    x += 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

static inline uint64_t random_bits(uint64_t seed, uint64_t index)
{
    return random_mix(random_mix(seed) ^ random_mix(index + 0x632BE59BD9B4E019u));
}

/* Uniform in [0, 1), with 53 bits. */
static inline double random_uniform(uint64_t seed, uint64_t index)
{
    return (double)(random_bits(seed, index) >> 11) * 0x1p-53;
}

#endif
