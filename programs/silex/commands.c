/* The table of commands. */
#include "commands.h"

#include <string.h>

#include "option_groups.h"

#define FIELD(name)   offsetof(struct settings, name)
#define GROUPS(...)   ((const struct option *const[]){__VA_ARGS__, NULL})
#define EXAMPLES(...) ((const char *const[]){__VA_ARGS__, NULL})

const struct command commands[] = {
    {.name = "chat",
     .summary = "talk with a model",
     .about = "Type a message and Enter; /help lists what else can be typed. Ctrl-C stops the "
              "answer, Ctrl-D ends. Messages of several lines are pasted, or put between lines of "
              "\"\"\". Where there is no terminal, each line of standard input is a message and "
              "only the answers are printed.",
     .options = {.groups = GROUPS(model_options, adapter_options, chat_options, sampling_options,
                                  cache_options, overflow_options, speculation_options,
                                  machine_options, verbose_options)},
     .examples = EXAMPLES("silex chat", "silex chat --model ./model --system-prompt \"Be brief.\"",
                          "printf 'Hello\\n/stats\\n' | silex chat --model ./model -m 20"),
     .run = command_chat},
    {.name = "generate",
     .summary = "answer or continue one prompt",
     .about = "The text goes to standard output as it is made, and ends with a newline. Without "
              "--temp the most likely token is taken each time. Ctrl-C ends cleanly, with exit "
              "status 130.",
     .options = {.groups =
                     GROUPS(model_options, adapter_options, prompt_options, answer_options,
                            sampling_options, cache_options, overflow_options, speculation_options,
                            machine_options, verbose_options, json_options, logprob_options)},
     .examples =
         EXAMPLES("silex generate --model ./model --prompt \"Once upon a time\"",
                  "silex generate --model ./model --prompt - --max-tokens 50 < question.txt",
                  "silex generate --model ./model -p Hello --temp 0.7 --top-p 0.9 --seed 1 --json"),
     .run = command_generate},
    {.name = "tokenize",
     .summary = "text to token ids",
     .about = "Reads text from standard input and prints its ids on one line.",
     .options = {.groups = GROUPS(model_options, tokenize_options, json_options)},
     .examples = EXAMPLES("printf 'Hello' | silex tokenize --model ./model --json"),
     .run = command_tokenize},
    {.name = "detokenize",
     .summary = "token ids to text",
     .about = "Reads ids, separated by blanks or commas or as tokenize --json prints them, and "
              "prints their text with nothing added.",
     .options = {.groups = GROUPS(model_options, detokenize_options, json_options)},
     .examples = EXAMPLES("silex detokenize --model ./model --tokens 1,2,3",
                          "printf 'Hello' | silex tokenize --model ./model --json | "
                          "silex detokenize --model ./model --skip-special"),
     .run = command_detokenize},
    {.name = "render",
     .summary = "messages to the prompt that a chat template makes",
     .about = "Prints the prompt exactly, with nothing added.",
     .options = {.groups = GROUPS(render_options)},
     .examples = EXAMPLES("silex render --template chat.jinja --messages messages.json",
                          "silex render --template chat.jinja --messages messages.json "
                          "--kwargs '{\"bos_token\": \"<s>\"}' --now 2025-07-14T09:30:00"),
     .run = command_render},
    {.name = "logits",
     .summary = "the logits after each token, as a NumPy file",
     .about = "Row i of the file holds the logits that follow token i.",
     .options = {.groups = GROUPS(model_options, adapter_options, logits_options, cache_options,
                                  machine_options)},
     .examples = EXAMPLES("silex logits --model ./model --tokens 1,2,3 --precision exact "
                          "--output logits.npy"),
     .run = command_logits},
    {.name = "perplexity",
     .summary = "how well a model predicts a text",
     .about =
         "Cuts each text into sequences and tells the mean negative log-likelihood per token, "
         "in nats, the perplexity, which is its exponential, and the standard error of both. With "
         "--compare-precision also the mean Kullback-Leibler divergence of exact to fast, on "
         "the same weights.",
     .options = {.groups = GROUPS(model_options, adapter_options, perplexity_options, cache_options,
                                  machine_options, json_options)},
     .examples = EXAMPLES("silex perplexity --model ./model --file story.txt",
                          "silex perplexity --model ./model --file story.txt "
                          "--sequence-length 128 --precision exact --json",
                          "silex perplexity --model ./model --file story.txt "
                          "--compare-precision"),
     .run = command_perplexity},
    {.name = "importance",
     .summary = "which weights of a model matter, for converting it",
     .about =
         "Reads a text with the model and writes, for every matrix of weights, the mean square "
         "of what each of its columns is multiplied with. silex convert --importance then "
         "loses less where it matters more.",
     .options = {.groups =
                     GROUPS(model_options, importance_options, cache_options, machine_options)},
     .examples = EXAMPLES("silex importance --model ./model --file story.txt --output "
                          "story.importance"),
     .run = command_importance},
    {.name = "cache-prompt",
     .summary = "compute a prompt once, for many answers",
     .about = "Writes what the model has made of a prompt to a file. Prompts given to generate or "
              "chat with --prompt-cache-file then come after it and need not compute it again.",
     .options = {.groups =
                     GROUPS(model_options, adapter_options, prompt_options, cache_prompt_options,
                            cache_options, machine_options, verbose_options)},
     .examples = EXAMPLES("silex cache-prompt --model ./model --prompt \"Once upon a time\" "
                          "--prompt-cache-file story.cache",
                          "silex generate --model ./model --prompt-cache-file story.cache "
                          "--prompt \" there was a cat\""),
     .run = command_cache_prompt},
    {.name = "inspect",
     .summary = "what a checkpoint is, whether it fits here, how fast it can be",
     .about = "Tells family, sizes, quantization, how many bytes of weights one token reads, what "
              "the checkpoint recommends for sampling, and the memory needed for some context "
              "lengths. With --remote also of a model that was not fetched yet.",
     .options = {.groups = GROUPS(model_options, inspect_options, cache_options,
                                  speculation_options, machine_options, json_options),
                 .positional_field = FIELD(model),
                 .positional_name = "DIR"},
     .examples = EXAMPLES("silex inspect ./model", "silex inspect ./model --speed",
                          "silex inspect --remote mlx-community/Qwen3-4B-4bit",
                          "silex inspect ./model --context 128,256 --kv-bits 8 --json"),
     .run = command_inspect},
    {.name = "bench",
     .summary = "how fast a model runs here, and how fast it could",
     .about = "Measures reading prompts and making tokens between measurements of what the machine "
              "can do at best with the same threads: the share of the limit is what the program "
              "makes of it. Also the time to the first token, the peak memory, how long threads "
              "wait for each other, and the energy where there is a meter.",
     .options = {.groups = GROUPS(model_options, adapter_options, bench_options, cache_options,
                                  speculation_options, machine_options, json_options)},
     .examples = EXAMPLES("silex bench --model ./model -p 64 -g 16 -n 3",
                          "silex bench --model ./model -p 64 -g 16 -n 3 --depth 0,100 --batch 1,4 "
                          "--json",
                          "silex bench --model ./model -p 64 -g 16 -n 3 --seconds 1 "
                          "--plot bench.svg"),
     .run = command_bench},
    {.name = "make-model",
     .summary = "a checkpoint with random weights, to measure with or to train",
     .about = "Writes a new directory DIR with config.json, weights and a tokenizer in the shape "
              "of a known model, or of one's own. It answers nonsense, at the speed of the real "
              "one. DIR appears when it is complete; Ctrl-C leaves nothing behind.",
     .options = {.groups = GROUPS(make_model_options),
                 .positional_field = FIELD(output),
                 .positional_name = "DIR"},
     .examples = EXAMPLES("silex make-model --like llama-3.2-1b --quantize 4 --layers 1 "
                          "--vocab 1000 ./small",
                          "silex make-model --like qwen3-0.6b --quantize mxfp4 --layers 1 "
                          "--vocab 1000 ./smaller",
                          "silex make-model --config ./model/config.json --tokenizer ./model "
                          "--for-training --dtype float32 ./fresh"),
     .run = command_make_model},
    {.name = "convert",
     .summary = "a checkpoint in MLX or GGUF form, quantized or not",
     .about = "Reads a checkpoint in Hugging Face, MLX or GGUF form and writes one in MLX form, "
              "with the codes that MLX itself would make, or with --gguf one GGUF file, with the "
              "blocks that llama.cpp itself would make. DIR appears when it is complete; until "
              "then its files are in DIR.partial, and after an interruption the same command goes "
              "on with what is there. The checkpoint is only read.",
     .options = {.groups = GROUPS(convert_options)},
     .examples = EXAMPLES("silex convert --model ./model -q --mlx-path ./model-4bit",
                          "silex convert --model ./model -q --q-mode mxfp8 --dtype float16 "
                          "--mlx-path ./model-mxfp8",
                          "silex convert --model ./model --gguf model-q4_k.gguf --type q4_k",
                          "silex convert --model ./model -q --quality better --mlx-path "
                          "./model-better"),
     .run = command_convert},
    {.name = "lora",
     .summary = "teach a model from your own files",
     .about = "Learns from the JSON Lines in --data and writes an adapter: a small file beside the "
              "model, which --adapter-path of the other commands reads, as mlx-lm does. Lines hold "
              "\"messages\" (and \"tools\"), or \"prompt\" and \"completion\", or \"text\". Ctrl-C "
              "saves and tells how to go on. Beside the adapter are metrics.jsonl and loss.svg. "
              "Nothing leaves this machine.",
     .options = {.groups = GROUPS(model_options, lora_options, train_machine_options)},
     .examples = EXAMPLES("silex lora --train --model ./model --data ./data --iters 20 "
                          "--learning-rate 1e-4",
                          "silex lora --train --model ./model --data ./data --iters 40 "
                          "--learning-rate 1e-4 --resume",
                          "silex chat --model ./model --adapter-path adapters"),
     .run = command_lora},
    {.name = "fuse",
     .summary = "an adapter as part of a model's weights",
     .about = "Reads a model and an adapter and writes one checkpoint that computes what both did "
              "together: in MLX form, where what was quantized is quantized again in the same way "
              "and floats keep their types, or as a GGUF file of any type. DIR appears when it is "
              "complete; after an interruption the same command goes on with what is there. Model "
              "and adapter are only read.",
     .options = {.groups = GROUPS(fuse_options, machine_options, json_options)},
     .examples = EXAMPLES("silex fuse --model ./model --adapter-path adapters --save-path "
                          "./fused --file story.txt",
                          "silex fuse --model ./model --adapter-path adapters --dequantize "
                          "--save-path ./fused-float",
                          "silex fuse --model ./model --adapter-path adapters --save-path "
                          "fused.gguf --type q8_0"),
     .run = command_fuse},
    {.name = "convert-adapter",
     .summary = "an adapter in the form of mlx-lm or of PEFT",
     .about = "Reads an adapter of mlx-lm or PEFT (LoRA, DoRA) and writes it in the other form, to "
              "a new directory. The adapter is only read; what the other form cannot hold is "
              "refused.",
     .options = {.groups = GROUPS(convert_adapter_options)},
     .examples = EXAMPLES("silex convert-adapter --adapter-path adapters --format peft "
                          "--save-path ./adapters-peft"),
     .run = command_convert_adapter},
    {.name = "train-tokenizer",
     .summary = "a tokenizer from your own texts",
     .about = "Learns a byte-level BPE tokenizer, with the merges that the Hugging Face tokenizers "
              "library would learn, and writes a new directory DIR with tokenizer.json and "
              "tokenizer_config.json, which that library opens, too. A file that ends in .jsonl "
              "holds lines as silex lora has them, other files are text. Nothing leaves this "
              "machine.",
     .options = {.groups = GROUPS(train_tokenizer_options),
                 .positional_field = FIELD(output),
                 .positional_name = "DIR"},
     .examples = EXAMPLES("silex train-tokenizer --file story.txt --vocab 400 ./words",
                          "silex train-tokenizer --file data/train.jsonl --vocab 300 "
                          "--pre-tokenizer qwen2 --eos-token '<|im_end|>' ./fewer-words"),
     .run = command_train_tokenizer},
    {.name = "pull",
     .summary = "fetch a model into the store",
     .about = "Fetches ORG/NAME, ORG/NAME@REVISION or ORG/NAME:VARIANT from the Hugging Face hub "
              "into the store that "
              "the Python tools use, too, checks every file against its hash, and prints the "
              "folder. What is there is not fetched again; after an interruption the next pull "
              "goes on where it was. Without --include, weights that repeat those of the "
              "safetensors for other programs are left out. Reads HF_TOKEN, HF_ENDPOINT, HF_HOME, "
              "HF_HUB_CACHE and the proxies of the environment. The program silex-hub does this; "
              "no other command opens a network connection.",
     .options = {.groups = GROUPS(pull_options),
                 .positional_field = FIELD(model),
                 .positional_name = "ORG/NAME"},
     .examples = EXAMPLES("silex pull mlx-community/Qwen3-0.6B-4bit",
                          "silex pull Qwen/Qwen3-0.6B-GGUF:Q4_K_M"),
     .run = command_pull},
    {.name = "list",
     .summary = "the models of the store",
     .about = "Tells each model's size, family, when it was last used, and whether all of it is "
              "there.",
     .options = {.groups = GROUPS(list_options)},
     .examples = EXAMPLES("silex list", "silex list --json"),
     .run = command_list},
    {.name = "verify",
     .summary = "compare a model's files with their hashes",
     .about = "Reads all files of ORG/NAME or ORG/NAME@REVISION. What differs is set aside and "
              "told, with exit status 1; the next pull fetches the damaged pieces.",
     .options = {.groups = GROUPS(no_options),
                 .positional_field = FIELD(model),
                 .positional_name = "ORG/NAME"},
     .examples = EXAMPLES("silex verify mlx-community/Qwen3-0.6B-4bit"),
     .run = command_verify},
    {.name = "rm",
     .summary = "remove a model from the store",
     .about = "Removes ORG/NAME, or with ORG/NAME@REVISION that revision and the files that no "
              "other revision has. It is not asked for twice.",
     .options = {.groups = GROUPS(no_options),
                 .positional_field = FIELD(model),
                 .positional_name = "ORG/NAME"},
     .examples = EXAMPLES("silex rm mlx-community/Qwen3-0.6B-4bit"),
     .run = command_rm},
};

const size_t n_commands = sizeof commands / sizeof *commands;

const struct command *command_find(const char *name)
{
    for (size_t i = 0; i < n_commands; i++) {
        if (strcmp(commands[i].name, name) == 0) {
            return &commands[i];
        }
    }
    return NULL;
}
