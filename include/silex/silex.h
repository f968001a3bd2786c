/*
 * Silex: large language models on the user's own device.
 *
 *     silex_model *model;
 *     silex_session *session;
 *     silex_error error = {0};
 *     if (silex_model_open("path/to/model", NULL, &model, &error) == SILEX_OK &&
 *         silex_session_open(model, NULL, &session, &error) == SILEX_OK) {
 *         silex_chat(session, "[{\"role\":\"user\",\"content\":\"Hello\"}]", NULL, NULL, NULL,
 * &error);
 *     }
 *
 * Rules that hold everywhere:
 *   - A function that can fail returns a silex_status and takes a silex_error last, which may be
 *     NULL; start with a zeroed one. Outputs are untouched on failure unless told otherwise.
 *   - Option structs mean "default" where they are zero; a NULL pointer to one means all defaults.
 *   - Text is UTF-8. Token ids are those of the checkpoint.
 *   - The library never exits, prints, reads the environment or opens a socket.
 *   - A model is read-only and may be shared by threads. A session belongs to one thread at a time.
 *   - The same model, prompt, settings and seed give the same tokens and the same logits, bit for
 *     bit, for any number of threads, CPU level, batch, chunking or state of the cache.
 */
#ifndef SILEX_SILEX_H
#define SILEX_SILEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define SILEX_API
#elif defined(__GNUC__)
#define SILEX_API __attribute__((visibility("default")))
#else
#define SILEX_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define SILEX_VERSION "0.1.0"
SILEX_API const char *silex_version(void);

/* ---- errors --------------------------------------------------------------------------------- */

typedef enum silex_status {
    SILEX_OK = 0,
    SILEX_ERROR_ARGUMENT,  /* the caller asked for something that makes no sense */
    SILEX_ERROR_MEMORY,    /* an allocation failed */
    SILEX_ERROR_IO,        /* reading or writing failed */
    SILEX_ERROR_NOT_FOUND, /* no such file, tensor, template */
    SILEX_ERROR_PERMISSION,
    SILEX_ERROR_MALFORMED,    /* a file, a template or JSON is broken */
    SILEX_ERROR_UNSUPPORTED,  /* a family, a quantization, a tokenizer part that Silex lacks */
    SILEX_ERROR_LIMIT,        /* a stated bound was exceeded */
    SILEX_ERROR_DOES_NOT_FIT, /* the memory plan is larger than the memory */
    SILEX_ERROR_CONTEXT_FULL, /* the prompt does not fit the session's context */
    SILEX_ERROR_TEMPLATE,     /* the chat template refused the messages */
    SILEX_ERROR_CANCELLED
} silex_status;

typedef struct silex_error {
    silex_status code;
    char message[1000]; /* what, where, expected, found; one line */
} silex_error;

SILEX_API const char *silex_status_text(silex_status status);

/* Releases what a function gave as "free with silex_free". NULL is allowed. */
SILEX_API void silex_free(void *memory);

/* ---- models --------------------------------------------------------------------------------- */

typedef struct silex_model silex_model;

/* A file of a checkpoint that lies in memory; borrowed until silex_model_close. */
typedef struct silex_file {
    const char *name; /* "config.json", "model.safetensors", … */
    const void *data;
    size_t n_bytes;
} silex_file;

typedef struct silex_model_options {
    /* 0: the fast physical cores that this process may use, and for making one token the fewest of
     * them that are as fast as all, found out while the first tokens are made. */
    unsigned n_threads;
    const char *cpu_level; /* highest CPU level to use ("scalar", "avx2", …); NULL: the best */
    bool skip_weights;     /* open only the tokenizer and the chat template */
    /* Called on the opening thread; fraction in [0, 1]. Return false to cancel. */
    bool (*progress)(void *user, const char *stage, double fraction);
    void *user;
} silex_model_options;

/* Opens a checkpoint: a directory in Hugging Face, MLX or GGUF form, or a GGUF file of
 * any name (of a set of parts, any). Weights are mapped, not read. */
SILEX_API silex_status silex_model_open(const char *path, const silex_model_options *options,
                                        silex_model **out, silex_error *error);
SILEX_API silex_status silex_model_open_memory(const silex_file *files, size_t n_files,
                                               const silex_model_options *options,
                                               silex_model **out, silex_error *error);
