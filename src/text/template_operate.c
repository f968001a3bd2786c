/* Operators, with Python's rules for numbers and sequences; see template_run.h. */
#include <math.h>
#include <string.h>

#include "text/template_run.h"
#include "text/template_text.h"

static const char *const signs[] = {
    [OPERATOR_ADD] = "+",
    [OPERATOR_SUBTRACT] = "-",
    [OPERATOR_MULTIPLY] = "*",
    [OPERATOR_DIVIDE] = "/",
    [OPERATOR_FLOOR_DIVIDE] = "//",
    [OPERATOR_REMAINDER] = "%",
    [OPERATOR_POWER] = "** or pow()",
};

static bool overflow(struct jinja_run *run)
{
    return jinja_raise(run, "OverflowError", "an integer beyond 64 bits");
}

static bool zero_division(struct jinja_run *run, const char *message)
{
    return jinja_raise(run, "ZeroDivisionError", "%s", message);
}

static int64_t floor_divide(int64_t a, int64_t b)
{
    int64_t quotient = a / b;
    return quotient - (a % b != 0 && (a < 0) != (b < 0));
}

static int64_t floor_remainder(int64_t a, int64_t b)
{
    int64_t remainder = a % b;
    return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder;
}

static bool integer_power(struct jinja_run *run, int64_t base, int64_t exponent,
                          struct jinja_value *out)
{
    int64_t result = 1;
    if (exponent < 0) {
        if (base == 0) {
            return zero_division(run, "0.0 cannot be raised to a negative power");
        }
        *out = jinja_real(pow((double)base, (double)exponent));
        return true;
    }
    if (base == 0 || base == 1 || base == -1) {
        *out = jinja_integer(exponent == 0 ? 1 : base == -1 && exponent % 2 == 0 ? 1 : base);
        return true;
    }
    for (; exponent > 0; exponent--) {
        if (__builtin_mul_overflow(result, base, &result)) {
            return overflow(run);
        }
    }
    *out = jinja_integer(result);
    return true;
}

/* a / b, correctly rounded also where an operand is beyond 2^53. */
static bool true_divide(struct jinja_run *run, int64_t a, int64_t b, struct jinja_value *out)
{
    if (b == 0) {
        return zero_division(run, "division by zero");
    }
    const int64_t exact = INT64_C(1) << 53;
    if (a <= exact && a >= -exact && b <= exact && b >= -exact) {
        *out = jinja_real((double)a / (double)b);
        return true;
    }
    *out = jinja_real((double)((long double)a / (long double)b));
    return true;
}

static bool operate_integers(struct jinja_run *run, enum jinja_operator operation, int64_t a,
                             int64_t b, struct jinja_value *out)
{
    int64_t result = 0;
    bool overflows = false;
    switch (operation) {
    case OPERATOR_ADD:
        overflows = __builtin_add_overflow(a, b, &result);
        break;
    case OPERATOR_SUBTRACT:
        overflows = __builtin_sub_overflow(a, b, &result);
        break;
    case OPERATOR_MULTIPLY:
        overflows = __builtin_mul_overflow(a, b, &result);
        break;
    case OPERATOR_DIVIDE:
        return true_divide(run, a, b, out);
    case OPERATOR_FLOOR_DIVIDE:
    case OPERATOR_REMAINDER:
        if (b == 0) {
            return zero_division(run, operation == OPERATOR_REMAINDER
                                          ? "integer modulo by zero"
                                          : "integer division or modulo by zero");
        }
        if (b == -1) {
            overflows = operation == OPERATOR_FLOOR_DIVIDE && a == INT64_MIN;
            result = operation == OPERATOR_REMAINDER || overflows ? 0 : -a;
        } else {
            result = operation == OPERATOR_REMAINDER ? floor_remainder(a, b) : floor_divide(a, b);
        }
        break;
    default:
        return integer_power(run, a, b, out);
    }
    *out = jinja_integer(result);
    return !overflows || overflow(run);
}

