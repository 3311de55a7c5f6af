/*
 * Ids: each once, and what is named by one is there.
 */
#include "config.h"
#include "course/lint_room.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

void lint_add_name(struct lint_names *names, const struct lint_name *name)
{
	if (!name->name)
		return;
	names->list = mem_grow(names->list, &names->capacity, names->count + 1,
			       sizeof(*names->list));
	names->list[names->count++] = *name;
}

static int by_name(const void *a, const void *b)
{
	const struct lint_name *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	if (order)
		return order;
	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	if (x->place.line != y->place.line)
		return x->place.line < y->place.line ? -1 : 1;
	return x->place.column < y->place.column ? -1 : 1;
}

void lint_close_names(struct lint *lint, struct lint_names *names,
		      const char *what)
{
	if (names->count)
		qsort(names->list, names->count, sizeof(*names->list), by_name);
	for (size_t i = 1; what && i < names->count; i++) {
		const struct lint_name *first = &names->list[i - 1],
				       *again = &names->list[i];

		if (strcmp(first->name, again->name) == 0)
			fault_add(lint->faults, FAULT_DUPLICATE, again->file,
				  again->place.line, again->place.column,
				  "%s '%s' a second time: the first one is at "
				  "%s:%u",
				  what, again->name, first->file,
				  first->place.line);
	}
}

