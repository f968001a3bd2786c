"""Each checker catches what it is for: a small tree is sound, then one fault at a time is planted.

    python3 tests/checkers/checkers_test.py
"""

import os
import shutil
import subprocess
import tempfile
import unittest

TOOLS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tools")

SOUND = {
    "src/LAYERS": "base:\nmodel: base\napi: model base silex\n",
    "src/base/word.h": "#ifndef BASE_WORD_H\n#define BASE_WORD_H\nint word(void);\n#endif\n",
    "src/base/word.c": '#include "base/word.h"\n\nint word(void)\n{\n    return 1;\n}\n',
    "src/model/families.c": '#include "base/word.h"\n\n'
    'static const char *const rows[] = {{"llama"}, {"qwen2"}};\n',
    "include/silex/silex.h": "#ifndef SILEX_H\n#define SILEX_H\nint silex_one(void);\n#endif\n",
    "programs/silex/main.c": '#include <silex/silex.h>\n#include "base/word.h"\n',
    "README.md": "# Title\n\n[source](src/LAYERS) and [heading](#a-heading)\n\n## A heading\n",
}


class Planted(unittest.TestCase):
    def setUp(self):
        self.root = tempfile.mkdtemp(prefix="silex-checkers-")
        self.addCleanup(shutil.rmtree, self.root)
        for path, text in SOUND.items():
            self.write(path, text)

    def write(self, path, text):
        full = os.path.join(self.root, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8") as file:
            file.write(text)

    def run_checker(self, name, *arguments):
        command = [os.path.join(TOOLS, name), *(arguments or [self.root])]
        return subprocess.run(command, capture_output=True, text=True)

    def assert_sound(self, name):
        result = self.run_checker(name)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def assert_caught(self, name, place, words):
        result = self.run_checker(name)
        self.assertEqual(result.returncode, 1, result.stdout + result.stderr)
        self.assertIn(place, result.stdout)
        self.assertIn(words, result.stdout)


class Layers(Planted):
    def test_sound(self):
        self.assert_sound("check-layers")

    def test_upward_include(self):
        self.write("src/model/part.h", "")
        self.write("src/base/word.c", '#include "base/word.h"\n#include "model/part.h"\n')
        self.assert_caught("check-layers", "src/base/word.c:2", "may include nothing of ours")

    def test_include_without_its_layer(self):
        self.write("src/base/word.c", '#include "word.h"\n')
        self.assert_caught("check-layers", "src/base/word.c:1", "write includes from src/")

    def test_unlisted_folder(self):
        self.write("src/utils/x.c", "")
        self.assert_caught("check-layers", "src/utils/x.c:1", "not a folder of src/LAYERS")

    def test_public_header_below_api(self):
        self.write("src/model/part.c", "#include <silex/silex.h>\n")
        self.assert_caught("check-layers", "src/model/part.c:1", "may not know the public")

    def test_program_past_the_public_line(self):
        self.write("src/model/part.h", "")
        self.write("programs/silex/main.c", '#include "model/part.h"\n')
        self.assert_caught("check-layers", "programs/silex/main.c:1", "a program uses")

    def test_family_name(self):
        self.write("src/model/part.c", 'int f(const char *s)\n{\n    return strcmp(s, "qwen2");\n}\n')
        self.assert_caught("check-layers", "src/model/part.c:3", '"qwen2"')

    def test_os_test(self):
        self.write("src/model/part.c", "#ifdef __linux__\n#endif\n")
        self.assert_caught("check-layers", "src/model/part.c:1", "__linux__")

    def test_included_source(self):
        self.write("tests/unit/base/a_test.c", '#include "../../../src/base/word.c"\n')
        self.assert_caught("check-layers", "a_test.c:1", "never include a .c")

    def test_comments_do_not_count(self):
        self.write("src/base/note.c", '/*\n#include "model/part.h"\n#ifdef __linux__\n*/\n')
        self.assert_sound("check-layers")


class Size(Planted):
    @staticmethod
    def function(name, n_lines):
        return f"int {name}(void)\n{{\n" + "    word();\n" * (n_lines - 3) + "}\n"

    def test_at_the_stop(self):
        self.write("src/base/word.c", self.function("f", 70))
        self.assert_sound("check-size")

    def test_long_function(self):
        self.write("src/base/word.c", "\n" + self.function("too_long", 71))
        self.assert_caught("check-size", "src/base/word.c:2", "too_long() has 71 lines")

    def test_long_file(self):
        self.write("src/base/word.c", "int a;\n" * 1201)
        self.assert_caught("check-size", "src/base/word.c:1", "1201 lines")

    def test_long_public_header(self):
        self.write("include/silex/silex.h", "int a;\n" * 401)
        self.assert_caught("check-size", "include/silex/silex.h:1", "the stop is 400")

    def test_exception(self):
        self.write("src/base/word.c", self.function("f", 71))
        self.write("tools/check-size.exceptions", "src/base/word.c:f  one flat switch\n")
        self.assert_sound("check-size")

    def test_exception_without_reason(self):
        self.write("src/base/word.c", self.function("f", 71))
        self.write("tools/check-size.exceptions", "src/base/word.c:f\n")
        self.assert_caught("check-size", "check-size.exceptions:1", "say why")

    def test_stale_exception(self):
        self.write("tools/check-size.exceptions", "src/base/word.c:f  one flat switch\n")
        self.assert_caught("check-size", "check-size.exceptions:1", "no exception any more")


class Style(Planted):
    def plant(self, code, words, path="src/base/bad.c"):
        self.write(path, code)
        self.assert_caught("check-style", f"{path}:", words)

    def test_sound(self):
        self.assert_sound("check-style")

    def test_banned_function(self):
        self.plant("void f(char *a)\n{\n    strcpy(a, a);\n}\n", "strcpy(): use")

    def test_banned_in_tests_too(self):
        self.plant("int a = atoi(b);\n", "atoi(): use", "tests/unit/base/bad_test.c")

    def test_library_that_exits(self):
        self.plant("void f(void)\n{\n    exit(1);\n}\n", "exit(): return an error")

    def test_library_that_prints(self):
        self.plant("void f(void)\n{\n    fputs(a, stderr);\n}\n", "stderr: the library")

    def test_library_that_reads_the_environment(self):
        self.plant('char *a = getenv("A");\n', "getenv()")

    def test_disabled_code(self):
        self.plant("#if 0\nint a;\n#endif\n", "#if 0")

    def test_unfinished(self):
        self.plant("/* TO" "DO: more */\n", "TO" "DO: do it")

    def test_tab(self):
        self.plant("int f(void)\n{\n\treturn 1;\n}\n", "a tab")

    def test_trailing_space(self):
        self.plant("int a; \n", "trailing white space")

    def test_trailing_space_in_documents(self):
        self.plant("text \n", "trailing white space", "docs/page.md")

    def test_typedef_struct(self):
        self.plant("typedef struct {\n    int a;\n} thing;\n", "typedef'd struct")

    def test_reserved_name(self):
        self.plant("struct thing_t {\n    int a;\n};\n", "names in _t")

    def test_repeated_name(self):
        self.plant("", "the name is taken", "src/model/word.c")

    def test_words_in_comments_and_strings(self):
        self.write("src/base/note.c", '/* never strcpy(a, b) */\nconst char a[] = "exit(1)";\n')
        self.assert_sound("check-style")

    def test_format(self):
        if not any(shutil.which(name) for name in ("clang-format-14",)):
            self.skipTest("no clang-format-14")
        self.write(".clang-format", "BasedOnStyle: LLVM\nIndentWidth: 4\n")
        for path in SOUND:
            if path.endswith((".c", ".h")):
                self.write(path, "")
        self.assert_sound("check-style")
        self.plant("int   a ;\n", "not formatted")


class Links(Planted):
    def test_sound(self):
        self.assert_sound("check-links")

    def test_broken_link(self):
        self.write("docs/page.md", "text\n\n[gone](../src/gone.c)\n")
        self.assert_caught("check-links", "docs/page.md:3", "there is no src/gone.c")

    def test_broken_anchor(self):
        self.write("docs/page.md", "[title](../README.md#no-such)\n")
        self.assert_caught("check-links", "docs/page.md:1", "no such heading")

    def test_link_out_of_the_tree(self):
        self.write("docs/page.md", "[out](../../etc/hosts)\n")
        self.assert_caught("check-links", "docs/page.md:1", "there is no")


class Headers(Planted):
    def test_sound(self):
        self.assert_sound("check-headers")

    def test_header_that_needs_another(self):
        self.write("src/base/lean.h", "size_t n(void);\n")
        self.assert_caught("check-headers", "src/base/lean.h:1", "as C17")

    def test_public_header_that_is_not_c_plus_plus(self):
        self.write("include/silex/silex.h", "int silex_one(int class);\n")
        self.assert_caught("check-headers", "include/silex/silex.h:1", "as C++17")

    def test_public_header_that_is_not_c11(self):
        self.write("include/silex/silex.h", "inline constexpr int silex_a = 1;\n")
        self.assert_caught("check-headers", "include/silex/silex.h:1", "as C11")


class Symbols(Planted):
    def build(self, code, *libraries):
        """Builds both libraries of one file, as the project does."""
        self.write("x.c", code)
        compile_command = ["cc", "-fPIC", "-fvisibility=hidden", "-c", "x.c", "-o", "x.o"]
        for command in (
            compile_command,
            ["ar", "rcs", "libsilex.a", "x.o"],
            ["cc", "-shared", "-o", "libsilex.so", "x.o", *libraries],
        ):
            subprocess.run(command, cwd=self.root, check=True)

    def caught(self, code, words):
        self.build(code)
        self.assert_caught("check-symbols", "libsilex", words)

    PUBLIC = '__attribute__((visibility("default"))) int '

    def test_sound(self):
        self.build(self.PUBLIC + "silex_one(void) { return 1; }\n"
                   "static const int table[2] = {1, 2};\n"
                   "const int *const pointers[1] = {table};\n")
        self.assert_sound("check-symbols")

    def test_foreign_export(self):
        self.caught(self.PUBLIC + "other(void) { return 1; }\n", "exports other")

    def test_socket(self):
        self.caught("int socket(int, int, int);\n" + self.PUBLIC +
                    "silex_one(void) { return socket(1, 1, 1); }\n", "refers to socket")

    def test_curl_in_the_library(self):
        self.caught("int curl_easy_perform(void *);\n" + self.PUBLIC +
                    "silex_one(void) { return curl_easy_perform(0); }\n",
                    "refers to curl_easy_perform")

    def build_hub(self, code):
        """Beside the libraries that know nothing of it."""
        self.build(self.PUBLIC + "silex_one(void) { return 1; }\n")
        self.write("hub.c", code)
        for command in (["cc", "-fPIC", "-c", "hub.c", "-o", "hub.o"],
                        ["ar", "rcs", "libsilex_hub.a", "hub.o"]):
            subprocess.run(command, cwd=self.root, check=True)

    def test_hub_by_curl(self):
        self.build_hub("int curl_easy_perform(void *);\n"
                       "int silex_hub(void) { return curl_easy_perform(0); }\n")
        self.assert_sound("check-symbols")

    def test_hub_past_curl(self):
        self.build_hub("int connect(int, const void *, unsigned);\n"
                       "int silex_hub(void) { return connect(1, 0, 0); }\n")
        self.assert_caught("check-symbols", "libsilex_hub.a", "by libcurl alone")

    def test_hub_with_the_engine(self):
        self.build_hub("int silex_hub(void) { return 1; }\n")
        self.write("main.c", "int silex_session_open(void) { return 1; }\n"
                   "int main(void) { return silex_session_open(); }\n")
        subprocess.run(["cc", "main.c", "-o", "silex-hub"], cwd=self.root, check=True)
        self.assert_caught("check-symbols", "silex-hub", "sees no model")

    def test_further_library(self):
        self.build(self.PUBLIC + "silex_one(void) { return 1; }\n", "-Wl,--no-as-needed", "-ldl",
                   "-l:libresolv.so.2")
        self.assert_caught("check-symbols", "libsilex.so", "is linked with libresolv.so.2")

    def test_mutable_global(self):
        self.caught(self.PUBLIC + "silex_one(void) { static int calls; return calls++; }\n",
                    "mutable global")

    def test_initialized_global(self):
        self.caught("int counter = 3;\n", "counter is a mutable global")


if __name__ == "__main__":
    unittest.main()
