/* Cores on Apple systems: the performance cores, since the slowest worker sets the pace. */
#if defined(__APPLE__)

#include "base/cores.h"

#include <stddef.h>
#include <sys/types.h>
#include <sys/sysctl.h>
#include <unistd.h>

unsigned cores_available(void)
{
    int n = 0;
    size_t n_bytes = sizeof n;
    if (sysctlbyname("hw.perflevel0.logicalcpu", &n, &n_bytes, NULL, 0) == 0 && n > 0) {
        return (unsigned)n;
    }
    long n_online = sysconf(_SC_NPROCESSORS_ONLN);
    return n_online > 0 ? (unsigned)n_online : 1;
}

#else
enum { CORES_ARE_COUNTED_BY_ANOTHER_FILE };
#endif
