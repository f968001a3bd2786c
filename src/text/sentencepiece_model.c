/* A protocol buffer reader for SentencePiece models; see sentencepiece_model.h. */
#include "text/sentencepiece_model.h"

#include <math.h>
#include "text/unicode.h"
#include "text/vocabulary.h"

enum wire { WIRE_VARINT = 0, WIRE_FIXED64 = 1, WIRE_BYTES = 2, WIRE_FIXED32 = 5 };

/* One field of a message. */
struct field {
    uint64_t number;
    enum wire wire;
    uint64_t value;     /* varint or fixed */
    struct bytes bytes; /* WIRE_BYTES */
};

static uint64_t read_varint(struct reader *reader)
{
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        uint8_t byte = reader_u8(reader);
        value |= (uint64_t)(byte & 0x7F) << shift;
        if (byte < 0x80) {
            return value;
        }
    }
    reader->failed = true;
    return 0;
}

/* The next field; false at the end of the message or when the reader has failed. */
static bool next_field(struct reader *reader, struct field *field)
{
    if (reader->failed || reader->offset == reader->bytes.n_bytes) {
        return false;
    }
    uint64_t key = read_varint(reader);
    *field = (struct field){.number = key >> 3, .wire = (enum wire)(key & 7)};
    switch (field->wire) {
    case WIRE_VARINT:
        field->value = read_varint(reader);
        break;
    case WIRE_FIXED64:
        field->value = reader_u64(reader);
        break;
    case WIRE_FIXED32:
        field->value = reader_u32(reader);
        break;
    case WIRE_BYTES: {
        uint64_t n = read_varint(reader);
        field->bytes.data = reader_take(reader, n < SIZE_MAX ? (size_t)n : SIZE_MAX);
        field->bytes.n_bytes = (size_t)n;
        break;
    }
    default:
        reader->failed = true;
    }
    return !reader->failed && field->number != 0;
}

static bool check_message(const struct reader *reader, const char *what, struct error *err)
{
    if (reader->failed || reader->offset != reader->bytes.n_bytes) {
        return error_set(err, ERROR_MALFORMED,
                         "tokenizer.model: %s is not a valid message (byte %zu of %zu)", what,
                         reader->offset, reader->bytes.n_bytes);
    }
    return true;
}

static bool read_piece(struct sentencepiece_piece *piece, struct bytes message, size_t id,
                       struct error *err)
{
    *piece = (struct sentencepiece_piece){.type = SENTENCEPIECE_NORMAL};
    struct reader reader = {.bytes = message};
    struct field field;
    uint64_t type = SENTENCEPIECE_NORMAL;
    while (next_field(&reader, &field)) {
        if (field.number == 1 && field.wire == WIRE_BYTES) {
            piece->text = field.bytes;
        } else if (field.number == 2 && field.wire == WIRE_FIXED32) {
            uint32_t bits = (uint32_t)field.value;
            memcpy(&piece->score, &bits, sizeof piece->score);
        } else if (field.number == 3 && field.wire == WIRE_VARINT) {
            type = field.value;
        }
    }
    if (!check_message(&reader, "a piece", err)) {
        return false;
    }
    if (type < SENTENCEPIECE_NORMAL || type > SENTENCEPIECE_BYTE) {
        return error_set(err, ERROR_MALFORMED, "tokenizer.model: piece %zu has the type %llu", id,
                         (unsigned long long)type);
    }
    if (piece->text.n_bytes == 0 || !utf8_is_valid(piece->text) || !isfinite(piece->score)) {
        return error_set(err, ERROR_MALFORMED,
                         "tokenizer.model: piece %zu is empty, not UTF-8, or has no finite score",
                         id);
    }
    piece->type = (enum sentencepiece_type)type;
    return true;
}

