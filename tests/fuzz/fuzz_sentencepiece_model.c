/* tokenizer.model: what opens is used on text, and decoded two ways. */
#include "fuzz/fuzz_target.h"
#include "fuzz/tokenizer_exercise.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    exercise_tokenizer("tokenizer.model", (struct bytes){data, n_bytes});
    return 0;
}
