/*
 * Words, in the order of their ids: the 256 bytes; 100 syllables, of 20 consonants and 5 vowels; a
 * space with one of the first 50 of them; then, for 2, 3, … syllables, every word of so many,
 * without and with a space in front, in a scattered order; special tokens at the end.
 *
 * The first syllable of a word is one of the first 50, the others are of the last 50. So a word is
 * merged in one way only, from the word without its last syllable, and that syllable; every word
 * has its merge, in this order, and a text that is a word becomes that word.
 */
#include "text/random_tokenizer.h"

#include <stdint.h>
#include <string.h>
#include "base/buffer.h"
#include "text/byte_alphabet.h"

enum {
    N_BYTES = 256,
    N_FIRST = 50, /* syllables that begin a word; as many others go on */
    MANY_SPECIALS = 256,
    FEW_SPECIALS = 4,
    LARGE_VOCABULARY = 32000, /* from here on there are many special tokens, as in real ones */
    PIECE_BYTES = 1 << 16,
};

struct writer {
    struct new_folder *folder;
    struct buffer text;
    struct byte_alphabet alphabet;
    size_t n_words; /* without special tokens */
    size_t n_specials;
};

/* The number has a digit in base 50 for each syllable, the first one in front; that of a single
 * syllable goes to 100. */
struct word {
    unsigned n_syllables;
    bool has_space;
    uint64_t number;
};

static size_t count_specials(size_t n_words)
{
    return n_words >= LARGE_VOCABULARY ? MANY_SPECIALS : FEW_SPECIALS;
}

bool random_tokenizer_check(size_t n_words, struct error *err)
{
    return (n_words >= RANDOM_TOKENIZER_LEAST_WORDS && n_words <= RANDOM_TOKENIZER_MOST_WORDS) ||
           error_set(err, ERROR_UNSUPPORTED, "a vocabulary of %zu words: expected %d to %d",
                     n_words, RANDOM_TOKENIZER_LEAST_WORDS, RANDOM_TOKENIZER_MOST_WORDS);
}

void random_tokenizer_ends(size_t n_words, size_t *beginning, size_t *end)
{
    *beginning = n_words - count_specials(n_words);
    *end = *beginning + 1;
}

/* Whole pieces go to the file, so that the text stays small. */
static void flush(struct writer *writer, size_t at_least)
{
    if (writer->text.n_bytes >= at_least && !writer->text.failed) {
        new_folder_write(writer->folder, writer->text.data, writer->text.n_bytes);
        buffer_empty(&writer->text);
    }
}

/* Word `index` of those behind the bytes. The scattering is a multiplication by a number that has
 * no factor in common with the count, a power of 50. */
static struct word word_at(uint64_t index)
{
    if (index < 3 * N_FIRST) {
        bool has_space = index >= 2 * N_FIRST;
        return (struct word){1, has_space, has_space ? index - 2 * N_FIRST : index};
    }
    struct word word = {.n_syllables = 2};
    uint64_t n = N_FIRST * N_FIRST;
    for (index -= 3 * N_FIRST; index >= 2 * n; word.n_syllables++) {
        index -= 2 * n;
        n *= N_FIRST;
    }
    word.has_space = index % 2 == 1;
    word.number = index / 2 * 61803399 % n;
    return word;
}

static void append_letter(struct writer *writer, unsigned char byte)
{
    const struct byte_letter *letter = &writer->alphabet.letters[byte];
    if (byte == '"' || byte == '\\') {
        buffer_append_byte(&writer->text, '\\');
    }
    buffer_append(&writer->text, letter->bytes, letter->n_bytes);
}

/* Syllables [first, last) of the word, and with the first one its space. */
static void append_part(struct writer *writer, const struct word *word, unsigned first,
                        unsigned last)
{
    static const char consonants[] = "bcdfghjklmnpqrstvwxz";
    static const char vowels[] = "aeiou";
    uint64_t unit = 1;
    for (unsigned i = 1; i < word->n_syllables; i++) {
        unit *= N_FIRST;
    }
    if (first == 0 && word->has_space) {
        append_letter(writer, ' ');
    }
    for (unsigned i = 0; i < last; i++, unit /= N_FIRST) {
        uint64_t digit = word->n_syllables > 1 ? word->number / unit % N_FIRST : word->number;
        uint64_t syllable = i > 0 ? digit + N_FIRST : digit;
        if (i >= first) {
            buffer_append_byte(&writer->text, (unsigned char)consonants[syllable / 5]);
            buffer_append_byte(&writer->text, (unsigned char)vowels[syllable % 5]);
        }
    }
}

static void write_words(struct writer *writer)
{
    for (size_t id = 0; id < writer->n_words; id++) {
        buffer_append_text(&writer->text, id > 0 ? ",\n\"" : "\n\"");
        if (id < N_BYTES) {
            append_letter(writer, (unsigned char)id);
        } else {
            struct word word = word_at(id - N_BYTES);
            append_part(writer, &word, 0, word.n_syllables);
        }
        buffer_append_format(&writer->text, "\":%zu", id);
        flush(writer, PIECE_BYTES);
    }
}