/* Ids and switches are varints; negative numbers come as 64 bits. */
static bool read_trainer(struct sentencepiece_model *model, struct bytes message, struct error *err)
{
    struct reader reader = {.bytes = message};
    struct field field;
    uint64_t algorithm = SENTENCEPIECE_UNIGRAM;
    while (next_field(&reader, &field)) {
        if (field.wire != WIRE_VARINT) {
            continue;
        }
        int32_t number = (int32_t)(uint32_t)field.value;
        switch (field.number) {
        case 3:
            algorithm = field.value;
            break;
        case 24:
            model->is_space_suffix = field.value != 0;
            break;
        case 35:
            model->has_byte_fallback = field.value != 0;
            break;
        case 40:
            model->unk_id = number;
            break;
        case 41:
            model->bos_id = number;
            break;
        case 42:
            model->eos_id = number;
            break;
        case 43:
            model->pad_id = number;
            break;
        default:
            break;
        }
    }
    if (!check_message(&reader, "the trainer's part", err)) {
        return false;
    }
    if (algorithm != SENTENCEPIECE_UNIGRAM && algorithm != SENTENCEPIECE_BPE) {
        return error_set(err, ERROR_UNSUPPORTED,
                         "tokenizer.model: algorithm %llu is not supported (supported: 1 Unigram, "
                         "2 BPE)",
                         (unsigned long long)algorithm);
    }
    model->algorithm = (enum sentencepiece_algorithm)algorithm;
    return true;
}

static bool read_normalizer(struct sentencepiece_model *model, struct bytes message,
                            struct error *err)
{
    struct reader reader = {.bytes = message};
    struct field field;
    while (next_field(&reader, &field)) {
        if (field.number == 2 && field.wire == WIRE_BYTES) {
            model->character_map = field.bytes;
        } else if (field.number == 3 && field.wire == WIRE_VARINT) {
            model->adds_dummy_prefix = field.value != 0;
        } else if (field.number == 4 && field.wire == WIRE_VARINT) {
            model->removes_extra_spaces = field.value != 0;
        } else if (field.number == 5 && field.wire == WIRE_VARINT) {
            model->escapes_spaces = field.value != 0;
        }
    }
    return check_message(&reader, "the normalizer's part", err);
}

static bool count_pieces(struct bytes file, size_t *n_pieces, struct error *err)
{
    struct reader reader = {.bytes = file};
    struct field field;
    *n_pieces = 0;
    while (next_field(&reader, &field)) {
        *n_pieces += field.number == 1 && field.wire == WIRE_BYTES;
    }
    if (!check_message(&reader, "the file", err)) {
        return false;
    }
    if (*n_pieces == 0 || *n_pieces > VOCABULARY_MAX_IDS) {
        return error_set(err, ERROR_MALFORMED, "tokenizer.model: %zu pieces, expected 1 to %d",
                         *n_pieces, VOCABULARY_MAX_IDS);
    }
    return true;
}

/* Special ids that are out of range are as good as absent, except that of the unknown piece,
 * which encoding relies on. */
static bool check_ids(struct sentencepiece_model *model, struct error *err)
{
    int32_t *const ids[] = {&model->bos_id, &model->eos_id, &model->pad_id};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        if (*ids[i] < 0 || (size_t)*ids[i] >= model->n_pieces) {
            *ids[i] = -1;
        }
    }
    if (model->unk_id < 0 || (size_t)model->unk_id >= model->n_pieces) {
        return error_set(err, ERROR_MALFORMED,
                         "tokenizer.model: the unknown piece is %d of %zu pieces",
                         (int)model->unk_id, model->n_pieces);
    }
    return true;
}

bool sentencepiece_model_read(struct sentencepiece_model *model, struct bytes file,
                              struct arena *arena, struct error *err)
{
    *model = (struct sentencepiece_model){
        .algorithm = SENTENCEPIECE_UNIGRAM,
        .unk_id = 0,
        .bos_id = 1,
        .eos_id = 2,
        .pad_id = -1,
        .adds_dummy_prefix = true,
        .removes_extra_spaces = true,
        .escapes_spaces = true,
    };
    size_t n_pieces;
    if (!count_pieces(file, &n_pieces, err)) {
        return false;
    }
    model->pieces = arena_array(arena, n_pieces, sizeof *model->pieces, err);
    if (model->pieces == NULL) {
        return false;
    }
    struct reader reader = {.bytes = file};
    struct field field;
    bool ok = true;
    while (ok && next_field(&reader, &field)) {
        if (field.wire != WIRE_BYTES) {
            continue;
        }
        if (field.number == 1) {
            ok = read_piece(&model->pieces[model->n_pieces], field.bytes, model->n_pieces, err);
            model->n_pieces++;
        } else if (field.number == 2) {
            ok = read_trainer(model, field.bytes, err);
        } else if (field.number == 3) {
            ok = read_normalizer(model, field.bytes, err);
        }
    }
    return ok && check_ids(model, err);
}
