/*
 * JSON as the files of a checkpoint hold it, in jansson's values (docs/decisions): hostile input is
 * bounded in size and depth, duplicate keys are refused (two readers could see two values),
 * integers beyond 64 bits are reals, and every getter that finds the wrong type says which key of
 * which file.
 */
#ifndef FORMATS_JSON_H
#define FORMATS_JSON_H

#include <jansson.h>
#include <stdint.h>
#include "base/buffer.h"
#include "base/bytes.h"
#include "base/error.h"
#include "base/folder.h"

/* Parses one JSON value. `what` names the source in errors ("config.json"). The result is owned by
 * the caller: json_decref. Returns NULL on failure. */
json_t *json_parse(struct bytes text, const char *what, struct error *err);

/* A copy of all of a value, owned by the caller. jansson's copies leave members out where memory
 * runs out, and do not say so; this one is NULL, with ERROR_MEMORY. */
json_t *json_copy_whole(const json_t *json, struct error *err);

/* Its text, by jansson's flags, terminated, to be freed by the caller. json_dumps leaves keys out
 * where memory runs out; this is NULL, with ERROR_MEMORY. */
char *json_text(const json_t *json, size_t flags, struct error *err);

/* A member of an object, borrowed for the call. False, with an error, ends the reading. */
typedef bool json_visit(void *context, const char *key, const json_t *value, struct error *err);

/* Parses one object and gives each of its members, in order, without keeping it: values can take
 * fifty times the room of their text, so this is for objects of very many. A member's text has at
 * most about n_limit_bytes. */
bool json_visit_members(struct bytes text, const char *what, size_t n_limit_bytes,
                        json_visit *visit, void *context, struct error *err);

/*
 * Large tables (hundreds of thousands of strings) go straight from the text to whom they are for.
 * While json_parse_taking reads, it offers the containers that are members of the root's member
 * `parent` (with NULL: the root itself), right behind their opening bracket. `take` reads one with
 * json_take_*, up to and with its closing bracket, and sets *is_taken: the value that is kept is an
 * empty container. A table with anything unexpected in it is left alone (*is_taken stays false):
 * it is read again as any other value, so that errors are those of json_parse. False ends the
 * reading with `err`.
 */
struct json_reader;

struct json_taker {
    const char *parent;
    bool (*take)(void *context, const char *key, bool is_array, struct json_reader *reader,
                 bool *is_taken, struct error *err);
    void *context;
};

json_t *json_parse_taking(struct bytes text, const char *what, const struct json_taker *taker,
                          struct error *err);

/* For takers. Each skips white space first and is false when something else stands there. */
bool json_take_byte(struct json_reader *reader, char wanted);
/* *out is in the text or, where there are escapes, in `room`. */
bool json_take_string(struct json_reader *reader, struct buffer *room, struct bytes *out);
/* An integer from 0 to 10^18 - 1. */
bool json_take_count(struct json_reader *reader, uint64_t *out);

/* Parses a file that must hold one object. ERROR_LIMIT beyond n_limit_bytes. */
json_t *json_open_object(struct folder *folder, const char *name, size_t n_limit_bytes,
                         struct error *err);

/*
 * Getters of optional keys: an absent key or null leaves *out as it was (set the default first)
 * and succeeds; a value of another type, or a number outside [low, high], is ERROR_MALFORMED.
 * Integers written as reals without a fraction ("1e4", "64.0") are taken as integers.
 */
bool json_read_bool(const json_t *object, const char *key, bool *out, struct error *err);
bool json_read_integer(const json_t *object, const char *key, int64_t low, int64_t high,
                       int64_t *out, struct error *err);
bool json_read_real(const json_t *object, const char *key, double low, double high, double *out,
                    struct error *err);
/* *out is borrowed from the object. */
bool json_read_text(const json_t *object, const char *key, const char **out, struct error *err);

/* A child object or array; NULL when absent or null; ERROR_MALFORMED for another type. */
bool json_read_object(const json_t *object, const char *key, const json_t **out, struct error *err);
bool json_read_array(const json_t *object, const char *key, const json_t **out, struct error *err);

/* "object", "string", … for messages. */
const char *json_type_text(const json_t *value);

#endif
