/* What is told while a checkpoint is written: a line on standard error that is rewritten in place
 * on a terminal; elsewhere one every ten seconds; and what came of it at the end. */
#ifndef CONVERT_SHOW_H
#define CONVERT_SHOW_H

#include "base/error.h"
#include "silex/convert.h"

struct convert_show {
    bool is_terminal, is_shown;
    double start_seconds, shown_seconds;
    uint64_t n_bytes, n_new_bytes;
};

/* Sets what is called with the events of a conversion. Ctrl-C cancels it. */
void convert_show_begin(struct convert_show *show, silex_convert_options *options);
void convert_show_clear(struct convert_show *show); /* before anything else is told */
/* After an interruption or a failure of the disk, what it leaves is of use. */
void convert_show_rest(const char *target, const struct error *err);
void convert_show_end(const struct convert_show *show, const char *target);

#endif
