/* Values of GGUF's metadata, with their types checked; see gguf.h. */
#include "formats/gguf.h"

static const struct value_type_row {
    const char *text;
    unsigned n_bytes;
} value_types[] = {
#define X(name, n_bytes) {#name, n_bytes},
    GGUF_VALUE_TYPES(X)
#undef X
};

const char *gguf_value_type_text(enum gguf_value_type type)
{
    return type < GGUF_N_VALUE_TYPES ? value_types[type].text : "unknown";
}

unsigned gguf_value_bytes(enum gguf_value_type type)
{
    return value_types[type].n_bytes;
}

static uint64_t unsigned_at(const uint8_t *data, size_t n_bytes)
{
    uint64_t value = 0;
    for (size_t i = n_bytes; i > 0; i--) {
        value = value << 8 | data[i - 1];
    }
    return value;
}

/* A number of any type: as an integer where it is one. */
static bool number_at(enum gguf_value_type type, const uint8_t *data, int64_t *integer,
                      double *real)
{
    size_t n_bytes = gguf_value_bytes(type);
    uint64_t value = unsigned_at(data, n_bytes);
    uint64_t sign = (uint64_t)1 << (8 * n_bytes - 1);
    float single;
    uint32_t bits = (uint32_t)value;
    switch (type) {
    case GGUF_F32:
        memcpy(&single, &bits, sizeof single);
        *real = (double)single;
        return false;
    case GGUF_F64:
        memcpy(real, &value, sizeof *real);
        return false;
    case GGUF_I8:
    case GGUF_I16:
    case GGUF_I32:
    case GGUF_I64:
        *integer = (value & sign) != 0 ? -(int64_t)(~value & (sign - 1)) - 1 : (int64_t)value;
        break;
    default:
        /* What 63 bits do not hold is beyond every limit anyway. */
        *integer = value > INT64_MAX ? INT64_MAX : (int64_t)value;
        break;
    }
    *real = (double)*integer;
    return true;
}

static bool is_number(enum gguf_value_type type)
{
    return type < GGUF_N_VALUE_TYPES && type != GGUF_STRING && type != GGUF_ARRAY &&
           type != GGUF_BOOL;
}

bool gguf_value_integer(const struct gguf_value *value, int64_t *out)
{
    double real;
    return is_number(value->type) && number_at(value->type, value->bytes.data, out, &real);
}

bool gguf_item_integer(const struct gguf_value *array, size_t index, int64_t *out)
{
    double real;
    return index < array->n_items && is_number(array->item_type) &&
           number_at(array->item_type,
                     array->bytes.data + index * gguf_value_bytes(array->item_type), out, &real);
}

bool gguf_item_real(const struct gguf_value *array, size_t index, double *out)
{
    int64_t integer;
    if (index >= array->n_items || !is_number(array->item_type)) {
        return false;
    }
    number_at(array->item_type, array->bytes.data + index * gguf_value_bytes(array->item_type),
              &integer, out);
    return true;
}

static bool wrong_type(const struct gguf *gguf, const char *key, const char *expected,
                       const struct gguf_value *found, struct error *err)
{
    bool is_array = found->type == GGUF_ARRAY;
    return error_set(err, ERROR_MALFORMED, "%s: \"%.200s\": expected %s, found %s%s", gguf->file,
                     key, expected, is_array ? "an array of " : "",
                     gguf_value_type_text(is_array ? found->item_type : found->type));
}

/* A scalar in place of an array whose items are all the same. */
static struct gguf_value single(const struct gguf_value *value)
{
    struct gguf_value item = *value;
    if (value->type != GGUF_ARRAY || value->n_items == 0 || !is_number(value->item_type)) {
        return item;
    }
    size_t n_bytes = gguf_value_bytes(value->item_type);
    for (size_t i = 1; i < value->n_items; i++) {
        if (memcmp(value->bytes.data, value->bytes.data + i * n_bytes, n_bytes) != 0) {
            return item;
        }
    }
    item.type = value->item_type;
    item.n_items = 1;
    item.bytes.n_bytes = n_bytes;
    return item;
}

bool gguf_read_bool(const struct gguf *gguf, const char *key, bool *out, struct error *err)
{
    const struct gguf_value *value = gguf_find(gguf, key);
    if (value == NULL) {
        return true;
    }
    if (value->type != GGUF_BOOL) {
        return wrong_type(gguf, key, "BOOL", value, err);
    }
    *out = value->bytes.data[0] != 0;
    return true;
}

bool gguf_read_integer(const struct gguf *gguf, const char *key, int64_t low, int64_t high,
                       int64_t *out, struct error *err)
{
    const struct gguf_value *found = gguf_find(gguf, key);
    int64_t integer;
    double real;
    if (found == NULL) {
        return true;
    }
    struct gguf_value value = single(found);
    if (!is_number(value.type) || !number_at(value.type, value.bytes.data, &integer, &real)) {
        return wrong_type(gguf, key, "an integer", found, err);
    }
    if (integer < low || integer > high) {
        return error_set(err, ERROR_MALFORMED,
                         "%s: \"%.200s\": expected a number from %lld to %lld, found %lld",
                         gguf->file, key, (long long)low, (long long)high, (long long)integer);
    }
    *out = integer;
    return true;
}

bool gguf_read_real(const struct gguf *gguf, const char *key, double low, double high, double *out,
                    struct error *err)
{
    const struct gguf_value *found = gguf_find(gguf, key);
    int64_t integer;
    double real;
    if (found == NULL) {
        return true;
    }
    struct gguf_value value = single(found);
    if (!is_number(value.type)) {
        return wrong_type(gguf, key, "a number", found, err);
    }
    number_at(value.type, value.bytes.data, &integer, &real);
    if (!(real >= low && real <= high)) {
        return error_set(err, ERROR_MALFORMED,
                         "%s: \"%.200s\": expected a number from %g to %g, found %g", gguf->file,
                         key, low, high, real);
    }
    *out = real;
    return true;
}

bool gguf_read_text(const struct gguf *gguf, const char *key, struct bytes *out, struct error *err)
{
    const struct gguf_value *value = gguf_find(gguf, key);
    if (value == NULL) {
        return true;
    }
    *out = value->bytes;
    return value->type == GGUF_STRING || wrong_type(gguf, key, "STRING", value, err);
}

bool gguf_read_array(const struct gguf *gguf, const char *key, enum gguf_value_type item_type,
                     const struct gguf_value **out, struct error *err)
{
    const struct gguf_value *value = gguf_find(gguf, key);
    *out = value;
    if (value != NULL && (value->type != GGUF_ARRAY || value->item_type != item_type)) {
        char expected[40] = "an array of ";
        size_t n = strlen(expected);
        memcpy(expected + n, value_types[item_type].text, strlen(value_types[item_type].text) + 1);
        return wrong_type(gguf, key, expected, value, err);
    }
    return true;
}
