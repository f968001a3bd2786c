/*
 * The energy that the machine has used, where it has a meter that may be read: RAPL (the processor
 * and its memory) and NVML (graphics processors). Without one there is no number, never 0.
 */
#ifndef ENERGY_H
#define ENERGY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ENERGY_MAX_ZONES = 32, ENERGY_MAX_GPUS = 16, ENERGY_NAMES_BYTES = 256 };

struct energy_zone {
    char path[200];        /* of the counter, in microjoules */
    uint64_t range;        /* the counter starts over behind this; 0: never */
    uint64_t last;         /* when it was read */
    double earlier_joules; /* of the rounds that are over */
};

struct energy {
    struct energy_zone zones[ENERGY_MAX_ZONES];
    size_t n_zones;
    void *library; /* NVML */
    int (*read_gpu)(void *device, unsigned long long *millijoules);
    void *gpus[ENERGY_MAX_GPUS];
    size_t n_gpus;
    char names[ENERGY_NAMES_BYTES]; /* of what is counted, as in "package-0, dram" */
};

/* Finds what can be read. `powercap`: the folder of RAPL's zones; NULL: the system's. */
void energy_open(struct energy *energy, const char *powercap);
void energy_close(struct energy *energy); /* safe on a zeroed struct */

bool energy_has_meter(const struct energy *energy);

/* Joules since some moment, all meters together. To be asked at least once in the minutes after
 * which a counter may start over. */
double energy_joules(struct energy *energy);

#endif
