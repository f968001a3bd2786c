/*
 * A tree of byte strings that answers "which of them does this text start with?". Edges live in
 * one flat hash table keyed by (node, byte): small, and one probe per byte of text.
 */
#ifndef TEXT_PREFIX_TREE_H
#define TEXT_PREFIX_TREE_H

#include "base/bytes.h"
#include "base/error.h"

#define PREFIX_TREE_NONE UINT32_MAX

struct prefix_tree {
    uint64_t *edges;    /* (node << 8 | byte) << 32 | child; 0 when free; owned */
    uint32_t n_slots;   /* a power of two */
    uint32_t *values;   /* by node, PREFIX_TREE_NONE inside; owned */
    uint32_t n_nodes;   /* node 0 is the root */
    uint32_t n_values;  /* capacity */
    bool is_first[256]; /* bytes that some string starts with */
};

void prefix_tree_init(struct prefix_tree *tree);
void prefix_tree_clear(struct prefix_tree *tree);

/* Adds a string that is not empty. A string that is there already keeps its first value when
 * `keep_first`, else takes the new one. */
bool prefix_tree_add(struct prefix_tree *tree, struct bytes string, uint32_t value, bool keep_first,
                     struct error *err);

/* The child of a node by a byte; PREFIX_TREE_NONE when there is none. Start at node 0. */
uint32_t prefix_tree_child(const struct prefix_tree *tree, uint32_t node, uint8_t byte);

/* The length of the longest string that starts at `start`; 0 when none does. */
size_t prefix_tree_longest(const struct prefix_tree *tree, struct bytes text, size_t start,
                           uint32_t *value);

#endif
