/* Tables of template_cases.c, each ended by zeros. Private to template_text.c. */
#ifndef TEXT_TEMPLATE_CASES_H
#define TEXT_TEMPLATE_CASES_H

#include <stdint.h>

/* A character whose other case is several. */
struct jinja_long_case {
    int32_t code;
    const char *text;
};

struct jinja_range_of_codes {
    int32_t first, last;
};

extern const struct jinja_long_case jinja_long_uppers[];
extern const struct jinja_long_case jinja_long_titles[];
extern const struct jinja_range_of_codes jinja_other_lowers[];
extern const struct jinja_range_of_codes jinja_other_uppers[];
extern const struct jinja_range_of_codes jinja_other_digits[];
extern const struct jinja_range_of_codes jinja_other_numerics[];

#endif
