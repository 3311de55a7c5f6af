#include "config.h"
#include "course/where.h"

#include <stdlib.h>
#include <string.h>

void where_number(const struct course *course, size_t step, struct text *ret)
{
	size_t lesson = course_step(course, step).lesson;

	text_printf(ret, "%zu.%zu", lesson + 1,
		    step - course_lesson(course, lesson).first_step + 1);
}

/* "6.2" or "6"; a number too large to be one fails like any other. */
static bool parse_number(const struct course *course, const char *text,
			 size_t *ret)
{
	unsigned long lesson, step = 1;
	struct lesson_info info;
	char *end;

	if (*text < '0' || *text > '9')
		return false;
	lesson = strtoul(text, &end, 10);
	if (*end == '.' && end[1] >= '0' && end[1] <= '9')
		step = strtoul(end + 1, &end, 10);
	if (*end || lesson < 1 || lesson > course_lesson_count(course))
		return false;
	info = course_lesson(course, lesson - 1);
	if (step < 1 || step > info.step_count)
		return false;
	*ret = info.first_step + step - 1;
	return true;
}

bool where_find(const struct course *course, const char *text, size_t *ret)
{
	return parse_number(course, text, ret) ||
	       course_find(course, text, ret) == ERR_OK;
}

bool where_has(const struct course *course, const char *words, size_t step)
{
	struct step_info info = course_step(course, step);
	struct lesson_info lesson = course_lesson(course, info.lesson);

	return strcasestr(info.title, words) ||
	       (step == lesson.first_step && strcasestr(lesson.title, words));
}

size_t where_search(const struct course *course, const char *words, size_t from,
		    size_t *ret)
{
	size_t count = course_step_count(course), found = 0;

	for (size_t i = 0; *words && i < count; i++) {
		size_t step = (from + i) % count;

		if (where_has(course, words, step) && !found++)
			*ret = step;
	}
	return found;
}
