#include "config.h"
#include "formats/dump_private.h"

#include "base/limits.h"
#include "base/mem.h"

#ifdef __x86_64__
#include <cpuid.h>
#endif
#include <stdlib.h>
#include <string.h>

enum {
	BLOCK_BITS = BITMAP_BLOCK * 8,
	PIECE_BITS = BITMAP_PIECE * 8,
	BLOCK_PIECES = BITMAP_BLOCK / BITMAP_PIECE,
};

enum err_code dump_open_bitmap(struct dump *dump, struct err *err)
{
	struct dump_bitmap *bitmap = &dump->bitmap;
	uint8_t bytes[DB_SIZE];
	uint64_t size;

	if (dump_pread(dump, DH_SIZE, bytes, sizeof(bytes), NULL))
		return err_set(err, ERR_FORMAT, dump->size,
			       "it ends before its bitmap");
	if (!dump_is(bytes + DB_SIGNATURE, "SDMPDUMP") &&
	    !dump_is(bytes + DB_SIGNATURE, "FDMPDUMP"))
		return err_set(err, ERR_FORMAT, DH_SIZE,
			       "it has no SDMP or FDMP header behind its "
			       "first");
	dump->kind = DUMP_BITMAP;
	dump->first_page = dump_u64(bytes + DB_FIRST_PAGE);
	dump->pages = dump_u64(bytes + DB_PAGES);
	bitmap->offset = DH_SIZE + DB_SIZE;
	bitmap->bits = dump_u64(bytes + DB_BITS);
	if (bitmap->bits > 8ull * LIMIT_BITMAP_BYTES)
		return err_set(err, ERR_LIMIT, DH_SIZE + DB_BITS,
			       "its bitmap has %llu bits, more than %llu",
			       (unsigned long long)bitmap->bits,
			       8ull * LIMIT_BITMAP_BYTES);
	size = (bitmap->bits + 7) / 8;
	if (!dump_has(dump, bitmap->offset, size))
		return err_set(err, ERR_FORMAT, dump->size,
			       "it ends within its bitmap");
	if (dump->first_page < bitmap->offset + size ||
	    !dump_has(dump, dump->first_page, 0))
		return err_set(err, ERR_FORMAT, DH_SIZE + DB_FIRST_PAGE,
			       "its first page is said to be at byte %llu, "
			       "within its bitmap or behind its end",
			       (unsigned long long)dump->first_page);
	if (dump->pages > bitmap->bits) {
		dump_note(dump, "it claims more pages than its bitmap has");
		dump->pages = bitmap->bits;
	}
	bitmap->blocks = (size + BITMAP_BLOCK - 1) / BITMAP_BLOCK;
	return ERR_OK;
}

void dump_bitmap_fini(struct dump_bitmap *bitmap)
{
	for (size_t i = 0; i < BITMAP_KEPT; i++)
		free(bitmap->kept[i]);
	free(bitmap->passing);
	free(bitmap->ranks);
}

/* Reads a block; what is behind the last bit is zeroed. */
static bool read_block(const struct dump *dump, uint64_t block, uint8_t *ret)
{
	const struct dump_bitmap *bitmap = &dump->bitmap;
	uint64_t from = block * BITMAP_BLOCK, bits = bitmap->bits;
	size_t size = BITMAP_BLOCK;

	if ((bits + 7) / 8 - from < size) {
		size = (size_t)((bits + 7) / 8 - from);
		memset(ret + size, 0, BITMAP_BLOCK - size);
	}
	if (dump_pread(dump, bitmap->offset + from, ret, size, NULL))
		return false;
	if (bits % 8 && from + size == (bits + 7) / 8)
		ret[size - 1] &= (uint8_t)((1u << bits % 8) - 1);
	return true;
}

/* A block that may be in our hands; NULL when the file cannot be read. */
static const uint8_t *get_block(struct dump *dump, uint64_t block)
{
	struct dump_bitmap *bitmap = &dump->bitmap;
	size_t slot = (size_t)(block % BITMAP_KEPT);

	if (bitmap->kept_block[slot] == block + 1)
		return bitmap->kept[slot];
	if (!bitmap->kept[slot])
		bitmap->kept[slot] = mem_alloc(BITMAP_BLOCK);
	bitmap->kept_block[slot] = 0;
	if (!read_block(dump, block, bitmap->kept[slot]))
		return NULL;
	bitmap->kept_block[slot] = block + 1;
	return bitmap->kept[slot];
}

/* size is a multiple of 8 */
static inline __attribute__((always_inline)) unsigned
count_words(const uint8_t *bytes, size_t size)
{
	unsigned count = 0;

	for (size_t i = 0; i < size; i += 8) {
		uint64_t word;

		memcpy(&word, bytes + i, sizeof(word));
		count += (unsigned)__builtin_popcountll(word);
	}
	return count;
}

/* Where there is an instruction for it, the bitmap of 64 GiB is counted in
 * a fifth of the time. */
