/* What the processor calls itself. */
#ifndef BASE_CPU_NAME_H
#define BASE_CPU_NAME_H

#include <stddef.h>

/* A terminated name, cut to n_bytes; "" when the system does not tell. */
void cpu_name(char *name, size_t n_bytes);

#endif