/* All sessions must be closed before. NULL is allowed. */
SILEX_API void silex_model_close(silex_model *model);

typedef struct silex_model_info {
    const char *family;       /* "llama", …; strings live as long as the model */
    const char *quantization; /* "none (bf16)", "4 bits affine, groups of 64", … */
    const char *cpu_level;    /* the level in use */
    unsigned n_threads;
    unsigned n_decode_threads; /* that make one token; 0: not yet known */
    size_t n_layers, hidden_size, n_heads, n_kv_heads, head_dim, ffn_size, vocabulary_size;
    size_t context_length; /* tokens the model was made for */
    uint64_t n_parameters;
    uint64_t weight_bytes;
    uint64_t bytes_per_token; /* weights read to make one token */
    const uint32_t *end_tokens;
    size_t n_end_tokens;
    bool has_chat_template;
    const char *const *warnings; /* things found in the checkpoint that the user should know */
    size_t n_warnings;
    /* What generation_config.json recommends; negative where it says nothing. */
    float default_temperature, default_top_p;
    int default_top_k;
} silex_model_info;

SILEX_API void silex_model_describe(const silex_model *model, silex_model_info *out);

/* How many threads make one token, which the memory bounds: what silex_model_describe told an
 * earlier time, or less to spare a battery. At most the model's n_threads; 0: as they are found
 * out. From any thread; holds from the next token on. */
SILEX_API void silex_model_set_decode_threads(silex_model *model, unsigned n);

/* ---- text ----------------------------------------------------------------------------------- */

/* Text to ids; free *ids with silex_free. Bytes that are not UTF-8 become U+FFFD each. */
SILEX_API silex_status silex_tokenize(const silex_model *model, const char *text, size_t n_bytes,
                                      bool add_special_tokens, uint32_t **ids, size_t *n_ids,
                                      silex_error *error);
/* Ids to terminated text; free *text with silex_free. */
SILEX_API silex_status silex_detokenize(const silex_model *model, const uint32_t *ids, size_t n_ids,
                                        bool skip_special_tokens, char **text, size_t *n_bytes,
                                        silex_error *error);

typedef struct silex_render_options {
    const char *tools_json;  /* array, or NULL */
    const char *kwargs_json; /* object of further template variables, or NULL */
    const char *now;         /* ISO time for strftime_now, or NULL: the system's local time */
    bool no_generation_prompt;
    /* Messages reach the template as they are. With this, what clients of chat servers send is
     * prepared first: null keys are dropped, tool-call arguments given as JSON text become objects,
     * and reasoning is given under each of its usual names. */
    bool prepare_messages;
} silex_render_options;

/* Messages (a JSON array of {"role", "content", …}) to the prompt that the checkpoint's chat
 * template makes of them; free *text with silex_free. */
SILEX_API silex_status silex_render(const silex_model *model, const char *messages_json,
                                    const silex_render_options *options, char **text,
                                    size_t *n_bytes, silex_error *error);
/* The same with a template given as text, no model at hand. */
SILEX_API silex_status silex_render_template(const char *source, size_t n_source_bytes,
                                             const char *messages_json,
                                             const silex_render_options *options, char **text,
                                             size_t *n_bytes, silex_error *error);

/* ---- sessions ------------------------------------------------------------------------------- */

/* One timeline of tokens with its key-value cache. */
typedef struct silex_session silex_session;

typedef enum silex_precision {
    SILEX_PRECISION_DEFAULT = 0, /* fast */
    SILEX_PRECISION_FAST,        /* integer activations against quantized weights */
    SILEX_PRECISION_EXACT        /* 32-bit float throughout */
} silex_precision;

typedef enum silex_overflow {
    SILEX_OVERFLOW_ERROR = 0, /* a prompt that does not fit is SILEX_ERROR_CONTEXT_FULL */
    SILEX_OVERFLOW_TRUNCATE   /* tokens after the first `keep_tokens` are dropped, and reported */
} silex_overflow;

