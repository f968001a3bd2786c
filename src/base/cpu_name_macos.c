/* The processor's name on macOS and iOS. */
#if defined(__APPLE__)
#include "base/cpu_name.h"

#include <sys/sysctl.h>

void cpu_name(char *name, size_t n_bytes)
{
    size_t n = n_bytes;
    if (sysctlbyname("machdep.cpu.brand_string", name, &n, NULL, 0) != 0) {
        n = 0;
    }
    name[n < n_bytes ? n : n_bytes - 1] = '\0';
}

#else
enum { CPU_NAME_IS_ANOTHER_FILE };
#endif
