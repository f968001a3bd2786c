/* Time, for measuring. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

/* Seconds since an arbitrary start; never goes back. */
double clock_seconds(void);

/* That the processors spent on this process, all its threads together. */
double clock_processor_seconds(void);

#endif
