/*
 * Cores on Linux: the affinity mask, one processor of each physical core, without the slow ones,
 * cut down to the quotas of the control groups above us. What the system does not tell cuts
 * nothing.
 */
#if defined(__linux__)

#include "base/cores.h"

#include <sched.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { MAX_CPUS = 8192, PATH_BYTES = 4096, LINE_BYTES = 4096 };
enum { WORD_BITS = 8 * sizeof(unsigned long), N_WORDS = MAX_CPUS / WORD_BITS };

struct cpu_set {
    unsigned long words[N_WORDS];
};

static bool has(const struct cpu_set *set, size_t cpu)
{
    return set->words[cpu / WORD_BITS] >> cpu % WORD_BITS & 1;
}

static unsigned count(const struct cpu_set *set)
{
    unsigned n = 0;
    for (size_t i = 0; i < N_WORDS; i++) {
        n += (unsigned)__builtin_popcountl(set->words[i]);
    }
    return n;
}

/* ---- kinds of cores -------------------------------------------------------------------------- */

/* A file like "0-3,8"; empty where there is none. */
static struct cpu_set read_list(const char *path)
{
    struct cpu_set set = {{0}};
    char line[LINE_BYTES] = "";
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        return set;
    }
    if (fgets(line, sizeof line, file) == NULL) {
        line[0] = '\0';
    }
    fclose(file);
    unsigned first, last;
    int n_read = 0;
    for (const char *p = line; sscanf(p, "%u%n", &first, &n_read) == 1; p += *p == ',') {
        p += n_read;
        last = first;
        if (sscanf(p, "-%u%n", &last, &n_read) == 1) {
            p += n_read;
        }
        for (size_t cpu = first; cpu <= last && cpu < MAX_CPUS; cpu++) {
            set.words[cpu / WORD_BITS] |= 1UL << cpu % WORD_BITS;
        }
    }
    return set;
}

/* Those of `set` that are in `kept`, unless none is. */
static void keep(struct cpu_set *set, const struct cpu_set *kept)
{
    struct cpu_set both;
    for (size_t i = 0; i < N_WORDS; i++) {
        both.words[i] = set->words[i] & kept->words[i];
    }
    if (count(&both) > 0) {
        *set = both;
    }
}

static unsigned capacity_of(const char *root, size_t cpu)
{
    char path[PATH_BYTES];
    unsigned capacity = 0;
    snprintf(path, sizeof path, "%s/system/cpu/cpu%zu/cpu_capacity", root, cpu);
    FILE *file = fopen(path, "re");
    if (file != NULL) {
        if (fscanf(file, "%u", &capacity) != 1) {
            capacity = 0;
        }
        fclose(file);
    }
    return capacity;
}

/* x86 lists its performance cores; others give every one a capacity, where the large and the middle
 * ones of a phone have more than half of the largest. */
static void keep_fast(const char *root, struct cpu_set *set)
{
    char path[PATH_BYTES];
    unsigned capacities[MAX_CPUS] = {0}, largest = 0;
    struct cpu_set fast = {{0}};
    snprintf(path, sizeof path, "%s/cpu_core/cpus", root);
    const struct cpu_set listed = read_list(path);
    keep(set, &listed);
    for (size_t cpu = 0; cpu < MAX_CPUS; cpu++) {
        capacities[cpu] = has(set, cpu) ? capacity_of(root, cpu) : 0;
        largest = capacities[cpu] > largest ? capacities[cpu] : largest;
    }
    for (size_t cpu = 0; cpu < MAX_CPUS; cpu++) {
        if (capacities[cpu] > largest / 2) {
            fast.words[cpu / WORD_BITS] |= 1UL << cpu % WORD_BITS;
        }
    }
    keep(set, &fast);
}

/* Threads of one core are brothers; the first of them in the set stands for all. */
static bool is_first_of_core(const char *root, const struct cpu_set *set, size_t cpu)
{
    char path[PATH_BYTES];
    snprintf(path, sizeof path, "%s/system/cpu/cpu%zu/topology/thread_siblings_list", root, cpu);
    const struct cpu_set brothers = read_list(path);
    for (size_t i = 0; i < cpu; i++) {
        if (has(&brothers, i) && has(set, i)) {
            return false;
        }
    }
    return true;
}

unsigned cores_in_tree(const char *root, const unsigned long *allowed, size_t n_cpus)
{
    struct cpu_set set = {{0}};
    unsigned n = 0;
    for (size_t cpu = 0; cpu < n_cpus && cpu < MAX_CPUS; cpu++) {
        set.words[cpu / WORD_BITS] |= allowed[cpu / WORD_BITS] & 1UL << cpu % WORD_BITS;
    }
    keep_fast(root, &set);
    for (size_t cpu = 0; cpu < MAX_CPUS; cpu++) {
        n += has(&set, cpu) && is_first_of_core(root, &set, cpu);
    }
    return n;
}

