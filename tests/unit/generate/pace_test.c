/*
 * How many guesses pay, from costs and chances that are made up; and what comes of it on machines
 * that are made up, quiet and noisy.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "base/random.h"
#include "generate/pace.h"

static const double sure[] = {1, 1, 1, 1, 1, 1, 1};

/* Seconds of one to eight tokens at once. */
static const double steep[] = {1.0, 1.35, 1.4, 1.45, 2.8, 2.9, 3.2, 3.4};
static const double flat[] = {1.0, 1.05, 1.1, 1.15, 1.2, 1.25, 1.3, 1.35};
static const double linear[] = {1, 2, 3, 4, 5, 6, 7, 8};

/* ---- single decisions ------------------------------------------------------------------------ */

static struct pace made(const double *seconds)
{
    struct pace pace;
    pace_init(&pace);
    for (size_t n = PACE_MAX_TOKENS; n > 0; n--) {
        pace_note_cost(&pace, n, seconds[n - 1]);
    }
    return pace;
}

static void nothing_is_guessed_before_costs_and_chances_are_known(void **state)
{
    (void)state;
    struct pace pace;
    pace_init(&pace);
    assert_int_equal(pace_choose(&pace, sure, 7, 0.0), 0);
    pace_note_cost(&pace, 1, 1.0);
    double chance = pace_chance(&pace, PACE_LOOKUP);
    assert_int_equal(pace_choose(&pace, &chance, 1, 0.0), 0);
    assert_int_equal(pace_choose(&pace, sure, 7, 0.0), 1);
    pace_note_cost(&pace, 2, 1.1);
    assert_int_equal(pace_choose(&pace, sure, 7, 0.0), 2);
    assert_int_equal(pace_choose(&pace, sure, 1, 0.0), 1);
}

/* A processor for which more than four tokens at once are dear, and others. */
static void the_best_number_is_found(void **state)
{
    (void)state;
    static const double rare[] = {0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2};
    struct pace pace = made(steep);
    assert_int_equal(pace_choose(&pace, sure, 7, 0.0), 3);
    assert_int_equal(pace_choose(&pace, rare, 7, 0.0), 0);
    pace = made(flat);
    assert_int_equal(pace_choose(&pace, sure, 7, 0.0), 7);
    assert_int_equal(pace_choose(&pace, rare, 7, 0.0), 1);
    assert_int_equal(pace_choose(&pace, rare, 7, 0.3), 0); /* guesses that cost as much as this */
    pace = made(linear);
    assert_int_equal(pace_choose(&pace, sure, 7, 0.0), 0);
    pace.always = true;
    assert_int_equal(pace_choose(&pace, rare, 5, 9.0), 5);
}

static void chances_follow_what_is_seen(void **state)
{
    (void)state;
    struct pace pace;
    pace_init(&pace);
    for (int i = 0; i < 40; i++) {
        pace_note_guess(&pace, 1, true);
    }
    assert_true(pace_chance(&pace, 1) > 0.9);
    assert_true(pace_chance(&pace, 3) > 0.9); /* not seen: as the one before */
    assert_true(pace_chance(&pace, 0) < 0.2);
    for (int i = 0; i < 100; i++) {
        pace_note_guess(&pace, 3, i % 4 == 0);
    }
    assert_true(pace_chance(&pace, 3) > 0.15 && pace_chance(&pace, 3) < 0.35);
    assert_true(pace_chance(&pace, 1) > 0.9);
    /* A draft model's opinion of itself is believed at first, and corrected. */
    assert_true(pace_chance(&pace, PACE_DRAFT + 5) > pace_chance(&pace, PACE_DRAFT));
    for (int i = 0; i < 40; i++) {
        pace_note_guess(&pace, PACE_DRAFT + 5, false);
    }
    assert_true(pace_chance(&pace, PACE_DRAFT + 5) < 0.1);
}

/* How many of n steps, of one token each otherwise, are taken with a guess that is sure. */
static size_t count_guesses(struct pace *pace, size_t n, double pair_seconds)
{
    size_t n_guesses = 0;
    for (size_t i = 0; i < n; i++) {
        bool guesses = pace_choose(pace, sure, 1, 0.0) > 0;
        n_guesses += guesses;
        pace_note_cost(pace, guesses ? 2 : 1, guesses ? pair_seconds : 1.0);
    }
    return n_guesses;
}

/* A disturbed measurement does not count, were it the first; a machine that has become slow does;
 * and what is too dear is tried again, more and more seldom, until it is not. */
static void costs_follow_the_machine(void **state)
{
    (void)state;
    struct pace pace;
    pace_init(&pace);
    pace_note_cost(&pace, 1, 1.0);
    pace_note_cost(&pace, 2, 50.0);
    assert_true(count_guesses(&pace, 200, 1.1) > 150);
    pace_note_cost(&pace, 2, 100.0);
    assert_true(count_guesses(&pace, 100, 1.1) > 90);
    size_t n_early = count_guesses(&pace, 1000, 3.0);
    size_t n_late = count_guesses(&pace, 10000, 3.0);
    assert_true(n_early > 0 && n_early < 30);
    assert_true(n_late > 0 && n_late < n_early * 2);
    assert_true(count_guesses(&pace, 10000, 1.1) > 8000);
}

/* ---- made-up machines ------------------------------------------------------------------------ */

struct machine {
    const double *seconds;
    double noise;         /* the share of steps that are disturbed … */
    double disturbed;     /* … and so many times as long */
    double guess_seconds; /* of the draft model; 0: none, the text guesses */
    double reading_seconds;
    double chance; /* of a guess to be right, if the one before is */
    double first;  /* the first measurement of every size is so many times as long */
    size_t kind;
    uint64_t n_drawn;
};