/* A word of one syllable is made of its letters, or of the space and the syllable. */
static void append_merge(struct writer *writer, const struct word *word)
{
    if (word->n_syllables > 1) {
        append_part(writer, word, 0, word->n_syllables - 1);
        buffer_append_byte(&writer->text, ' ');
        append_part(writer, word, word->n_syllables - 1, word->n_syllables);
        return;
    }
    size_t start = writer->text.n_bytes;
    append_part(writer, word, 0, 1);
    if (writer->text.failed) {
        return;
    }
    size_t n_first = word->has_space ? 2 : 1; /* bytes of the letter of the space, or a consonant */
    buffer_append_byte(&writer->text, ' ');
    char *split = writer->text.data + start + n_first;
    memmove(split + 1, split, writer->text.n_bytes - start - n_first - 1);
    *split = ' ';
}

static void write_merges(struct writer *writer)
{
    for (size_t id = N_BYTES; id < writer->n_words; id++) {
        struct word word = word_at(id - N_BYTES);
        buffer_append_text(&writer->text, id > N_BYTES ? ",\n\"" : "\n\"");
        append_merge(writer, &word);
        buffer_append_byte(&writer->text, '"');
        flush(writer, PIECE_BYTES);
    }
}

static void append_special(struct writer *writer, size_t index)
{
    static const char *const names[] = {"<|begin_of_text|>", "<|end_of_text|>"};
    if (index < 2) {
        buffer_append_text(&writer->text, names[index]);
    } else {
        buffer_append_format(&writer->text, "<|reserved_%zu|>", index - 2);
    }
}

static void write_specials(struct writer *writer)
{
    for (size_t i = 0; i < writer->n_specials; i++) {
        buffer_append_format(&writer->text, "%s\n{\"id\":%zu,\"content\":\"", i > 0 ? "," : "",
                             writer->n_words + i);
        append_special(writer, i);
        buffer_append_text(&writer->text,
                           "\",\"single_word\":false,\"lstrip\":false,\"rstrip\":false,"
                           "\"normalized\":false,\"special\":true}");
    }
}

static void write_tokenizer(struct writer *writer)
{
    struct buffer *text = &writer->text;
    buffer_append_text(text, "{\"version\":\"1.0\",\"truncation\":null,\"padding\":null,\n"
                             "\"added_tokens\":[");
    write_specials(writer);
    buffer_append_text(text, "],\n\"normalizer\":null,\n\"pre_tokenizer\":{\"type\":\"ByteLevel\","
                             "\"add_prefix_space\":false,\"trim_offsets\":true,\"use_regex\":true},"
                             "\n\"post_processor\":{\"type\":\"TemplateProcessing\",\"single\":[");
    for (int n = 1; n <= 2; n++) {
        for (int i = 0; i < n; i++) {
            buffer_append_format(text,
                                 "%s{\"SpecialToken\":{\"id\":\"<|begin_of_text|>\",\"type_id\":%d}"
                                 "},{\"Sequence\":{\"id\":\"%c\",\"type_id\":%d}}",
                                 i > 0 ? "," : "", i, 'A' + i, i);
        }
        buffer_append_text(text, n == 1 ? "],\"pair\":[" : "],");
    }
    buffer_append_format(text,
                         "\"special_tokens\":{\"<|begin_of_text|>\":{\"id\":\"<|begin_of_text|>\","
                         "\"ids\":[%zu],\"tokens\":[\"<|begin_of_text|>\"]}}},\n",
                         writer->n_words);
    buffer_append_text(text, "\"decoder\":{\"type\":\"ByteLevel\",\"add_prefix_space\":true,"
                             "\"trim_offsets\":true,\"use_regex\":true},\n\"model\":{\"type\":"
                             "\"BPE\",\"dropout\":null,\"unk_token\":null,"
                             "\"continuing_subword_prefix\":null,\"end_of_word_suffix\":null,"
                             "\"fuse_unk\":false,\"byte_fallback\":false,\"ignore_merges\":false,\n"
                             "\"vocab\":{");
    write_words(writer);
    buffer_append_text(text, "},\n\"merges\":[");
    write_merges(writer);
    buffer_append_text(text, "]}}\n");
    flush(writer, 1);
}

static void write_config(struct writer *writer)
{
    buffer_append_text(
        &writer->text,
        "{\"tokenizer_class\":\"PreTrainedTokenizerFast\",\"clean_up_tokenization_spaces\":false,\n"
        "\"bos_token\":\"<|begin_of_text|>\",\"eos_token\":\"<|end_of_text|>\",\n"
        "\"chat_template\":\"{{ bos_token }}{% for message in messages %}[{{ message['role'] }}] "
        "{{ message['content'] }}\\n{% endfor %}{% if add_generation_prompt %}[assistant] "
        "{% endif %}\"}\n");
    flush(writer, 1);
}

bool random_tokenizer_write(struct new_folder *folder, size_t n_words, struct error *err)
{
    struct writer writer = {.folder = folder, .n_specials = count_specials(n_words)};
    writer.n_words = n_words - writer.n_specials;
    byte_alphabet_init(&writer.alphabet);
    buffer_init(&writer.text, 8 * PIECE_BYTES);
    bool ok = new_folder_file(folder, "tokenizer.json", err);
    if (ok) {
        write_tokenizer(&writer);
        ok = buffer_check(&writer.text, err) &&
             new_folder_file(folder, "tokenizer_config.json", err);
    }
    if (ok) {
        write_config(&writer);
        ok = buffer_check(&writer.text, err);
    }
    buffer_clear(&writer.text);
    return ok;
}
