/* Added tokens; see added_tokens.h. */
#include "text/added_tokens.h"

#include <stdlib.h>
#include "base/memory.h"
#include "text/component.h"
#include "text/unicode.h"

void added_tokens_init(struct added_tokens *tokens)
{
    *tokens = (struct added_tokens){0};
    vocabulary_init(&tokens->contents);
}

void added_tokens_clear(struct added_tokens *tokens)
{
    free(tokens->items);
    free(tokens->index_of);
    vocabulary_clear(&tokens->contents);
    prefix_tree_clear(&tokens->raw);
    prefix_tree_clear(&tokens->normalized);
    added_tokens_init(tokens);
}

bool added_token_read(struct added_token *token, const json_t *value, struct arena *arena,
                      struct error *err)
{
    *token = (struct added_token){.is_normalized = true};
    if (!json_is_object(value)) {
        return error_set(err, ERROR_MALFORMED, "added token: expected an object, found %s",
                         json_type_text(value));
    }
    bool has_flag = json_is_boolean(json_object_get(value, "normalized"));
    if (!component_text(value, "content", &token->content, arena, err) ||
        !json_read_bool(value, "single_word", &token->is_single_word, err) ||
        !json_read_bool(value, "lstrip", &token->strips_left, err) ||
        !json_read_bool(value, "rstrip", &token->strips_right, err) ||
        !json_read_bool(value, "normalized", &token->is_normalized, err) ||
        !json_read_bool(value, "special", &token->is_special, err)) {
        return error_context(err, "added token");
    }
    if (!has_flag) {
        token->is_normalized = !token->is_special;
    }
    return true;
}

const struct added_token *added_tokens_get(const struct added_tokens *tokens, uint32_t id)
{
    if (id >= tokens->n_index_of || tokens->index_of[id] == 0) {
        return NULL;
    }
    return &tokens->items[tokens->index_of[id] - 1];
}

const struct added_token *added_tokens_find(const struct added_tokens *tokens, struct bytes content)
{
    uint32_t index;
    return vocabulary_find(&tokens->contents, content, &index) ? &tokens->items[index] : NULL;
}

static bool note_id(struct added_tokens *tokens, uint32_t id, uint32_t index, struct error *err)
{
    if (id >= VOCABULARY_MAX_IDS) {
        return error_set(err, ERROR_LIMIT, "added token: id %u (ids must be below %d)",
                         (unsigned)id, VOCABULARY_MAX_IDS);
    }
    if (id >= tokens->n_index_of) {
        uint32_t n = tokens->n_index_of > 0 ? tokens->n_index_of : 256;
        while (n <= id) {
            n *= 2;
        }
        uint32_t *grown = memory_resize(tokens->index_of, n, sizeof *grown, err);
        if (grown == NULL) {
            return false;
        }
        memset(grown + tokens->n_index_of, 0, (n - tokens->n_index_of) * sizeof *grown);
        tokens->index_of = grown;
        tokens->n_index_of = n;
    }
    tokens->index_of[id] = index + 1;
    return true;
}

static bool append_token(struct added_tokens *tokens, const struct added_token *token,
                         struct error *err)
{
    if (tokens->n_items == tokens->n_capacity) {
        size_t n = tokens->n_capacity > 0 ? tokens->n_capacity * 2 : 64;
        struct added_token *items = memory_resize(tokens->items, n, sizeof *items, err);
        if (items == NULL) {
            return false;
        }
        tokens->items = items;
        tokens->n_capacity = n;
    }
    tokens->items[tokens->n_items++] = *token;
    return true;
}

bool added_tokens_add(struct added_tokens *tokens, const struct added_token *token,
                      const struct vocabulary *vocabulary, struct error *err)
{
    uint32_t index;
    if (token->content.n_bytes == 0) {
        return true;
    }
    struct added_token added = *token;
    if (vocabulary_find(&tokens->contents, token->content, &index)) {
        added.id = tokens->items[index].id;
        tokens->items[index] = added;
        return true;
    }
    if (!vocabulary_find(vocabulary, token->content, &added.id)) {
        added.id = tokens->next_id > vocabulary->n_words ? tokens->next_id : vocabulary->n_words;
    }
    index = (uint32_t)tokens->n_items;
    if (!append_token(tokens, &added, err) || !note_id(tokens, added.id, index, err) ||
        !vocabulary_add(&tokens->contents, index, token->content, err)) {
        return false;
    }
    if (added.id >= tokens->next_id) {
        tokens->next_id = added.id + 1;
    }
    return true;
}

