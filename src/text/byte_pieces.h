/* The tokens <0x00> to <0xFF> that byte fallback uses. */
#ifndef TEXT_BYTE_PIECES_H
#define TEXT_BYTE_PIECES_H

#include "text/vocabulary.h"

/* The id of every byte's token, VOCABULARY_NONE where the vocabulary has none. */
void byte_pieces_find(const struct vocabulary *vocabulary, uint32_t ids[256]);

/* The byte that a token of this form stands for; -1 for other text. Hexadecimal digits may be
 * of either case, as the tokenizers library reads them. */
int byte_piece_value(struct bytes token);

#endif
