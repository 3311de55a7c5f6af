/*
 * What a build says: the compiler's and the linker's messages as structs,
 * with plain words where a beginner would stumble.
 */
#ifndef LAB_BUILD_MESSAGE_H
#define LAB_BUILD_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>

enum build_severity { BUILD_NOTE, BUILD_WARNING, BUILD_ERROR };

struct build_message {
	char *file;	       /* as the compiler names it, or NULL */
	unsigned line, column; /* from 1; 0: not known */
	enum build_severity severity;
	char *text;
	char *option;	/* "-Wformat=", or NULL */
	char *plain;	/* in plain words, or NULL */
	bool checked;	/* of a format with Windows' letters, see letters.h */
	char *function; /* in which it is, or NULL */
	/* "FILE:LINE" of each #include on the way to a header, the innermost
	 * first, a line each; or NULL */
	char *included;
};

struct build_messages {
	struct build_message *list;
	size_t count, capacity;
	size_t dropped; /* that did not fit */
	size_t errors, warnings;
};

/* Copies of all texts; controls in them are made visible. */
struct build_message *message_add(struct build_messages *messages,
				  enum build_severity severity,
				  const char *file, unsigned line,
				  unsigned column, const char *text);
/* A compiler's and linker's output, a line each. Lines that are no message
 * of theirs ("In file included from") are left out. */
void message_parse(struct build_messages *messages, const char *output,
		   size_t size);
/* Takes out those that are marked, of a list as long as the messages, each
 * with the notes behind it; and notes that are marked themselves. What is taken
 * out is counted no more. */
void messages_drop(struct build_messages *messages, const bool *marked);
void messages_fini(struct build_messages *messages);

const char *message_severity(enum build_severity severity);

#endif
