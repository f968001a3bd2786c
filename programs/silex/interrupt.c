/* The only mutable globals of the program: what a signal handler can reach. */
#include "interrupt.h"

#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#include "report.h"

static _Atomic(silex_session *) watched;
static atomic_int n_interrupts;
static atomic_bool is_patient, is_final;

static void on_signal(int number)
{
    if (number != SIGINT) {
        atomic_store(&is_final, true);
    }
    if (atomic_fetch_add(&n_interrupts, 1) > 0 && !atomic_load(&is_patient)) {
        _exit(EXIT_INTERRUPTED);
    }
    silex_session *session = atomic_load(&watched);
    if (session != NULL) {
        silex_session_cancel(session);
    }
}

void interrupt_install(void)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal; /* without SA_RESTART: a waiting read returns */
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        sigaction(numbers[i], &action, NULL);
    }
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, NULL);
}

void interrupt_watch(silex_session *session)
{
    atomic_store(&watched, session);
}

void interrupt_be_patient(void)
{
    atomic_store(&is_patient, true);
}

bool interrupt_is_final(void)
{
    return atomic_load(&is_final);
}

bool interrupt_happened(void)
{
    return atomic_load(&n_interrupts) > 0;
}

void interrupt_forget(void)
{
    atomic_store(&n_interrupts, 0);
}
