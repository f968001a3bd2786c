/* Memory of this machine. */
#ifndef BASE_SYSTEM_MEMORY_H
#define BASE_SYSTEM_MEMORY_H

#include <stdint.h>

/* Bytes that could be taken now without swapping, the reclaimable file cache included and the
 * limit of a container respected; 0 when unknown. */
uint64_t system_memory_available(void);

#endif
