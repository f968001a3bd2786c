/* Names of pre-tokenizers; see gguf_pretokenizer.h. Expressions are those of the families' own
 * tokenizer.json, in its syntax. */
#include "text/gguf_pretokenizer.h"

#define CONTRACTIONS "(?i:'s|'t|'re|'ve|'m|'ll|'d)"
#define WORDS        "[^\\r\\n\\p{L}\\p{N}]?\\p{L}+"
#define SIGNS        " ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*"
#define SPACES       "\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"
#define GPT2         "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"
#define UPPER        "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]"
#define LOWER        "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]"
#define CASED(end)                                                                                 \
    "[^\\r\\n\\p{L}\\p{N}]?" UPPER "*" LOWER "+" end "|[^\\r\\n\\p{L}\\p{N}]?" UPPER "+" LOWER     \
    "*" end
#define SLASHES     " ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*"
#define ASCII_SIGNS "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~]"
#define DEEPSEEK_WORDS                                                                             \
    ASCII_SIGNS "[A-Za-z]+|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+| ?[\\p{P}\\p{S}]+"
#define HAN_AND_KANA   "[\\x{4E00}-\\x{9FA5}\\x{3040}-\\x{309F}\\x{30A0}-\\x{30FF}]+"
#define HAN_AND_HANGUL "[\\x{4E00}-\\x{9FA5}\\x{800}-\\x{4E00}\\x{AC00}-\\x{D7FF}]+"
#define CLAUSES        " ?[^(\\s|.,!?\\x{2026}\\x{3002}\\x{FF0C}\\x{3001}\\x{964}\\x{6D4}\\x{60C})]+"

/* The letters that have case, as one tokenizer lists them. */
#define CASED_LETTERS                                                                              \
    "A-Za-z\\x{B5}\\x{C0}-\\x{D6}\\x{D8}-\\x{F6}\\x{F8}-\\x{1BA}\\x{1BC}-\\x{1BF}\\x{1C4}-"        \
    "\\x{293}\\x{295}-\\x{2AF}\\x{370}-\\x{373}\\x{376}\\x{377}\\x{37B}-\\x{37D}\\x{37F}"          \
    "\\x{386}\\x{388}-\\x{38A}\\x{38C}\\x{38E}-\\x{3A1}\\x{3A3}-\\x{3F5}\\x{3F7}-\\x{481}"         \
    "\\x{48A}-\\x{52F}\\x{531}-\\x{556}\\x{10A0}-\\x{10C5}\\x{13A0}-\\x{13F5}\\x{13F8}-"           \
    "\\x{13FD}\\x{1C90}-\\x{1CBA}\\x{1CBD}-\\x{1CBF}\\x{1D00}-\\x{1D2B}\\x{1D6B}-\\x{1D77}"        \
    "\\x{1D79}-\\x{1D9A}\\x{1E00}-\\x{1F15}\\x{1F18}-\\x{1F1D}\\x{1F20}-\\x{1F45}\\x{1F48}-"       \
    "\\x{1F4D}\\x{1F50}-\\x{1F57}\\x{1F59}\\x{1F5B}\\x{1F5D}\\x{1F5F}-\\x{1F7D}\\x{1F80}-"         \
    "\\x{1FB4}\\x{1FB6}-\\x{1FBC}\\x{1FBE}\\x{1FC2}-\\x{1FC4}\\x{1FC6}-\\x{1FCC}\\x{1FD0}-"        \
    "\\x{1FD3}\\x{1FD6}-\\x{1FDB}\\x{1FE0}-\\x{1FEC}\\x{1FF2}-\\x{1FF4}\\x{1FF6}-\\x{1FFC}"        \
    "\\x{2102}\\x{2107}\\x{210A}-\\x{2113}\\x{2115}\\x{2119}-\\x{211D}\\x{2124}\\x{2126}"          \
    "\\x{2128}\\x{212A}-\\x{212D}\\x{212F}-\\x{2134}\\x{2139}\\x{213C}-\\x{213F}\\x{2145}-"        \
    "\\x{2149}\\x{214E}\\x{2183}\\x{2184}\\x{2C00}-\\x{2C7B}\\x{2C7E}-\\x{2CE4}\\x{2CEB}-"         \
    "\\x{2CEE}\\x{2CF2}\\x{2CF3}\\x{A640}-\\x{A66D}\\x{A680}-\\x{A69B}\\x{A722}-\\x{A76F}"         \
    "\\x{A771}-\\x{A787}\\x{A78B}-\\x{A78E}\\x{AB70}-\\x{ABBF}\\x{FB00}-\\x{FB06}\\x{FB13}-"       \
    "\\x{FB17}\\x{FF21}-\\x{FF3A}\\x{FF41}-\\x{FF5A}\\x{10400}-\\x{1044F}\\x{104B0}-"              \
    "\\x{104D3}\\x{104D8}-\\x{104FB}\\x{10C80}-\\x{10CB2}\\x{10CC0}-\\x{10CF2}\\x{118A0}-"         \
    "\\x{118DF}\\x{1E900}-\\x{1E943}"

