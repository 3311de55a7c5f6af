#include "config.h"
#include "views/page.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "course/where.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PROSE_WIDEST 78
#define MARGIN	     2 /* cells: where noted lines are marked */
/* A note in the page stands behind so many of its lines at most: the screen
 * has few rows, and it is to be seen with them. */
#define INLINE_BEHIND 3

struct builder {
	const struct session *session;
	const struct page_config *config;
	struct page *page;
};

static struct page_line *add_line(struct builder *builder,
				  enum page_line_kind kind, enum page_part part)
{
	struct page *page = builder->page;
	struct page_line *line;

	page->lines = mem_grow(page->lines, &page->capacity, page->count + 1,
			       sizeof(*page->lines));
	line = &page->lines[page->count++];
	*line = (struct page_line){
		.kind = (uint8_t)kind,
		.part = (uint8_t)part,
		.indent = MARGIN,
		.choice = -1,
	};
	return line;
}

static void add_blank(struct builder *builder, enum page_part part)
{
	struct page *page = builder->page;

	if (page->count && page->lines[page->count - 1].kind != PAGE_BLANK)
		add_line(builder, PAGE_BLANK, part);
}

static int prose_width(const struct builder *builder, int indent)
{
	int width = builder->config->width - indent - 1;

	if (width > PROSE_WIDEST)
		width = PROSE_WIDEST;
	return width < 10 ? 10 : width;
}

/* Lays prose out and adds its lines; returns the first one's number. */
static size_t add_prose(struct builder *builder, enum page_part part,
			const char *prose, int indent, enum style tint)
{
	struct page *page = builder->page;
	size_t first = page->count;
	struct page_flow *flow;
	int cells;

	page->flows = mem_grow(page->flows, &page->flow_capacity,
			       page->flow_count + 1, sizeof(*page->flows));
	flow = &page->flows[page->flow_count];
	markdown_parse(prose, strlen(prose), &flow->markdown);
	flow_new(&flow->markdown, prose_width(builder, indent),
		 builder->config->ascii, &flow->flow);
	flow->tint = tint;
	for (size_t i = 0; i < flow->flow.line_count; i++) {
		struct page_line *line = add_line(builder, PAGE_FLOW, part);

		line->source = (uint32_t)page->flow_count;
		line->line = (uint32_t)i;
		line->indent = (uint8_t)indent;
		cells = indent + flow_line_cells(&flow->flow, i);
		if (cells > page->widest)
			page->widest = cells;
	}
	page->flow_count++;
	return first;
}

/* A title is plain text: what Markdown reads as marks is escaped. */
static void add_escaped(struct text *out, const char *title)
{
	for (const char *c = title; *c; c++) {
		if (strchr("\\`*_{}[]<>#&!", *c))
			text_add_char(out, '\\');
		text_add_char(out, *c);
	}
}

/* ---- recordings ---- */

static struct page_line *add_raw(struct builder *builder, enum page_part part,
				 unsigned source, size_t number)
{
	struct page_line *line = add_line(builder, PAGE_RAW, part);
	const struct transcript_line *raw =
		&builder->page->raw[source]->lines[number];
	int cells = (int)utf8_cells(raw->bytes, raw->size) + MARGIN;

	line->source = source;
	line->line = (uint32_t)number;
	if (cells > builder->page->widest)
		builder->page->widest = cells;
	return line;
}

static void count_notes(struct builder *builder)
{
	struct page *page = builder->page;

	page->noted = mem_calloc(page->raw[0]->count, 1);
	for (size_t i = 0; i < session_note_count(builder->session); i++) {
		const struct anchor_ranges *ranges =
			session_note_lines(builder->session, i);

		for (size_t j = 0; j < ranges->count; j++)
			for (size_t k = 0; k < ranges->list[j].count; k++)
				page->noted[ranges->list[j].first + k] = 1;
	}
}

