/* Records of work; see record.h. */
#include "convert/record.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { RECORD_VERSION = 1, MAX_PATH_BYTES = 4096 };

const char *const record_cleared_note =
    "what an interrupted conversion left was of another source or other options: it is removed, "
    "and all is made anew";

const char *const record_unnamed_note =
    "an interrupted conversion had come to its end but for the file's name: it is made anew, as "
    "nothing there tells any more what it was made of";

const char record_end[] = "\"end\": \"of a record of silex convert\"}\n";

static void append_file(struct buffer *record, const char *path, const char *name)
{
    struct stat status;
    if (stat(path, &status) == 0 && S_ISREG(status.st_mode)) {
        json_t *string = json_string(name);
        char *text = string != NULL ? json_dumps(string, JSON_ENCODE_ANY) : NULL;
        buffer_append_format(record, "\n[%s, %lld, %lld],", text != NULL ? text : "null",
                             (long long)status.st_size, (long long)status.st_mtime);
        free(text);
        json_decref(string);
    }
}

/* The output may come to lie beside its source. */
static bool is_output(const char *name)
{
    static const char suffix[] = ".partial";
    size_t n = strlen(name);
    return n >= sizeof suffix - 1 && strcmp(name + n - (sizeof suffix - 1), suffix) == 0;
}

static void append_folder(struct buffer *record, const struct folder *folder)
{
    for (size_t i = 0; i < folder_n_files(folder); i++) {
        char path[MAX_PATH_BYTES];
        const char *name = folder_name(folder, i);
        snprintf(path, sizeof path, "%s/%s", folder_path(folder), name);
        if (!is_output(name)) {
            append_file(record, path, name);
        }
    }
}

void record_begin(struct buffer *record, const char *form, const struct folder *source,
                  const struct folder *adapter, const char *importance)
{
    buffer_append_format(record, "{\"silex_conversion\": %d, \"form\": \"%s\",\n\"source\": [",
                         RECORD_VERSION, form);
    if (importance != NULL) {
        append_file(record, importance, "");
    }
    append_folder(record, source);
    if (adapter != NULL) {
        buffer_append_text(record, "\nnull],\n\"adapter\": [");
        append_folder(record, adapter);
    }
    buffer_append_text(record, "\nnull],\n");
}
