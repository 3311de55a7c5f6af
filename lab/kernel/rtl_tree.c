#include "config.h"
#include "kernel/rtl_tree.h"

#include "base/limits.h"

enum {
	BALANCE = 0x18,	  /* of RTL_BALANCED_LINKS: how much deeper right is */
	DEPTH_MOST = 128, /* of a balanced tree that is one */
};

static uint64_t parent_of(struct kernel *kernel, uint64_t node)
{
	return get64(kernel, node + TREE_PARENT);
}

static uint64_t child_of(struct kernel *kernel, uint64_t node, bool right)
{
	return get64(kernel, node + (right ? TREE_RIGHT : TREE_LEFT));
}

static void put_child(struct kernel *kernel, uint64_t node, bool right,
		      uint64_t child)
{
	put64(kernel, node + (right ? TREE_RIGHT : TREE_LEFT), child);
	if (child)
		put64(kernel, child + TREE_PARENT, node);
}

static bool is_child(struct kernel *kernel, uint64_t node, bool right)
{
	return child_of(kernel, parent_of(kernel, node), right) == node;
}

/* ---- walks ---- */

static uint64_t outermost(struct kernel *kernel, uint64_t node, bool right)
{
	for (unsigned i = 0; i < LIMIT_LIST && node; i++) {
		uint64_t child = child_of(kernel, node, right);

		if (!child)
			break;
		node = child;
	}
	return node;
}

uint64_t tree_first(struct kernel *kernel, uint64_t node)
{
	return outermost(kernel, node, false);
}

static uint64_t neighbour(struct kernel *kernel, uint64_t node, bool right)
{
	uint64_t child = child_of(kernel, node, right);

	if (child)
		return outermost(kernel, child, !right);
	for (unsigned i = 0; i < LIMIT_LIST && !kernel->memory.fault.set; i++) {
		if (!is_child(kernel, node, right))
			break;
		node = parent_of(kernel, node);
	}
	return is_child(kernel, node, !right) ? parent_of(kernel, node) : 0;
}

uint64_t tree_next(struct kernel *kernel, uint64_t node)
{
	return neighbour(kernel, node, true);
}

uint64_t tree_previous(struct kernel *kernel, uint64_t node)
{
	return neighbour(kernel, node, false);
}

/* ---- turning ---- */

/* What its parent had of a node it has of another, which may be 0. */
static void replace(struct kernel *kernel, uint64_t node, uint64_t by)
{
	put_child(kernel, parent_of(kernel, node),
		  !is_child(kernel, node, false), by);
}

/* A node's child on a side goes up, the node down to the other. */
static void rotate(struct kernel *kernel, uint64_t node, bool right)
{
	uint64_t up = child_of(kernel, node, right);
	uint64_t inner = child_of(kernel, up, !right);

	if (parent_of(kernel, node) == node)
		put64(kernel, up + TREE_PARENT, up);
	else
		replace(kernel, node, up);
	put_child(kernel, node, right, inner);
	put_child(kernel, up, !right, node);
}

/* Puts the node's neighbour from below on a side in its place, out of its own:
 * the node has two children. Gives back from where on it is another tree. */
static uint64_t take_place(struct kernel *kernel, uint64_t node, bool right)
{
	uint64_t by = outermost(kernel, child_of(kernel, node, right), !right);
	uint64_t above = parent_of(kernel, by);

	if (above != node) {
		put_child(kernel, above, !right, child_of(kernel, by, right));
		put_child(kernel, by, right, child_of(kernel, node, right));
	}
	put_child(kernel, by, !right, child_of(kernel, node, !right));
	if (parent_of(kernel, node) == node)
		put64(kernel, by + TREE_PARENT, by);
	else
		replace(kernel, node, by);
	return above != node ? above : by;
}

static uint64_t only_child(struct kernel *kernel, uint64_t node)
{
	uint64_t left = child_of(kernel, node, false);

	return left ? left : child_of(kernel, node, true);
}

static bool has_two(struct kernel *kernel, uint64_t node)
{
	return child_of(kernel, node, false) && child_of(kernel, node, true);
}

/* ---- splay trees ---- */