/* The closed fold that starts at a raw line, or -1. */
static int fold_at(const struct builder *builder, size_t raw)
{
	const struct step *step = session_step(builder->session);

	for (size_t i = 0; i < step->folds.count; i++) {
		const struct anchor_ranges *lines =
			session_fold_lines(builder->session, i);

		if (lines->count && lines->list[0].first == raw &&
		    !builder->config->open[i])
			return (int)i;
	}
	return -1;
}

static void add_inline_note(struct builder *builder, int number)
{
	struct text prose = { 0 };

	text_printf(&prose, "**%s%d of %zu:** ",
		    session_task(builder->session) ? "" : "note ", number + 1,
		    session_note_count(builder->session));
	add_escaped(&prose,
		    session_note_at(builder->session, (size_t)number)->title);
	text_add_string(&prose, "\n\n");
	page_note_text(session_note_at(builder->session, (size_t)number),
		       &prose);
	add_prose(builder, PART_NOTE, text_string(&prose), 4, STYLE_PLAIN);
	text_fini(&prose);
}

/* The raw line behind which the current note stands, or -1. */
static long note_stands_behind(const struct builder *builder)
{
	int note = session_note(builder->session);
	const struct anchor_ranges *lines;
	size_t last;

	if (!builder->config->inline_note || note < 0)
		return -1;
	lines = session_note_lines(builder->session, (size_t)note);
	if (!lines->count)
		return -1;
	last = lines->list[0].count < INLINE_BEHIND ? lines->list[0].count
						    : INLINE_BEHIND;
	return (long)(lines->list[0].first + last) - 1;
}

static void add_recording(struct builder *builder)
{
	const struct transcript *recording = builder->page->raw[0];
	long behind = note_stands_behind(builder);

	count_notes(builder);
	for (size_t i = 0; i < recording->count; i++) {
		int fold = fold_at(builder, i);

		if (fold >= 0) {
			const struct anchor_range *lines =
				session_fold_lines(builder->session,
						   (size_t)fold)
					->list;
			struct page_line *line =
				add_line(builder, PAGE_FOLD, PART_RECORDING);

			line->source = (uint32_t)fold;
			line->line = (uint32_t)i;
			i += lines->count - 1;
		} else {
			add_raw(builder, PART_RECORDING, 0, i);
		}
		if (behind >= 0 && (long)i >= behind) {
			add_inline_note(builder,
					session_note(builder->session));
			behind = -1;
		}
	}
}

/* Evidence: the lines it is about, one before and behind, gaps marked. */
static bool near_evidence(const struct builder *builder, size_t line)
{
	const struct question *question = session_question(builder->session);
	const struct anchors *anchors = &question->evidence.anchors;

	if (!anchors->count || question->type == QUESTION_POINT)
		return true;
	for (size_t i = 0; i < anchors->count; i++) {
		const struct anchor_ranges *ranges =
			session_evidence_lines(builder->session, i);

		if (anchor_ranges_have(ranges, line) ||
		    anchor_ranges_have(ranges, line + 1) ||
		    (line && anchor_ranges_have(ranges, line - 1)))
			return true;
	}
	return false;
}

static void add_evidence(struct builder *builder)
{
	const struct transcript *evidence = session_evidence(builder->session);
	bool gap = false;

	if (!evidence)
		return;
	builder->page->raw[1] = evidence;
	for (size_t i = 0; i < evidence->count; i++) {
		if (near_evidence(builder, i)) {
			add_raw(builder, PART_EVIDENCE, 1, i);
			gap = false;
		} else if (!gap) {
			add_line(builder, PAGE_GAP, PART_EVIDENCE);
			gap = true;
		}
	}
	add_blank(builder, PART_EVIDENCE);
}

/* ---- questions ---- */

static void mark_choice(struct page *page, size_t first, size_t rank)
{
	for (size_t i = first; i < page->count; i++) {
		page->lines[i].choice = (int16_t)rank;
		page->lines[i].first = i == first;
	}
}

