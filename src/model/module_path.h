/*
 * The modules of a model by their names: "model.layers.3.self_attn.q_proj" is one product of layer
 * 3; a fused module is several. What stands before "layers" in a checkpoint of one kind or another
 * does not matter.
 */
#ifndef MODEL_MODULE_PATH_H
#define MODEL_MODULE_PATH_H

#include "model/config.h"
#include "model/product.h"

enum { MODULE_MAX_PARTS = 3 };

struct module_place {
    size_t layer; /* of head and embedding: 0 */
    size_t n_rows, n_columns;
    size_t n_parts;
    struct module_part {
        enum product product;
        size_t n_rows; /* behind those of the part before */
    } parts[MODULE_MAX_PARTS];
};

/* False when the model has no such matrix. */
bool module_find(const struct model_config *config, const char *path, struct module_place *out);

#endif