void tree_splay(struct kernel *kernel, uint64_t root, uint64_t node)
{
	for (unsigned i = 0; i < LIMIT_LIST && !kernel->memory.fault.set; i++) {
		uint64_t parent = parent_of(kernel, node);
		uint64_t above = parent_of(kernel, parent);
		bool right = is_child(kernel, node, true);

		if (parent == node)
			break;
		if (above == parent) {
			rotate(kernel, parent, right);
		} else if (is_child(kernel, parent, true) == right) {
			rotate(kernel, above, right);
			rotate(kernel, parent, right);
		} else {
			rotate(kernel, parent, right);
			rotate(kernel, above, !right);
		}
	}
	put64(kernel, root, node);
}

void tree_splay_remove(struct kernel *kernel, uint64_t root, uint64_t node)
{
	uint64_t parent = parent_of(kernel, node), child;

	if (has_two(kernel, node)) {
		tree_splay(kernel, root, take_place(kernel, node, false));
		return;
	}
	child = only_child(kernel, node);
	if (parent != node) {
		replace(kernel, node, child);
		tree_splay(kernel, root, parent);
		return;
	}
	if (child)
		put64(kernel, child + TREE_PARENT, child);
	put64(kernel, root, child);
}

/* ---- balanced trees ---- */

static int balance_of(struct kernel *kernel, uint64_t node)
{
	return (int8_t)get8(kernel, node + BALANCE);
}

static void set_balance(struct kernel *kernel, uint64_t node, int balance)
{
	put8(kernel, node + BALANCE, (uint8_t)balance);
}

/*
 * A node is deeper by two on a side. Gives back who is where it was; *ret:
 * whether that is as deep as the node was before it got deeper, or was.
 */
static uint64_t rebalance(struct kernel *kernel, uint64_t node, bool right,
			  bool *ret)
{
	int heavy = right ? 1 : -1, inner;
	uint64_t up = child_of(kernel, node, right), top;

	*ret = true;
	if (balance_of(kernel, up) != -heavy) {
		*ret = balance_of(kernel, up) != 0;
		set_balance(kernel, node, *ret ? 0 : heavy);
		set_balance(kernel, up, *ret ? 0 : -heavy);
		rotate(kernel, node, right);
		return up;
	}
	top = child_of(kernel, up, !right);
	inner = balance_of(kernel, top);
	set_balance(kernel, node, inner == heavy ? -heavy : 0);
	set_balance(kernel, up, inner == -heavy ? heavy : 0);
	set_balance(kernel, top, 0);
	rotate(kernel, up, !right);
	rotate(kernel, node, right);
	return top;
}

int tree_balance(struct kernel *kernel, uint64_t table, uint64_t node)
{
	for (unsigned i = 0; i < DEPTH_MOST && !kernel->memory.fault.set; i++) {
		uint64_t parent = parent_of(kernel, node);
		bool right = is_child(kernel, node, true), done;
		int balance;

		if (parent == table)
			return 1;
		balance = balance_of(kernel, parent) + (right ? 1 : -1);
		if (balance > 1 || balance < -1) {
			rebalance(kernel, parent, right, &done);
			return 0;
		}
		set_balance(kernel, parent, balance);
		if (balance == 0)
			return 0;
		node = parent;
	}
	return 0;
}

/* Below a node one side is less deep by one. */
static int lighten(struct kernel *kernel, uint64_t table, uint64_t node,
		   bool right)
{
	for (unsigned i = 0; i < DEPTH_MOST && !kernel->memory.fault.set; i++) {
		bool less = true;
		int balance;

		if (node == table)
			return -1;
		balance = balance_of(kernel, node) - (right ? 1 : -1);
		if (balance > 1 || balance < -1)
			node = rebalance(kernel, node, balance > 0, &less);
		else
			set_balance(kernel, node, balance);
		if (balance == 1 || balance == -1 || !less)
			return 0;
		right = is_child(kernel, node, true);
		node = parent_of(kernel, node);
	}
	return 0;
}

int tree_balance_remove(struct kernel *kernel, uint64_t table, uint64_t node)
{
	uint64_t above = parent_of(kernel, node), by;
	bool right = is_child(kernel, node, true);

	if (!has_two(kernel, node)) {
		replace(kernel, node, only_child(kernel, node));
		return lighten(kernel, table, above, right);
	}
	by = outermost(kernel, child_of(kernel, node, true), false);
	above = take_place(kernel, node, true);
	set_balance(kernel, by, balance_of(kernel, node));
	return lighten(kernel, table, above, above == by);
}
