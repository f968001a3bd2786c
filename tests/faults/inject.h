/*
 * Makes the N-th call of one kind fail, in our code and in the libraries linked into this program,
 * and counts what is held, so that a leak is seen in every build. The linker routes the calls
 * (--wrap, tests/faults/CMakeLists.txt).
 */
#ifndef TESTS_FAULTS_INJECT_H
#define TESTS_FAULTS_INJECT_H

#include <stdbool.h>

/* X(constant suffix, what the kind covers) */
#define FAULT_KINDS(X)                                                                             \
    X(MEMORY, "malloc, calloc, realloc, aligned_alloc, posix_memalign, strdup")                    \
    X(MAP, "mmap")                                                                                 \
    X(OPEN, "open, mkstemp, opendir, fopen, fdopen, fstat")                                        \
    X(READ, "read, pread, fread")                                                                  \
    X(WRITE, "write, pwrite, fwrite, fsync, ftruncate, rename")                                    \
    X(THREAD, "pthread_create")

enum fault_kind {
#define X(name, text) FAULT_##name,
    FAULT_KINDS(X)
#undef X
        FAULT_N_KINDS
};

/* Lets n_before calls of this kind succeed; then one call fails, or all from there on. */
void fault_arm(enum fault_kind kind, unsigned long n_before, bool from_then_on);
/* Ends it; true if any call was made to fail. */
bool fault_disarm(void);

/* Kills the process at the N-th call that changes a file or a folder, before it changes anything.
 */
void fault_kill(unsigned long n_before);

/* What is held now; equal balances before and after mean that nothing leaked. */
struct fault_balance {
    long n_allocations;
    long n_maps;
    long n_descriptors;
};

struct fault_balance fault_balance_now(void);

const char *fault_kind_text(enum fault_kind kind);

#endif
