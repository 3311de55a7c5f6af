/*
 * Capstone, loaded when code is first shown: it is large, and most starts
 * show none. The calls keep their names.
 */
#ifndef LAB_KD_CAPSTONE_H
#define LAB_KD_CAPSTONE_H

#include "base/err.h"

#include <capstone/capstone.h>

#define CAPSTONE_CALLS(CALL)                                                   \
	CALL(close)                                                            \
	CALL(disasm_iter)                                                      \
	CALL(free)                                                             \
	CALL(malloc)                                                           \
	CALL(open)                                                             \
	CALL(option)                                                           \
	CALL(reg_name)                                                         \
	CALL(version)

struct capstone {
#define CALL(name) __typeof__(&cs_##name) name;
	CAPSTONE_CALLS(CALL)
#undef CALL
};

/* Written once, by capstone_load; what else could a library be? */
extern struct capstone capstone;

/* Must have succeeded before any call. ERR_UNSUPPORTED without a library. */
enum err_code capstone_load(struct err *err) ERR_CHECK;

#define cs_close       capstone.close
#define cs_disasm_iter capstone.disasm_iter
#define cs_free	       capstone.free
#define cs_malloc      capstone.malloc
#define cs_open	       capstone.open
#define cs_option      capstone.option
#define cs_reg_name    capstone.reg_name
#define cs_version     capstone.version

#endif
