/*
 * tokenizer.model as a tokenizer; see tokenizer_parts.h.
 *
 * Pieces, their merges and the treatment of spaces are SentencePiece's. What is not in the file is
 * as transformers has it: control and user-defined pieces are added tokens (found in text before
 * anything else), and a beginning token is put in front.
 */
#include "text/tokenizer_parts.h"

/* What transformers puts around a text, by class; the first row is for all others. */
struct convention {
    const char *class_name;
    bool adds_bos;
    bool adds_eos;
};

static const struct convention conventions[] = {
    {"", true, false},
    {"T5Tokenizer", false, true},
    {"PegasusTokenizer", false, true},
};

/* Classes that number the pieces otherwise than the file. */
static const char *const renumbering[] = {
    "XLMRobertaTokenizer", "CamembertTokenizer", "MBartTokenizer", "MBart50Tokenizer",
    "NllbTokenizer",       "BarthezTokenizer",   "XGLMTokenizer",  "XLNetTokenizer",
};

static bool is_class(const char *class_name, const char *name)
{
    size_t n = strlen(name);
    return class_name != NULL && n > 0 && strncmp(class_name, name, n) == 0 &&
           (class_name[n] == '\0' || strcmp(class_name + n, "Fast") == 0);
}

static bool check_class(const struct tokenizer_config *config, struct error *err)
{
    for (size_t i = 0; i < sizeof renumbering / sizeof renumbering[0]; i++) {
        if (is_class(config->class_name, renumbering[i])) {
            return error_set(err, ERROR_UNSUPPORTED,
                             "tokenizer.model of the class \"%.100s\", which renumbers its pieces, "
                             "is not supported without a tokenizer.json",
                             config->class_name);
        }
    }
    return true;
}

static bool add_piece(struct tokenizer_parts *parts, const struct sentencepiece_model *model,
                      int32_t id, bool is_special, struct error *err)
{
    if (id < 0) {
        return true;
    }
    struct bytes text = model->pieces[id].text;
    char *copy = arena_text(&parts->arena, (const char *)text.data, text.n_bytes, err);
    struct added_token token = {.content = {(const uint8_t *)copy, text.n_bytes},
                                .is_special = is_special};
    return copy != NULL && added_tokens_add(&parts->added, &token, &parts->vocabulary, err);
}

static bool read_pieces(struct tokenizer_parts *parts, const struct sentencepiece_model *model,
                        struct error *err)
{
    for (size_t i = 0; i < model->n_pieces; i++) {
        uint32_t other;
        if (vocabulary_find(&parts->vocabulary, model->pieces[i].text, &other)) {
            return error_set(err, ERROR_MALFORMED, "pieces %u and %zu are the same",
                             (unsigned)other, i);
        }
        if (!vocabulary_add(&parts->vocabulary, i, model->pieces[i].text, err)) {
            return false;
        }
    }
    bool ok = add_piece(parts, model, model->unk_id, true, err);
    for (size_t i = 0; ok && i < model->n_pieces; i++) {
        enum sentencepiece_type type = model->pieces[i].type;
        if (type == SENTENCEPIECE_CONTROL || type == SENTENCEPIECE_USER_DEFINED) {
            ok = add_piece(parts, model, (int32_t)i, type == SENTENCEPIECE_CONTROL, err);
        }
    }
    return ok;
}

/* Roles that no file names are those of the model. */
static bool set_roles(struct tokenizer_parts *parts, const struct sentencepiece_model *model,
                      struct error *err)
{
    const int32_t ids[TOKENIZER_N_ROLES] = {
        [TOKENIZER_BOS] = model->bos_id,
        [TOKENIZER_EOS] = model->eos_id,
        [TOKENIZER_UNK] = model->unk_id,
        [TOKENIZER_PAD] = model->pad_id,
    };
    for (size_t role = 0; role < TOKENIZER_N_ROLES; role++) {
        if (parts->config.role_texts[role] == NULL && ids[role] >= 0) {
            struct bytes text = model->pieces[ids[role]].text;
            parts->config.role_texts[role] =
                arena_text(&parts->arena, (const char *)text.data, text.n_bytes, err);
            if (parts->config.role_texts[role] == NULL) {
                return false;
            }
        }
    }
    return true;
}

static void set_conventions(struct tokenizer_config *config)
{
    const struct convention *convention = &conventions[0];
    for (size_t i = 1; i < sizeof conventions / sizeof conventions[0]; i++) {
        if (is_class(config->class_name, conventions[i].class_name)) {
            convention = &conventions[i];
        }
    }
    config->adds_bos = config->says_bos ? config->adds_bos : convention->adds_bos;
    config->adds_eos = config->says_eos ? config->adds_eos : convention->adds_eos;
}

static bool read_decoder(struct tokenizer_parts *parts, const struct sentencepiece_model *model,
                         struct error *err)
{
    static const char *const steps[] = {
        "{\"type\":\"Sequence\",\"decoders\":[{\"type\":\"Replace\",\"pattern\":{\"String\":"
        "\"\xE2\x96\x81\"},\"content\":\" \"},{\"type\":\"ByteFallback\"},{\"type\":\"Fuse\"}]}",
        "{\"type\":\"Sequence\",\"decoders\":[{\"type\":\"Replace\",\"pattern\":{\"String\":"
        "\"\xE2\x96\x81\"},\"content\":\" \"},{\"type\":\"ByteFallback\"},{\"type\":\"Fuse\"},"
        "{\"type\":\"Strip\",\"content\":\" \",\"start\":1,\"stop\":0}]}",
    };
    const char *text = steps[model->adds_dummy_prefix];
    json_t *value = json_parse((struct bytes){(const uint8_t *)text, strlen(text)}, "decoder", err);
    bool ok = value != NULL && token_decoder_read(&parts->decoder, value, &parts->arena, err);
    json_decref(value);
    return ok;
}

bool tokenizer_parts_from_sentencepiece(struct tokenizer_parts *parts,
                                        const struct sentencepiece_model *model, struct error *err)
{
    if (!read_pieces(parts, model, err) || !set_roles(parts, model, err) ||
        !normalizer_from_sentencepiece(&parts->normalizer, model, parts->config.is_legacy,
                                       &parts->arena, err)) {
        return false;
    }
    parts->model =
        model->algorithm == SENTENCEPIECE_BPE ? TOKENIZER_MODEL_BPE : TOKENIZER_MODEL_UNIGRAM;
    bool ok = parts->model == TOKENIZER_MODEL_BPE
                  ? bpe_from_sentencepiece(&parts->bpe, model, &parts->vocabulary, err)
                  : unigram_from_sentencepiece(&parts->unigram, model, &parts->vocabulary, err);
    return ok && read_decoder(parts, model, err);
}

bool tokenizer_parts_read_sentencepiece(struct tokenizer_parts *parts, struct bytes file,
                                        struct error *err)
{
    struct sentencepiece_model model;
    if (!check_class(&parts->config, err) ||
        !sentencepiece_model_read(&model, file, &parts->arena, err)) {
        return false;
    }
    if (model.is_space_suffix) {
        return error_set(err, ERROR_UNSUPPORTED, "\"treat_whitespace_as_suffix\" is not supported");
    }
    set_conventions(&parts->config);
    return tokenizer_parts_from_sentencepiece(parts, &model, err);
}
