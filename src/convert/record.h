/* What a conversion that can be interrupted leaves beside its output, so that only the same work
 * goes on with it. */
#ifndef CONVERT_RECORD_H
#define CONVERT_RECORD_H

#include "base/buffer.h"
#include "base/folder.h"

enum output_state {
    OUTPUT_NEW,
    OUTPUT_RESUMED, /* work of the same record is there */
    OUTPUT_CLEARED, /* work of another record was there, and is removed */
    OUTPUT_UNNAMED, /* a whole file was there, killed before its name, and is made anew */
};

/* What the user is told of the last two. */
extern const char *const record_cleared_note;
extern const char *const record_unnamed_note;

/* The last bytes of a record. */
extern const char record_end[];

/* Begins a record: the version of what is written, the form, and the files of the source by name,
 * size and time, and those of an adapter that is fused; NULL: none. importance: a file that counts
 * as one of them; NULL: none. */
void record_begin(struct buffer *record, const char *form, const struct folder *source,
                  const struct folder *adapter, const char *importance);

#endif
