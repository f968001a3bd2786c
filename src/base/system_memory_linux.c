/* Available memory on Linux: /proc/meminfo, and the cgroup's limit where there is one. */
#if defined(__linux__)
#include "base/system_memory.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The number after `key` in a small text file, or of the whole file when key is "". */
static bool read_number(const char *path, const char *key, uint64_t *out)
{
    char text[4096];
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        return false;
    }
    size_t n = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[n] = '\0';
    const char *found = strstr(text, key);
    if (found == NULL) {
        return false;
    }
    char *end;
    const char *start = found + strlen(key);
    *out = strtoull(start, &end, 10);
    return end != start;
}

uint64_t system_memory_available(void)
{
    uint64_t kib, limit, used;
    if (!read_number("/proc/meminfo", "MemAvailable:", &kib)) {
        return 0;
    }
    uint64_t available = kib * 1024;
    if (read_number("/sys/fs/cgroup/memory.max", "", &limit) &&
        read_number("/sys/fs/cgroup/memory.current", "", &used)) {
        uint64_t left = limit > used ? limit - used : 0;
        available = left < available ? left : available;
    }
    return available;
}
#endif
