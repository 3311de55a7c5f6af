#include "config.h"
#include "base/hash.h"

#include <sys/types.h>
#include <sha2.h>

void hash_sha256(const void *bytes, size_t size, char ret[HASH_SHA256_HEX])
{
	SHA2_CTX context;

	SHA256Init(&context);
	SHA256Update(&context, bytes, size);
	SHA256End(&context, ret);
}

uint64_t hash_fnv_more(uint64_t hash, const void *bytes, size_t size)
{
	const unsigned char *at = bytes;

	while (size--)
		hash = (hash ^ *at++) * UINT64_C(0x100000001b3);
	return hash;
}

uint64_t hash_fnv(const void *bytes, size_t size)
{
	return hash_fnv_more(UINT64_C(0xcbf29ce484222325), bytes, size);
}
