/* JSON of any file or caller: what parses is read by every getter, under every key it has; and an
 * object gives the same members one by one. */
#include <stdlib.h>
#include "formats/json.h"
#include "fuzz/fuzz_target.h"

static void read_key(const json_t *object, const char *key)
{
    struct error err = {0};
    bool flag = false;
    int64_t integer = 0;
    double real = 0;
    const char *text = NULL;
    const json_t *child = NULL;
    json_read_bool(object, key, &flag, &err);
    json_read_integer(object, key, -1000, INT64_MAX, &integer, &err);
    json_read_real(object, key, -1e30, 1e30, &real, &err);
    json_read_text(object, key, &text, &err);
    json_read_object(object, key, &child, &err);
    json_read_array(object, key, &child, &err);
}

static bool compare_member(void *context, const char *key, const json_t *value, struct error *err)
{
    const json_t *object = context;
    (void)err;
    if (object != NULL && !json_equal(json_object_get(object, key), value)) {
        abort();
    }
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    struct error err = {0};
    json_t *value = json_parse((struct bytes){data, n_bytes}, "input", &err);
    if (json_is_object(value)) {
        const char *key;
        json_t *child;
        json_object_foreach(value, key, child)
        {
            read_key(value, key);
        }
    }
    struct bytes text = {data, n_bytes};
    json_t *object = json_is_object(value) ? value : NULL;
    if (json_visit_members(text, "input", n_bytes, compare_member, object, &err) !=
        (object != NULL)) {
        abort();
    }
    json_decref(value);
    return 0;
}
