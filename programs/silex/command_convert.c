/* silex convert: from options to the library's conversion. */
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "convert_show.h"
#include "engine.h"
#include "interrupt.h"
#include "model_place.h"
#include "report.h"

static bool read_options(const struct settings *settings, silex_convert_options *options,
                         struct error *err)
{
    static const struct {
        const char *name;
        silex_quantization quantization;
    } modes[] = {
        {"affine", SILEX_QUANTIZATION_AFFINE},
        {"mxfp4", SILEX_QUANTIZATION_MXFP4},
        {"nvfp4", SILEX_QUANTIZATION_NVFP4},
        {"mxfp8", SILEX_QUANTIZATION_MXFP8},
    };
    if (!settings->quantizes &&
        (settings->q_bits != 0 || settings->group_size != 0 || settings->quant_predicate != NULL ||
         strcmp(settings->q_mode, "affine") != 0)) {
        return error_set(err, ERROR_ARGUMENT,
                         "--q-bits, --q-group-size, --q-mode and --quant-predicate mean nothing "
                         "without --quantize");
    }
    if (settings->quantizes && settings->dequantizes) {
        return error_set(err, ERROR_ARGUMENT, "--quantize and --dequantize exclude each other");
    }
    bool is_better = strcmp(settings->quality, "better") == 0;
    if (is_better && !settings->quantizes) {
        return error_set(err, ERROR_ARGUMENT, "--quality better means nothing without --quantize");
    }
    if (settings->importance != NULL && !is_better && settings->gguf == NULL) {
        return error_set(err, ERROR_ARGUMENT,
                         "--importance means nothing without --quality better or --gguf");
    }
    if (settings->gguf == NULL && settings->gguf_type != NULL) {
        return error_set(err, ERROR_ARGUMENT, "--type means nothing without --gguf");
    }
    if (settings->gguf != NULL &&
        (settings->quantizes || settings->dequantizes || settings->dtype != NULL)) {
        return error_set(err, ERROR_ARGUMENT,
                         "--gguf excludes --quantize, --dequantize and --dtype: --type says what "
                         "weights become");
    }
    *options = (silex_convert_options){
        .bits = (unsigned)settings->q_bits,
        .group_size = (unsigned)settings->group_size,
        .recipe = settings->quant_predicate,
        .dtype = settings->dtype,
        .dequantize = settings->dequantizes,
        .better = is_better,
        .importance = settings->importance,
        .n_threads = (unsigned)settings->n_threads,
    };
    if (settings->gguf != NULL) {
        options->gguf_type = settings->gguf_type != NULL ? settings->gguf_type : "f16";
    }
    for (size_t i = 0; settings->quantizes && i < sizeof modes / sizeof *modes; i++) {
        if (strcmp(settings->q_mode, modes[i].name) == 0) {
            options->quantization = modes[i].quantization;
        }
    }
    return true;
}

static const char *target_of(const struct settings *settings)
{
    return settings->gguf != NULL ? settings->gguf : settings->mlx_path;
}

int command_convert(const struct settings *settings)
{
    struct error err = {0};
    silex_error problem = {0};
    silex_convert_options options;
    struct convert_show show;
    if (settings->model == NULL) {
        report("convert: --model is missing; \"silex convert --help\" shows examples");
        return EXIT_USAGE;
    }
    if (!read_options(settings, &options, &err)) {
        report_error(&err);
        return EXIT_USAGE;
    }
    convert_show_begin(&show, &options);
    interrupt_be_patient(); /* a second Ctrl-C must not keep the first from cleaning up */
    char *place = model_place(settings, settings->model, &err);
    bool is_good =
        place != NULL &&
        engine_check(silex_convert(place, target_of(settings), &options, &problem), &problem, &err);
    convert_show_clear(&show);
    free(place);
    if (!is_good) {
        int status = report_error(&err);
        convert_show_rest(target_of(settings), &err);
        return status;
    }
    convert_show_end(&show, target_of(settings));
    return EXIT_DONE;
}