static double draw(struct machine *machine)
{
    return random_uniform(1, machine->n_drawn++);
}

static double take_time(struct machine *machine, struct pace *pace, size_t n_tokens)
{
    double seconds = machine->seconds[n_tokens - 1];
    seconds *= draw(machine) < machine->noise ? machine->disturbed : 1.0 + 0.02 * draw(machine);
    if (pace->costs[n_tokens].n_measured == 0) {
        seconds *= machine->first;
    }
    pace_note_cost(pace, n_tokens, seconds);
    return seconds;
}

/* As speculation.c does it, all guesses being of one kind. Returns how often as fast n tokens come
 * as one by one on the same machine. */
static double speed_up(struct machine machine, size_t n_tokens)
{
    struct pace pace;
    double plain = 0.0, seconds = 0.0, chances[PACE_MAX_TOKENS];
    size_t n = 0, n_missed = 0;
    bool is_drafted = machine.guess_seconds > 0.0;
    pace_init(&pace);
    while (n < n_tokens) {
        size_t kind = is_drafted ? PACE_ANY_DRAFT : machine.kind;
        for (size_t i = 0; i < 7; i++) {
            chances[i] = pace_chance(&pace, kind);
        }
        double cost = is_drafted ? pace_guess_seconds(&pace) : 0.0;
        size_t n_guesses = pace_choose(&pace, chances, is_drafted ? 3 : 7, cost);
        double trial = pace_trial_seconds(&pace, n_missed);
        if (is_drafted && n_guesses == 0 && pace_may_try(&pace, trial)) {
            pace_note_trial(&pace, trial);
            n_guesses = 1;
        }
        if (is_drafted && n_guesses > 0) {
            double caught_up = (double)n_missed * machine.reading_seconds;
            if (n_missed > 0) {
                pace_note_reading_cost(&pace, machine.reading_seconds);
            }
            pace_note_guess_cost(&pace, machine.guess_seconds);
            seconds += caught_up + (double)n_guesses * machine.guess_seconds;
            n_missed = 0;
        } else {
            n_missed++;
        }
        seconds += take_time(&machine, &pace, 1 + n_guesses);
        n++;
        bool is_right = true;
        for (size_t i = 0; is_right && (i < n_guesses || (!is_drafted && i == 0)); i++) {
            is_right = draw(&machine) < machine.chance;
            pace_note_guess(&pace, kind, is_right);
            n += is_right && i < n_guesses;
        }
    }
    struct pace none;
    pace_init(&none);
    for (size_t i = 0; i < n; i++) {
        plain += take_time(&machine, &none, 1);
    }
    return plain / seconds;
}

/* Least speed-up over machines: quiet, disturbed now and then by much, often by little, and at
 * first. */
static double least_speed_up(const struct machine *machine, size_t n_tokens)
{
    static const struct {
        double noise, disturbed, first;
    } noises[] = {{0, 1, 1}, {0.05, 20, 1}, {0.4, 1.5, 1}, {0, 1, 3}, {0.1, 5, 3}};
    double least = 1e9;
    for (size_t i = 0; i < sizeof noises / sizeof *noises; i++) {
        struct machine noisy = *machine;
        noisy.noise = noises[i].noise;
        noisy.disturbed = noises[i].disturbed;
        noisy.first = noises[i].first;
        double sum = 0.0;
        for (uint64_t run = 0; run < 20; run++) { /* what luck does to one run is not meant */
            noisy.n_drawn = run << 32;
            sum += speed_up(noisy, n_tokens) / 20.0;
        }
        least = sum < least ? sum : least;
    }
    return least;
}

static void copying_is_fast_and_prose_not_slow(void **state)
{
    (void)state;
    static const double *const machines[] = {steep, flat};
    for (size_t i = 0; i < 2; i++) {
        const struct machine copying = {.seconds = machines[i], .chance = 0.99, .kind = 5};
        const struct machine prose = {.seconds = machines[i], .chance = 0.1, .kind = 0};
        assert_true(least_speed_up(&copying, 500) > 1.8);
        assert_true(least_speed_up(&prose, 500) > 0.97);
    }
    const struct machine in_vain = {.seconds = linear, .chance = 0.99, .kind = 5};
    assert_true(least_speed_up(&in_vain, 500) > 0.97);
}

static void a_draft_model_is_used_where_it_pays(void **state)
{
    (void)state;
    const struct machine good = {
        .seconds = steep, .guess_seconds = 0.1, .reading_seconds = 0.02, .chance = 0.8};
    const struct machine bad = {
        .seconds = steep, .guess_seconds = 0.15, .reading_seconds = 0.02, .chance = 0.03};
    const struct machine dear = {
        .seconds = steep, .guess_seconds = 0.9, .reading_seconds = 0.2, .chance = 0.95};
    assert_true(least_speed_up(&good, 500) > 1.3);
    assert_true(least_speed_up(&bad, 500) > 0.97);
    assert_true(least_speed_up(&dear, 500) > 0.97);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_guessed_before_costs_and_chances_are_known),
        cmocka_unit_test(the_best_number_is_found),
        cmocka_unit_test(chances_follow_what_is_seen),
        cmocka_unit_test(costs_follow_the_machine),
        cmocka_unit_test(copying_is_fast_and_prose_not_slow),
        cmocka_unit_test(a_draft_model_is_used_where_it_pays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
