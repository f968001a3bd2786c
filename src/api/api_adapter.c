/* Adapters at the public line. */
#include <stdlib.h>
#include "api/api.h"
#include "base/memory.h"
#include "convert/adapter_convert.h"
#include "model/adapter.h"
#include "silex/adapters.h"

struct silex_adapter {
    const silex_model *model;
    struct adapter *adapter;
};

silex_status silex_adapter_open(const silex_model *model, const char *path, silex_adapter **out,
                                silex_error *error)
{
    struct error err = {0};
    if (model == NULL || path == NULL || out == NULL) {
        return api_refuse(error, "silex_adapter_open: an argument is missing");
    }
    if (model->model == NULL) {
        return api_refuse(error, "silex_adapter_open: the model was opened without its weights");
    }
    silex_adapter *adapter = memory_array(1, sizeof *adapter, &err);
    const struct kernels *kernels = model->backend->operations->kernels(model->backend);
    struct folder *folder;
    if (adapter == NULL || !folder_open(&folder, path, &err) ||
        !adapter_open(&adapter->adapter, model->model, model->folder, kernels, folder, &err)) {
        free(adapter);
        return api_fail(&err, error);
    }
    adapter->model = model;
    *out = adapter;
    return SILEX_OK;
}

void silex_adapter_close(silex_adapter *adapter)
{
    if (adapter != NULL) {
        adapter_close(adapter->adapter);
        free(adapter);
    }
}

void silex_adapter_describe(const silex_adapter *adapter, silex_adapter_info *out)
{
    const struct adapter *inner = adapter->adapter;
    const char *kinds[2][2] = {{"full", "full"}, {"lora", "lora with whole tensors"}};
    if (inner->has_magnitudes) {
        kinds[1][0] = "dora";
        kinds[1][1] = "dora with whole tensors";
    }
    *out = (silex_adapter_info){
        .kind = kinds[inner->n_modules > 0][inner->n_replaced > 0],
        .n_modules = inner->n_modules,
        .n_replaced = inner->n_replaced,
        .rank = inner->largest_rank,
        .n_parameters = inner->n_parameters,
    };
}

silex_status silex_session_set_adapter(silex_session *session, const silex_adapter *adapter,
                                       silex_error *error)
{
    struct error err = {0};
    if (session == NULL) {
        return api_refuse(error, "silex_session_set_adapter: an argument is missing");
    }
    if (adapter != NULL && adapter->model != session->model) {
        return api_refuse(error,
                          "silex_session_set_adapter: the adapter was opened on another model");
    }
    const struct adapter *inner = adapter != NULL ? adapter->adapter : NULL;
    return session_set_adapter(session->session, inner, &err) ? SILEX_OK : api_fail(&err, error);
}

silex_status silex_adapter_convert(const char *source, const char *target,
                                   silex_adapter_format format, silex_adapter_tied tied,
                                   silex_error *error)
{
    struct error err = {0};
    struct folder *folder;
    if (source == NULL || source[0] == '\0' || target == NULL || target[0] == '\0') {
        return api_refuse(error, "silex_adapter_convert: source and target must be given");
    }
    if (format != SILEX_ADAPTER_MLX && format != SILEX_ADAPTER_PEFT) {
        return api_refuse(error, "silex_adapter_convert: there is no such form");
    }
    if (tied < SILEX_ADAPTER_TIED_UNKNOWN || tied > SILEX_ADAPTER_TIED_YES) {
        return api_refuse(error, "silex_adapter_convert: tied must be unknown, no or yes");
    }
    if (!folder_open(&folder, source, &err)) {
        return api_fail(&err, error);
    }
    bool ok =
        adapter_convert(folder, target, format == SILEX_ADAPTER_PEFT ? ADAPTER_PEFT : ADAPTER_MLX,
                        (enum adapter_tied)tied, &err);
    folder_close(folder);
    return ok ? SILEX_OK : api_fail(&err, error);
}
