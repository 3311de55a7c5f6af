/*
 * Words looked for in a step, and terms in the glossary.
 */
#include "config.h"
#include "term/plain_private.h"

#include <stdio.h>
#include <string.h>

#define FOUND_MOST 40u /* lines that a search prints */

/* ---- search ---- */

struct search {
	struct plain *plain;
	const char *words;
	size_t found;
};

static void say_found(struct search *search, const char *where,
		      const char *line)
{
	if (search->found++ < FOUND_MOST)
		plain_say(search->plain, "%s: %s", where,
			  line + strspn(line, " \t"));
}

/* Each line of what print says that has the words. */
static void search_said(struct search *search, const char *where,
			void (*print)(struct plain *plain))
{
	struct text text = { 0 };
	char *line, *rest;

	plain_collect(search->plain, print, &text);
	rest = text.bytes;
	while (rest && (line = strsep(&rest, "\n")))
		if (strcasestr(line, search->words))
			say_found(search, where, line);
	text_fini(&text);
}

static void search_recording(struct search *search)
{
	const struct transcript *recording =
		session_recording(search->plain->session);
	struct text text = { 0 };
	char where[40];

	for (size_t i = 0; i < recording->count; i++) {
		plain_line_text(&recording->lines[i], &text);
		if (!strcasestr(text_string(&text), search->words))
			continue;
		snprintf(where, sizeof(where), "output, line %zu", i + 1);
		say_found(search, where, text_string(&text));
	}
	text_fini(&text);
}

static void search_notes(struct search *search)
{

	for (size_t i = 0; i < session_note_count(search->plain->session);
	     i++) {
		const struct note *note =
			session_note_at(search->plain->session, i);
		const char *texts[] = { note->title, note->what, note->from,
					note->isnt };
		struct text title = { 0 };
		bool found = false;
		char where[40];

		for (size_t j = 0; j < 4; j++)
			found = found || strcasestr(texts[j], search->words);
		if (!found)
			continue;
		snprintf(where, sizeof(where), "note %zu", i + 1);
		plain_add_title(&title, note->title);
		say_found(search, where, text_string(&title));
		text_fini(&title);
	}
}

void plain_search(struct plain *plain, const char *argument)
{
	struct search search = { plain, argument, 0 };

	search_said(&search, "text", plain_show_prose);
	if (session_recording(plain->session) &&
	    session_revealed(plain->session)) {
		search_recording(&search);
		search_notes(&search);
	}
	if (session_question(plain->session))
		search_said(&search, "question", plain_show_question);
	if (!search.found)
		plain_say(plain, "'%s' is not in this step", argument);
	else if (search.found > FOUND_MOST)
		plain_say(plain, "and %zu more", search.found - FOUND_MOST);
}

/* ---- terms ---- */

static const struct glossary *glossary_of(struct plain *plain)
{
	struct course *course = (struct course *)session_course(plain->session);
	const struct glossary *glossary = NULL;
	struct err err;

	if (course_glossary(course, &glossary, &err))
		plain_say(plain, "%s", err.message);
	else if (!glossary || !glossary->terms.count)
		plain_say(plain, "this course has no glossary");
	else
		return glossary;
	return NULL;
}

/* How well a word names a term: 2 by its name, 1 by a part of it, else 0. */
static int name_matches(const char *name, const char *word)
{
	if (strcasecmp(name, word) == 0)
		return 2;
	return strcasestr(name, word) != NULL;
}

static int term_matches(const struct term *term, const char *word)
{
	int best = name_matches(term->term, word);

	if (strcasecmp(term->id, word) == 0)
		best = 2;
	for (size_t i = 0; i < term->also.count; i++) {
		int match = name_matches(term->also.list[i], word);

		best = match > best ? match : best;
	}
	return best;
}

static void say_term(struct plain *plain, const struct term *term)
{
	struct text names = { 0 };

	text_add_string(&names, term->term);
	for (size_t i = 0; i < term->also.count; i++)
		text_printf(&names, "%s%s",
			    i ? ", " : ", also: ", term->also.list[i]);
	plain_say(plain, "%s", text_string(&names));
	text_fini(&names);
	plain_prose(plain, "", term->text);
	plain_say_sources(plain, &term->sources);
}

static void explain(struct plain *plain, const struct glossary *glossary,
		    const char *word)
{
	const struct term *terms = glossary->terms.list;
	size_t found = 0;
	int best = 0;

	for (size_t i = 0; i < glossary->terms.count; i++) {
		int match = term_matches(&terms[i], word);

		best = match > best ? match : best;
	}
	for (size_t i = 0; best && i < glossary->terms.count; i++)
		found += term_matches(&terms[i], word) == best;
	if (!found)
		plain_say(plain, "no term '%s'; 'terms all' lists them", word);
	if (found > 1)
		plain_say(plain, "%zu terms have '%s':", found, word);
	for (size_t i = 0; found && i < glossary->terms.count; i++) {
		if (term_matches(&terms[i], word) != best)
			continue;
		if (found == 1)
			say_term(plain, &terms[i]);
		else
			plain_say(plain, "  %s", terms[i].term);
	}
}

static bool is_word_character(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || c == '_';
}

/* As words: "db" is not in "feedback". */
static bool has_words(const char *text, const char *words)
{
	size_t size = strlen(words);

	for (const char *at = text; (at = strcasestr(at, words)); at++)
		if ((at == text || !is_word_character(at[-1])) &&
		    !is_word_character(at[size]))
			return true;
	return false;
}

static bool is_in(const struct term *term, const char *text)
{
	if (has_words(text, term->term))
		return true;
	for (size_t i = 0; i < term->also.count; i++)
		if (has_words(text, term->also.list[i]))
			return true;
	return false;
}

void plain_terms(struct plain *plain, const char *argument)
{
	const struct glossary *glossary = glossary_of(plain);
	bool all = strcmp(argument, "all") == 0;
	struct text names = { 0 }, text = { 0 };

	if (!glossary)
		return;
	if (*argument && !all) {
		explain(plain, glossary, argument);
		return;
	}
	if (!all)
		plain_collect(plain, plain_show_step, &text);
	for (size_t i = 0; i < glossary->terms.count; i++) {
		const struct term *term = &glossary->terms.list[i];

		if (all || is_in(term, text_string(&text)))
			text_printf(&names, "%s%s", names.size ? ", " : "",
				    term->term);
	}
	if (names.size)
		plain_say(plain, "%s", text_string(&names));
	else
		plain_say(plain, "no term of the glossary is on this step; "
				 "'terms all' lists them");
	text_fini(&names);
	text_fini(&text);
}
