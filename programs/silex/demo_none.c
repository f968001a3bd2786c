/* A program without a demo model. */
#include "demo.h"

const silex_file *demo_files(size_t *n_files)
{
    *n_files = 0;
    return NULL;
}
