/*
 * Meters; see energy.h. RAPL's zones are files: intel-rapl:0 is a processor, intel-rapl:0:1 a part
 * of it, of which only the memory is counted beside it - the others are in its sum. NVML is a
 * library that comes with the driver; it is asked for by name at run time, so that nothing depends
 * on it.
 */
#include "energy.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_PACKAGES = 8, MAX_PARTS = 4, PATH_BYTES = 200, NAME_BYTES = 64 };

static bool read_text(const char *path, char *text, size_t n_bytes)
{
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        return false;
    }
    size_t n = fread(text, 1, n_bytes - 1, file);
    fclose(file);
    text[n] = '\0';
    text[strcspn(text, "\n")] = '\0';
    return n > 0;
}

static bool read_counter(const char *path, uint64_t *out)
{
    char text[NAME_BYTES], *end;
    if (!read_text(path, text, sizeof text)) {
        return false;
    }
    *out = strtoull(text, &end, 10);
    return end != text && *end == '\0';
}

static void add_name(struct energy *energy, const char *name)
{
    size_t n = strlen(energy->names);
    snprintf(energy->names + n, sizeof energy->names - n, "%s%s", n > 0 ? ", " : "", name);
}

/* A zone that cannot be read (its counter is often root's only) is none. */
static bool add_zone(struct energy *energy, const char *folder, const char *must_be)
{
    struct energy_zone zone = {.path = ""};
    char path[PATH_BYTES + 32], name[NAME_BYTES];
    snprintf(path, sizeof path, "%s/name", folder);
    if (energy->n_zones == ENERGY_MAX_ZONES || !read_text(path, name, sizeof name) ||
        (must_be != NULL && strcmp(name, must_be) != 0)) {
        return false;
    }
    snprintf(zone.path, sizeof zone.path, "%.180s/energy_uj", folder);
    snprintf(path, sizeof path, "%s/max_energy_range_uj", folder);
    if (!read_counter(zone.path, &zone.last)) {
        return false;
    }
    if (!read_counter(path, &zone.range)) {
        zone.range = 0;
    }
    energy->zones[energy->n_zones++] = zone;
    add_name(energy, name);
    return true;
}

static void find_zones(struct energy *energy, const char *powercap)
{
    char folder[PATH_BYTES];
    for (int i = 0; i < MAX_PACKAGES; i++) {
        snprintf(folder, sizeof folder, "%.150s/intel-rapl:%d", powercap, i);
        if (!add_zone(energy, folder, NULL)) {
            continue;
        }
        for (int j = 0; j < MAX_PARTS; j++) {
            snprintf(folder, sizeof folder, "%.150s/intel-rapl:%d:%d", powercap, i, j);
            add_zone(energy, folder, "dram");
        }
    }
}

/* ISO C has no conversion from dlsym's result to a function; POSIX has this one. */
static bool find_function(void *library, const char *name, void *function)
{
    void *found = dlsym(library, name);
    memcpy(function, &found, sizeof found);
    return found != NULL;
}

static void find_gpus(struct energy *energy)
{
    int (*start)(void);
    int (*count)(unsigned *n);
    int (*find)(unsigned index, void **device);
    unsigned n = 0;
    unsigned long long millijoules;
    energy->library = dlopen("libnvidia-ml.so.1", RTLD_NOW | RTLD_LOCAL);
    if (energy->library == NULL || !find_function(energy->library, "nvmlInit_v2", &start) ||
        !find_function(energy->library, "nvmlDeviceGetCount_v2", &count) ||
        !find_function(energy->library, "nvmlDeviceGetHandleByIndex_v2", &find) ||
        !find_function(energy->library, "nvmlDeviceGetTotalEnergyConsumption", &energy->read_gpu) ||
        start() != 0 || count(&n) != 0) {
        return;
    }
    for (unsigned i = 0; i < n && energy->n_gpus < ENERGY_MAX_GPUS; i++) {
        void *device;
        if (find(i, &device) == 0 && energy->read_gpu(device, &millijoules) == 0) {
            char name[NAME_BYTES];
            snprintf(name, sizeof name, "gpu-%u", i);
            energy->gpus[energy->n_gpus++] = device;
            add_name(energy, name);
        }
    }
}

void energy_open(struct energy *energy, const char *powercap)
{
    *energy = (struct energy){.n_zones = 0};
    find_zones(energy, powercap != NULL ? powercap : "/sys/class/powercap");
    find_gpus(energy);
}

void energy_close(struct energy *energy)
{
    if (energy->library != NULL) {
        int (*stop)(void);
        if (find_function(energy->library, "nvmlShutdown", &stop)) {
            stop();
        }
        dlclose(energy->library);
    }
    *energy = (struct energy){.n_zones = 0};
}

bool energy_has_meter(const struct energy *energy)
{
    return energy->n_zones + energy->n_gpus > 0;
}

double energy_joules(struct energy *energy)
{
    double joules = 0;
    for (size_t i = 0; i < energy->n_zones; i++) {
        struct energy_zone *zone = &energy->zones[i];
        uint64_t now = zone->last;
        if (read_counter(zone->path, &now) && now < zone->last) {
            zone->earlier_joules += (double)zone->range * 1e-6;
        }
        zone->last = now;
        joules += zone->earlier_joules + (double)now * 1e-6;
    }
    for (size_t i = 0; i < energy->n_gpus; i++) {
        unsigned long long millijoules = 0;
        energy->read_gpu(energy->gpus[i], &millijoules);
        joules += (double)millijoules * 1e-3;
    }
    return joules;
}
