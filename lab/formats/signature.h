/*
 * The signature at the end of a PE file, as far as a machine that trusts any
 * certificate needs it: whether there is one, and whether it is over the
 * bytes that the file has. Who signed is not looked at. Layout: Microsoft's
 * "Windows Authenticode Portable Executable Signature Format".
 */
#ifndef LAB_FORMATS_SIGNATURE_H
#define LAB_FORMATS_SIGNATURE_H

#include "base/err.h"
#include "base/hash.h"

#include <stddef.h>
#include <stdint.h>

enum signature_state {
	SIGNATURE_NONE,
	SIGNATURE_GOOD,	 /* it holds the file's own SHA-256 */
	SIGNATURE_WRONG, /* it does not: the file was changed afterwards */
};

struct signature {
	enum signature_state state;
	char digest[HASH_SHA256_HEX]; /* of the file, without its signature */
};

/* ERR_FORMAT: not a PE32+ file for x64. */
enum err_code signature_read(const void *file, size_t size,
			     struct signature *ret, struct err *err) ERR_CHECK;
/*
 * A copy of the file with a signature of ours in place of what it had: a
 * PKCS #7 message that names the digest, without a certificate or a signer.
 * The lab's machine takes it in test mode; Windows would not. The caller
 * frees *ret.
 */
enum err_code signature_attach(const void *file, size_t size, uint8_t **ret,
			       size_t *ret_size, struct err *err) ERR_CHECK;

#endif
