/* Lines typed in earlier chats: a file of the user's state that nobody else can read. */
#ifndef HISTORY_FILE_H
#define HISTORY_FILE_H

#include <histedit.h>

/* $XDG_STATE_HOME/silex/history, or ~/.local/state/silex/history. A file that is absent is empty;
 * what else goes wrong is reported. */
void history_file_load(HistoryW *history);
void history_file_save(HistoryW *history);

#endif
