/* The header of a file that is to be written; the format is told in safetensors.c. */
#include "formats/safetensors.h"

enum { LENGTH_BYTES = 8, ALIGNMENT_BYTES = 64 };

void safetensors_append_header(struct buffer *out, const char *format,
                               const struct safetensors_tensor *tensors, size_t n_tensors)
{
    size_t start = out->n_bytes;
    uint64_t offset = 0;
    buffer_append(out, "\0\0\0\0\0\0\0", LENGTH_BYTES);
    /* transformers and mlx-lm ask for the framework. */
    buffer_append_format(out, "{\"__metadata__\":{\"format\":\"%s\"}", format);
    for (size_t i = 0; i < n_tensors; i++) {
        const struct safetensors_tensor *tensor = &tensors[i];
        char shape[SAFETENSORS_SHAPE_BYTES];
        buffer_append_format(
            out, ",\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%llu,%llu]}",
            tensor->name, safetensors_dtype_text(tensor->dtype),
            safetensors_shape_text(tensor->shape, tensor->n_dimensions, shape),
            (unsigned long long)offset, (unsigned long long)(offset + tensor->bytes.n_bytes));
        offset += tensor->bytes.n_bytes;
    }
    buffer_append_byte(out, '}');
    while (!out->failed && (out->n_bytes - start) % ALIGNMENT_BYTES != 0) {
        buffer_append_byte(out, ' ');
    }
    uint64_t length = out->n_bytes - start - LENGTH_BYTES;
    for (size_t i = 0; !out->failed && i < LENGTH_BYTES; i++) {
        out->data[start + i] = (char)(length >> (8 * i) & 0xFF);
    }
}
