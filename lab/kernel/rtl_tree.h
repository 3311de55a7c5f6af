/*
 * Trees of the guest's, of RTL_SPLAY_LINKS or RTL_BALANCED_LINKS: a parent and
 * two children, at the same offsets in both. The root of a splay tree is its
 * own parent; that of a balanced tree is the right child of the table, which
 * is its own parent. A tree is a driver's, so every walk is bounded.
 */
#ifndef LAB_KERNEL_RTL_TREE_H
#define LAB_KERNEL_RTL_TREE_H

#include "kernel/private.h"

enum { TREE_PARENT = 0, TREE_LEFT = 8, TREE_RIGHT = 0x10 };

/* Of a node: 0 none. first is at most the node itself. */
uint64_t tree_first(struct kernel *kernel, uint64_t node);
uint64_t tree_next(struct kernel *kernel, uint64_t node);
/* In a balanced tree: before the first is the table. */
uint64_t tree_previous(struct kernel *kernel, uint64_t node);

/* The node becomes the root; at `root` stands which is. */
void tree_splay(struct kernel *kernel, uint64_t root, uint64_t node);
/* Takes a node out, and makes the one above it the root. */
void tree_splay_remove(struct kernel *kernel, uint64_t root, uint64_t node);

/* A new node has been linked to its parent, its own balance is 0; or takes a
 * node out. Gives back by how much the tree is deeper: -1, 0 or 1. */
int tree_balance(struct kernel *kernel, uint64_t table, uint64_t node);
int tree_balance_remove(struct kernel *kernel, uint64_t table, uint64_t node);

#endif