const struct lint_name *lint_find_name(const struct lint_names *names,
				       const char *name)
{
	size_t low = 0, high = names->count;

	/* the first of equal ones */
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(names->list[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < names->count && strcmp(names->list[low].name, name) == 0)
		return &names->list[low];
	return NULL;
}

void lint_unknown(struct lint *lint, enum fault_kind kind, const char *file,
		  struct place place, const struct lint_names *names,
		  const char *what, const char *name)
{
	size_t best = strlen(name) / 3 + 2;
	const char *near = NULL;

	for (size_t i = 0; i < names->count && i < 10000; i++) {
		size_t distance = utf8_distance(name, names->list[i].name);

		if (distance < best) {
			best = distance;
			near = names->list[i].name;
		}
	}
	fault_add(lint->faults, kind, file, place.line, place.column,
		  "no such %s: '%.80s'%s%s%s", what, name,
		  near ? ": did you mean '" : "", near ? near : "",
		  near ? "'" : "");
}

/* ---- all of them ---- */

static void add_step(struct lint *lint, const struct lint_lesson *lesson,
		     size_t number, const struct step *step,
		     const struct yaml_node *node)
{
	const struct yaml_node *ask = yaml_find(node, "ask");
	struct lint_name name = { .file = lesson->file->shown,
				  .number = number };

	name.name = step->id;
	name.place = lint_key_place(node, "id");
	lint_add_name(&lint->ids, &name);
	name.name = step->was;
	name.place = lint_key_place(node, "was");
	lint_add_name(&lint->olds, &name);
	if (!step->ask || !ask)
		return;
	name.name = step->ask->id;
	name.place = lint_key_place(ask, "id");
	lint_add_name(&lint->ids, &name);
	name.name = step->ask->was;
	name.place = lint_key_place(ask, "was");
	lint_add_name(&lint->olds, &name);
}

static void add_lessons(struct lint *lint)
{
	for (size_t i = 0; i < lint->lesson_count; i++) {
		const struct lint_lesson *lesson = &lint->lessons[i];
		const struct yaml_node *node;
		struct lint_name name = { .name = lesson->lesson.id,
					  .number = i };

		if (!lesson->tree)
			continue;
		name.file = lesson->file->shown;
		name.place = lint_key_place(lesson->tree, "id");
		lint_add_name(&lint->lesson_ids, &name);
		node = lint_member(lesson->tree, "steps", 0);
		for (size_t j = 0; node && j < lesson->lesson.steps.count;
		     j++, node = node->next)
			add_step(lint, lesson, i, &lesson->lesson.steps.list[j],
				 node);
	}
}

static void add_terms(struct lint *lint)
{
	for (size_t i = 0; i < lint->glossary.terms.count; i++) {
		const struct term *term = &lint->glossary.terms.list[i];
		struct lint_name name = { .name = term->id,
					  .file = lint->glossary_file->shown,
					  .place = term->place };

		lint_add_name(&lint->terms, &name);
	}
}

static void add_beliefs(struct lint *lint)
{
	for (size_t i = 0; i < lint->course.misconceptions.count; i++) {
		const struct misconception *belief =
			&lint->course.misconceptions.list[i];
		struct lint_name name = { .name = belief->id,
					  .file = lint->course_file->shown,
					  .place = belief->place,
					  .number = i };

		lint_add_name(&lint->beliefs, &name);
	}
}

static void check_olds(struct lint *lint)
{
	for (size_t i = 0; i < lint->olds.count; i++) {
		const struct lint_name *old = &lint->olds.list[i];
		const struct lint_name *living =
			lint_find_name(&lint->ids, old->name);

		if (living)
			fault_add(lint->faults, FAULT_DUPLICATE, old->file,
				  old->place.line, old->place.column,
				  "'was' names an id that is in use: '%s' at "
				  "%s:%u",
				  old->name, living->file, living->place.line);
	}
}

void lint_collect_names(struct lint *lint)
{
	add_lessons(lint);
	add_terms(lint);
	add_beliefs(lint);
	lint_close_names(lint, &lint->ids, "step or question id");
	lint_close_names(lint, &lint->olds, "former id");
	lint_close_names(lint, &lint->lesson_ids, "lesson id");
	/* of these two the schema says it: one file, one list */
	lint_close_names(lint, &lint->terms, NULL);
	lint_close_names(lint, &lint->beliefs, NULL);
	check_olds(lint);
}

/* ---- prerequisites ---- */

/* The lesson that a scalar names, or as many as there are. */
static size_t named_lesson(const struct lint *lint,
			   const struct yaml_node *node)
{
	const struct lint_name *name =
		node->kind == YAML_SCALAR
			? lint_find_name(&lint->lesson_ids, node->text)
			: NULL;

	return name ? name->number : lint->lesson_count;
}

static const struct yaml_node *prerequisites(const struct lint *lint,
					     size_t lesson)
{
	const struct yaml_node *list =
		lint->lessons[lesson].tree
			? yaml_find(lint->lessons[lesson].tree, "prerequisites")
			: NULL;

	return list && list->kind == YAML_LIST ? list->first : NULL;
}

/* Every lesson's prerequisites are there; true when they are. */
static void check_named(struct lint *lint, size_t lesson)
{
	size_t count = lint->lesson_count;
	const char *file;

	if (!lint->lessons[lesson].tree || lint->partial)
		return;
	file = lint->lessons[lesson].file->shown;
	for (const struct yaml_node *at = prerequisites(lint, lesson); at;
	     at = at->next)
		if (at->kind == YAML_SCALAR && *at->text &&
		    named_lesson(lint, at) == count)
			lint_unknown(lint, FAULT_LINK, file,
				     lint_node_place(at), &lint->lesson_ids,
				     "lesson", at->text);
}

/* One pass: lessons whose prerequisites are all met are met. */
static bool meet_lessons(const struct lint *lint, bool *met)
{
	bool more = false;

	for (size_t i = 0; i < lint->lesson_count; i++) {
		const struct yaml_node *at = prerequisites(lint, i);

		while (at && (named_lesson(lint, at) == lint->lesson_count ||
			      met[named_lesson(lint, at)]))
			at = at->next;
		if (at || met[i])
			continue;
		met[i] = true;
		more = true;
	}
	return more;
}

void lint_prerequisites(struct lint *lint)
{
	size_t count = lint->lesson_count;
	bool *met = mem_calloc(count, sizeof(*met));

	for (size_t i = 0; i < count; i++)
		check_named(lint, i);
	while (meet_lessons(lint, met))
		continue;
	for (size_t i = 0; i < count; i++) {
		const struct yaml_node *at = prerequisites(lint, i);

		if (met[i])
			continue;
		/* the one that is in the way */
		while (named_lesson(lint, at) == count ||
		       met[named_lesson(lint, at)])
			at = at->next;
		fault_add(lint->faults, FAULT_UNREACHABLE,
			  lint->lessons[i].file->shown, at->line, at->column,
			  "prerequisites go in a circle: '%s' is waiting for "
			  "this lesson, or for one that waits for itself",
			  at->text);
	}
	free(met);
}

/* ---- misconceptions ---- */

void lint_meets(struct lint *lint, const struct lint_file *file,
		const struct yaml_node *node)
{
	const struct yaml_node *list = node ? yaml_find(node, "meets") : NULL;

	if (!list || list->kind != YAML_LIST)
		return;
	for (const struct yaml_node *at = list->first; at; at = at->next) {
		const struct lint_name *name;

		if (at->kind != YAML_SCALAR || !*at->text)
			continue;
		name = lint_find_name(&lint->beliefs, at->text);
		if (name)
			lint->met[name->number] = true;
		else
			lint_unknown(lint, FAULT_LINK, file->shown,
				     lint_node_place(at), &lint->beliefs,
				     "misconception", at->text);
	}
}

void lint_unmet(struct lint *lint)
{
	for (size_t i = 0; i < lint->course.misconceptions.count; i++) {
		const struct misconception *belief =
			&lint->course.misconceptions.list[i];

		if (belief->id && !lint->met[i] && !lint->partial)
			fault_add(lint->faults, FAULT_UNREACHABLE,
				  lint->course_file->shown, belief->place.line,
				  belief->place.column,
				  "nothing clears up this misconception: '%s': "
				  "name it in a 'meets'",
				  belief->id);
	}
}
