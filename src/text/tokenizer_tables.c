/*
 * The words and the merges of BPE, straight from a file's text into their tables.
 *
 * They are nearly all of a tokenizer's files: as JSON values each of the hundreds of thousands of
 * strings would be allocated, copied, looked up, and freed. Here a word goes from the mapped file
 * into the vocabulary's one block, and a merge is not copied at all.
 *
 * Only what is as it should be is taken. At the first thing that is not (an id twice, a merge of
 * unknown words, a merge with several spaces) the table is emptied and left to the reader of JSON
 * values, who knows what is allowed and how to tell what is not.
 */
#include "text/tokenizer_tables.h"

#include <stdlib.h>
#include "base/memory.h"
#include "text/unicode.h"

enum {
    MAX_ROOM_BYTES = 1 << 30,
    FIRST_MERGES = 1 << 12,
    N_TOGETHER = 32, /* merges, or words, that are looked up at once */
    JOINED_BYTES = 1024,
};

/* Tables while they are taken. */
struct tables {
    struct tokenizer_parts *parts;
    struct buffer rooms[2];             /* strings that have escapes */
    struct error problem;               /* why one was not taken */
    bool has_words;                     /* merges can be taken */
    struct bytes words[2 * N_TOGETHER]; /* that wait; of merges, left and right of each */
    uint64_t ids[N_TOGETHER];           /* of words that wait */
    uint32_t ranks[N_TOGETHER];         /* of merges that wait */
    size_t n_waiting;
    struct bpe_merge *merges; /* those of known words, owned */
    size_t n_merges;
    size_t n_capacity;
    uint32_t last_made;
};

static void tables_init(struct tables *tables, struct tokenizer_parts *parts)
{
    *tables = (struct tables){.parts = parts};
    buffer_init(&tables->rooms[0], MAX_ROOM_BYTES);
    buffer_init(&tables->rooms[1], MAX_ROOM_BYTES);
}

static void tables_clear(struct tables *tables)
{
    buffer_clear(&tables->rooms[0]);
    buffer_clear(&tables->rooms[1]);
    free(tables->merges);
}

/* Want of memory ends the reading; anything else only means that the table is not taken. */
static bool has_memory(const struct tables *tables, struct error *err)
{
    return tables->problem.code != ERROR_MEMORY ||
           error_set(err, ERROR_MEMORY, "%s", tables->problem.message);
}

static bool is_in(const struct buffer *room, struct bytes text)
{
    return text.data == (const uint8_t *)room->data;
}

/* Adds the words that wait; false when one of them is not as it should be. */
static bool add_words(struct tables *tables)
{
    struct vocabulary *vocabulary = &tables->parts->vocabulary;
    size_t n_words = vocabulary->n_words + tables->n_waiting;
    bool ok = vocabulary_add_many(vocabulary, tables->ids, tables->words, tables->n_waiting,
                                  &tables->problem);
    tables->n_waiting = 0;
    return ok && vocabulary->n_words == n_words;
}

/* A word that is in the room must not wait: the next one may need it. */
static bool read_word(struct tables *tables, struct json_reader *reader)
{
    struct bytes *word = &tables->words[tables->n_waiting];
    if (!json_take_string(reader, &tables->rooms[0], word) || !json_take_byte(reader, ':') ||
        !json_take_count(reader, &tables->ids[tables->n_waiting])) {
        return false;
    }
    tables->n_waiting++;
    if (is_in(&tables->rooms[0], *word)) {
        return memchr(word->data, '\0', word->n_bytes) == NULL && add_words(tables);
    }
    return tables->n_waiting < N_TOGETHER || add_words(tables);
}

static bool take_words(struct tables *tables, struct json_reader *reader, bool *is_taken,
                       struct error *err)
{
    bool goes_on;
    do {
        goes_on = read_word(tables, reader);
    } while (goes_on && json_take_byte(reader, ','));
    *is_taken = goes_on && add_words(tables) && json_take_byte(reader, '}');
    tables->has_words = *is_taken;
    tables->n_waiting = 0;
    if (!*is_taken) {
        vocabulary_clear(&tables->parts->vocabulary);
    }
    return has_memory(tables, err);
}

static bool is_version(struct bytes text)
{
    static const char version[] = "#version";
    return text.n_bytes >= sizeof version - 1 &&
           memcmp(text.data, version, sizeof version - 1) == 0;
}