typedef struct silex_session_options {
    size_t context_tokens; /* 0: the model's, or less if that would not fit in memory */
    silex_precision precision;
    unsigned kv_bits;    /* 8, 16 or 32; 0: 16 (fast) or 32 (exact) */
    size_t chunk_tokens; /* prompt tokens computed at a time; 0: 256. Does not change results */
    silex_overflow overflow;
    size_t keep_tokens; /* for SILEX_OVERFLOW_TRUNCATE; 0: 4 */
    /* Guess tokens from what stood before in prompt and answer, and compute several at once where
     * that is faster. Never changes a token. silex_generate_batch guesses for one session only. */
    bool lookup;
    /* Let a smaller model of the same vocabulary guess; it stays open as long as the session and
     * its forks. Never changes a token; where it does not pay it is hardly used. The session
     * computes with it by the threads of its own model, so open it with n_threads = 1. */
    const silex_model *draft_model;
    size_t draft_tokens; /* guessed at a time at most, 1 to 7; 0: 3 */
} silex_session_options;

typedef struct silex_memory_plan {
    size_t context_tokens; /* after defaults */
    uint64_t weight_bytes; /* mapped, shared between sessions; with those of a draft model */
    uint64_t kv_bytes;     /* of this session when its context is full */
    uint64_t scratch_bytes;
    uint64_t total_bytes;
    uint64_t available_bytes; /* of this machine now; 0 when unknown */
    bool fits;
} silex_memory_plan;

/* What a session would need. Nothing is allocated. */
SILEX_API silex_status silex_session_memory(const silex_model *model,
                                            const silex_session_options *options,
                                            silex_memory_plan *out, silex_error *error);

/* After this, making a token allocates nothing. */
SILEX_API silex_status silex_session_open(const silex_model *model,
                                          const silex_session_options *options, silex_session **out,
                                          silex_error *error);
SILEX_API void silex_session_close(silex_session *session); /* NULL is allowed */

/* The tokens in the cache; borrowed until the session changes. */
SILEX_API const uint32_t *silex_session_tokens(const silex_session *session, size_t *n_tokens);
SILEX_API size_t silex_session_context(const silex_session *session);

/* Forgets all but the first n_tokens. */
SILEX_API silex_status silex_session_rewind(silex_session *session, size_t n_tokens,
                                            silex_error *error);
/* A second timeline with the same past; full pages of the cache are shared, not copied. */
SILEX_API silex_status silex_session_fork(const silex_session *session, silex_session **out,
                                          silex_error *error);
/* The file appears under its name only when it is complete. It opens only with the same model. */
SILEX_API silex_status silex_session_save(const silex_session *session, const char *path,
                                          silex_error *error);
/* Replaces the session's past; precision and kv_bits must be those of the file. */
SILEX_API silex_status silex_session_load(silex_session *session, const char *path,
                                          silex_error *error);

/* Called with the logits [vocabulary_size] that follow position `index` of the appended tokens. */
typedef bool silex_logits_callback(void *user, size_t index, const float *logits);

/* Appends tokens to the past. With a callback, it gets the logits after every token (every_logits)
 * or after the last one only; returning false cancels. */
SILEX_API silex_status silex_session_append(silex_session *session, const uint32_t *ids,
                                            size_t n_ids, bool every_logits,
                                            silex_logits_callback *callback, void *user,
                                            silex_error *error);

/* Stops whatever the session is doing at the next token or prompt chunk; callable from any thread
 * and from a signal handler. The cancelled call returns its result so far. */
SILEX_API void silex_session_cancel(silex_session *session);

/* ---- generation ----------------------------------------------------------------------------- */

typedef struct silex_logit_bias {
    uint32_t id;
    float bias;
} silex_logit_bias;

/* Zero everywhere is greedy decoding. The meaning and the order are: logit bias, repetition,
 * presence and frequency penalty; then top-p, min-p, XTC, top-k; temperature last. */
typedef struct silex_sampling {
    float temperature;         /* 0: the most likely token, nothing below applies */
    float top_p;               /* in (0, 1) */
    float min_p;               /* in (0, 1] */
    size_t min_tokens_to_keep; /* of min_p; 0: 1 */
    size_t top_k;
    float xtc_probability;
    float xtc_threshold; /* in [0, 0.5] */
    float repetition_penalty;
    size_t repetition_context; /* tokens looked back; 0: 20 */
    float presence_penalty;
    size_t presence_context; /* 0: 20 */
    float frequency_penalty;
    size_t frequency_context; /* 0: 20 */
    const silex_logit_bias *logit_bias;
    size_t n_logit_bias;
    uint64_t seed; /* the same seed gives the same tokens */
} silex_sampling;