static void add_choices(struct builder *builder)
{
	const struct draft *draft = builder->config->draft;
	struct page *page = builder->page;

	for (size_t i = 0; i < draft->count; i++) {
		size_t first =
			add_prose(builder, PART_CHOICE,
				  draft_choice(draft, i).text, 9, STYLE_PLAIN);

		mark_choice(page, first, i);
	}
	if (draft->question->type == QUESTION_MATCH) {
		size_t count =
			judge_choice_count(draft->question, CHOICE_SECOND);

		add_blank(builder, PART_MEANING);
		for (size_t i = 0; i < count; i++) {
			struct choice choice = judge_choice(
				draft->question, CHOICE_SECOND, draft->seed, i);
			size_t first = add_prose(builder, PART_MEANING,
						 choice.text, 9, STYLE_PLAIN);

			mark_choice(page, first, i);
		}
	}
	if (draft_is_typed(draft))
		add_line(builder, PAGE_ENTRY, PART_CHOICE);
}

static void add_remark(struct builder *builder,
		       const struct judge_remark *remark)
{
	struct text prose = { 0 };

	/* the sign stands in words too: colour alone says nothing */
	if (remark->label)
		text_printf(&prose, "**%s** %s: ", remark->label,
			    remark->right ? "right" : "wrong");
	text_add_string(&prose, remark->text);
	add_prose(builder, PART_VERDICT, text_string(&prose), 4,
		  remark->about_reply ? STYLE_PLAIN : STYLE_DIM);
	text_fini(&prose);
}

static void add_verdict(struct builder *builder)
{
	const struct verdict *verdict = session_verdict(builder->session);
	struct text prose = { 0 };

	if (!verdict)
		return;
	add_blank(builder, PART_VERDICT);
	text_add_string(&prose, verdict->right ? "Right" : "Not yet");
	if (!verdict->right && verdict->reason && *verdict->reason)
		text_printf(&prose, ": %s", verdict->reason);
	text_add_char(&prose, '.');
	add_prose(builder, PART_VERDICT, text_string(&prose), MARGIN,
		  verdict->right ? STYLE_DONE : STYLE_WRONG);
	text_fini(&prose);
	for (size_t i = 0; i < session_remark_count(builder->session); i++) {
		add_blank(builder, PART_VERDICT);
		add_remark(builder, &verdict->remarks[i]);
	}
}

static void add_hints(struct builder *builder)
{
	struct session_help help;

	if (!session_help(builder->session, &help))
		return;
	for (size_t i = 0; i < builder->config->hints && i < help.hints->count;
	     i++) {
		struct text prose = { 0 };

		add_blank(builder, PART_HINT);
		text_printf(&prose, "**Hint %zu of %zu:** %s", i + 1,
			    help.hints->count, help.hints->list[i]);
		add_prose(builder, PART_HINT, text_string(&prose), MARGIN,
			  STYLE_PLAIN);
		text_fini(&prose);
	}
}

static void add_solution(struct builder *builder)
{
	struct text prose = { 0 };
	struct session_help help;

	if (!builder->config->solution ||
	    !session_help(builder->session, &help))
		return;
	add_blank(builder, PART_SOLUTION);
	text_printf(&prose, "**Solution:** %s", help.solution);
	add_prose(builder, PART_SOLUTION, text_string(&prose), MARGIN,
		  STYLE_PLAIN);
	text_fini(&prose);
}

static void add_question(struct builder *builder)
{
	const struct question *question = session_question(builder->session);

	if (!question)
		return;
	/* the question first: a recording may be longer than the screen */
	add_prose(builder, PART_QUESTION, question->text, MARGIN, STYLE_PLAIN);
	add_blank(builder, PART_QUESTION);
	add_evidence(builder);
	add_choices(builder);
	add_hints(builder);
	add_verdict(builder);
	add_solution(builder);
}

/* ---- what is to be done ---- */

