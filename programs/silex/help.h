/* Help, made of the tables. */
#ifndef HELP_H
#define HELP_H

#include "commands.h"

void help_program(void);
void help_command(const struct command *command);

#endif
