/* How many cores this process may use: its affinity and the processor quota of its group. */
#ifndef BASE_CORES_H
#define BASE_CORES_H

/* At least 1. */
unsigned cores_available(void);

#endif
