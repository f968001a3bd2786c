/* The choice of threads on machines that are made up: what a step takes is a formula. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/random.h"
#include "compute/cpu/thread_choice.h"

enum { MOST_STEPS = 200, N_SEEDS = 200 };

/* A step on n threads takes the longer of reading and computing, and a little for each thread. */
struct machine {
    unsigned n_most;
    double n_saturate;     /* threads that saturate the memory */
    double n_compute;      /* threads that compute as fast as the memory reads */
    double thread_seconds; /* that each one more costs */
    double growth;         /* of the time with each step, as the context grows */
    double noise;          /* the most that a neighbour adds, as a share */
    double n_hits;         /* one step of so many takes three times as long; 0: none */
    bool jumps;            /* long contexts and short ones take turns, in runs of seven steps */
};

static double larger(double a, double b)
{
    return a > b ? a : b;
}

static double seconds_of(const struct machine *machine, unsigned n, uint64_t seed, unsigned step)
{
    double seconds = larger(1, larger(machine->n_saturate, machine->n_compute) / n) +
                     machine->thread_seconds * n;
    seconds *= 1 + machine->growth * step;
    seconds *= machine->jumps && step / 7 % 2 == 1 ? 2.5 : 1;
    seconds *= 1 + machine->noise * (double)(random_bits(seed, step) % 1000) / 1000;
    bool is_hit =
        machine->n_hits > 0 && random_bits(seed + 1, step) % (uint64_t)machine->n_hits == 0;
    return 0.02 * seconds * (is_hit ? 3 : 1);
}

static unsigned chosen(const struct machine *machine, uint64_t seed, double *lost)
{
    struct thread_choice choice;
    double sum = 0, least = 0;
    unsigned step = 0;
    thread_choice_init(&choice, machine->n_most);
    for (; !thread_choice_is_made(&choice); step++) {
        unsigned n = thread_choice_next(&choice);
        assert_in_range(n, 1, machine->n_most);
        assert_true(step < MOST_STEPS);
        thread_choice_note(&choice, seconds_of(machine, n, seed, step));
        sum += seconds_of(machine, n, seed, step);
        least += seconds_of(machine, machine->n_most, seed, step);
    }
    if (lost != NULL) {
        *lost = least > 0 ? (sum - least) / (least / step) : 0; /* in steps */
    }
    return thread_choice_next(&choice);
}

static void one_thread_needs_no_choice(void **state)
{
    const struct machine machine = {.n_most = 1, .n_saturate = 1};
    (void)state;
    assert_int_equal(chosen(&machine, 0, NULL), 1);
}

static void every_saturation_is_found(void **state)
{
    (void)state;
    for (unsigned n_most = 1; n_most <= 64; n_most++) {
        for (unsigned n = 1; n <= n_most; n++) {
            const struct machine reads = {.n_most = n_most, .n_saturate = n};
            const struct machine computes = {.n_most = n_most, .n_compute = n};
            /* Within three percent a thread less is as good. */
            assert_in_range(chosen(&reads, 0, NULL), (unsigned)(n / 1.031), n);
            assert_in_range(chosen(&computes, 0, NULL), (unsigned)(n / 1.031), n);
        }
    }
}

static void the_tries_cost_little(void **state)
{
    double worst = 0;
    (void)state;
    for (unsigned n_most = 2; n_most <= 256; n_most *= 2) {
        for (unsigned n = 1; n <= n_most; n++) {
            const struct machine machine = {.n_most = n_most, .n_saturate = n};
            double lost;
            chosen(&machine, 0, &lost);
            assert_true(lost < 8);
            worst = lost > worst ? lost : worst;
        }
    }
    print_message("at worst the tries cost %.1f steps\n", worst);
}

static void too_many_threads_are_not_kept(void **state)
{
    const struct machine machine = {.n_most = 16, .n_saturate = 3, .thread_seconds = 0.08};
    (void)state;
    assert_in_range(chosen(&machine, 0, NULL), 3, 4);
}

static void two_threads_stay_two(void **state)
{
    const struct machine machines[] = {
        {.n_most = 2, .n_saturate = 2},
        {.n_most = 2, .n_saturate = 1.9, .growth = 0.01},
        {.n_most = 2, .n_saturate = 2, .noise = 0.2, .n_hits = 10},
        {.n_most = 2, .n_saturate = 1.8, .noise = 0.1, .jumps = true},
    };
    (void)state;
    for (size_t i = 0; i < sizeof machines / sizeof machines[0]; i++) {
        for (uint64_t seed = 0; seed < N_SEEDS; seed++) {
            assert_int_equal(chosen(&machines[i], seed, NULL), 2);
        }
    }
}

/* Noise may cost some threads too many; the speed must not suffer. */
static void noise_never_costs_much_speed(void **state)
{
    const struct machine machine = {
        .n_most = 16, .n_saturate = 4, .growth = 0.002, .noise = 0.06, .n_hits = 20, .jumps = true};
    unsigned n_right = 0;
    (void)state;
    for (uint64_t seed = 0; seed < N_SEEDS; seed++) {
        unsigned n = chosen(&machine, seed, NULL);
        assert_in_range(n, 4, 16);
        n_right += n <= 8;
    }
    assert_true(n_right > N_SEEDS * 8 / 10);
}

static void impossible_times_say_nothing(void **state)
{
    struct thread_choice choice;
    (void)state;
    thread_choice_init(&choice, 2);
    for (unsigned i = 0; i < MOST_STEPS; i++) {
        thread_choice_note(&choice, i % 2 == 0 ? 0.0 : -1.0);
    }
    assert_false(thread_choice_is_made(&choice));
    assert_int_equal(thread_choice_next(&choice), 2);
}

/* As long as another program holds a core, nothing is decided, and no number stays slow. */
static void disturbed_steps_decide_nothing(void **state)
{
    const struct machine machine = {.n_most = 4, .n_saturate = 4};
    struct thread_choice choice;
    unsigned n_fewer = 0;
    (void)state;
    thread_choice_init(&choice, 4);
    for (unsigned i = 0; i < MOST_STEPS; i++) {
        bool is_disturbed = thread_choice_next(&choice) < 4 || i % 3 == 0;
        n_fewer += thread_choice_next(&choice) < 4;
        if (is_disturbed) {
            thread_choice_note_disturbed(&choice);
        } else {
            thread_choice_note(&choice, seconds_of(&machine, 4, 0, i));
        }
    }
    assert_false(thread_choice_is_made(&choice));
    assert_in_range(n_fewer, 1, MOST_STEPS / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_thread_needs_no_choice),
        cmocka_unit_test(every_saturation_is_found),
        cmocka_unit_test(the_tries_cost_little),
        cmocka_unit_test(too_many_threads_are_not_kept),
        cmocka_unit_test(two_threads_stay_two),
        cmocka_unit_test(noise_never_costs_much_speed),
        cmocka_unit_test(impossible_times_say_nothing),
        cmocka_unit_test(disturbed_steps_decide_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
