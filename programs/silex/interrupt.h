/*
 * Ctrl-C: the first one asks whatever runs to end well, a second one ends the program at once -
 * except in a chat, where each only stops the answer.
 */
#ifndef INTERRUPT_H
#define INTERRUPT_H

#include <stdbool.h>

#include "silex/silex.h"

/* Catches SIGINT and what tells a program to terminate, and makes writing to a closed pipe an error
 * instead of a signal. */
void interrupt_install(void);

/* The session that an interrupt cancels; NULL before it is closed. */
void interrupt_watch(silex_session *session);

/* From now on no number of Ctrl-C ends the program; being told to terminate still does. */
void interrupt_be_patient(void);

bool interrupt_happened(void); /* since the last interrupt_forget */
bool interrupt_is_final(void); /* the program was told to terminate */
void interrupt_forget(void);

#endif
