/*
 * What a terminal sends, as keys: characters, the sequences that its
 * description names and those that nearly all terminals send, and the mouse.
 */
#ifndef LAB_TERM_KEYS_H
#define LAB_TERM_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KEYS_STRINGS 16
#define KEYS_ROOM    1024

struct keys {
	/* from the terminal's description; borrowed */
	struct key_string {
		const char *bytes;
		uint32_t key;
	} strings[KEYS_STRINGS];
	size_t string_count;

	char bytes[KEYS_ROOM]; /* not yet read as keys: [at, end) */
	size_t at, end;
};

/* One key (views/key.h), or a press of the mouse: then key is KEY_NONE, and
 * button is 1, or 4 and 5 for the wheel, at a cell from (0, 0). */
struct keystroke {
	uint32_t key;
	int button, x, y;
};

/* bytes may be NULL, and is then not a key of this terminal. */
void keys_name(struct keys *keys, const char *bytes, uint32_t key);

/* Reads from a file into the room that there is; as read(2) returns. */
long keys_fill(struct keys *keys, int fd);
/*
 * Takes the next one. False where there is none, or only the beginning of one
 * while more may come. over: no more came, so what looks like a beginning is
 * what was typed: Escape, say.
 */
bool keys_next(struct keys *keys, bool over, struct keystroke *ret);
/* Whether there is the beginning of one. */
bool keys_has_part(const struct keys *keys);

#endif
