/* Which modules are quantized, and how: the base scheme, and mlx-lm's recipes of two widths. */
#ifndef CONVERT_RECIPE_H
#define CONVERT_RECIPE_H

#include "convert/source.h"

struct recipe {
    struct quantization_scheme base; /* of MATRIX_FLOAT: nothing is quantized */
    unsigned high_bits;              /* of the modules that matter most; 0: all are alike */
};

/* Zero bits or group: those of the kind. name: "mixed_3_6", …, or NULL. */
bool recipe_read(struct recipe *recipe, enum matrix_kind kind, unsigned bits, unsigned group,
                 const char *name, struct error *err);

/* The scheme of a module; MATRIX_FLOAT where its columns do not make groups. */
struct quantization_scheme recipe_scheme(const struct recipe *recipe,
                                         const struct source_tensor *tensor, size_t n_layers);

#endif