static unsigned cores_of_affinity(void)
{
    struct cpu_set allowed = {{0}};
    if (sched_getaffinity(0, sizeof allowed.words, (cpu_set_t *)(void *)allowed.words) != 0) {
        return 1;
    }
    return cores_in_tree("/sys/devices", allowed.words, MAX_CPUS);
}

/* ---- quotas ---------------------------------------------------------------------------------- */

/* Two numbers at the start of a small file; "max" reads as -1. */
static bool read_numbers(const char *path, int64_t numbers[2])
{
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        return false;
    }
    char words[2][32] = {{0}};
    int n = fscanf(file, "%31s %31s", words[0], words[1]);
    fclose(file);
    for (int i = 0; i < n; i++) {
        long long value = -1;
        if (strcmp(words[i], "max") != 0 && sscanf(words[i], "%lld", &value) != 1) {
            return false;
        }
        numbers[i] = value;
    }
    return n >= 1;
}

/* The quota of one group in whole cores, rounded up; 0 when it has none. */
static unsigned quota_of_group(const char *group_path)
{
    char path[PATH_BYTES + 64];
    int64_t numbers[2] = {-1, 100000}; /* microseconds: quota, period */
    snprintf(path, sizeof path, "%s/cpu.max", group_path);
    if (!read_numbers(path, numbers)) {
        int64_t period[2] = {-1, 0};
        snprintf(path, sizeof path, "%s/cpu.cfs_period_us", group_path);
        if (!read_numbers(path, period)) {
            return 0;
        }
        snprintf(path, sizeof path, "%s/cpu.cfs_quota_us", group_path);
        if (!read_numbers(path, numbers)) {
            return 0;
        }
        numbers[1] = period[0];
    }
    if (numbers[0] <= 0 || numbers[1] <= 0) {
        return 0;
    }
    return (unsigned)((numbers[0] + numbers[1] - 1) / numbers[1]);
}

/* The smallest quota of a group and all above it, up to `root`. `path` is changed. */
static unsigned quota_upwards(char *path, size_t n_root)
{
    unsigned smallest = 0;
    for (;;) {
        unsigned quota = quota_of_group(path);
        if (quota != 0 && (smallest == 0 || quota < smallest)) {
            smallest = quota;
        }
        char *slash = strrchr(path, '/');
        if (slash == NULL || (size_t)(slash - path) < n_root) {
            return smallest;
        }
        *slash = '\0';
    }
}

/* Whether a line of /proc/self/cgroup, "id:controllers:/path", speaks of processor time. */
static bool line_is_about_cpu(const char *controllers, const char *end)
{
    if (controllers == end) {
        return true; /* version 2: one group for everything */
    }
    for (const char *p = controllers; p < end; p++) {
        bool is_start = p == controllers || p[-1] == ',';
        if (is_start && strncmp(p, "cpu", 3) == 0 && (p[3] == ',' || p[3] == ':')) {
            return true;
        }
    }
    return false;
}

static unsigned quota_of_line(char *line)
{
    char *controllers = strchr(line, ':');
    char *path = controllers != NULL ? strchr(controllers + 1, ':') : NULL;
    if (path == NULL || !line_is_about_cpu(controllers + 1, path)) {
        return 0;
    }
    line[strcspn(line, "\n")] = '\0';
    static const char root_v1[] = "/sys/fs/cgroup/cpu";
    static const char root_v2[] = "/sys/fs/cgroup";
    const char *root = path == controllers + 1 ? root_v2 : root_v1;
    char full[PATH_BYTES];
    int n = snprintf(full, sizeof full, "%s%s", root, path[1] == '/' && path[2] ? path + 1 : "");
    return n > 0 && (size_t)n < sizeof full ? quota_upwards(full, strlen(root)) : 0;
}

static unsigned cores_of_quota(void)
{
    FILE *file = fopen("/proc/self/cgroup", "re");
    if (file == NULL) {
        return 0;
    }
    unsigned smallest = 0;
    char line[LINE_BYTES];
    while (fgets(line, sizeof line, file) != NULL) {
        unsigned quota = quota_of_line(line);
        if (quota != 0 && (smallest == 0 || quota < smallest)) {
            smallest = quota;
        }
    }
    fclose(file);
    return smallest;
}

unsigned cores_available(void)
{
    unsigned n = cores_of_affinity();
    unsigned quota = cores_of_quota();
    if (quota != 0 && quota < n) {
        n = quota;
    }
    return n > 0 ? n : 1;
}

#else
enum { CORES_ARE_COUNTED_ELSEWHERE };
#endif