/* Python's floor division and modulo of floats: the remainder has the divisor's sign. */
static void divide_floats(double a, double b, double *quotient, double *remainder)
{
    double rest = fmod(a, b);
    double whole = (a - rest) / b;
    if (rest != 0) {
        if ((b < 0) != (rest < 0)) {
            rest += b;
            whole -= 1;
        }
    } else {
        rest = copysign(0, b);
    }
    if (whole != 0) {
        double floored = floor(whole);
        *quotient = floored + (whole - floored > 0.5);
    } else {
        *quotient = copysign(0, a / b);
    }
    *remainder = rest;
}

static bool power_floats(struct jinja_run *run, double a, double b, struct jinja_value *out)
{
    if (a == 0 && b < 0) {
        return zero_division(run, "0.0 cannot be raised to a negative power");
    }
    if (a < 0 && isfinite(a) && isfinite(b) && b != floor(b)) {
        return jinja_raise(run, "TypeError", "complex numbers are not supported");
    }
    double result = pow(a, b);
    if (isinf(result) && isfinite(a) && isfinite(b)) {
        return jinja_raise(run, "OverflowError", "(34, 'Numerical result out of range')");
    }
    *out = jinja_real(result);
    return true;
}

static bool operate_reals(struct jinja_run *run, enum jinja_operator operation, double a, double b,
                          struct jinja_value *out)
{
    double quotient, remainder;
    switch (operation) {
    case OPERATOR_ADD:
        *out = jinja_real(a + b);
        return true;
    case OPERATOR_SUBTRACT:
        *out = jinja_real(a - b);
        return true;
    case OPERATOR_MULTIPLY:
        *out = jinja_real(a * b);
        return true;
    case OPERATOR_DIVIDE:
        if (b == 0) {
            return zero_division(run, "float division by zero");
        }
        *out = jinja_real(a / b);
        return true;
    case OPERATOR_FLOOR_DIVIDE:
    case OPERATOR_REMAINDER:
        if (b == 0) {
            return zero_division(run, operation == OPERATOR_REMAINDER
                                          ? "float modulo"
                                          : "float floor division by zero");
        }
        divide_floats(a, b, &quotient, &remainder);
        *out = jinja_real(operation == OPERATOR_REMAINDER ? remainder : quotient);
        return true;
    default:
        return power_floats(run, a, b, out);
    }
}

/* A list or text, n times. */
static bool repeat(struct jinja_run *run, struct jinja_value value, int64_t n,
                   struct jinja_value *out)
{
    if (value.kind == JINJA_TEXT) {
        size_t n_bytes = value.as.text->n_bytes;
        size_t n_times = n > 0 ? (size_t)n : 0;
        if (n_bytes > 0 && n_times > run->n_text_limit / n_bytes) {
            return jinja_limit(run, "the bytes a text may have");
        }
        char *data = jinja_allocate(run, n_bytes * n_times + 1, 1);
        if (data == NULL || !jinja_step(run, n_times + n_bytes * n_times / 64)) {
            return false;
        }
        for (size_t i = 0; i < n_times && n_bytes > 0; i++) {
            memcpy(data + i * n_bytes, value.as.text->data, n_bytes);
        }
        bool succeeded = jinja_text_borrow(run, data, n_bytes * n_times, out);
        out->is_markup = value.is_markup;
        return succeeded;
    }
    struct jinja_list *list = jinja_list_create(run, 0);
    for (int64_t i = 0; list != NULL && i < n && value.as.list->n_items > 0; i++) {
        if (!jinja_step(run, value.as.list->n_items)) {
            return false;
        }
        for (size_t j = 0; j < value.as.list->n_items; j++) {
            if (!jinja_list_add(run, list, value.as.list->items[j])) {
                return false;
            }
        }
    }
    *out = value.kind == JINJA_LIST ? jinja_of_list(list) : jinja_of_tuple(list);
    return list != NULL;
}

static bool is_sequence(struct jinja_value value)
{
    return value.kind == JINJA_TEXT || value.kind == JINJA_LIST || value.kind == JINJA_TUPLE;
}