#ifdef __x86_64__
__attribute__((target("popcnt"))) static unsigned
count_fast(const uint8_t *bytes, size_t size)
{
	return count_words(bytes, size);
}

/* __builtin_cpu_supports would ask for all there is, at each start of the
 * program: in a virtual machine that is slow. */
static bool is_fast(void)
{
	unsigned a, b, c, d;

	return __get_cpuid(1, &a, &b, &c, &d) && (c & bit_POPCNT);
}

static unsigned count_bits(const uint8_t *bytes, size_t size)
{
	static int fast; /* 0: not yet asked, -1: no */

	if (!fast)
		fast = is_fast() ? 1 : -1;
	return fast > 0 ? count_fast(bytes, size) : count_words(bytes, size);
}
#else
static unsigned count_bits(const uint8_t *bytes, size_t size)
{
	return count_words(bytes, size);
}
#endif

/* A block for counting only: what is not kept goes through one buffer. */
static const uint8_t *pass_block(struct dump *dump, uint64_t block)
{
	struct dump_bitmap *bitmap = &dump->bitmap;

	if (bitmap->kept_block[block % BITMAP_KEPT] == block + 1)
		return bitmap->kept[block % BITMAP_KEPT];
	if (!bitmap->passing)
		bitmap->passing = mem_alloc(BITMAP_BLOCK);
	return read_block(dump, block, bitmap->passing) ? bitmap->passing
							: NULL;
}

/* Ranks of the pieces of all blocks up to and with this one. */
static bool rank_blocks(struct dump *dump, uint64_t block)
{
	struct dump_bitmap *bitmap = &dump->bitmap;

	while (bitmap->ranked <= block) {
		const uint8_t *bytes = pass_block(dump, bitmap->ranked);
		uint64_t *rank;

		if (!bytes)
			return false;
		bitmap->ranks =
			mem_grow(bitmap->ranks, &bitmap->capacity,
				 (size_t)(bitmap->ranked + 1) * BLOCK_PIECES,
				 sizeof(*bitmap->ranks));
		rank = bitmap->ranks + bitmap->ranked * BLOCK_PIECES;
		for (size_t i = 0; i < BLOCK_PIECES; i++) {
			rank[i] = bitmap->total;
			bitmap->total += count_bits(bytes + i * BITMAP_PIECE,
						    BITMAP_PIECE);
		}
		bitmap->ranked++;
	}
	return true;
}

/* Bits set in a row, from the lowest on. */
static uint64_t count_row(uint64_t word)
{
	return ~word ? (uint64_t)__builtin_ctzll(~word) : 64;
}

bool dump_bitmap_find(struct dump *dump, uint64_t page, uint64_t *ret,
		      uint64_t *ret_count)
{
	struct dump_bitmap *bitmap = &dump->bitmap;
	uint64_t bit = page % BLOCK_BITS, word, rank;
	const uint8_t *bytes, *piece;
	size_t before;

	if (page >= bitmap->bits)
		return false;
	bytes = get_block(dump, page / BLOCK_BITS);
	if (!bytes || !(bytes[bit / 8] >> bit % 8 & 1))
		return false;
	if (!rank_blocks(dump, page / BLOCK_BITS))
		return false;
	piece = bytes + bit / PIECE_BITS * BITMAP_PIECE;
	before = (size_t)(bit % PIECE_BITS / 64 * 8);
	rank = bitmap->ranks[page / PIECE_BITS] + count_bits(piece, before);
	word = 0;
	for (size_t i = 8; i-- > 0;)
		word = word << 8 | piece[before + i];
	*ret_count = count_row(word >> bit % 64);
	word &= (1ull << bit % 64) - 1;
	*ret = rank + (uint64_t)__builtin_popcountll(word);
	return true;
}

/* The first bit from `from` on that is set in a block, or BLOCK_BITS. */
static uint64_t next_bit(const uint8_t *bytes, uint64_t from)
{
	while (from < BLOCK_BITS) {
		uint64_t word;

		if (from % 64 == 0) {
			memcpy(&word, bytes + from / 8, sizeof(word));
			if (!word) {
				from += 64;
				continue;
			}
		}
		if (bytes[from / 8] >> from % 8 & 1)
			return from;
		from++;
	}
	return from;
}

bool dump_bitmap_next(struct dump *dump, uint64_t page, uint64_t *ret)
{
	uint64_t from = page % BLOCK_BITS;

	if (page >= dump->bitmap.bits)
		return false;
	for (uint64_t block = page / BLOCK_BITS; block < dump->bitmap.blocks;
	     block++) {
		const uint8_t *bytes = get_block(dump, block);

		if (!bytes)
			return false;
		from = next_bit(bytes, from);
		if (from < BLOCK_BITS) {
			*ret = block * BLOCK_BITS + from;
			return true;
		}
		from = 0;
	}
	return false;
}
