/* Tokens of single bytes; see byte_pieces.h. */
#include "text/byte_pieces.h"

#include <stdio.h>

enum { PIECE_BYTES = 6 };

void byte_pieces_find(const struct vocabulary *vocabulary, uint32_t ids[256])
{
    for (unsigned byte = 0; byte < 256; byte++) {
        char text[PIECE_BYTES + 1];
        snprintf(text, sizeof text, "<0x%02X>", byte);
        if (!vocabulary_find(vocabulary, (struct bytes){(const uint8_t *)text, PIECE_BYTES},
                             &ids[byte])) {
            ids[byte] = VOCABULARY_NONE;
        }
    }
}

static int digit_value(uint8_t c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int byte_piece_value(struct bytes token)
{
    if (token.n_bytes != PIECE_BYTES || memcmp(token.data, "<0x", 3) != 0 || token.data[5] != '>') {
        return -1;
    }
    /* "+5" is a number to the library's reader too. */
    int high = token.data[3] == '+' ? 0 : digit_value(token.data[3]);
    int low = digit_value(token.data[4]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}