static const char *const gpt2[] = {GPT2, NULL};
static const char *const old_usual[] = {"[\\p{P}\\$\\+<=>\\^~\\|]+", GPT2, "\\p{N}+",
                                        "[0-9][0-9][0-9]", NULL};
static const char *const llama3[] = {CONTRACTIONS "|" WORDS "|\\p{N}{1,3}|" SIGNS "|" SPACES, NULL};
static const char *const qwen2[] = {CONTRACTIONS "|" WORDS "|\\p{N}|" SIGNS "|" SPACES, NULL};
static const char *const qwen35[] = {
    CONTRACTIONS
    "|[^\\r\\n\\p{L}\\p{N}]?[\\p{L}\\p{M}]+|\\p{N}| ?[^\\s\\p{L}\\p{M}\\p{N}]+[\\r\\n]*|" SPACES,
    NULL};
static const char *const digits_first[] = {"\\p{N}", GPT2, NULL};
static const char *const falcon[] = {"[\\p{P}\\$\\+<=>\\^~\\|`]+", GPT2, "[0-9][0-9][0-9]", NULL};
static const char *const deepseek_llm[] = {
    "[\\r\\n]",
    "\\s?[" CASED_LETTERS "]+",
    "\\s?[!-/:-~\\x{FF01}-\\x{FF0F}\\x{FF1A}-\\x{FF5E}\\x{2018}-\\x{201F}\\x{3000}-\\x{3002}]+",
    "\\s+$",
    HAN_AND_HANGUL,
    "\\p{N}+",
    NULL};
static const char *const deepseek_coder[] = {"[\\r\\n]",     "\\s?\\p{L}+", "\\s?\\p{P}+",
                                             HAN_AND_HANGUL, "\\p{N}",      NULL};
static const char *const deepseek3[] = {"\\p{N}{1,3}", HAN_AND_KANA,
                                        DEEPSEEK_WORDS "[\\r\\n]*|" SPACES, NULL};
static const char *const clauses[] = {CLAUSES, NULL};
static const char *const viking[] = {CLAUSES, "\\p{N}", NULL};
static const char *const tekken[] = {CASED("") "|\\p{N}|" SLASHES "|" SPACES, NULL};
static const char *const gpt4o[] = {CASED(CONTRACTIONS "?") "|\\p{N}{1,3}|" SLASHES "|" SPACES,
                                    NULL};
static const char *const tiny_aya[] = {
    "\\d{1,3}(?=(?:\\d{3})*\\b)", CASED(CONTRACTIONS "?") "|\\p{N}{1,3}|" SLASHES "|" SPACES, NULL};
static const char *const bailing[] = {
    "'(?i:[sdmt]|ll|ve|re)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|"
    "\\s*[\\r\\n]|\\s+(?!\\S)|\\s+",
    NULL};
static const char *const seed_coder[] = {
    CONTRACTIONS "|" WORDS "|\\p{N}{1}| ?[^\\s\\p{L}\\p{N}\\r\\n]+|" SPACES, NULL};
static const char *const no_contractions[] = {WORDS "|\\p{N}|" SIGNS "|" SPACES, NULL};
static const char *const exaone_moe[] = {
    CONTRACTIONS "|[^\\r\\n\\p{L}\\p{N}]?(?:\\p{L}\\p{M}*(?: \\p{L}\\p{M}*)*)+|\\p{N}|"
                 " ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]?|\\s*[\\r\\n]|\\s+(?!\\S)|\\s+",
    NULL};
static const char *const lines_first[] = {"[^\\n]+|[\\n]+",
                                          CONTRACTIONS "|" WORDS "|\\p{N}|" SIGNS "|" SPACES, NULL};
static const char *const three_digits_first[] = {
    "\\p{N}{1,3}", CONTRACTIONS "|" WORDS "|\\p{N}+|" SIGNS "|" SPACES, NULL};

