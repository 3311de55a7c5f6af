/*
 * Hashes. SHA-256 is libmd's; the 64-bit one is FNV-1a, for tables and
 * seeds, never for anything that must resist a person.
 */
#ifndef LAB_BASE_HASH_H
#define LAB_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define HASH_SHA256_HEX 65 /* 64 letters and the NUL */

/* Lower-case hex of the SHA-256 of bytes. */
void hash_sha256(const void *bytes, size_t size, char ret[HASH_SHA256_HEX]);

uint64_t hash_fnv(const void *bytes, size_t size);
uint64_t hash_fnv_more(uint64_t hash, const void *bytes, size_t size);

#endif
