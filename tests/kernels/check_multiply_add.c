/* Products in chains: all small shapes, some larger ones, a both ways round, k cut in two. */
#include <string.h>
#include "kernels/checker.h"

struct shape {
    size_t n_rows;
    size_t n_inner;
    size_t n_columns;
    bool is_on_its_side;
};

static void check_shape(struct checker *checker, struct shape shape)
{
    enum checker_numbers numbers =
        checker_between(checker, 0, 4) == 0 ? NUMBERS_EXTREME : NUMBERS_ORDINARY;
    size_t b_stride = shape.n_columns + checker_between(checker, 0, 3);
    size_t y_stride = shape.n_columns + checker_between(checker, 0, 3);
    size_t n_a = shape.n_rows * shape.n_inner;
    size_t n_b = shape.n_inner > 0 ? (shape.n_inner - 1) * b_stride + shape.n_columns : 0;
    size_t n_y = shape.n_rows > 0 ? (shape.n_rows - 1) * y_stride + shape.n_columns : 0;
    float *a = checker_place(n_a * sizeof(float), 4);
    float *b = checker_place(n_b * sizeof(float), 4);
    float *expected = checker_place(n_y * sizeof(float), 4);
    float *actual = checker_place(n_y * sizeof(float), 4);
    checker_fill(checker, numbers, a, n_a);
    checker_fill(checker, numbers, b, n_b);
    checker_fill(checker, numbers, expected, n_y);
    memcpy(actual, expected, n_y * sizeof(float));
    struct multiply_add product = {
        .n_rows = shape.n_rows,
        .n_inner = shape.n_inner,
        .n_columns = shape.n_columns,
        .a = a,
        .a_row = shape.is_on_its_side ? 1 : shape.n_inner,
        .a_column = shape.is_on_its_side ? shape.n_rows : 1,
        .b = b,
        .b_stride = b_stride,
        .y = expected,
        .y_stride = y_stride,
    };
    checker->scalar.multiply_add(&product);
    struct multiply_add part = product;
    part.y = actual;
    part.n_inner = checker_between(checker, 0, shape.n_inner);
    checker->level.multiply_add(&part);
    part.a += part.n_inner * part.a_column;
    part.b += part.n_inner * part.b_stride;
    part.n_inner = shape.n_inner - part.n_inner;
    checker->level.multiply_add(&part);
    checker_compare(checker, expected, actual, n_y, "multiply_add, %zu x %zu x %zu, on its side %d",
                    shape.n_rows, shape.n_inner, shape.n_columns, (int)shape.is_on_its_side);
    checker_release(checker, a, n_a * sizeof(float), 4);
    checker_release(checker, b, n_b * sizeof(float), 4);
    checker_release(checker, expected, n_y * sizeof(float), 4);
    checker_release(checker, actual, n_y * sizeof(float), 4);
}

void check_multiply_add(struct checker *checker)
{
    for (size_t n_rows = 0; n_rows < 30; n_rows++) {
        for (size_t n_columns = 0; n_columns < 100; n_columns++) {
            struct shape shape = {n_rows, checker_between(checker, 0, 9), n_columns,
                                  checker_between(checker, 0, 1) == 1};
            check_shape(checker, shape);
        }
    }
    for (size_t trial = 0; trial < 40; trial++) {
        struct shape shape = {checker_between(checker, 1, 40), checker_between(checker, 1, 300),
                              checker_between(checker, 1, 300), trial % 2 == 0};
        check_shape(checker, shape);
    }
}
