/* What is asked of the compiler beyond C17, in one place. */
#ifndef BASE_COMPILER_H
#define BASE_COMPILER_H

#if defined(__GNUC__) || defined(__clang__)
#define PRINTF_LIKE(format_index, first_argument)                                                  \
    __attribute__((format(printf, format_index, first_argument)))
#define LIKELY(condition)   __builtin_expect(!!(condition), 1)
#define UNLIKELY(condition) __builtin_expect(!!(condition), 0)
#define PREFETCH(address)   __builtin_prefetch(address)
/* Into the second-level cache. */
#define PREFETCH_FAR(address) __builtin_prefetch(address, 0, 2)
#define ALIGNED(bytes)        __attribute__((aligned(bytes)))
/* Forgets what is known of the pointer: what it points to is loaded and stored where it is said. */
#define OPAQUE(pointer) __asm__("" : "+r"(pointer))
#else
#define PRINTF_LIKE(format_index, first_argument)
#define LIKELY(condition)     (condition)
#define UNLIKELY(condition)   (condition)
#define PREFETCH(address)     ((void)(address))
#define PREFETCH_FAR(address) ((void)(address))
#define ALIGNED(bytes)
#define OPAQUE(pointer) ((void)(pointer))
#endif

/*
 * ALWAYS_INLINE: a function whose constant arguments make an instance of it. UNROLLED: in front of
 * a loop of constant length whose arrays are to be registers. Both are for speed alone, and
 * sanitizers need minutes for what they unfold; without them every instance shares one checked
 * function.
 */
#if defined(SILEX_SANITIZED) || !(defined(__GNUC__) || defined(__clang__))
#define ALWAYS_INLINE inline
#define UNROLLED
#elif defined(__clang__)
#define ALWAYS_INLINE inline __attribute__((always_inline))
#define UNROLLED      _Pragma("clang loop unroll(full)")
#else
#define ALWAYS_INLINE inline __attribute__((always_inline))
#define UNROLLED      _Pragma("GCC unroll 16")
#endif

#endif
