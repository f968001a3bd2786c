/* What is asked of the compiler beyond C17, in one place. */
#ifndef BASE_COMPILER_H
#define BASE_COMPILER_H

#if defined(__GNUC__) || defined(__clang__)
#define PRINTF_LIKE(format_index, first_argument)                                                  \
    __attribute__((format(printf, format_index, first_argument)))
#define LIKELY(condition)   __builtin_expect(!!(condition), 1)
#define UNLIKELY(condition) __builtin_expect(!!(condition), 0)
#define PREFETCH(address)   __builtin_prefetch(address)
#define ALIGNED(bytes)      __attribute__((aligned(bytes)))
#define ALWAYS_INLINE       inline __attribute__((always_inline))
/* Forgets what is known of the pointer: what it points to is loaded and stored where it is said. */
#define OPAQUE(pointer) __asm__("" : "+r"(pointer))
#else
#define PRINTF_LIKE(format_index, first_argument)
#define LIKELY(condition)   (condition)
#define UNLIKELY(condition) (condition)
#define PREFETCH(address)   ((void)(address))
#define ALIGNED(bytes)
#define ALWAYS_INLINE   inline
#define OPAQUE(pointer) ((void)(pointer))
#endif

/* In front of a loop of constant length whose arrays are to be registers. */
#if defined(__clang__)
#define UNROLLED _Pragma("clang loop unroll(full)")
#elif defined(__GNUC__)
#define UNROLLED _Pragma("GCC unroll 16")
#else
#define UNROLLED
#endif

#endif
