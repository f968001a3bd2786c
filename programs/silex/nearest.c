/* Edit distance with swapped neighbours, over two short words. */
#include "nearest.h"

#include <stdbool.h>
#include <string.h>

enum { MAX_LETTERS = 40 };

static size_t smallest(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

/* Both lengths are at most MAX_LETTERS. Three rows of the table are kept: a swap looks back two. */
static size_t edit_distance(const char *a, size_t n_a, const char *b, size_t n_b)
{
    size_t rows[3][MAX_LETTERS + 1];
    for (size_t j = 0; j <= n_b; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= n_a; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i - 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= n_b; j++) {
            size_t change = above[j - 1] + (a[i - 1] != b[j - 1]);
            row[j] = smallest(change, above[j] + 1, row[j - 1] + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = smallest(row[j], row[j], rows[(i - 2) % 3][j - 2] + 1);
            }
        }
    }
    return rows[n_a % 3][n_b];
}

void nearest_try(struct nearest *nearest, const char *typed, const char *known)
{
    size_t n_typed = strlen(typed), n_known = strlen(known);
    if (n_typed == 0 || n_typed > MAX_LETTERS || n_known > MAX_LETTERS) {
        return;
    }
    size_t distance = edit_distance(typed, n_typed, known, n_known);
    size_t allowed = n_known / 3 > 2 ? n_known / 3 : 2;
    size_t n_shared = n_typed < n_known ? n_typed : n_known;
    bool begins_alike = n_shared >= 3 && strncmp(typed, known, n_shared) == 0;
    if (!begins_alike && (distance >= n_known || distance > allowed)) {
        return;
    }
    if (nearest->word == NULL || distance < nearest->distance) {
        nearest->word = known;
        nearest->distance = distance;
    }
}
