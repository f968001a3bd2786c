/* See write_back.h. */
#include "base/write_back.h"

#ifdef __APPLE__
/* What is dirty is written soon anyway. */
void write_back_start(int descriptor)
{
    (void)descriptor;
}
#endif
