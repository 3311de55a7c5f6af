/*
 * The rows of test_lint.c: what is done to the sound course, and the one fault
 * that must come of it.
 */
/* structure, by the schema */
{ FAULT_UNKNOWN_KEY,
  "did you mean 'hints'",
  { { "two/lesson.yaml",
      "    hints: [\"Think.\"]\n    solution: As said.\n  - id: q-match",
      "    hints: [\"Think.\"]\n    @|hintz: 1\n    solution: As said.\n  - "
      "id: q-match" } },
  NULL },
	{ FAULT_LINK,
	  "no such dump",
	  { { "course.yaml", "glossary: glossary.yaml\n",
	      "glossary: glossary.yaml\ndump: @|x.dmp\n" } },
	  NULL },
	{ FAULT_LINK,
	  "no such dump",
	  { { "one/lesson.yaml", "title: Intro\n",
	      "title: Intro\n    dump: @|none/MEMORY.DMP\n" } },
	  NULL },
	{ FAULT_LINK,
	  "no such folder of symbols", /* a file is none */
	  { { "course.yaml", "glossary: glossary.yaml\n",
	      "glossary: glossary.yaml\ndump: x.txt\nsymbols: @|x.txt\n" } },
	  NULL },
	{ FAULT_PATH,
	  "a path below its folder",
	  { { "course.yaml", "glossary: glossary.yaml\n",
	      "glossary: glossary.yaml\ndump: @|../x.dmp\n" } },
	  NULL },
	{ FAULT_MISSING_KEY,
	  "'minutes'",
	  { { "one/lesson.yaml",
	      "  - id: intro\n    kind: read\n    title: Intro\n    minutes: "
	      "1\n",
	      "  - @|id: intro\n    kind: read\n    title: Intro\n" } },
	  NULL },
	{ FAULT_MISSING_KEY,
	  "'feedback'",
	  { { "two/lesson.yaml", "- {id: b, text: The driver, feedback: No.}",
	      "- @|{id: b, text: The driver}" } },
	  NULL },
	{ FAULT_MISSING_KEY,
	  "'hints'",
	  { { "two/lesson.yaml", "  - id: q-order\n", "  - @|id: q-order\n" },
	    { "two/lesson.yaml", "    hints: [\"Think.\"]\n", "" } },
	  NULL },
	{ FAULT_MISSING_KEY,
	  "'answer'",
	  { { "one/lesson.yaml", "      answer: true\n", "" },
	    { "one/lesson.yaml", "      id: guess", "      @|id: guess" } },
	  NULL },
	{ FAULT_TYPE,
	  "a list",
	  { { "one/lesson.yaml", "hints: [\"Look.\"]", "hints: @|Look." } },
	  NULL },
	{ FAULT_TRAP,
	  "yes",
	  { { "one/lesson.yaml", "title: Intro", "title: @|yes" } },
	  NULL },
	{ FAULT_TRAP,
	  "",
	  { { "one/lesson.yaml", "if_true: It is.", "if_true: @|no" } },
	  NULL },
	{ FAULT_DUPLICATE,
	  "'title'",
	  { { "one/lesson.yaml", "    title: Intro\n",
	      "    title: Intro\n    @|title: Again\n" } },
	  NULL },
	{ FAULT_ENCODING,
	  "terminal escape",
	  { { "one/lesson.yaml", "title: Intro",
	      "title: \"a@|\033"
	      "[1m\"" } },
	  NULL },
	{ FAULT_TRAP,
	  "",
	  { { "one/lesson.yaml", "what: It.", "what: @|&x It." } },
	  NULL },
	{ FAULT_VALUE,
	  "1 to 60",
	  { { "one/lesson.yaml", "minutes: 2", "minutes: @|61" } },
	  NULL },
	{ FAULT_QUESTION,
	  "exactly one",
	  { { "two/lesson.yaml",
	      "    options:\n      - {id: a, text: The worker, right: true, "
	      "feedback: Yes.}",
	      "    options:\n      @|- {id: a, text: The worker, feedback: "
	      "Yes.}" } },
	  NULL },
	{ FAULT_QUESTION,
	  "2 options are right",
	  { { "two/lesson.yaml",
	      "    options:\n      - {id: a, text: The worker",
	      "    options:\n      @|- {id: a, text: The worker" },
	    { "two/lesson.yaml", "text: The driver, feedback",
	      "text: The driver, right: true, feedback" },
	    { "two/lesson.yaml", "Is it the driver or the worker?", "Look." } },
	  NULL },
	/* ids */
	{ FAULT_DUPLICATE,
	  "step or question id 'play'",
	  { { "two/lesson.yaml", "id: q-single", "id: @|play" } },
	  NULL },
	{ FAULT_DUPLICATE,
	  "step or question id 'guess'",
	  { { "two/lesson.yaml", "id: q-order", "id: @|guess" } },
	  NULL },
	{ FAULT_DUPLICATE,
	  "step or question id 'intro'",
	  { { "one/lesson.yaml", "id: guess", "id: @|intro" } },
	  NULL },
	{ FAULT_DUPLICATE,
	  "lesson id 'one'",
	  { { "two/lesson.yaml", "id: two\n", "id: @|one\n" },
	    { "two/lesson.yaml", "prerequisites: [one]\n", "" } },
	  NULL },
	{ FAULT_DUPLICATE,
	  "'n-one' a second time",
	  { { "one/lesson.yaml", "id: n-two", "id: @|n-one" } },
	  NULL },
	{ FAULT_DUPLICATE,
	  "'a' a second time",
	  { { "two/lesson.yaml", "{id: b, text: The driver",
	      "{id: @|a, text: The driver" } },
	  NULL },
	{ FAULT_DUPLICATE,
	  "'was' names an id",
	  { { "two/lesson.yaml", "  - id: q-text\n",
	      "  - id: q-text\n    was: @|inline\n" } },
	  NULL },
	{ FAULT_DUPLICATE,
	  "'was' names an id",
	  { { "two/lesson.yaml", "  - id: q-text\n",
	      "  - id: q-text\n    was: @|q-text\n" } },
	  NULL },
	{ FAULT_DUPLICATE,
	  "former id 'old'",
	  { { "one/lesson.yaml", "  - id: intro\n",
	      "  - id: intro\n    was: old\n" },
	    { "two/lesson.yaml", "  - id: q-text\n",
	      "  - id: q-text\n    was: @|old\n" } },
	  NULL },
	{ FAULT_DUPLICATE,
	  "a lesson is listed twice",
	  { { "course.yaml", "  - two/lesson.yaml\n",
	      "  - two/lesson.yaml\n  - @|one/lesson.yaml\n" } },
	  NULL },
	/* files and links */
	{ FAULT_LINK,
	  "did you mean 'two/lesson.yaml'",
	  { { "course.yaml", "  - two/lesson.yaml\n",
	      "  - two/lesson.yaml\n  - @|two/lessn.yaml\n" } },
	  NULL },
	{ FAULT_LINK,
	  "no such file: 'glosary.yaml'",
	  {
		  { "course.yaml", "glossary: glossary.yaml",
		    "glossary: @|glosary.yaml" },
	  },
	  NULL },
	{ FAULT_PATH,
	  "below its folder",
	  { { "one/lesson.yaml", "file: intro.md", "file: @|../intro.md" } },
	  NULL },
	{ FAULT_LINK,
	  "'one/intro.md'",
	  { { "one/lesson.yaml", "file: intro.md", "file: @|intra.md" },
	    { "one/lesson.yaml", "(intro.md)", "(intro.md)" } },
	  NULL },
	{ FAULT_LINK,
	  "no such file: 'intrp.md'",
	  { { "one/lesson.yaml", "(intro.md)", "(@|intrp.md)" } },
	  NULL },
	{ FAULT_PATH,
	  "out of the course's folder: '../two/x.md'",
	  { { "one/lesson.yaml", "(intro.md)", "(@|../two/x.md)" } },
	  NULL },
	{ FAULT_PATH,
	  "'/etc/passwd'",
	  { { "one/intro.md", "(two.md#part)", "(@|/etc/passwd)" },
	    { "one/lesson.yaml", "(https://example.org/)", "(two.md)" } },
	  NULL },
	{ FAULT_LINK,
	  "no such file: 'three.md'",
	  { { "one/intro.md", "two.md#part).\n",
	      "two.md#part).\nSee [x](@|three.md).\n" } },
	  NULL },
	{ FAULT_LINK,
	  "leads nowhere: 'javascript:x'",
	  { { "one/lesson.yaml", "(https://example.org/)",
	      "(@|javascript:x)" } },
	  NULL },
	{ FAULT_LINK,
	  "no such term: 'mutx': did you mean 'mutex'",
	  { { "course.yaml", "(term:mutex)", "(@|term:mutx)" } },
	  NULL },
	{ FAULT_LINK,
	  "no such term: 'ownr'",
	  { { "glossary.yaml", "(term:owner)", "(@|term:ownr)" } },
	  NULL },
	{ FAULT_LINK,
	  "no such term: 'nothing'",
	  { { "one/intro.md", "(term:mutex)", "(@|term:nothing)" } },
	  NULL },
	{ FAULT_LINK,
	  "no such term",
	  { { "two/lesson.yaml", "solution: It is 57.",
	      "solution: See [57](@|term:fifty-seven)." } },
	  NULL },
	{ FAULT_LINK,
	  "no such term",
	  { { "two/lesson.yaml", "text: The driver, feedback: No.",
	      "text: The driver, feedback: \"[No](@|term:no).\"" } },
	  NULL },
	{ FAULT_LINK,
	  "did you mean 'x.txt'",
	  { { "one/lesson.yaml", "transcript: x.txt", "transcript: @|y.txt" } },
	  NULL },
	{ FAULT_LINK,
	  "'d.cc': did you mean 'd.c'",
	  { { "two/lesson.yaml", "source: d.c", "source: @|d.cc" } },
	  NULL },
	{ FAULT_LINK,
	  "no such recording: 'far/away.txt'",
	  { { "two/lesson.yaml", "{transcript: x.txt,",
	      "{transcript: @|far/away.txt," } },
	  NULL },
	{ FAULT_PATH,
	  "below its folder",
	  { { "one/lesson.yaml", "transcript: x.txt",
	      "transcript: @|/etc/passwd" } },
	  NULL },
	{ FAULT_UNREACHABLE,
	  "nothing names",
	  { { "one/lost.md", NULL, "Lost.\n" } },
	  "one/lost.md" },
	{ FAULT_UNREACHABLE,
	  "nothing names",
	  { { "three/lesson.yaml", NULL, "id: three\n" } },
	  "three/lesson.yaml" },
	{ FAULT_UNREACHABLE,
	  "nothing names",
	  { { "course.yaml", "  - two/lesson.yaml\n", "" } },
	  "two/lesson.yaml" },
	/* escapes */
	{ FAULT_ENCODING,
	  "terminal escape",
	  { { "one/intro.md", "indented code",
	      "indented @|\033"
	      "[2J code" } },
	  NULL },
	{ FAULT_ENCODING,
	  "terminal escape",
	  { { "dumps/x.txt", "middle",
	      "mid@|\033"
	      "]0;x\007"
	      "dle" } },
	  NULL },
	{ FAULT_ENCODING,
	  "control character",
	  { { "driver/d.c", "\treturn 0;",
	      "\treturn @|\007"
	      "0;" } },
	  NULL },
	{ FAULT_ENCODING,
	  "control character",
	  { { "one/intro.md", "Intro",
	      "Int@|\302"
	      "\233"
	      "ro" } },
	  NULL },
	{ FAULT_ENCODING,
	  "not UTF-8",
	  { { "one/intro.md", "more code",
	      "more @|\377"
	      " code" } },
	  NULL },
	{ FAULT_ENCODING,
	  "turns the order",
	  { { "one/intro.md", "more code",
	      "more @|\342"
	      "\200"
	      "\256"
	      " code" } },
	  NULL },
	{ FAULT_ENCODING,
	  "terminal escape",
	  { { "notes.txt", NULL,
	      "a\nb @|\033"
	      "[0m\n" } },
	  NULL },
	{ FAULT_ENCODING,
	  "terminal escape",
	  { { "solution", "# none",
	      "# @|\033"
	      "c" } },
	  NULL },
	/* lessons */
	{ FAULT_LINK,
	  "no such lesson: 'oen'",
	  { { "two/lesson.yaml", "prerequisites: [one]",
	      "prerequisites: [@|oen]" } },
	  NULL },
	{ FAULT_UNREACHABLE,
	  "in a circle",
	  { { "two/lesson.yaml", "prerequisites: [one]",
	      "prerequisites: [one, @|two]" } },
	  NULL },
	/* anchors */
	{ FAULT_ANCHOR,
	  "matches no line: 'Arg9:'",
	  { { "one/lesson.yaml", "anchor: \"Arg1:\"", "anchor: @|\"Arg9:\"" } },
	  NULL },
	{ FAULT_ANCHOR,
	  "in other capitals",
	  { { "one/lesson.yaml", "anchor: \"Arg1:\"", "anchor: @|\"arg1:\"" } },
	  NULL },
	{ FAULT_ANCHOR,
	  "matches 3 lines, not 1: 'Arg'",
	  { { "one/lesson.yaml", "anchor: \"Arg1:\"", "anchor: @|Arg" } },
	  NULL },
	{ FAULT_ANCHOR,
	  "matches 3 lines, not 2",
	  { { "one/lesson.yaml", "{text: Arg, count: 3, nth: 2}",
	      "@|{text: Arg, count: 2, nth: 2}" } },
	  NULL },
	{ FAULT_ANCHOR,
	  "wants line 4 of 3",
	  { { "one/lesson.yaml", "{text: Arg, count: 3, nth: 2}",
	      "@|{text: Arg, count: 3, nth: 4}" } },
	  NULL },
	{ FAULT_ANCHOR,
	  "matches 'to': 'nowhere'",
	  { { "one/lesson.yaml", "{text: Arg, count: 3, nth: 2}",
	      "@|{text: Arg, count: 3, nth: 2, to: nowhere}" } },
	  NULL },
	{ FAULT_ANCHOR,
	  "9 lines, but 6 are left",
	  { { "one/lesson.yaml", "{text: Arg, count: 3, nth: 2}",
	      "@|{text: Arg, count: 3, nth: 2, lines: 9}" } },
	  NULL },
	{ FAULT_ANCHOR,
	  "matches no line: 'beginning'",
	  { { "one/lesson.yaml", "anchor: begin", "anchor: @|beginning" } },
	  NULL },
	{ FAULT_ANCHOR,
	  "matches 'to': 'kd>'",
	  { { "one/lesson.yaml", "- anchor: begin\n        to: end",
	      "- anchor: @|begin\n        to: kd>" } },
	  NULL },
	{ FAULT_ANCHOR,
	  "two folds hold line 6",
	  { { "one/lesson.yaml", "        label: the middle\n",
	      "        label: the middle\n      - @|anchor: middle\n        "
	      "to: tail\n        label: more\n" } },
	  NULL },
	{ FAULT_ANCHOR,
	  "begins at one line, not 3",
	  { { "one/lesson.yaml", "anchor: begin",
	      "anchor: @|{text: Arg, count: 3}" } },
	  NULL },
	{ FAULT_ANCHOR,
	  "matches no line: 'Arg7'",
	  { { "two/lesson.yaml", "[\"Arg2:\"]", "[@|Arg7]" } },
	  NULL },
	{ FAULT_ANCHOR,
	  "matches no line: 'KeWate'",
	  { { "two/lesson.yaml", "anchor: KeWait", "anchor: @|KeWate" } },
	  NULL },
	{ FAULT_ANCHOR,
	  "matches 2 lines, not 1",
	  { { "two/lesson.yaml", "{text: return, count: 2}", "@|return" } },
	  NULL },
	/* width */
	{ FAULT_WIDTH,
	  "90 columns",
	  { { "one/intro.md", "more code",
	      "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"
	      "XXXXXXXXXXXX@|XXXXXXXXXXXXXX" } },
	  NULL },
	{ FAULT_WIDTH,
	  "77 columns",
	  { { "one/intro.md", "indented code",
	      "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"
	      "XXXXXXXXXXXX@|X" } },
	  NULL },
	{ FAULT_WIDTH,
	  "80 columns",
	  { { "one/lesson.yaml", "short code",
	      "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"
	      "XXXXXXXXXXXX@|XXXX" } },
	  NULL },
	{ FAULT_WIDTH,
	  "79 columns",
	  { { "two/lesson.yaml", "        int a;\n",
	      "        int a;\n        "
	      "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"
	      "XXXXXXXXXXXX@|XXX\n" } },
	  NULL },
	{ FAULT_WIDTH,
	  "84 columns",
	  { { "driver/d.c", "\treturn 0;",
	      "\treturn 0; "
	      "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX@|"
	      "XXXXXXXX" } },
	  NULL },
	/* sources and misconceptions */
	{ FAULT_MISSING_KEY,
	  "a read step needs 'sources'",
	  { { "one/lesson.yaml", "- id: inline", "- @|id: inline" },
	    { "one/lesson.yaml", "    sources: [\"none: about this course\"]\n",
	      "" } },
	  NULL },
	{ FAULT_MISSING_KEY,
	  "a note needs 'sources'",
	  { { "one/lesson.yaml", "- id: n-one", "- @|id: n-one" },
	    { "one/lesson.yaml", "        sources: [\"a book\"]\n", "" } },
	  NULL },
	{ FAULT_UNREACHABLE,
	  "nothing clears up this misconception: 'm-two'",
	  { { "course.yaml", "- id: m-two", "- @|id: m-two" },
	    { "one/lesson.yaml", "      meets: [m-two]\n", "" } },
	  NULL },
	{ FAULT_LINK,
	  "no such misconception: 'm-oen': did you mean 'm-one'",
	  { { "one/lesson.yaml", "meets: [m-one]",
	      "meets: [m-one, @|m-oen]" } },
	  NULL },
	{ FAULT_LINK,
	  "no such misconception",
	  { { "one/lesson.yaml", "        not: That.\n",
	      "        not: That.\n        meets: [@|nothing]\n" } },
	  NULL },
	{ FAULT_LINK,
	  "no such misconception",
	  { { "one/lesson.yaml", "meets: [m-two]",
	      "meets: [m-two, @|nothing]" } },
	  NULL },
	/* questions */
	{ FAULT_QUESTION,
	  "two options read the same: 'the worker'",
	  { { "two/lesson.yaml", "{id: b, text: The driver",
	      "@|{id: b, text: the  `worker`." } },
	  NULL },
	{ FAULT_QUESTION,
	  "another one's letter: 'B'",
	  { { "two/lesson.yaml", "{id: a, text: The worker",
	      "@|{id: a, text: B" } },
	  NULL },
	{ FAULT_QUESTION,
	  "both right and wrong: '0x39'",
	  { { "two/lesson.yaml", "{value: \"0n39\"", "@|{value: \"0n57\"" } },
	  NULL },
	{ FAULT_QUESTION,
	  "both right and wrong: '0x39'",
	  { { "two/lesson.yaml", "{from: 100,", "@|{from: 50," } },
	  NULL },
	{ FAULT_QUESTION,
	  "two feedbacks",
	  { { "two/lesson.yaml", "{from: 100,",
	      "@|{value: \"0x27\", feedback: No.}\n      - {from: 100," } },
	  NULL },
	{ FAULT_QUESTION,
	  "both right and wrong: 'dt mutex'",
	  { { "two/lesson.yaml", "[\"!mex.mut\", \"!mut\"]",
	      "[\"!mex.mut\", \"DT  mutex\"]" },
	    { "two/lesson.yaml", "any: [\"dt mutex\"]",
	      "any: [@|\"dt mutex\"]" } },
	  NULL },
	{ FAULT_QUESTION,
	  "a text stands twice",
	  { { "two/lesson.yaml", "[\"!mex.mut\", \"!mut\"]",
	      "[\"!mex.mut\", @|\"!MEX.mut.\"]" } },
	  NULL },
	{ FAULT_QUESTION,
	  "nobody can type this",
	  { { "two/lesson.yaml", "[\"dt mutex\"]",
	      "[\"dt mutex\", @|\"`\"]" } },
	  NULL },
	{ FAULT_QUESTION,
	  "two items read the same",
	  { { "two/lesson.yaml", "{id: b, text: Second, f",
	      "@|{id: b, text: first., f" } },
	  NULL },
	{ FAULT_QUESTION,
	  "two lines read the same",
	  { { "two/lesson.yaml", "{id: b, line: Arg2",
	      "@|{id: b, line: Arg1" } },
	  NULL },
	{ FAULT_QUESTION,
	  "same meaning: 'worker'",
	  { { "two/lesson.yaml", "{id: b, line: Arg2, meaning: parameter",
	      "@|{id: b, line: Arg2, meaning: Worker" } },
	  NULL },
	{ FAULT_QUESTION,
	  "a spare meaning is that of a pair",
	  { { "two/lesson.yaml", "{id: c, text: mutex",
	      "@|{id: c, text: worker" } },
	  NULL },
	{ FAULT_QUESTION,
	  "a line is both right and wrong: 'return'",
	  { { "two/lesson.yaml", "anchor: KeWait",
	      "anchor: {text: KeWait, lines: 2}" },
	    { "two/lesson.yaml", "- {id: b, anchor: {text: return",
	      "- @|{id: b, anchor: {text: return" } },
	  NULL },
	{ FAULT_QUESTION,
	  "never said",
	  { { "two/lesson.yaml", "    otherwise: No.\n    hints: [\"Look.\"]",
	      "      - @|{id: c, anchor: return 0, feedback: No.}\n    "
	      "otherwise: No.\n    hints: [\"Look.\"]" } },
	  NULL },
	/* hints that tell */
	{ FAULT_QUESTION,
	  "holds the answer: 'The worker'",
	  { { "two/lesson.yaml", "[\"Is it the driver or the worker?\"]",
	      "[\"Look.\", @|\"It is the worker, surely.\"]" } },
	  NULL },
	{ FAULT_QUESTION,
	  "holds the answer",
	  { { "two/lesson.yaml", "[\"Not all.\"]",
	      "[@|\"First one and second one.\"]" } },
	  NULL },
	{ FAULT_QUESTION,
	  "holds the answer: '57'",
	  { { "two/lesson.yaml", "[\"It is 0x30 and 9.\"]",
	      "[@|\"It is 57.\"]" } },
	  NULL },
	{ FAULT_QUESTION,
	  "holds the answer: '39h'",
	  { { "two/lesson.yaml", "[\"It is 0x30 and 9.\"]",
	      "[@|\"Is it 39h?\"]" } },
	  NULL },
	{ FAULT_QUESTION,
	  "holds the answer: '!mut'",
	  { { "two/lesson.yaml", "[\"It is an extension.\"]",
	      "[@|\"Type `!mut`.\"]" } },
	  NULL },
	/* build and console steps */
	{ FAULT_VALUE,
	  "about the target",
	  { { "one/lesson.yaml", "steps:\n  - id: intro\n",
	      "steps:\n"
	      "  - id: w\n"
	      "    kind: build\n"
	      "    title: W\n"
	      "    minutes: 1\n"
	      "    text: Do.\n"
	      "    source: d.c\n"
	      "    goals:\n"
	      "      - @|{id: g, text: G, want: stop}\n"
	      "    hints: [\"Look.\"]\n"
	      "    solution: So.\n"
	      "  - id: intro\n" } },
	  NULL },
	{ FAULT_MISSING_KEY,
	  "needs 'name'",
	  { { "one/lesson.yaml", "steps:\n  - id: intro\n",
	      "steps:\n"
	      "  - id: w\n"
	      "    kind: build\n"
	      "    title: W\n"
	      "    minutes: 1\n"
	      "    text: Do.\n"
	      "    source: d.c\n"
	      "    goals:\n"
	      "      - @|{id: g, text: G, want: imports}\n"
	      "    hints: [\"Look.\"]\n"
	      "    solution: So.\n"
	      "  - id: intro\n" } },
	  NULL },
	{ FAULT_VALUE,
	  "takes no 'name'",
	  { { "one/lesson.yaml", "steps:\n  - id: intro\n",
	      "steps:\n"
	      "  - id: w\n"
	      "    kind: build\n"
	      "    title: W\n"
	      "    minutes: 1\n"
	      "    text: Do.\n"
	      "    source: d.c\n"
	      "    goals:\n"
	      "      - @|{id: g, text: G, want: built, name: x}\n"
	      "    hints: [\"Look.\"]\n"
	      "    solution: So.\n"
	      "  - id: intro\n" } },
	  NULL },
	{ FAULT_VALUE,
	  "must be one of",
	  { { "one/lesson.yaml", "steps:\n  - id: intro\n",
	      "steps:\n"
	      "  - id: w\n"
	      "    kind: build\n"
	      "    title: W\n"
	      "    minutes: 1\n"
	      "    text: Do.\n"
	      "    source: d.c\n"
	      "    goals:\n"
	      "      - {id: g, text: G, want: @|builds}\n"
	      "    hints: [\"Look.\"]\n"
	      "    solution: So.\n"
	      "  - id: intro\n" } },
	  NULL },
	{ FAULT_ANCHOR,
	  "this change cannot be made",
	  { { "one/lesson.yaml", "steps:\n  - id: intro\n",
	      "steps:\n"
	      "  - id: w\n"
	      "    kind: build\n"
	      "    title: W\n"
	      "    minutes: 1\n"
	      "    text: Do.\n"
	      "    source: d.c\n"
	      "    goals:\n"
	      "      - {id: g, text: G, want: built}\n"
	      "    hints: [\"Look.\"]\n"
	      "    solution: So.\n"
	      "    edits:\n"
	      "      - @|{find: nowhere, put: x}\n"
	      "  - id: intro\n" } },
	  NULL },
	{ FAULT_ANCHOR,
	  "more than once",
	  { { "one/lesson.yaml", "steps:\n  - id: intro\n",
	      "steps:\n"
	      "  - id: w\n"
	      "    kind: build\n"
	      "    title: W\n"
	      "    minutes: 1\n"
	      "    text: Do.\n"
	      "    source: d.c\n"
	      "    goals:\n"
	      "      - {id: g, text: G, want: built}\n"
	      "    hints: [\"Look.\"]\n"
	      "    solution: So.\n"
	      "    edits:\n"
	      "      - @|{find: r, put: x}\n"
	      "  - id: intro\n" } },
	  NULL },
	{ FAULT_VALUE,
	  "wants 'edits'",
	  { { "one/lesson.yaml", "steps:\n  - id: intro\n",
	      "steps:\n"
	      "  - id: w\n"
	      "    kind: build\n"
	      "    title: W\n"
	      "    minutes: 1\n"
	      "    text: Do.\n"
	      "    source: d.c\n"
	      "    goals:\n"
	      "      - @|{id: g, text: G, want: changed}\n"
	      "    hints: [\"Look.\"]\n"
	      "    solution: So.\n"
	      "  - id: intro\n" } },
	  NULL },
	{ FAULT_MISSING_KEY,
	  "needs 'edits'",
	  { { "one/lesson.yaml", "steps:\n  - id: intro\n",
	      "steps:\n"
	      "  - id: w\n"
	      "    kind: build\n"
	      "    title: W\n"
	      "    minutes: 1\n"
	      "    text: Do.\n"
	      "    source: d.c\n"
	      "    goals:\n"
	      "      - {id: g, text: G, want: built}\n"
	      "    hints: [\"Look.\"]\n"
	      "    solution: So.\n"
	      "    slips:\n"
	      "      - @|{words: x}\n"
	      "  - id: intro\n" } },
	  NULL },
	{ FAULT_MISSING_KEY,
	  "'commands'",
	  { { "one/lesson.yaml", "steps:\n  - id: intro\n",
	      "steps:\n"
	      "  - @|id: w\n"
	      "    kind: console\n"
	      "    title: W\n"
	      "    minutes: 1\n"
	      "    text: Do.\n"
	      "    source: d.c\n"
	      "    goals:\n"
	      "      - {id: g, text: G, want: stop}\n"
	      "    hints: [\"Look.\"]\n"
	      "    solution: So.\n"
	      "  - id: intro\n" } },
	  NULL },
	{ FAULT_MISSING_KEY,
	  "needs 'code'",
	  { { "one/lesson.yaml", "steps:\n  - id: intro\n",
	      "steps:\n"
	      "  - id: w\n"
	      "    kind: console\n"
	      "    title: W\n"
	      "    minutes: 1\n"
	      "    text: Do.\n"
	      "    source: d.c\n"
	      "    goals:\n"
	      "      - @|{id: g, text: G, want: error}\n"
	      "    hints: [\"Look.\"]\n"
	      "    solution: So.\n"
	      "    commands: [\"crash it\"]\n"
	      "  - id: intro\n" } },
	  NULL },
	{ FAULT_QUESTION,
	  "holds the answer: 'Look.'",
	  { { "one/lesson.yaml", "steps:\n  - id: intro\n",
	      "steps:\n"
	      "  - id: w\n"
	      "    kind: console\n"
	      "    title: W\n"
	      "    minutes: 1\n"
	      "    text: Do.\n"
	      "    source: d.c\n"
	      "    goals:\n"
	      "      - {id: g, text: G, want: stop}\n"
	      "    hints: [@|\"Look.\"]\n"
	      "    solution: So.\n"
	      "    commands: [\"Look.\"]\n"
	      "  - id: intro\n" } },
	  NULL },
