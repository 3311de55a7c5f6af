/*
 * What is done with the registry: cm_key.c asks, has it done, and tells.
 */
#ifndef LAB_KERNEL_CM_PRIVATE_H
#define LAB_KERNEL_CM_PRIVATE_H

#include "kernel/cm.h"

/* ---- cm_key.c ---- */

/* An argument at any site, by what the first one kept. */
uint64_t key_argument(struct trap *trap, unsigned n);
uint32_t key_argument32(struct trap *trap, unsigned n);

/* ---- cm_value.c ---- */

/* What is done when nobody has said no. An NTSTATUS. */
uint32_t key_set_value(struct trap *trap, struct registry_key *key);
uint32_t key_delete_value(struct trap *trap, struct registry_key *key);
uint32_t key_query_value(struct trap *trap, struct registry_key *key);
/* Keys, or values: by the name of the function. */
uint32_t key_enumerate(struct trap *trap, struct registry_key *key);
uint32_t key_query(struct trap *trap, struct registry_key *key);

#endif
