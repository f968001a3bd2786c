/* The processor's name on Linux: /proc/cpuinfo, or on boards that have none there, the board's. */
#if defined(__linux__)
#include "base/cpu_name.h"

#include <stdio.h>
#include <string.h>

/* The first line that begins with `key`, without it, and without the blanks and the colon before
 * the value. */
static void read_line(const char *path, const char *key, char *name, size_t n_bytes)
{
    char line[512];
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        return;
    }
    while (fgets(line, sizeof line, file) != NULL) {
        size_t n_key = strlen(key);
        if (strncmp(line, key, n_key) == 0) {
            const char *value = line + n_key + strspn(line + n_key, " \t:");
            snprintf(name, n_bytes, "%.*s", (int)strcspn(value, "\n"), value);
            break;
        }
    }
    fclose(file);
}

void cpu_name(char *name, size_t n_bytes)
{
    name[0] = '\0';
    read_line("/proc/cpuinfo", "model name", name, n_bytes);
    if (name[0] == '\0') {
        read_line("/proc/device-tree/model", "", name, n_bytes);
    }
}

#else
enum { CPU_NAME_IS_ANOTHER_FILE };
#endif
