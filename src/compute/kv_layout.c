/* Pages of the key-value cache; see kv_layout.h. */
#include "compute/kv_layout.h"

#include <string.h>

static size_t round_up(size_t n)
{
    return (n + 63) & ~(size_t)63;
}

static size_t element_bytes(enum kv_type type)
{
    return type == KV_F32 ? 4 : type == KV_F16 ? 2 : 1;
}

struct kv_layout kv_layout_of(enum kv_type type, size_t n_heads, size_t key_dim, size_t value_dim)
{
    struct kv_layout layout = {
        .type = type, .n_heads = n_heads, .key_dim = key_dim, .value_dim = value_dim};
    size_t n_scale_bytes = type == KV_INT8 ? KERNEL_BLOCK_POSITIONS * sizeof(float) : 0;
    layout.value_offset = round_up(KERNEL_BLOCK_POSITIONS * key_dim * element_bytes(type));
    layout.key_scale_offset =
        layout.value_offset + round_up(KERNEL_BLOCK_POSITIONS * value_dim * element_bytes(type));
    layout.value_scale_offset = layout.key_scale_offset + n_scale_bytes;
    layout.head_bytes = layout.value_scale_offset + n_scale_bytes;
    layout.layer_bytes = layout.head_bytes * n_heads;
    return layout;
}

struct kv_block kv_layout_block(const struct kv_layout *layout, const uint8_t *layer, size_t head)
{
    const uint8_t *base = layer + head * layout->head_bytes;
    bool is_scaled = layout->type == KV_INT8;
    const float *key_scales = (const float *)(const void *)(base + layout->key_scale_offset);
    const float *value_scales = (const float *)(const void *)(base + layout->value_scale_offset);
    return (struct kv_block){
        .type = layout->type,
        .key_dim = layout->key_dim,
        .value_dim = layout->value_dim,
        .keys = base,
        .values = base + layout->value_offset,
        .key_scales = is_scaled ? key_scales : NULL,
        .value_scales = is_scaled ? value_scales : NULL,
    };
}

/* Elements from the start of a head's keys to the first one of a position. */
static size_t key_index(const struct kv_layout *layout, size_t position)
{
    return position / KERNEL_LANES * KERNEL_LANES * layout->key_dim + position % KERNEL_LANES;
}

void kv_layout_store(const struct kv_layout *layout, const struct kernels *kernels, uint8_t *layer,
                     size_t position_in_page, const float *keys, const float *values)
{
    size_t n_bytes = element_bytes(layout->type);
    for (size_t head = 0; head < layout->n_heads; head++) {
        uint8_t *base = layer + head * layout->head_bytes;
        float *key_scales = (float *)(void *)(base + layout->key_scale_offset);
        float *value_scales = (float *)(void *)(base + layout->value_scale_offset);
        kernels->store_kv(keys + head * layout->key_dim, layout->key_dim, layout->type,
                          KERNEL_LANES, base + key_index(layout, position_in_page) * n_bytes,
                          key_scales + position_in_page);
        kernels->store_kv(values + head * layout->value_dim, layout->value_dim, layout->type, 1,
                          base + layout->value_offset +
                              position_in_page * layout->value_dim * n_bytes,
                          value_scales + position_in_page);
    }
}

void kv_layout_clear(const struct kv_layout *layout, uint8_t *layer, size_t n_used)
{
    size_t n_bytes = element_bytes(layout->type);
    size_t key_bytes = KERNEL_LANES * n_bytes; /* of one element of 16 positions */
    size_t n_scales = layout->type == KV_INT8 ? KERNEL_BLOCK_POSITIONS - n_used : 0;
    for (size_t head = 0; head < layout->n_heads; head++) {
        uint8_t *base = layer + head * layout->head_bytes;
        for (size_t i = 0; i < KERNEL_BLOCK_POSITIONS / KERNEL_LANES * layout->key_dim; i++) {
            size_t start = i / layout->key_dim * KERNEL_LANES;
            size_t n_kept = n_used > start ? n_used - start : 0;
            n_kept = n_kept < KERNEL_LANES ? n_kept : KERNEL_LANES;
            memset(base + i * key_bytes + n_kept * n_bytes, 0, key_bytes - n_kept * n_bytes);
        }
        memset(base + layout->value_offset + n_used * layout->value_dim * n_bytes, 0,
               layout->key_scale_offset - layout->value_offset -
                   n_used * layout->value_dim * n_bytes);
        memset(base + layout->key_scale_offset + n_used * sizeof(float), 0,
               n_scales * sizeof(float));
        memset(base + layout->value_scale_offset + n_used * sizeof(float), 0,
               n_scales * sizeof(float));
    }
}
