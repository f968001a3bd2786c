/*
 * GPT-2's alphabet: one printable character for each byte, so that any bytes can be words of a
 * vocabulary. Printable Latin-1 stands for itself; the rest counts up from U+0100.
 */
#ifndef TEXT_BYTE_ALPHABET_H
#define TEXT_BYTE_ALPHABET_H

#include "base/buffer.h"
#include "base/bytes.h"

struct byte_letter {
    uint8_t bytes[2]; /* UTF-8 */
    uint8_t n_bytes;
};

struct byte_alphabet {
    struct byte_letter letters[256];
    int16_t byte_of[0x144]; /* by codepoint, -1 where there is none */
};

void byte_alphabet_init(struct byte_alphabet *alphabet);

/* Appends the letters of the bytes. */
void byte_alphabet_append(const struct byte_alphabet *alphabet, struct buffer *out,
                          struct bytes bytes);

/* The byte that a character stands for, or -1. */
int byte_alphabet_byte(const struct byte_alphabet *alphabet, uint32_t codepoint);

#endif
