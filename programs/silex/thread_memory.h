/*
 * How many threads make a token best, remembered from run to run: the library finds it out, the
 * program keeps it in the user's cache folder ("threads.json"), one entry for each machine and
 * kind of model. The file may be deleted at any time; what is not understood in it is not used.
 */
#ifndef THREAD_MEMORY_H
#define THREAD_MEMORY_H

#include "silex/silex.h"

/* 0: not known. */
unsigned thread_memory_recall(const silex_model_info *info);

/* Where it cannot be kept it is found out again the next time, which costs some ten tokens a part
 * of their speed: no error. */
void thread_memory_keep(const silex_model_info *info);

#endif
