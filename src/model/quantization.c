/* MLX's quantization rules; see quantization.h. */
#include "model/quantization.h"

#include <string.h>

/* Bits and group when a rule does not say; the fixed modes allow no others. */
static const struct mode_row {
    const char *text;
    enum matrix_kind kind;
    unsigned bits;
    unsigned group;
    bool is_fixed;
} modes[] = {
    {"affine", MATRIX_AFFINE, 4, 64, false},
    {"mxfp4", MATRIX_MXFP4, 4, 32, true},
    {"nvfp4", MATRIX_NVFP4, 4, 16, true},
    {"mxfp8", MATRIX_MXFP8, 8, 32, true},
};

enum { N_MODES = sizeof modes / sizeof modes[0] };

const char *quantization_kind_text(enum matrix_kind kind)
{
    for (size_t i = 0; i < N_MODES; i++) {
        if (modes[i].kind == kind) {
            return modes[i].text;
        }
    }
    return "float";
}

struct quantization_scheme quantization_usual(enum matrix_kind kind)
{
    for (size_t i = 0; i < N_MODES; i++) {
        if (modes[i].kind == kind) {
            return (struct quantization_scheme){kind, modes[i].bits, modes[i].group};
        }
    }
    return (struct quantization_scheme){.kind = MATRIX_FLOAT};
}

bool quantization_is_known(const struct quantization_scheme *scheme)
{
    for (size_t i = 0; i < N_MODES; i++) {
        if (modes[i].kind == scheme->kind && modes[i].is_fixed) {
            return scheme->bits == modes[i].bits && scheme->group == modes[i].group;
        }
    }
    return ((scheme->bits >= 2 && scheme->bits <= 6) || scheme->bits == 8) &&
           (scheme->group == 32 || scheme->group == 64 || scheme->group == 128);
}

static bool read_scheme(const json_t *rule, struct quantization_scheme *out, struct error *err)
{
    const char *text = "affine";
    if (!json_read_text(rule, "mode", &text, err)) {
        return false;
    }
    for (size_t i = 0; i < N_MODES; i++) {
        if (strcmp(text, modes[i].text) != 0) {
            continue;
        }
        int64_t bits = modes[i].bits;
        int64_t group = modes[i].group;
        if (!json_read_integer(rule, "bits", 1, 64, &bits, err) ||
            !json_read_integer(rule, "group_size", 1, 65536, &group, err)) {
            return false;
        }
        *out = (struct quantization_scheme){modes[i].kind, (unsigned)bits, (unsigned)group};
        return quantization_is_known(out) ||
               error_set(err, ERROR_UNSUPPORTED, "no support for %u bits in groups of %u, mode %s",
                         out->bits, out->group, text);
    }
    return error_set(err, ERROR_UNSUPPORTED,
                     "no support for mode \"%.60s\"; supported are affine, mxfp4, nvfp4, mxfp8",
                     text);
}

bool quantization_read(struct quantization *quantization, const json_t *json, struct error *err)
{
    *quantization = (struct quantization){.rules = NULL};
    const json_t *rules;
    if (!json_read_object(json, "quantization", &rules, err)) {
        return error_context(err, "config.json");
    }
    if (rules == NULL) {
        const char *method = NULL;
        if (!json_read_object(json, "quantization_config", &rules, err) ||
            !json_read_text(rules, "quant_method", &method, err)) {
            return error_context(err, "config.json");
        }
        if (rules == NULL) {
            return true;
        }
        if (method != NULL || json_object_get(rules, "bits") == NULL) {
            return error_set(err, ERROR_UNSUPPORTED,
                             "config.json: \"quantization_config\": no support for weights "
                             "quantized by \"%.60s\"; supported is MLX's quantization",
                             method != NULL ? method : "an unnamed scheme");
        }
    }
    quantization->rules = rules;
    return read_scheme(rules, &quantization->base, err) ||
           error_context(err, "config.json: \"quantization\"");
}

bool quantization_find(const struct quantization *quantization, const char *path, bool has_scales,
                       struct quantization_scheme *out, bool *is_named, struct error *err)
{
    const json_t *rule = json_object_get(quantization->rules, path);
    *is_named = json_is_object(rule);
    *out = (struct quantization_scheme){.kind = MATRIX_FLOAT};
    if (json_is_object(rule)) {
        return read_scheme(rule, out, err) ||
               error_context(err, "config.json: \"quantization\": \"%.200s\"", path);
    }
    if (rule != NULL && !json_is_boolean(rule) && !json_is_null(rule)) {
        return error_set(err, ERROR_MALFORMED,
                         "config.json: \"quantization\": \"%.200s\": expected an object or false, "
                         "found %s",
                         path, json_type_text(rule));
    }
    if (json_is_true(rule) || (!json_is_false(rule) && has_scales)) {
        *out = quantization->base;
    }
    return true;
}