/* A name in front of others that mean the same is that of the row. */
static const struct row {
    const char *names; /* between spaces */
    struct gguf_pretokenizer pretokenizer;
} rows[] = {
    {" default ", {old_usual, false, false, false}},
    {" llama-bpe llama3 llama-v3 falcon3 falcon-h1 pixtral midm-2.0 lfm2 jina-v5-nano ",
     {llama3, false, true, true}},
    {" dbrx smaug-bpe chatglm-bpe ", {llama3, false, false, false}},
    {" glm4 glm5 ", {llama3, false, true, false}},
    {" qwen2 deepseek-r1-qwen kormo f2llmv2 megrez ", {qwen2, true, false, false}},
    {" stablelm2 hunyuan solar-open grok-2 ", {qwen2, false, false, false}},
    {" qwen35 ", {qwen35, true, false, false}},
    {" gpt-2 phi-2 gigachat a.x-4.0 mellum exaone4 jais trillion granite-docling ",
     {gpt2, false, false, false}},
    {" mpt olmo ", {gpt2, true, false, false}},
    {" starcoder refact smollm codeshell exaone minerva-7b mellum2 ",
     {digits_first, false, false, false}},
    {" command-r ", {digits_first, true, false, false}},
    {" falcon ", {falcon, false, false, false}},
    {" deepseek-llm ", {deepseek_llm, false, false, false}},
    {" deepseek-coder ", {deepseek_coder, false, false, false}},
    {" deepseek-v3 hunyuan-dense joyai-llm hy_v4 ", {deepseek3, false, false, false}},
    {" poro-chat bloom gpt3-finnish ", {clauses, false, false, false}},
    {" viking ", {viking, false, false, false}},
    {" tekken ", {tekken, false, true, true}},
    {" gpt-4o llama4 kanana2 talkie minimax-m2 ", {gpt4o, false, false, false}},
    {" tiny_aya cohere2moe ", {tiny_aya, true, false, false}},
    {" bailingmoe bailingmoe2 llada-moe ", {bailing, false, false, false}},
    {" seed-coder ", {seed_coder, false, false, false}},
    {" ufakzeka ", {no_contractions, false, false, false}},
    {" exaone-moe ", {exaone_moe, false, false, false}},
    {" laguna ", {lines_first, false, false, false}},
    {" minicpm5 ", {three_digits_first, false, true, false}},
};

/* Whether the list has the name as one of its words. */
static bool has_name(const char *names, struct bytes name)
{
    for (const char *at = names; *at != '\0'; at++) {
        if (at[0] == ' ' && strncmp(at + 1, (const char *)name.data, name.n_bytes) == 0 &&
            at[1 + name.n_bytes] == ' ') {
            return true;
        }
    }
    return false;
}

bool gguf_pretokenizer_find(struct bytes name, const struct gguf_pretokenizer **out,
                            struct error *err)
{
    *out = &rows[0].pretokenizer;
    if (name.data == NULL) {
        return true;
    }
    bool is_word = name.n_bytes > 0 && name.n_bytes < 64 &&
                   memchr(name.data, ' ', name.n_bytes) == NULL &&
                   memchr(name.data, '\0', name.n_bytes) == NULL;
    for (size_t i = 0; is_word && i < sizeof rows / sizeof rows[0]; i++) {
        if (has_name(rows[i].names, name)) {
            *out = &rows[i].pretokenizer;
            return true;
        }
    }
    return error_set(err, ERROR_UNSUPPORTED,
                     "\"tokenizer.ggml.pre\": no support for \"%.*s\": how it cuts words is not "
                     "known here",
                     (int)(name.n_bytes < 64 ? name.n_bytes : 64), (const char *)name.data);
}

const struct gguf_pretokenizer *gguf_pretokenizer_row(size_t index, struct bytes *name)
{
    if (index >= sizeof rows / sizeof rows[0]) {
        return NULL;
    }
    const char *first = rows[index].names + 1;
    *name = (struct bytes){(const uint8_t *)first, strcspn(first, " ")};
    return &rows[index].pretokenizer;
}

json_t *gguf_pretokenizer_steps(const struct gguf_pretokenizer *row, struct error *err)
{
    json_t *steps = json_array();
    bool ok = steps != NULL;
    for (size_t i = 0; ok && row->expressions[i] != NULL; i++) {
        ok = json_array_append_new(steps, json_pack("{s:s, s:s, s:b, s:{s:s}}", "type", "Split",
                                                    "behavior", "Isolated", "invert", 0, "pattern",
                                                    "Regex", row->expressions[i])) == 0;
    }
    ok = ok && json_array_append_new(steps, json_pack("{s:s, s:b, s:b, s:b}", "type", "ByteLevel",
                                                      "add_prefix_space", 0, "trim_offsets", 1,
                                                      "use_regex", 0)) == 0;
    json_t *value = ok ? json_pack("{s:s, s:O}", "type", "Sequence", "pretokenizers", steps) : NULL;
    json_decref(steps);
    if (value == NULL) {
        error_set(err, ERROR_MEMORY, "out of memory");
    }
    return value;
}