typedef struct silex_candidate {
    uint32_t id;
    float logprob;
} silex_candidate;

typedef struct silex_token {
    uint32_t id;
    const char *text; /* whole characters that became certain; may be ""; terminated; borrowed */
    size_t n_bytes;
    float logprob;              /* natural logarithm, before temperature and truncation */
    const silex_candidate *top; /* the most likely ones, if asked for */
    size_t n_top;
} silex_token;

typedef enum silex_finish {
    SILEX_FINISH_STOP = 0, /* an end token or a stop string */
    SILEX_FINISH_LENGTH,   /* max_tokens, or the context is full */
    SILEX_FINISH_CANCELLED
} silex_finish;

typedef struct silex_generate_options {
    size_t max_tokens; /* 0: until the end or a full context */
    silex_sampling sampling;
    const char *const *stop; /* generation ends before such a text */
    size_t n_stop;
    const uint32_t *extra_end_tokens;
    size_t n_extra_end_tokens;
    bool ignore_end_tokens;
    size_t n_top; /* candidates reported with each token, at most 64 */
    /* Called with each token; return false to cancel. NULL: no streaming. */
    bool (*on_token)(void *user, const silex_token *token);
    /* Called after each chunk of the prompt. */
    bool (*on_prompt)(void *user, size_t n_done, size_t n_total);
    void *user;
} silex_generate_options;

typedef struct silex_result {
    char *text; /* all of it, terminated; free with silex_free */
    size_t n_text_bytes;
    uint32_t *tokens; /* with the end token, if one ended it; free with silex_free */
    size_t n_tokens;
    size_t n_prompt_tokens;
    size_t n_reused_tokens;   /* of the prompt, found in the cache */
    size_t n_dropped_tokens;  /* of the prompt, by SILEX_OVERFLOW_TRUNCATE */
    size_t n_proposed_tokens; /* guesses that were computed, with lookup or a draft model */
    size_t n_accepted_tokens; /* of them, came true */
    double prompt_seconds;
    double generation_seconds;
    silex_finish finish;
} silex_result;

/* Continues a prompt. The session keeps what its past has in common with the prompt and computes
 * the rest. result may be NULL; release its text and tokens with silex_result_clear. A cancelled
 * generation is SILEX_OK with SILEX_FINISH_CANCELLED. */
SILEX_API silex_status silex_generate(silex_session *session, const uint32_t *prompt,
                                      size_t n_prompt, const silex_generate_options *options,
                                      silex_result *result, silex_error *error);

/* Renders messages, tokenizes them and continues. */
SILEX_API silex_status silex_chat(silex_session *session, const char *messages_json,
                                  const silex_render_options *render,
                                  const silex_generate_options *options, silex_result *result,
                                  silex_error *error);

SILEX_API void silex_result_clear(silex_result *result);

/* Several sessions of one model together: their tokens share each reading of the weights. The
 * arrays have n_sessions items; every session gets what it would have got alone. */
SILEX_API silex_status silex_generate_batch(silex_session *const *sessions, size_t n_sessions,
                                            const uint32_t *const *prompts, const size_t *n_prompts,
                                            const silex_generate_options *options,
                                            silex_result *results, silex_error *error);

/* ---- generation on another thread ------------------------------------------------------------ */

typedef struct silex_generation silex_generation;

/* Starts silex_generate on a thread of its own; the session must not be used until the end. The
 * prompt and the options are copied; on_token and on_prompt are called on that thread. */
SILEX_API silex_status silex_generation_start(silex_session *session, const uint32_t *prompt,
                                              size_t n_prompt,
                                              const silex_generate_options *options,
                                              silex_generation **out, silex_error *error);
/* The text that came since the last call, waiting up to timeout_ms for some (0: do not wait,
 * negative: for ever). *text is terminated, borrowed until the next call; "" if there is none.
 * *is_done tells that no more will come. */
SILEX_API silex_status silex_generation_poll(silex_generation *generation, int timeout_ms,
                                             const char **text, size_t *n_bytes, bool *is_done,
                                             silex_error *error);
SILEX_API void silex_generation_cancel(silex_generation *generation);
/* Waits for the end, gives the result (may be NULL) and releases the generation. */
SILEX_API silex_status silex_generation_finish(silex_generation *generation, silex_result *result,
                                               silex_error *error);

#ifdef __cplusplus
}
#endif

#endif
