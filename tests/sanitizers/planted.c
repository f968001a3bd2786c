/* One fault of each kind, for the sanitizers to see: planted leak|overflow|overflowing_sum|race. A
 * test that ends well found a sanitizer that is not there. */
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void plant_leak(void)
{
    char *volatile lost = malloc(10);
    lost[0] = 'a';
    lost = NULL;
}

static void plant_overflow(void)
{
    char *volatile bytes = malloc(10);
    volatile size_t at = 10;
    bytes[at] = 'a';
    free(bytes);
}

static void plant_overflowing_sum(void)
{
    volatile int large = INT_MAX;
    volatile int sum = large + 1;
    (void)sum;
}

static volatile int shared; /* volatile: so many accesses, not one sum */

static void *raise_shared(void *unused)
{
    for (int i = 0; i < 100000; i++) {
        shared++;
    }
    return unused;
}

static void plant_race(void)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, raise_shared, NULL) == 0) {
        raise_shared(NULL);
        pthread_join(thread, NULL);
    }
    printf("%d\n", shared);
}

int main(int n_arguments, char **arguments)
{
    static const struct {
        const char *name;
        void (*plant)(void);
    } faults[] = {{"leak", plant_leak},
                  {"overflow", plant_overflow},
                  {"overflowing_sum", plant_overflowing_sum},
                  {"race", plant_race}};
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        if (n_arguments == 2 && strcmp(arguments[1], faults[i].name) == 0) {
            faults[i].plant();
        }
    }
    return 0;
}
