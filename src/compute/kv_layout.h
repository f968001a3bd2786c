/*
 * How a page of the key-value cache is laid out: 64 positions of some layers. A layer's part is
 *
 *   head 0: keys [4, key_dim, 16] | values [64, value_dim] | int8: key scales [64], value scales
 * [64] head 1: …
 *
 * every run starting at a multiple of 64 bytes; struct kv_block tells why keys lie that way. One
 * head of one page is what the attention kernel walks at a time, front to back.
 */
#ifndef COMPUTE_KV_LAYOUT_H
#define COMPUTE_KV_LAYOUT_H

#include "kernels/kernels.h"

struct kv_layout {
    enum kv_type type;
    size_t n_heads;
    size_t key_dim;
    size_t value_dim;
    size_t value_offset; /* bytes from the start of a head */
    size_t key_scale_offset;
    size_t value_scale_offset;
    size_t head_bytes;
    size_t layer_bytes; /* n_heads * head_bytes */
};

struct kv_layout kv_layout_of(enum kv_type type, size_t n_heads, size_t key_dim, size_t value_dim);

/* The block of one head; `layer` points at the layer's part of a page. */
struct kv_block kv_layout_block(const struct kv_layout *layout, const uint8_t *layer, size_t head);

/* Stores the keys and values of one position: rows of all heads, [n_heads, dim] each. */
void kv_layout_store(const struct kv_layout *layout, const struct kernels *kernels, uint8_t *layer,
                     size_t position_in_page, const float *keys, const float *values);

/* Zeroes the positions of a layer from n_used on. */
void kv_layout_clear(const struct kv_layout *layout, uint8_t *layer, size_t n_used);

#endif
