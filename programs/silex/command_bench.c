/* silex bench: measured in bench_run.c, told in bench_show.c, drawn in bench_plot.c. */
#include "bench.h"
#include "commands.h"
#include "report.h"

int command_bench(const struct settings *settings)
{
    struct error err = {0};
    struct bench bench;
    bool is_good = bench_run(&bench, settings, &err);
    if (is_good) {
        (settings->wants_json  ? bench_show_json
         : settings->wants_csv ? bench_show_csv
                               : bench_show_text)(&bench);
        is_good = settings->plot == NULL || bench_plot(&bench, settings->plot, &err);
    }
    bench_clear(&bench);
    return is_good ? EXIT_DONE : report_error(&err);
}
