/*
 * The plain part of YAML that courses are written in, as a tree with marks.
 * libyaml scans; this keeps the places, and refuses what misleads: anchors,
 * aliases, tags, merge keys, tabs, duplicate keys, several documents.
 */
#ifndef LAB_FORMATS_YAML_H
#define LAB_FORMATS_YAML_H

#include "base/arena.h"
#include "base/err.h"
#include "formats/fault.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

/* 80 bytes: a file of 1 MiB has tens of thousands. */
struct yaml_node {
	enum yaml_kind kind;
	bool plain;	       /* a scalar with no quotes and not a block */
	bool faulty;	       /* has a fault already: say no more about it */
	bool cut;	       /* a plain scalar with a comment behind it */
	unsigned line, column; /* of the value, from 1 */
	uint32_t offset, end;  /* its bytes in the file: [offset, end) */
	/* scalar: */
	const char *text; /* NUL-terminated; no NUL inside */
	/* member of a map: */
	const char *key; /* else NULL */
	unsigned key_line, key_column;
	uint32_t key_offset, key_size;
	/* list or map: */
	struct yaml_node *first; /* first member, or NULL */
	struct yaml_node *next;	 /* sibling */
	unsigned count;		 /* members */
	uint32_t size;		 /* of a scalar's text */
};

/* Where a piece of a larger file came from, so that marks stay true. */
struct yaml_place {
	const char *file; /* as it is printed in faults */
	unsigned line;	  /* of the first byte, from 1; 0 is taken as 1 */
	unsigned column;  /* likewise; lines below keep the file's indent */
	uint32_t offset;  /* of the first byte in the file */
};

/*
 * Parses one document into nodes that live in arena. Returns NULL when there
 * is no tree to speak of (the faults say why); where it could go on it adds
 * its faults and returns the tree. bytes need not outlive the call.
 */
const struct yaml_node *yaml_parse(struct arena *arena,
				   const struct yaml_place *place,
				   const char *bytes, size_t size,
				   struct faults *faults);

/* The member of a map by its key, or NULL. */
const struct yaml_node *yaml_find(const struct yaml_node *map, const char *key);

#endif
