// Uses an installed Silex from C++17, the model from memory: an empty folder is an ordinary error.
#include <iostream>
#include <memory>
#include <silex/silex.h>

int main()
{
    silex_model *opened = nullptr;
    silex_error error{};
    const silex_file config{"config.json", "{", 1};
    const silex_status status = silex_model_open_memory(&config, 1, nullptr, &opened, &error);
    const std::unique_ptr<silex_model, decltype(&silex_model_close)> model(opened,
                                                                           &silex_model_close);
    std::cout << "Silex " << silex_version() << ": " << error.message << "\n";
    return status == SILEX_ERROR_MALFORMED && model == nullptr && error.message[0] != '\0' ? 0 : 1;
}
