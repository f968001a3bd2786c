/* Uses an installed Silex from C11: succeeds when a missing model is an ordinary error. */
#include <silex/silex.h>
#include <stdio.h>
#include <string.h>

int main(void)
{
    silex_model *model = NULL;
    silex_error error = {SILEX_OK, ""};
    silex_status status = silex_model_open("/no/such/model", NULL, &model, &error);
    printf("Silex %s: %s: %s\n", silex_version(), silex_status_text(status), error.message);
    return strcmp(silex_version(), SILEX_VERSION) == 0 && status == SILEX_ERROR_NOT_FOUND &&
                   model == NULL && strstr(error.message, "/no/such/model") != NULL
               ? 0
               : 1;
}
