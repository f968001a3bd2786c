/* A whole GGUF checkpoint in memory: one layer of a llama, 32 wide, with a tokenizer of letters. */
#ifndef TESTS_SUPPORT_TINY_GGUF_H
#define TESTS_SUPPORT_TINY_GGUF_H

#include <stdbool.h>
#include <stdio.h>
#include "support/gguf_file.h"

/* What one of them differs in; zeros: nothing. */
struct tiny_gguf {
    unsigned version;         /* 3 */
    const char *architecture; /* "llama" */
    const char *without;      /* a key without the architecture, or a tensor */
    void (*more)(struct gguf_file *file, const char *architecture);
};

enum { TINY_GGUF_F32 = 0, TINY_GGUF_Q4_0 = 2, TINY_GGUF_Q8_0 = 8 };

static inline bool tiny_gguf_has(const struct tiny_gguf *tiny, const char *name)
{
    return tiny->without == NULL || strcmp(tiny->without, name) != 0;
}

/* A key of the architecture. */
static inline const char *tiny_gguf_key(const char *architecture, const char *name, char key[100])
{
    snprintf(key, 100, "%s.%s", architecture, name);
    return key;
}

static inline void tiny_gguf_write_numbers(struct gguf_file *file, const struct tiny_gguf *tiny)
{
    static const struct {
        const char *name;
        uint32_t value;
    } rows[] = {
        {"block_count", 1},           {"context_length", 64},      {"embedding_length", 32},
        {"feed_forward_length", 64},  {"attention.head_count", 2}, {"attention.head_count_kv", 1},
        {"rope.dimension_count", 16},
    };
    const char *architecture = tiny->architecture != NULL ? tiny->architecture : "llama";
    char key[100];
    if (tiny_gguf_has(tiny, "general.architecture")) {
        gguf_file_text(file, "general.architecture", architecture);
    }
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (tiny_gguf_has(tiny, rows[i].name)) {
            gguf_file_u32(file, tiny_gguf_key(architecture, rows[i].name, key), rows[i].value);
        }
    }
    if (tiny_gguf_has(tiny, "attention.layer_norm_rms_epsilon")) {
        gguf_file_f32(file, tiny_gguf_key(architecture, "attention.layer_norm_rms_epsilon", key),
                      1e-5f);
    }
    if (tiny->more != NULL) {
        tiny->more(file, architecture);
    }
}

static inline void tiny_gguf_write_tokenizer(struct gguf_file *file)
{
    static const char *const words[] = {"<unk>", "<s>", "</s>", "\xE2\x96\x81",
                                        "a",     "b",   "ab",   "\xE2\x96\x81\x61\x62"};
    static const uint32_t types[] = {2, 3, 3, 1, 1, 1, 1, 1};
    static const float scores[] = {0, 0, 0, -5, -6, -7, -1, -2};
    gguf_file_text(file, "tokenizer.ggml.model", "llama");
    gguf_file_texts(file, "tokenizer.ggml.tokens", words, 8);
    gguf_file_array(file, "tokenizer.ggml.scores", 6, 8);
    for (size_t i = 0; i < 8; i++) {
        uint32_t bits;
        memcpy(&bits, &scores[i], sizeof bits);
        gguf_put(&file->pairs, bits, 4);
    }
    gguf_file_array(file, "tokenizer.ggml.token_type", 5, 8);
    for (size_t i = 0; i < 8; i++) {
        gguf_put(&file->pairs, types[i], 4);
    }
    gguf_file_u32(file, "tokenizer.ggml.bos_token_id", 1);
    gguf_file_u32(file, "tokenizer.ggml.eos_token_id", 2);
    gguf_file_u32(file, "tokenizer.ggml.padding_token_id", UINT32_MAX);
    gguf_file_text(file, "tokenizer.chat_template",
                   "{{ bos_token }}{% for m in messages %}{{ m['content'] }}{% endfor %}");
}

/* Bytes of a type that are no NaN in any block. */
static inline void tiny_gguf_add(struct gguf_file *file, const struct tiny_gguf *tiny,
                                 const char *name, unsigned type, uint64_t n_rows,
                                 uint64_t n_columns)
{
    size_t n = (size_t)((n_rows > 0 ? n_rows : 1) * n_columns);
    size_t n_bytes = type == TINY_GGUF_F32    ? 4 * n
                     : type == TINY_GGUF_Q4_0 ? n / 32 * 18
                                              : n / 32 * 34;
    if (tiny_gguf_has(tiny, name)) {
        gguf_file_tensor(file, name, type, n_rows, n_columns, NULL, n_bytes);
    }
}

/* Clear the file afterwards; the bytes are borrowed from it. */
static inline struct bytes tiny_gguf_make(struct gguf_file *file, const struct tiny_gguf *tiny)
{
    static const struct {
        const char *name;
        unsigned type;
        uint64_t n_rows;
        uint64_t n_columns;
    } rows[] = {
        {"token_embd.weight", TINY_GGUF_F32, 8, 32},
        {"output.weight", TINY_GGUF_Q8_0, 8, 32},
        {"output_norm.weight", TINY_GGUF_F32, 0, 32},
        {"blk.0.attn_norm.weight", TINY_GGUF_F32, 0, 32},
        {"blk.0.attn_q.weight", TINY_GGUF_Q4_0, 32, 32},
        {"blk.0.attn_k.weight", TINY_GGUF_Q4_0, 16, 32},
        {"blk.0.attn_v.weight", TINY_GGUF_Q8_0, 16, 32},
        {"blk.0.attn_output.weight", TINY_GGUF_Q4_0, 32, 32},
        {"blk.0.ffn_norm.weight", TINY_GGUF_F32, 0, 32},
        {"blk.0.ffn_gate.weight", TINY_GGUF_Q4_0, 64, 32},
        {"blk.0.ffn_up.weight", TINY_GGUF_Q4_0, 64, 32},
        {"blk.0.ffn_down.weight", TINY_GGUF_Q8_0, 32, 64},
    };
    gguf_file_init(file, tiny->version != 0 ? tiny->version : 3);
    tiny_gguf_write_numbers(file, tiny);
    tiny_gguf_write_tokenizer(file);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        tiny_gguf_add(file, tiny, rows[i].name, rows[i].type, rows[i].n_rows, rows[i].n_columns);
    }
    return gguf_file_bytes(file);
}

#endif
