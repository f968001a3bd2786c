/* Strings by prefix; see prefix_tree.h. */
#include "text/prefix_tree.h"

#include <stdlib.h>
#include "base/memory.h"

enum { FIRST_SLOTS = 256, MAX_NODES = (1 << 24) - 1 };

void prefix_tree_init(struct prefix_tree *tree)
{
    *tree = (struct prefix_tree){0};
}

void prefix_tree_clear(struct prefix_tree *tree)
{
    free(tree->edges);
    free(tree->values);
    prefix_tree_init(tree);
}

/* The slot of an edge, or the free one where it would go. */
static inline uint32_t slot_of(const struct prefix_tree *tree, uint32_t key)
{
    uint32_t mask = tree->n_slots - 1;
    uint32_t slot = (uint32_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> 32) & mask;
    while (tree->edges[slot] != 0 && (uint32_t)(tree->edges[slot] >> 32) != key) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

uint32_t prefix_tree_child(const struct prefix_tree *tree, uint32_t node, uint8_t byte)
{
    if (tree->n_slots == 0) {
        return PREFIX_TREE_NONE;
    }
    uint64_t edge = tree->edges[slot_of(tree, node << 8 | byte)];
    return edge != 0 ? (uint32_t)edge : PREFIX_TREE_NONE;
}

static bool grow_edges(struct prefix_tree *tree, struct error *err)
{
    uint32_t n_slots = tree->n_slots > 0 ? tree->n_slots * 2 : FIRST_SLOTS;
    uint64_t *edges = memory_array(n_slots, sizeof *edges, err);
    if (edges == NULL) {
        return false;
    }
    uint64_t *old = tree->edges;
    uint32_t n_old = tree->n_slots;
    tree->edges = edges;
    tree->n_slots = n_slots;
    for (uint32_t i = 0; i < n_old; i++) {
        if (old[i] != 0) {
            edges[slot_of(tree, (uint32_t)(old[i] >> 32))] = old[i];
        }
    }
    free(old);
    return true;
}

static bool add_node(struct prefix_tree *tree, struct error *err)
{
    if (tree->n_nodes == MAX_NODES) {
        return error_set(err, ERROR_LIMIT, "more than %d bytes of distinct tokens", MAX_NODES);
    }
    if (tree->n_nodes == tree->n_values) {
        uint32_t n = tree->n_values > 0 ? tree->n_values * 2 : FIRST_SLOTS;
        uint32_t *values = memory_resize(tree->values, n, sizeof *values, err);
        if (values == NULL) {
            return false;
        }
        tree->values = values;
        tree->n_values = n;
    }
    tree->values[tree->n_nodes++] = PREFIX_TREE_NONE;
    return true;
}

bool prefix_tree_add(struct prefix_tree *tree, struct bytes string, uint32_t value, bool keep_first,
                     struct error *err)
{
    if (tree->n_nodes == 0 && !add_node(tree, err)) {
        return false;
    }
    uint32_t node = 0;
    for (size_t i = 0; i < string.n_bytes; i++) {
        uint32_t child = prefix_tree_child(tree, node, string.data[i]);
        if (child == PREFIX_TREE_NONE) {
            if ((tree->n_nodes >= tree->n_slots / 2 && !grow_edges(tree, err)) ||
                !add_node(tree, err)) {
                return false;
            }
            child = tree->n_nodes - 1;
            uint32_t key = node << 8 | string.data[i];
            tree->edges[slot_of(tree, key)] = (uint64_t)key << 32 | child;
        }
        node = child;
    }
    tree->is_first[string.data[0]] = true;
    if (tree->values[node] == PREFIX_TREE_NONE || !keep_first) {
        tree->values[node] = value;
    }
    return true;
}

size_t prefix_tree_longest(const struct prefix_tree *tree, struct bytes text, size_t start,
                           uint32_t *value)
{
    size_t n_longest = 0;
    uint32_t node = 0;
    for (size_t i = start; i < text.n_bytes; i++) {
        node = prefix_tree_child(tree, node, text.data[i]);
        if (node == PREFIX_TREE_NONE) {
            break;
        }
        if (tree->values[node] != PREFIX_TREE_NONE) {
            *value = tree->values[node];
            n_longest = i - start + 1;
        }
    }
    return n_longest;
}
