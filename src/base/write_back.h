/* Large files on their way to the disk. */
#ifndef BASE_WRITE_BACK_H
#define BASE_WRITE_BACK_H

/* Asks the system to begin writing what is in memory of an open file, and does not wait: a later
 * fsync has less to do. A system that cannot be asked does nothing. */
void write_back_start(int descriptor);

#endif
