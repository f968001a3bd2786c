/*
 * Which kernels this CPU runs. Every level exports one constant table in which NULL means "nothing
 * better than the level below"; the tables of the supported levels are laid over one another in
 * rising order, scalar first.
 */
#include "kernels/kernels.h"

#include "kernels/cpu.h"

static const struct kernels *const tables[KERNEL_N_LEVELS] = {
    [KERNEL_LEVEL_SCALAR] = &kernels_scalar,
#ifdef KERNELS_HAVE_AVX2
    [KERNEL_LEVEL_AVX2] = &kernels_avx2,
#endif
#ifdef KERNELS_HAVE_AVX_VNNI
    [KERNEL_LEVEL_AVX_VNNI] = &kernels_avx_vnni,
#endif
#ifdef KERNELS_HAVE_AVX512
    [KERNEL_LEVEL_AVX512] = &kernels_avx512,
#endif
#ifdef KERNELS_HAVE_AVX512_VNNI
    [KERNEL_LEVEL_AVX512_VNNI] = &kernels_avx512_vnni,
#endif
#ifdef KERNELS_HAVE_NEON
    [KERNEL_LEVEL_NEON] = &kernels_neon,
#endif
#ifdef KERNELS_HAVE_NEON_DOTPROD
    [KERNEL_LEVEL_NEON_DOTPROD] = &kernels_neon_dotprod,
#endif
#ifdef KERNELS_HAVE_NEON_I8MM
    [KERNEL_LEVEL_NEON_I8MM] = &kernels_neon_i8mm,
#endif
};

static const char *const level_names[KERNEL_N_LEVELS] = {
#define X(name, suffix, text) [KERNEL_LEVEL_##name] = text,
    KERNEL_LEVELS(X)
#undef X
};

bool kernels_supported(enum kernel_level level)
{
    return level < KERNEL_N_LEVELS && tables[level] != NULL && cpu_runs_level(level);
}

struct kernels kernels_select(enum kernel_level cap)
{
    struct kernels chosen = {.level = KERNEL_LEVEL_SCALAR};
    for (enum kernel_level level = KERNEL_LEVEL_SCALAR; level < KERNEL_N_LEVELS && level <= cap;
         level++) {
        if (!kernels_supported(level)) {
            continue;
        }
        const struct kernels *table = tables[level];
        chosen.level = level;
#define X(name) chosen.name = table->name != NULL ? table->name : chosen.name;
        KERNELS(X)
#undef X
    }
    return chosen;
}

const char *kernels_level_name(enum kernel_level level)
{
    return level < KERNEL_N_LEVELS ? level_names[level] : "unknown";
}

/* People write avx512_vnni, too. */
static bool is_same_name(const char *a, const char *b)
{
    while (*a != '\0' && (*a == *b || (*a == '-' && *b == '_'))) {
        a++;
        b++;
    }
    return *a == *b;
}

bool kernels_level_find(const char *name, enum kernel_level *level)
{
    for (enum kernel_level i = KERNEL_LEVEL_SCALAR; i < KERNEL_N_LEVELS; i++) {
        if (is_same_name(level_names[i], name)) {
            *level = i;
            return true;
        }
    }
    return false;
}
