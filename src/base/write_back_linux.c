/* See write_back.h. */
#include "base/write_back.h"

#ifdef __linux__
#include <fcntl.h>

void write_back_start(int descriptor)
{
    sync_file_range(descriptor, 0, 0, SYNC_FILE_RANGE_WRITE);
}
#endif
