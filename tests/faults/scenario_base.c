/* The parts below the models: JSON, folders, threads. */
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include "base/folder.h"
#include "base/pool.h"
#include "faults/scenario.h"
#include "formats/json.h"

static bool tell(const struct error *err, char *message, size_t n_message_bytes)
{
    snprintf(message, n_message_bytes, "%s", err->message);
    return false;
}

bool scenario_json(const char *tests_folder, char *message, size_t n_message_bytes)
{
    (void)tests_folder;
    static const char text[] = "{\"model_type\":\"llama\",\"layers\":[1,2,{\"a\":\"\\u00e9\"}],"
                               "\"eps\":1e-5,\"tie\":true,\"n\":64.0,\"nothing\":null}";
    struct error err = {0};
    int64_t n = 0;
    json_t *value =
        json_parse((struct bytes){(const uint8_t *)text, sizeof text - 1}, "text", &err);
    bool ok = value != NULL && json_read_integer(value, "n", 0, 100, &n, &err);
    json_decref(value);
    return ok ? n == 64 : tell(&err, message, n_message_bytes);
}

bool scenario_folder(const char *tests_folder, char *message, size_t n_message_bytes)
{
    struct error err = {0};
    struct folder *folder = NULL;
    struct bytes bytes = {NULL, 0};
    bool ok = folder_open(&folder, tests_folder, &err) &&
              folder_read(folder, "CMakeLists.txt", &bytes, &err);
    ok = ok && bytes.n_bytes > 0 && bytes.data[0] == '#';
    folder_close(folder);
    return ok ? true : tell(&err, message, n_message_bytes);
}

static void count(void *context, unsigned worker, unsigned n_workers)
{
    (void)worker;
    (void)n_workers;
    atomic_fetch_add((atomic_uint *)context, 1);
}

bool scenario_pool(const char *tests_folder, char *message, size_t n_message_bytes)
{
    (void)tests_folder;
    struct error err = {0};
    struct pool *pool = NULL;
    atomic_uint n_calls = 0;
    if (!pool_create(&pool, 4, &err)) {
        return tell(&err, message, n_message_bytes);
    }
    pool_run(pool, count, &n_calls);
    bool ok = atomic_load(&n_calls) == 4;
    pool_destroy(pool);
    return ok;
}