/* Whether the word of an id is left and right in a row. */
static bool is_made_of(const struct vocabulary *vocabulary, uint32_t id, struct bytes left,
                       struct bytes right)
{
    struct bytes word = vocabulary_word(vocabulary, id);
    return word.data != NULL && word.n_bytes == left.n_bytes + right.n_bytes &&
           memcmp(word.data, left.data, left.n_bytes) == 0 &&
           memcmp(word.data + left.n_bytes, right.data, right.n_bytes) == 0;
}

/* Most files have the merges of a word in a row, and words in the order of their merges: a look at
 * where the last merge led to, and at the next word, mostly spares a search. */
static bool find_made(struct tables *tables, struct bytes left, struct bytes right, uint32_t *id)
{
    const struct vocabulary *vocabulary = &tables->parts->vocabulary;
    uint8_t joined[JOINED_BYTES];
    for (uint32_t next = 0; next < 2; next++) {
        *id = tables->last_made + next;
        if (is_made_of(vocabulary, *id, left, right)) {
            return true;
        }
    }
    if (left.n_bytes > sizeof joined || right.n_bytes > sizeof joined - left.n_bytes) {
        return false;
    }
    memcpy(joined, left.data, left.n_bytes);
    memcpy(joined + left.n_bytes, right.data, right.n_bytes);
    struct bytes whole = {joined, left.n_bytes + right.n_bytes};
    return vocabulary_find(vocabulary, whole, id);
}

static bool reserve_merges(struct tables *tables)
{
    size_t n = tables->n_merges + N_TOGETHER;
    if (n <= tables->n_capacity) {
        return true;
    }
    n = tables->n_capacity > 0 ? tables->n_capacity * 2 : FIRST_MERGES;
    struct bpe_merge *merges = memory_resize(tables->merges, n, sizeof *merges, &tables->problem);
    if (merges != NULL) {
        tables->merges = merges;
        tables->n_capacity = n;
    }
    return merges != NULL;
}

/* Ids of the words of all merges that wait; false when one is not known. */
static bool resolve(struct tables *tables)
{
    uint32_t ids[2 * N_TOGETHER];
    if (tables->n_merges > BPE_MAX_MERGES - N_TOGETHER || !reserve_merges(tables)) {
        return false;
    }
    vocabulary_find_many(&tables->parts->vocabulary, tables->words, 2 * tables->n_waiting, ids);
    for (size_t i = 0; i < tables->n_waiting; i++) {
        uint32_t id;
        if (ids[2 * i] == VOCABULARY_NONE || ids[2 * i + 1] == VOCABULARY_NONE ||
            !find_made(tables, tables->words[2 * i], tables->words[2 * i + 1], &id)) {
            return false;
        }
        tables->last_made = id;
        tables->merges[tables->n_merges++] = (struct bpe_merge){
            .left = ids[2 * i], .right = ids[2 * i + 1], .rank = tables->ranks[i], .made = id + 1};
    }
    tables->n_waiting = 0;
    return true;
}

/* Parts that are in a room must not wait: the next string may need it. */
static bool add_merge(struct tables *tables, struct bytes left, struct bytes right, uint32_t rank,
                      bool can_wait)
{
    size_t at = tables->n_waiting++;
    tables->words[2 * at] = left;
    tables->words[2 * at + 1] = right;
    tables->ranks[at] = rank;
    return (can_wait && tables->n_waiting < N_TOGETHER) || resolve(tables);
}

/* With more than one space it takes all words to tell the parts. */
static bool add_joined(struct tables *tables, struct bytes merge, uint32_t rank, bool can_wait)
{
    if (is_version(merge)) {
        return true;
    }
    const uint8_t *end = merge.data + merge.n_bytes;
    const uint8_t *space = memchr(merge.data, ' ', merge.n_bytes);
    if (space == NULL || memchr(space + 1, ' ', (size_t)(end - space) - 1) != NULL) {
        return false;
    }
    struct bytes left = {merge.data, (size_t)(space - merge.data)};
    struct bytes right = {space + 1, (size_t)(end - space) - 1};
    return add_merge(tables, left, right, rank, can_wait);
}