static bool add_sequences(struct jinja_run *run, struct jinja_value a, struct jinja_value b,
                          struct jinja_value *out)
{
    if (a.kind == JINJA_TEXT) {
        bool is_markup = a.is_markup || b.is_markup;
        if (is_markup && (!jinja_escape_text(run, a, &a) || !jinja_escape_text(run, b, &b))) {
            return false;
        }
        bool succeeded = jinja_text_join(run, a.as.text, b.as.text, out);
        out->is_markup = is_markup;
        return succeeded;
    }
    struct jinja_list *list = jinja_list_create(run, a.as.list->n_items + b.as.list->n_items);
    if (list == NULL || !jinja_step(run, a.as.list->n_items + b.as.list->n_items)) {
        return false;
    }
    for (size_t i = 0; i < a.as.list->n_items; i++) {
        list->items[list->n_items++] = a.as.list->items[i];
    }
    for (size_t i = 0; i < b.as.list->n_items; i++) {
        list->items[list->n_items++] = b.as.list->items[i];
    }
    *out = a.kind == JINJA_LIST ? jinja_of_list(list) : jinja_of_tuple(list);
    return true;
}

static bool unsupported(struct jinja_run *run, enum jinja_operator operation, struct jinja_value a,
                        struct jinja_value b)
{
    if (operation == OPERATOR_ADD && is_sequence(a)) {
        return jinja_raise(run, "TypeError", "can only concatenate %s (not \"%s\") to %s",
                           a.kind == JINJA_TEXT ? "str" : jinja_type(a), jinja_type(b),
                           a.kind == JINJA_TEXT ? "str" : jinja_type(a));
    }
    if (operation == OPERATOR_MULTIPLY && (is_sequence(a) || is_sequence(b))) {
        return jinja_raise(run, "TypeError", "can't multiply sequence by non-int of type '%s'",
                           jinja_type(is_sequence(a) ? b : a));
    }
    return jinja_raise(run, "TypeError", "unsupported operand type(s) for %s: '%s' and '%s'",
                       signs[operation], jinja_type(a), jinja_type(b));
}

/* dict | dict is not part of Jinja; views as sets neither. */
bool jinja_binary(struct jinja_run *run, enum jinja_operator operation, struct jinja_value a,
                  struct jinja_value b, struct jinja_value *out)
{
    if (jinja_is_number(a) && jinja_is_number(b)) {
        return jinja_is_integral(a) && jinja_is_integral(b)
                   ? operate_integers(run, operation, jinja_integral(a), jinja_integral(b), out)
                   : operate_reals(run, operation, jinja_number(a), jinja_number(b), out);
    }
    if (operation == OPERATOR_REMAINDER && a.kind == JINJA_TEXT) {
        return jinja_percent(run, a, b, out);
    }
    if (a.kind == JINJA_UNDEFINED || b.kind == JINJA_UNDEFINED) {
        return jinja_raise_undefined(run, a.kind == JINJA_UNDEFINED ? a : b);
    }
    if (operation == OPERATOR_ADD && a.kind == b.kind && is_sequence(a)) {
        return add_sequences(run, a, b, out);
    }
    if (operation == OPERATOR_MULTIPLY && is_sequence(a) && jinja_is_integral(b)) {
        return repeat(run, a, jinja_integral(b), out);
    }
    if (operation == OPERATOR_MULTIPLY && is_sequence(b) && jinja_is_integral(a)) {
        return repeat(run, b, jinja_integral(a), out);
    }
    return unsupported(run, operation, a, b);
}

