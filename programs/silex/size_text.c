/* Sizes as people read them. */
#include "size_text.h"

#include <stdio.h>

const char *size_text(uint64_t n_bytes, char *out, size_t n_out)
{
    static const char *const units[] = {"bytes", "kB", "MB", "GB", "TB"};
    double value = (double)n_bytes;
    size_t unit = 0;
    while (value >= 1000.0 && unit + 1 < sizeof units / sizeof *units) {
        value /= 1000.0;
        unit++;
    }
    snprintf(out, n_out, unit == 0 ? "%.0f %s" : "%.2f %s", value, units[unit]);
    return out;
}