static void add_goal(struct builder *builder, const struct goal *goal, bool met)
{
	struct text prose = { 0 };

	/* the sign stands in letters too: colour alone says nothing */
	add_escaped(&prose, met ? "[x] " : "[ ] ");
	add_escaped(&prose, goal->text);
	add_prose(builder, PART_GOAL, text_string(&prose), 4,
		  met ? STYLE_DONE : STYLE_PLAIN);
	text_fini(&prose);
}

static void add_task(struct builder *builder)
{
	const struct task *task = session_task(builder->session);

	if (!task)
		return;
	for (size_t i = 0; i < task->goals.count; i++)
		add_goal(builder, &task->goals.list[i],
			 session_goal_met(builder->session, i));
	add_hints(builder);
	add_solution(builder);
	add_blank(builder, PART_GOAL);
}

/* ---- the whole page ---- */

static void add_title(struct builder *builder)
{
	const struct course *course = session_course(builder->session);
	size_t at = session_at(builder->session);
	struct step_info info = course_step(course, at);
	struct text prose = { 0 };

	text_add_string(&prose, "# ");
	where_number(course, at, &prose);
	text_add_char(&prose, ' ');
	add_escaped(&prose, info.title);
	add_prose(builder, PART_TITLE, text_string(&prose), MARGIN,
		  STYLE_PLAIN);
	add_blank(builder, PART_TITLE);
	text_fini(&prose);
}

static void add_sources(struct builder *builder, const struct step *step)
{
	const struct verdict *verdict = session_verdict(builder->session);

	/* before an answer the sources would be a hint that nobody asked for */
	if (session_question(builder->session) && !builder->config->solution &&
	    !(verdict && verdict->right))
		return;
	for (size_t i = 0; i < step->sources.count; i++) {
		struct text prose = { 0 };

		if (!i)
			add_blank(builder, PART_SOURCES);
		text_printf(&prose, "source: %s", step->sources.list[i]);
		add_prose(builder, PART_SOURCES, text_string(&prose), MARGIN,
			  STYLE_DIM);
		text_fini(&prose);
	}
}

static void add_own_note(struct builder *builder, const struct step *step)
{
	const char *own =
		session_progress(builder->session, step->id)->own_note;
	struct text prose = { 0 };

	if (!own)
		return;
	add_blank(builder, PART_OWN_NOTE);
	text_printf(&prose, "**Your note:** %s", own);
	add_prose(builder, PART_OWN_NOTE, text_string(&prose), MARGIN,
		  STYLE_PLAIN);
	text_fini(&prose);
}

/* The command alone, while a question stands before its output. */
static void add_command(struct builder *builder)
{
	if (builder->page->raw[0]->count)
		add_raw(builder, PART_RECORDING, 0, 0);
	add_blank(builder, PART_RECORDING);
}

void page_new(const struct session *session, const struct page_config *config,
	      struct page *ret)
{
	const struct step *step = session_step(session);
	const char *prose = session_prose(session);
	struct builder builder = { session, config, ret };

	memset(ret, 0, sizeof(*ret));
	ret->raw[0] = session_recording(session);
	add_title(&builder);
	if (*prose) {
		add_prose(&builder, PART_PROSE, prose, MARGIN, STYLE_PLAIN);
		add_blank(&builder, PART_PROSE);
	}
	add_task(&builder);
	if (ret->raw[0] && session_revealed(session))
		add_recording(&builder);
	else if (ret->raw[0])
		add_command(&builder);
	add_question(&builder);
	add_sources(&builder, step);
	add_own_note(&builder, step);
}

void page_fini(struct page *page)
{
	for (size_t i = 0; i < page->flow_count; i++) {
		flow_fini(&page->flows[i].flow);
		markdown_fini(&page->flows[i].markdown);
	}
	free(page->flows);
	free(page->lines);
	free(page->noted);
	memset(page, 0, sizeof(*page));
}