bool jinja_unary(struct jinja_run *run, enum jinja_operator operation, struct jinja_value a,
                 struct jinja_value *out)
{
    bool negates = operation == OPERATOR_SUBTRACT;
    if (a.kind == JINJA_UNDEFINED) {
        return jinja_raise_undefined(run, a);
    }
    if (a.kind == JINJA_REAL) {
        *out = jinja_real(negates ? -a.as.real : a.as.real);
        return true;
    }
    if (!jinja_is_integral(a)) {
        return jinja_raise(run, "TypeError", "bad operand type for unary %s: '%s'",
                           negates ? "-" : "+", jinja_type(a));
    }
    int64_t value = jinja_integral(a);
    if (negates && value == INT64_MIN) {
        return overflow(run);
    }
    *out = jinja_integer(negates ? -value : value);
    return true;
}

static bool range_contains(const struct jinja_range *range, int64_t value)
{
    if (range->n_items == 0) {
        return false;
    }
    int64_t last = range->start + (range->n_items - 1) * range->step;
    bool is_inside = range->step > 0 ? value >= range->start && value <= last
                                     : value <= range->start && value >= last;
    return is_inside && (value - range->start) % range->step == 0;
}

bool jinja_contains(struct jinja_run *run, struct jinja_value container, struct jinja_value item,
                    bool *out)
{
    struct jinja_iterator *iterator;
    struct jinja_value found;
    if (container.kind == JINJA_TEXT) {
        if (item.kind != JINJA_TEXT) {
            return jinja_raise(run, "TypeError",
                               "'in <string>' requires string as left operand, not %s",
                               jinja_type(item));
        }
        *out = jinja_find(container.as.text->data, container.as.text->n_bytes, item.as.text->data,
                          item.as.text->n_bytes) >= 0;
        return jinja_step(run, container.as.text->n_bytes / 64);
    }
    bool is_keys = container.kind == JINJA_VIEW && container.as.view->kind == JINJA_KEYS;
    if (container.kind == JINJA_DICT || is_keys) {
        const struct jinja_dict *dict = is_keys ? container.as.view->dict : container.as.dict;
        if (!jinja_dict_get(run, dict, item, &found)) {
            return false;
        }
        *out = found.kind != JINJA_MISSING;
        return true;
    }
    if (container.kind == JINJA_RANGE && jinja_is_integral(item)) {
        *out = range_contains(container.as.range, jinja_integral(item));
        return true;
    }
    if (!jinja_iterable(container)) {
        return jinja_raise(run, "TypeError", "argument of type '%s' is not iterable",
                           jinja_type(container));
    }
    if (!jinja_iterate(run, container, &iterator)) {
        return false;
    }
    for (*out = false; !*out;) {
        bool done;
        if (!jinja_next_item(run, iterator, &found, &done)) {
            return false;
        }
        if (done) {
            break;
        }
        if (!jinja_equal(run, found, item, out)) {
            return false;
        }
    }
    return true;
}

/* `<=` of lists goes by their first difference; of numbers it is not "not greater" (NaN). */
static bool less_or_equal(struct jinja_run *run, struct jinja_value a, struct jinja_value b,
                          const char *sign, bool *out)
{
    bool equal;
    return jinja_less(run, a, b, sign, out) &&
           (*out || (jinja_equal(run, a, b, &equal) && (*out = equal, true)));
}

bool jinja_compare(struct jinja_run *run, enum jinja_operator operation, struct jinja_value a,
                   struct jinja_value b, bool *out)
{
    bool succeeded;
    switch (operation) {
    case OPERATOR_EQUAL:
        return jinja_equal(run, a, b, out);
    case OPERATOR_UNEQUAL:
        succeeded = jinja_equal(run, a, b, out);
        *out = !*out;
        return succeeded;
    case OPERATOR_LESS:
        return jinja_less(run, a, b, "<", out);
    case OPERATOR_LESS_EQUAL:
        return less_or_equal(run, a, b, "<=", out);
    case OPERATOR_GREATER:
        return jinja_less(run, b, a, ">", out);
    case OPERATOR_GREATER_EQUAL:
        return less_or_equal(run, b, a, ">=", out);
    case OPERATOR_IN:
        return jinja_contains(run, b, a, out);
    default:
        succeeded = jinja_contains(run, b, a, out);
        *out = !*out;
        return succeeded;
    }
}
