#include "config.h"
#include "formats/fault.h"

#include "base/json.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const kind_names[FAULT_KINDS] = {
	[FAULT_IO] = "io",
	[FAULT_SYNTAX] = "syntax",
	[FAULT_ENCODING] = "encoding",
	[FAULT_TRAP] = "trap",
	[FAULT_LIMIT] = "limit",
	[FAULT_UNKNOWN_KEY] = "unknown-key",
	[FAULT_MISSING_KEY] = "missing-key",
	[FAULT_DUPLICATE] = "duplicate",
	[FAULT_TYPE] = "type",
	[FAULT_VALUE] = "value",
	[FAULT_ANCHOR] = "anchor",
	[FAULT_LINK] = "link",
	[FAULT_PATH] = "path",
	[FAULT_WIDTH] = "width",
	[FAULT_UNREACHABLE] = "unreachable",
	[FAULT_QUESTION] = "question",
};

const char *fault_name(enum fault_kind kind)
{
	return kind_names[kind];
}

void faults_fini(struct faults *faults)
{
	for (size_t i = 0; i < faults->count; i++)
		free(faults->list[i].message);
	free(faults->list);
	for (size_t i = 0; i < faults->file_count; i++)
		free(faults->files[i]);
	free(faults->files);
	memset(faults, 0, sizeof(*faults));
}

/* What is printed: nothing that moves a terminal, and no cut-off letter. */
static void add_clean(struct text *out, const char *bytes)
{
	size_t size = strlen(bytes), at = 0;

	while (at < size) {
		uint32_t c;
		size_t took = utf8_decode(bytes + at, size - at, &c);

		if (took > 1 || (unsigned char)bytes[at] < 0x80)
			text_add_visible(out, bytes + at, took);
		at += took;
	}
}

/* The list's own copy of a file's name, fit to be printed. */
static const char *keep_file(struct faults *faults, const char *file)
{
	struct text name = { 0 };

	add_clean(&name, file);
	/* faults come file by file, so the last name is nearly always it */
	for (size_t i = faults->file_count; i > 0; i--) {
		if (strcmp(faults->files[i - 1], text_string(&name)) == 0) {
			text_fini(&name);
			return faults->files[i - 1];
		}
	}
	faults->files =
		mem_grow(faults->files, &faults->file_capacity,
			 faults->file_count + 1, sizeof(*faults->files));
	faults->files[faults->file_count] = text_take(&name);
	return faults->files[faults->file_count++];
}

void fault_add(struct faults *faults, enum fault_kind kind, const char *file,
	       unsigned line, unsigned column, const char *format, ...)
{
	struct text message = { 0 };
	char raw[1024];
	va_list args;

	if (!faults)
		return;
	if (faults->count >= LIMIT_FAULTS) {
		faults->dropped++;
		return;
	}
	va_start(args, format);
	vsnprintf(raw, sizeof(raw), format, args);
	va_end(args);
	add_clean(&message, raw);
	faults->list = mem_grow(faults->list, &faults->capacity,
				faults->count + 1, sizeof(*faults->list));
	faults->list[faults->count++] = (struct fault){
		.kind = kind,
		.file = keep_file(faults, file),
		.line = line,
		.column = column,
		.message = text_take(&message),
	};
}

static bool comes_before(const struct fault *a, const struct fault *b)
{
	int order = strcmp(a->file, b->file);

	if (order)
		return order < 0;
	if (a->line != b->line)
		return a->line < b->line;
	return a->column < b->column;
}

void faults_sort(struct faults *faults)
{
	/* by insertion: stable, nearly sorted already, LIMIT_FAULTS at most */
	for (size_t i = 1; i < faults->count; i++) {
		struct fault moving = faults->list[i];
		size_t to = i;

		while (to && comes_before(&moving, &faults->list[to - 1])) {
			faults->list[to] = faults->list[to - 1];
			to--;
		}
		faults->list[to] = moving;
	}
}

const char *fault_nearest(const char *word, const char *const *names)
{
	size_t best = 2 + strlen(word) / 5;
	const char *nearest = NULL;

	if (strlen(word) < 3)
		best = strlen(word);
	for (; *names; names++) {
		size_t distance = utf8_distance(word, *names);

		if (distance < best) {
			best = distance;
			nearest = *names;
		}
	}
	return nearest;
}

static void print_place(const struct fault *fault, struct text *out)
{
	text_add_string(out, fault->file);
	if (fault->line)
		text_printf(out, ":%u", fault->line);
	if (fault->line && fault->column)
		text_printf(out, ":%u", fault->column);
	text_add_string(out, ": ");
}

static void print_lines(const struct faults *faults, enum fault_format format,
			struct text *out)
{
	for (size_t i = 0; i < faults->count; i++) {
		const struct fault *fault = &faults->list[i];

		print_place(fault, out);
		if (format == FAULT_GCC)
			text_add_string(out, "error: ");
		text_add_string(out, fault->message);
		if (format == FAULT_GCC)
			text_printf(out, " [%s]", fault_name(fault->kind));
		text_add_char(out, '\n');
	}
	if (faults->dropped)
		text_printf(out, "and %zu more faults\n", faults->dropped);
}

static void print_json(const struct faults *faults, struct text *out)
{
	struct json json = { .out = out, .indent = true };

	json_open_object(&json, NULL);
	json_open_list(&json, "faults");
	for (size_t i = 0; i < faults->count; i++) {
		const struct fault *fault = &faults->list[i];

		json_open_object(&json, NULL);
		json_text(&json, "file", fault->file);
		json_number(&json, "line", fault->line);
		json_number(&json, "column", fault->column);
		json_text(&json, "kind", fault_name(fault->kind));
		json_text(&json, "message", fault->message);
		json_close_object(&json);
	}
	json_close_list(&json);
	json_number(&json, "dropped", (int64_t)faults->dropped);
	json_close_object(&json);
}

void faults_print(const struct faults *faults, enum fault_format format,
		  struct text *out)
{
	if (format == FAULT_JSON)
		print_json(faults, out);
	else
		print_lines(faults, format, out);
}
