// Silex in a C++17 program: handles that close themselves, errors as exceptions of the program's
// own, and a lambda for each token.
//
//     embed MODEL
#include <silex/silex.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct Failure : std::runtime_error {
    using std::runtime_error::runtime_error;
};

void check(silex_status status, const silex_error &error)
{
    if (status != SILEX_OK) {
        throw Failure(error.message[0] != '\0' ? error.message : silex_status_text(status));
    }
}

class Model {
  public:
    explicit Model(const std::string &path)
    {
        silex_error error{};
        silex_model *opened = nullptr;
        check(silex_model_open(path.c_str(), nullptr, &opened, &error), error);
        handle.reset(opened);
    }

    std::vector<std::uint32_t> tokenize(std::string_view text) const
    {
        silex_error error{};
        std::uint32_t *ids = nullptr;
        std::size_t n_ids = 0;
        check(silex_tokenize(get(), text.data(), text.size(), true, &ids, &n_ids, &error), error);
        std::vector<std::uint32_t> out(ids, ids + n_ids);
        silex_free(ids);
        return out;
    }

    silex_model *get() const
    {
        return handle.get();
    }

  private:
    struct Close {
        void operator()(silex_model *model) const
        {
            silex_model_close(model);
        }
    };
    std::unique_ptr<silex_model, Close> handle;
};

class Session {
  public:
    using OnText = std::function<bool(std::string_view)>;

    explicit Session(const Model &model)
    {
        silex_error error{};
        silex_session *opened = nullptr;
        check(silex_session_open(model.get(), nullptr, &opened, &error), error);
        handle.reset(opened);
    }

    // on_text must not throw: it is called from C.
    std::size_t generate(const std::vector<std::uint32_t> &prompt, std::size_t max_tokens,
                         OnText on_text)
    {
        silex_error error{};
        silex_generate_options options{};
        silex_result result{};
        options.max_tokens = max_tokens;
        options.user = &on_text;
        options.on_token = [](void *user, const silex_token *token) {
            return (*static_cast<OnText *>(user))(std::string_view(token->text, token->n_bytes));
        };
        check(silex_generate(handle.get(), prompt.data(), prompt.size(), &options, &result, &error),
              error);
        const std::size_t n_tokens = result.n_tokens;
        silex_result_clear(&result);
        return n_tokens;
    }

  private:
    struct Close {
        void operator()(silex_session *session) const
        {
            silex_session_close(session);
        }
    };
    std::unique_ptr<silex_session, Close> handle;
};

} // namespace

int main(int n_arguments, char **arguments)
{
    if (n_arguments != 2) {
        std::cerr << "usage: embed MODEL\n";
        return 2;
    }
    try {
        const Model model(arguments[1]); // outlives the session
        Session session(model);
        const std::size_t n_tokens =
            session.generate(model.tokenize("Once upon a time"), 32, [](std::string_view text) {
                std::cout << text << std::flush;
                return true;
            });
        std::cout << "\n(" << n_tokens << " tokens)\n";
        return 0;
    } catch (const std::exception &failure) {
        std::cerr << "embed: " << failure.what() << '\n';
        return 1;
    }
}
