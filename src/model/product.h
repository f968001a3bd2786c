/*
 * The products of a model with its weights, and how finely fast precision writes what goes into
 * each. docs/numerics.md tells what two digits bring and cost, product by product.
 */
#ifndef MODEL_PRODUCT_H
#define MODEL_PRODUCT_H

#include "compute/backend.h"

enum product {
    PRODUCT_QUERY,
    PRODUCT_KEY,
    PRODUCT_VALUE,
    PRODUCT_OUTPUT, /* of attention */
    PRODUCT_GATE,
    PRODUCT_UP,
    PRODUCT_DOWN,
    PRODUCT_HEAD,
    N_PRODUCTS,
    PRODUCT_LOOKUP = N_PRODUCTS /* none: rows of the embedding, which an adapter may change */
};

static inline enum fineness fineness_of(enum product product)
{
    static const enum fineness fineness[] = {
        [PRODUCT_QUERY] = FINENESS_ONE_DIGIT,  [PRODUCT_KEY] = FINENESS_TWO_DIGITS,
        [PRODUCT_VALUE] = FINENESS_TWO_DIGITS, [PRODUCT_OUTPUT] = FINENESS_TWO_DIGITS,
        [PRODUCT_GATE] = FINENESS_ONE_DIGIT,   [PRODUCT_UP] = FINENESS_ONE_DIGIT,
        [PRODUCT_DOWN] = FINENESS_ONE_DIGIT,   [PRODUCT_HEAD] = FINENESS_TWO_DIGITS,
    };
    return fineness[product];
}

#endif
