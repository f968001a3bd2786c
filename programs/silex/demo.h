/* The chat model that is built into the program. */
#ifndef DEMO_H
#define DEMO_H

#include <stddef.h>

#include "silex/silex.h"

/* Its files, constant; *n_files is 0 when the program was built without one. */
const silex_file *demo_files(size_t *n_files);

#endif