/* Prose from a file ends with a newline; what follows is to stand close. */
static void add_close(struct text *ret, const char *label, const char *prose)
{
	size_t size = strlen(prose);

	while (size && (prose[size - 1] == '\n' || prose[size - 1] == ' '))
		size--;
	text_add_string(ret, label);
	text_add(ret, prose, size);
}

void page_note_text(const struct note *note, struct text *ret)
{
	add_close(ret, "", note->what);
	/* what a compiler says has neither */
	if (*note->from)
		add_close(ret, "  \n**From:** ", note->from);
	if (*note->isnt)
		add_close(ret, "  \n**Beware:** ", note->isnt);
	for (size_t i = 0; i < note->sources.count; i++)
		add_close(ret,
			  i ? "; " : "  \n*source: ", note->sources.list[i]);
	if (note->sources.count)
		text_add_char(ret, '*');
}

void page_line_text(const struct page *page, size_t number, struct text *ret)
{
	const struct page_line *line = &page->lines[number];

	if (line->kind == PAGE_FLOW) {
		flow_line_text(&page->flows[line->source].flow, line->line,
			       ret);
	} else if (line->kind == PAGE_RAW) {
		const struct transcript_line *raw =
			&page->raw[line->source]->lines[line->line];

		text_add(ret, raw->bytes, raw->size);
	}
}

int page_line_left(const struct page *page, size_t number)
{
	/* a flow's own indent is part of its text */
	return page->lines[number].indent;
}

size_t page_find_raw(const struct page *page, unsigned source, size_t raw)
{
	size_t best = page->count;

	for (size_t i = 0; i < page->count; i++) {
		const struct page_line *line = &page->lines[i];

		if (line->kind == PAGE_RAW && line->source == source &&
		    line->line == raw)
			return i;
		/* inside a closed fold: the fold is the last one before it */
		if (line->kind == PAGE_FOLD && !source && line->line <= raw)
			best = i;
	}
	return best;
}

size_t page_find_part(const struct page *page, enum page_part part)
{
	for (size_t i = 0; i < page->count; i++)
		if (page->lines[i].part == part &&
		    page->lines[i].kind != PAGE_BLANK)
			return i;
	return page->count;
}

/* Lines into its part: what a place is measured by where blocks do not tell. */
static size_t find_nth_of_part(const struct page *page, enum page_part part,
			       size_t nth)
{
	size_t found = page->count;

	for (size_t i = 0; i < page->count; i++) {
		if (page->lines[i].part != part)
			continue;
		found = i;
		if (!nth--)
			break;
	}
	return found;
}

size_t page_follow(const struct page *old, size_t number,
		   const struct page *page)
{
	const struct page_line *line;
	size_t nth = 0, found;

	if (number >= old->count || !page->count)
		return 0;
	/* a note that leaves the page: its lines stay */
	while (number && old->lines[number].part == PART_NOTE &&
	       page_find_part(page, PART_NOTE) == page->count)
		number--;
	line = &old->lines[number];
	if (line->kind == PAGE_RAW || line->kind == PAGE_FOLD) {
		unsigned source = line->kind == PAGE_RAW ? line->source : 0;

		return page_find_raw(page, source, line->line);
	}
	if (line->kind == PAGE_FLOW && line->part == PART_PROSE) {
		const struct flow *flow = &old->flows[line->source].flow;
		uint32_t block = flow->lines[line->line].block;
		size_t into = line->line - flow_find_block(flow, block);

		found = page_find_part(page, PART_PROSE);
		if (found < page->count) {
			flow = &page->flows[page->lines[found].source].flow;
			found += flow_find_block(flow, block) + into;
			return found < page->count ? found : page->count - 1;
		}
	}
	for (size_t i = 0; i < number; i++)
		nth += old->lines[i].part == line->part;
	found = find_nth_of_part(page, line->part, nth);
	return found < page->count ? found : 0;
}