bool added_tokens_finish(struct added_tokens *tokens, const struct normalizer *normalizer,
                         struct normalizer_work *work, bool matches_both, struct error *err)
{
    for (size_t i = 0; i < tokens->n_items; i++) {
        const struct added_token *token = &tokens->items[i];
        struct bytes content = token->content;
        bool is_at_start = true;
        if (!token->is_normalized &&
            !prefix_tree_add(&tokens->raw, content, (uint32_t)i, true, err)) {
            return false;
        }
        if (token->is_normalized &&
            !normalizer_apply(normalizer, work, content, &is_at_start, &content, err)) {
            return false;
        }
        if ((token->is_normalized || matches_both) && content.n_bytes > 0 &&
            !prefix_tree_add(&tokens->normalized, content, (uint32_t)i, true, err)) {
            return false;
        }
    }
    return true;
}

static bool is_word_before(struct bytes text, size_t at)
{
    uint32_t codepoint;
    if (at == 0) {
        return false;
    }
    utf8_next(text.data + utf8_previous(text.data, at), &codepoint);
    return unicode_is_word(codepoint);
}

static bool is_word_at(struct bytes text, size_t at)
{
    uint32_t codepoint;
    if (at == text.n_bytes) {
        return false;
    }
    utf8_next(text.data + at, &codepoint);
    return unicode_is_word(codepoint);
}

static size_t spaces_before(struct bytes text, size_t at, size_t lowest)
{
    while (at > lowest) {
        uint32_t codepoint;
        size_t previous = utf8_previous(text.data, at);
        utf8_next(text.data + previous, &codepoint);
        if (!unicode_is_space(codepoint) || previous < lowest) {
            break;
        }
        at = previous;
    }
    return at;
}

static size_t spaces_after(struct bytes text, size_t at)
{
    while (at < text.n_bytes) {
        uint32_t codepoint;
        size_t n = utf8_next(text.data + at, &codepoint);
        if (!unicode_is_space(codepoint)) {
            break;
        }
        at += n;
    }
    return at;
}

/* The next token in the text: the leftmost, and of these the longest. A token that must be a
 * single word and is not still hides the text it covers, as in the tokenizers library. */
static bool find_token(struct section_walk *walk, struct section *found)
{
    struct bytes text = walk->text;
    while (walk->at < text.n_bytes) {
        uint32_t index;
        size_t start = walk->at;
        size_t n = walk->tree->is_first[text.data[start]]
                       ? prefix_tree_longest(walk->tree, text, start, &index)
                       : 0;
        if (n == 0) {
            walk->at++;
            continue;
        }
        walk->at = start + n;
        const struct added_token *token = &walk->tokens->items[index];
        if (start < walk->from || (token->is_single_word &&
                                   (is_word_before(text, start) || is_word_at(text, walk->at)))) {
            continue;
        }
        *found = (struct section){start, walk->at, token->id};
        if (token->strips_left) {
            found->start = spaces_before(text, start, walk->from);
        }
        if (token->strips_right) {
            found->end = spaces_after(text, walk->at);
        }
        return true;
    }
    return false;
}

bool section_next(struct section_walk *walk, struct section *section)
{
    if (walk->has_held) {
        *section = walk->held;
        walk->has_held = false;
        return true;
    }
    struct section token;
    size_t from = walk->from;
    if (find_token(walk, &token)) {
        walk->from = token.end;
        walk->held = token;
        walk->has_held = true;
        if (from == token.start) {
            return section_next(walk, section);
        }
        *section = (struct section){from, token.start, PIECE_IS_TEXT};
        return true;
    }
    walk->from = walk->text.n_bytes;
    *section = (struct section){from, walk->text.n_bytes, PIECE_IS_TEXT};
    return from < walk->text.n_bytes;
}
