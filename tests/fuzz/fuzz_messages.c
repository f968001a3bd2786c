/*
 * What a user hands to a chat: a JSON object with any of messages, tools, documents, kwargs and
 * flags, rendered with a template that looks at all of it.
 */
#include <stdlib.h>
#include <string.h>

#include "formats/json.h"
#include "text/chat.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes);

static const char source[] =
    "{{ bos_token }}{% if tools %}{{ tools|tojson(indent=2) }}{% endif %}"
    "{% for m in messages %}<|{{ m.role }}|>{% if m.content is string %}{{ m.content|trim }}"
    "{% elif m.content is iterable %}{% for p in m.content %}{{ p.text if p is mapping else p }}"
    "{% endfor %}{% endif %}{% if m.reasoning_content %}<think>{{ m.thinking }}</think>{% endif %}"
    "{% for c in m.tool_calls or [] %}{{ c.function.name }}{{ c.function.arguments|tojson }}"
    "{% endfor %}</s>{% endfor %}{% if documents %}{{ documents|length }}{% endif %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}{{ x|default('') }}";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n_bytes)
{
    json_t *input = json_parse((struct bytes){data, n_bytes}, "messages", NULL);
    struct chat *chat = NULL;
    struct error err = {.code = ERROR_NONE};
    struct buffer out;
    buffer_init(&out, 1 << 24);
    struct bytes text = {(const uint8_t *)source, sizeof source - 1};
    if (input != NULL && chat_open_source(&chat, text, "fuzz", &err)) {
        bool is_array = json_is_array(input);
        struct chat_request request = {
            .messages = is_array ? input : json_object_get(input, "messages"),
            .tools = json_object_get(input, "tools"),
            .documents = json_object_get(input, "documents"),
            .kwargs = json_object_get(input, "kwargs"),
            .add_generation_prompt = json_is_true(json_object_get(input, "add_generation_prompt")),
            .continue_final_message =
                json_is_true(json_object_get(input, "continue_final_message")),
            .is_literal = json_is_true(json_object_get(input, "is_literal")),
        };
        bool succeeded = chat_render(chat, &request, &out, &err);
        if (!succeeded && (err.code == ERROR_NONE || out.n_bytes != 0)) {
            abort();
        }
        struct bytes prompt = {(const uint8_t *)buffer_text(&out), out.n_bytes};
        chat_is_thinking(chat_reasoning_marks(chat, NULL, NULL), prompt);
    }
    buffer_clear(&out);
    chat_close(chat);
    json_decref(input);
    return 0;
}
