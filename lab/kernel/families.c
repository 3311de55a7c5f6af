#include "config.h"
#include "kernel/families.h"

const struct nt_family *const nt_families[] = {
#define FAMILY(name) &name##_family,
#include "kernel/families.def"
#undef FAMILY
};
const size_t nt_family_count = sizeof(nt_families) / sizeof(*nt_families);
