/* GPT-2's letters for bytes; see byte_alphabet.h. */
#include "text/byte_alphabet.h"

static bool is_printable(unsigned byte)
{
    return (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
}

void byte_alphabet_init(struct byte_alphabet *alphabet)
{
    memset(alphabet->byte_of, 0xFF, sizeof alphabet->byte_of);
    unsigned next = 0x100;
    for (unsigned byte = 0; byte < 256; byte++) {
        unsigned codepoint = is_printable(byte) ? byte : next++;
        alphabet->byte_of[codepoint] = (int16_t)byte;
        alphabet->letters[byte] =
            codepoint < 0x80
                ? (struct byte_letter){{(uint8_t)codepoint, 0}, 1}
                : (struct byte_letter){
                      {(uint8_t)(0xC0 | codepoint >> 6), (uint8_t)(0x80 | (codepoint & 0x3F))}, 2};
    }
}

void byte_alphabet_append(const struct byte_alphabet *alphabet, struct buffer *out,
                          struct bytes bytes)
{
    buffer_reserve(out, bytes.n_bytes * 2 + 1);
    if (out->failed) {
        return;
    }
    char *end = out->data + out->n_bytes;
    for (size_t i = 0; i < bytes.n_bytes; i++) {
        const struct byte_letter *letter = &alphabet->letters[bytes.data[i]];
        memcpy(end, letter->bytes, 2);
        end += letter->n_bytes;
    }
    *end = '\0';
    out->n_bytes = (size_t)(end - out->data);
}

int byte_alphabet_byte(const struct byte_alphabet *alphabet, uint32_t codepoint)
{
    return codepoint < sizeof alphabet->byte_of / sizeof alphabet->byte_of[0]
               ? alphabet->byte_of[codepoint]
               : -1;
}
