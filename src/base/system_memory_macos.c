/* Available memory on Apple systems: free, inactive and purgeable pages. */
#if defined(__APPLE__)
#include "base/system_memory.h"

#include <mach/mach.h>
#include <unistd.h>

uint64_t system_memory_available(void)
{
    vm_statistics64_data_t statistics;
    mach_msg_type_number_t n = HOST_VM_INFO64_COUNT;
    if (host_statistics64(mach_host_self(), HOST_VM_INFO64, (host_info64_t)&statistics, &n) !=
        KERN_SUCCESS) {
        return 0;
    }
    uint64_t n_pages =
        (uint64_t)statistics.free_count + statistics.inactive_count + statistics.purgeable_count;
    return n_pages * (uint64_t)sysconf(_SC_PAGESIZE);
}
#endif