/* "left right" or ["left", "right"] */
static bool read_merge(struct tables *tables, struct json_reader *reader, uint32_t rank)
{
    struct buffer *rooms = tables->rooms;
    struct bytes left;
    struct bytes right;
    if (!json_take_byte(reader, '[')) {
        return json_take_string(reader, &rooms[0], &left) &&
               add_joined(tables, left, rank, !is_in(&rooms[0], left));
    }
    return json_take_string(reader, &rooms[0], &left) && json_take_byte(reader, ',') &&
           json_take_string(reader, &rooms[1], &right) && json_take_byte(reader, ']') &&
           add_merge(tables, left, right, rank,
                     !is_in(&rooms[0], left) && !is_in(&rooms[1], right));
}

/* At the end of the merges. */
static bool give_merges(struct tables *tables)
{
    return resolve(tables) &&
           bpe_take_merges(&tables->parts->bpe, tables->merges, tables->n_merges, &tables->problem);
}

static bool take_merges(struct tables *tables, struct json_reader *reader, bool *is_taken,
                        struct error *err)
{
    uint32_t rank = 0;
    bool goes_on;
    do {
        goes_on = read_merge(tables, reader, rank++);
    } while (goes_on && json_take_byte(reader, ','));
    *is_taken = goes_on && json_take_byte(reader, ']') && give_merges(tables);
    return has_memory(tables, err);
}

/* The members of "model". */
static bool take_member(void *context, const char *key, bool is_array, struct json_reader *reader,
                        bool *is_taken, struct error *err)
{
    struct tables *tables = context;
    if (!is_array && strcmp(key, "vocab") == 0) {
        return take_words(tables, reader, is_taken, err);
    }
    if (is_array && strcmp(key, "merges") == 0 && tables->has_words) {
        return take_merges(tables, reader, is_taken, err);
    }
    return true;
}

/* The words of a merge were joined as if there were no prefix to leave out. */
static bool has_prefix(const json_t *root)
{
    const json_t *model = json_object_get(root, "model");
    return json_string_length(json_object_get(model, "continuing_subword_prefix")) > 0;
}

json_t *tokenizer_tables_parse(struct tokenizer_parts *parts, struct bytes file, struct error *err)
{
    struct tables tables;
    tables_init(&tables, parts);
    struct json_taker taker = {.parent = "model", .take = take_member, .context = &tables};
    json_t *root = json_parse_taking(file, "tokenizer.json", &taker, err);
    tables_clear(&tables);
    if (root != NULL && parts->bpe.n_merges > 0 && has_prefix(root)) {
        json_decref(root);
        vocabulary_clear(&parts->vocabulary);
        bpe_clear(&parts->bpe);
        root = json_parse(file, "tokenizer.json", err);
    }
    return root;
}

static bool take_root(void *context, const char *key, bool is_array, struct json_reader *reader,
                      bool *is_taken, struct error *err)
{
    (void)key;
    return is_array || take_words(context, reader, is_taken, err);
}

json_t *tokenizer_tables_parse_words(struct tokenizer_parts *parts, struct bytes file,
                                     struct error *err)
{
    struct tables tables;
    tables_init(&tables, parts);
    struct json_taker taker = {.take = take_root, .context = &tables};
    json_t *root = json_parse_taking(file, "vocab.json", &taker, err);
    tables_clear(&tables);
    return root;
}

bool tokenizer_tables_take_lines(struct tokenizer_parts *parts, struct bytes file, bool *is_taken,
                                 struct error *err)
{
    struct tables tables;
    tables_init(&tables, parts);
    struct bytes line;
    uint32_t rank = 0;
    bool goes_on = parts->vocabulary.n_words > 0;
    for (size_t start = 0; goes_on && start < file.n_bytes; start += line.n_bytes + 1) {
        const uint8_t *newline = memchr(file.data + start, '\n', file.n_bytes - start);
        size_t end = newline != NULL ? (size_t)(newline - file.data) : file.n_bytes;
        line = (struct bytes){file.data + start, end - start};
        struct bytes merge = line;
        merge.n_bytes -= line.n_bytes > 0 && line.data[line.n_bytes - 1] == '\r';
        if (merge.n_bytes > 0) {
            goes_on = (!is_version(merge) || utf8_is_valid(merge)) &&
                      add_joined(&tables, merge, rank++, true);
        }
    }
    *is_taken = goes_on && give_merges(&tables);
    tables_clear(&tables);
    return has_memory(&tables, err);
}
