/* A pointer is read from a freed block, and followed. */
#include "pool-misuse.h"

static void misuse(void)
{
	struct node {
		struct node *next;
		int value;
	} *volatile node = ExAllocatePoolWithTag(NonPagedPool, 32, TAG);

	node->next = node;
	ExFreePoolWithTag(node, TAG);
	node->next->value = 1;
}
