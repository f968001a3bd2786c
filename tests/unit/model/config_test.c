/* config.json: what families say, old and new forms, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>
#include "model/config.h"

static struct arena arena;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, 1 << 24);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_clear(&arena);
    return 0;
}

static bool read_text(const char *text, struct model_config *config, struct error *err)
{
    *err = (struct error){ERROR_NONE, ""};
    json_t *json =
        json_parse((struct bytes){(const uint8_t *)text, strlen(text)}, "config.json", err);
    assert_non_null(json);
    bool ok = model_config_read(config, json, &arena, err);
    json_decref(json);
    return ok;
}

static struct model_config accept(const char *text)
{
    struct model_config config;
    struct error err;
    if (!read_text(text, &config, &err)) {
        fail_msg("%s: %s", text, err.message);
    }
    return config;
}

static void refuse(const char *text, enum error_code code, const char *message)
{
    struct model_config config;
    struct error err;
    if (read_text(text, &config, &err)) {
        fail_msg("accepted: %s", text);
    }
    if (err.code != code || strstr(err.message, message) == NULL ||
        strncmp(err.message, "config.json: ", 13) != 0) {
        fail_msg("%s: code %d, %s", text, err.code, err.message);
    }
}

#define SMALL                                                                                      \
    "\"hidden_size\":64,\"num_attention_heads\":4,\"num_hidden_layers\":4,"                        \
    "\"num_key_value_heads\":2,\"intermediate_size\":96,\"vocab_size\":100,"                       \
    "\"max_position_embeddings\":256"

static void family_defaults_hold(void **state)
{
    (void)state;
    struct model_config config = accept("{\"model_type\":\"llama\"}");
    assert_int_equal(config.hidden_size, 4096);
    assert_int_equal(config.n_kv_heads, 32);
    assert_int_equal(config.head_dim, 128);
    assert_int_equal(config.vocabulary_size, 32000);
    assert_false(config.is_tied);
    assert_int_equal(config.layers[31].window, 0);
    config = accept("{\"model_type\":\"mistral\"}");
    assert_int_equal(config.n_kv_heads, 8);
    assert_int_equal(config.layers[0].window, 4096);
    config = accept("{\"model_type\":\"mistral\",\"sliding_window\":null,"
                    "\"num_key_value_heads\":null}");
    assert_int_equal(config.layers[0].window, 0);
    assert_int_equal(config.n_kv_heads, 32);
    config = accept("{\"model_type\":\"gemma2\"}");
    assert_true(config.is_tied);
    assert_true(config.attention_cap == 50 && config.final_cap == 30);
    assert_true(config.embedding_scale == 48);
    assert_true(config.attention_scale == 1.0f / 16);
    assert_int_equal(config.layers[0].window, 4096);
    assert_int_equal(config.layers[1].window, 0);
    config = accept("{\"model_type\":\"gemma2\",\"attn_logit_softcapping\":null}");
    assert_true(config.attention_cap == 0 && config.final_cap == 30);
    config = accept("{\"model_type\":\"cohere2\"}");
    assert_int_equal(config.norm_kind, NORM_LAYER);
    assert_true(config.logit_scale == 0.0625f);
    assert_int_equal(config.layers[2].rope, 0);
    assert_int_equal(config.layers[3].rope, ROPE_NONE);
    assert_int_equal(config.layers[3].window, 0);
    config = accept("{\"model_type\":\"smollm3\"}");
    assert_int_equal(config.layers[3].rope, ROPE_NONE);
    assert_int_equal(config.layers[4].rope, 0);
    assert_true(config.ropes[0].base == 2000000);
    config = accept("{\"model_type\":\"glm4\"}");
    assert_true(config.has_query_key_value_bias && !config.has_output_bias);
    assert_int_equal(config.ropes[0].n_dims, 64);
    assert_true(config.ropes[0].is_interleaved);
}

static void old_and_new_forms_say_the_same(void **state)
{
    (void)state;
    static const char *const forms[] = {
        "{\"model_type\":\"llama\"," SMALL ",\"rope_theta\":500000.0,\"rope_scaling\":{"
        "\"rope_type\":\"llama3\",\"factor\":8,\"low_freq_factor\":1,\"high_freq_factor\":4,"
        "\"original_max_position_embeddings\":64}}",
        "{\"model_type\":\"llama\"," SMALL ",\"rope_parameters\":{\"rope_theta\":5e5,"
        "\"rope_type\":\"llama3\",\"factor\":8.0,\"low_freq_factor\":1.0,"
        "\"high_freq_factor\":4.0,\"original_max_position_embeddings\":64}}",
    };
    for (size_t i = 0; i < 2; i++) {
        struct model_config config = accept(forms[i]);
        const struct rope_config *rope = &config.ropes[0];
        assert_int_equal(rope->kind, ROPE_LLAMA3);
        assert_true(rope->base == 500000 && rope->factor == 8);
        assert_true(rope->low_frequency_factor == 1 && rope->high_frequency_factor == 4);
        assert_int_equal(rope->n_original_positions, 64);
        assert_int_equal(rope->n_dims, 16);
    }
}

static void windows_follow_their_rules(void **state)
{
    (void)state;
    struct model_config config =
        accept("{\"model_type\":\"qwen2\"," SMALL ",\"sliding_window\":8,\"max_window_layers\":3}");
    assert_int_equal(config.layers[3].window, 0);
    config = accept("{\"model_type\":\"qwen2\"," SMALL ",\"use_sliding_window\":true,"
                    "\"sliding_window\":8,\"max_window_layers\":3}");
    assert_int_equal(config.layers[2].window, 0);
    assert_int_equal(config.layers[3].window, 8);
    config = accept("{\"model_type\":\"qwen3\"," SMALL ",\"use_sliding_window\":true,"
                    "\"sliding_window\":8,\"layer_types\":[\"sliding_attention\","
                    "\"full_attention\",\"full_attention\",\"full_attention\"]}");
    assert_int_equal(config.layers[0].window, 8);
    assert_int_equal(config.layers[3].window, 0);
    config = accept("{\"model_type\":\"smollm3\"," SMALL ",\"use_sliding_window\":true,"
                    "\"sliding_window\":8,\"no_rope_layers\":[1,0,1,1]}");
    assert_int_equal(config.layers[1].window, 8);
    assert_int_equal(config.layers[1].rope, ROPE_NONE);
    assert_int_equal(config.layers[3].window, 0);
    config = accept("{\"model_type\":\"gemma3_text\"," SMALL ",\"sliding_window\":8,"
                    "\"sliding_window_pattern\":2}");
    assert_int_equal(config.layers[0].window, 8);
    assert_int_equal(config.layers[0].rope, 1);
    assert_int_equal(config.layers[1].window, 0);
    assert_int_equal(config.layers[1].rope, 0);
    config = accept("{\"model_type\":\"llama\"," SMALL ",\"layer_types\":[\"full_attention\","
                    "\"full_attention\",\"full_attention\",\"full_attention\"]}");
    assert_int_equal(config.layers[0].window, 0);
}

static void two_ropes_in_both_forms(void **state)
{
    (void)state;
    static const char *const forms[] = {
        "{\"model_type\":\"gemma3_text\"," SMALL ",\"rope_theta\":1000000,"
        "\"rope_local_base_freq\":20000,\"rope_scaling\":{\"rope_type\":\"linear\",\"factor\":8}}",
        "{\"model_type\":\"gemma3_text\"," SMALL ",\"rope_parameters\":{\"full_attention\":{"
        "\"rope_type\":\"linear\",\"factor\":8,\"rope_theta\":1000000},\"sliding_attention\":{"
        "\"rope_type\":\"default\",\"rope_theta\":20000}}}",
        "{\"model_type\":\"gemma3\",\"vision_config\":{},\"text_config\":{"
        "\"model_type\":\"gemma3_text\"," SMALL ",\"rope_local_base_freq\":20000,"
        "\"rope_scaling\":{\"rope_type\":\"linear\",\"factor\":8}}}",
        "{\"model_type\":\"gemma3\",\"text_config\":{" SMALL ",\"rope_local_base_freq\":20000,"
        "\"rope_scaling\":{\"rope_type\":\"linear\",\"factor\":8}}}",
    };
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        struct model_config config = accept(forms[i]);
        assert_string_equal(config.family, "gemma3_text");
        assert_int_equal(config.n_ropes, 2);
        assert_int_equal(config.ropes[0].kind, ROPE_LINEAR);
        assert_true(config.ropes[0].base == 1000000 && config.ropes[0].factor == 8);
        assert_int_equal(config.ropes[1].kind, ROPE_DEFAULT);
        assert_true(config.ropes[1].base == 20000);
        assert_int_equal(config.head_dim, 256);
    }
}

static void longrope_is_read_with_its_older_names(void **state)
{
    (void)state;
    static const char *const kinds[] = {"longrope", "su", "yarn"};
    for (size_t i = 0; i < 3; i++) {
        char text[1000];
        snprintf(text, sizeof text,
                 "{\"model_type\":\"phi3\"," SMALL ",\"partial_rotary_factor\":0.25,"
                 "\"original_max_position_embeddings\":128,\"rope_scaling\":{\"type\":\"%s\","
                 "\"short_factor\":[1,1.5],\"long_factor\":[2,3.5]}}",
                 kinds[i]);
        struct model_config config = accept(text);
        assert_int_equal(config.ropes[0].kind, ROPE_LONGROPE);
        assert_int_equal(config.ropes[0].n_dims, 4);
        assert_int_equal(config.ropes[0].n_original_positions, 128);
        assert_true(config.ropes[0].long_factors[1] == 3.5f);
    }
}

static void wrong_values_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *member;
        const char *message;
    } malformed[] = {
        {"\"head_dim\":0", "\"head_dim\": 0 is outside"},
        {"\"head_dim\":-16", "\"head_dim\": -16 is outside"},
        {"\"head_dim\":1000000", "\"head_dim\": 1000000 is outside"},
        {"\"head_dim\":\"16\"", "expected an integer, found string"},
        {"\"head_dim\":15", "even number"},
        {"\"rms_norm_eps\":-1", "rms_norm_eps"},
        {"\"tie_word_embeddings\":1", "expected true or false"},
        {"\"hidden_act\":[]", "expected a string"},
        {"\"rope_theta\":0", "rope_theta"},
        {"\"rope_scaling\":7", "expected an object"},
        {"\"rope_scaling\":{\"type\":\"linear\"}", "without \"factor\""},
        {"\"rope_scaling\":{\"type\":\"llama3\",\"factor\":8}", "low_freq_factor"},
        {"\"rope_scaling\":{\"type\":\"longrope\",\"factor\":2}", "short_factor"},
        {"\"rope_scaling\":{\"type\":\"longrope\",\"short_factor\":[1,1],\"long_factor\":[1]}",
         "expected 8 numbers, found 2"},
        {"\"layer_types\":[\"full_attention\"]", "1 entries for 4 layers"},
    };
    static const struct {
        const char *member;
        const char *message;
    } unsupported[] = {
        {"\"hidden_act\":\"relu2\"", "\"relu2\""},
        {"\"rope_scaling\":{\"type\":\"mrope\",\"factor\":2}", "\"mrope\""},
        {"\"partial_rotary_factor\":0.5", "rotate whole heads"},
        {"\"attn_logit_softcapping\":50.0", "attn_logit_softcapping"},
        {"\"use_qk_norm\":true", "use_qk_norm"},
        {"\"model_file\":\"x.py\"", "model_file"},
        {"\"layer_types\":[\"sliding_attention\",\"full_attention\",\"full_attention\","
         "\"full_attention\"],\"sliding_window\":8",
         "no support for sliding_attention"},
        {"\"layer_types\":[\"linear_attention\",\"full_attention\",\"full_attention\","
         "\"full_attention\"]",
         "found \"linear_attention\""},
    };
    char text[1000];
    for (size_t i = 0; i < sizeof malformed / sizeof malformed[0]; i++) {
        snprintf(text, sizeof text, "{\"model_type\":\"llama\"," SMALL ",%s}", malformed[i].member);
        refuse(text, ERROR_MALFORMED, malformed[i].message);
    }
    for (size_t i = 0; i < sizeof unsupported / sizeof unsupported[0]; i++) {
        snprintf(text, sizeof text, "{\"model_type\":\"llama\"," SMALL ",%s}",
                 unsupported[i].member);
        refuse(text, ERROR_UNSUPPORTED, unsupported[i].message);
    }
    refuse("{}", ERROR_MALFORMED, "\"model_type\" is missing");
    refuse("{\"model_type\":3}", ERROR_MALFORMED, "expected a string");
    refuse("{\"model_type\":\"llama\",\"hidden_size\":0}", ERROR_MALFORMED, "hidden_size");
    refuse("{\"model_type\":\"llama\",\"hidden_size\":4294967297}", ERROR_MALFORMED, "hidden_size");
    refuse("{\"model_type\":\"llama\",\"hidden_size\":100}", ERROR_MALFORMED, "no multiple");
    refuse("{\"model_type\":\"llama\",\"num_key_value_heads\":5}", ERROR_MALFORMED,
           "does not divide");
    refuse("{\"model_type\":\"qwen3\"," SMALL ",\"layer_types\":[\"sliding_attention\","
           "\"full_attention\",\"full_attention\",\"full_attention\"]}",
           ERROR_MALFORMED, "no \"sliding_window\"");
}

static void unknown_family_is_named_and_known_ones_listed(void **state)
{
    (void)state;
    refuse("{\"model_type\":\"mamba2\"}", ERROR_UNSUPPORTED,
           "\"mamba2\"; supported are: llama, mistral, qwen2, qwen3, gemma2, gemma3_text, phi3, "
           "smollm3, olmo2, granite, glm4, cohere2");
    refuse("{\"model_type\":\"x\",\"text_config\":{\"model_type\":\"y\"}}", ERROR_UNSUPPORTED,
           "\"y\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(family_defaults_hold, setup, teardown),
        cmocka_unit_test_setup_teardown(old_and_new_forms_say_the_same, setup, teardown),
        cmocka_unit_test_setup_teardown(windows_follow_their_rules, setup, teardown),
        cmocka_unit_test_setup_teardown(two_ropes_in_both_forms, setup, teardown),
        cmocka_unit_test_setup_teardown(longrope_is_read_with_its_older_names, setup, teardown),
        cmocka_unit_test_setup_teardown(wrong_values_are_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(unknown_family_is_named_and_known_ones_listed, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
