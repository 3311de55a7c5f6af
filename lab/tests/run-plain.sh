#!/bin/sh
# --plain where things go wrong: hostile input, an output that goes away,
# signals, a home that cannot be written.
set -u
program=${KDLAB:-$PWD/kdlab}
cd "${srcdir:-.}/lab/tests" || exit 1
work=$(mktemp -d) || exit 1
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
HOME=$work COLUMNS=72
export HOME COLUMNS
unset NO_COLOR
passed=0 failed=0 skipped=0

fresh()
{
	XDG_STATE_HOME=$work/state.$1 XDG_CACHE_HOME=$work/cache
	export XDG_STATE_HOME XDG_CACHE_HOME
}

lab()
{
	"$program" --plain --seed 7 courses/small
}

# check NAME CONDITION...: the rest is a command that must succeed
check()
{
	what=$1
	shift
	if "$@"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "failed: $what"
		sed 's/^/	/' "$work/out" | tail -n 20
	fi
}

says()
{
	LC_ALL=C grep -qaF -- "$1" "$work/out"
}

fresh empty
lab </dev/null >"$work/out" 2>&1
check 'an empty input is fine' [ $? = 0 ]
check 'an empty input ends with words' says '0 of 12 steps done (0%).'

fresh last
printf 'next' | lab >"$work/out" 2>&1
check 'a last line without a newline counts' says 'Step done: 1 of 12.'

fresh crlf
printf '\357\273\277next\r\nstatus\r\n' | lab >"$work/out" 2>&1
check 'CRLF and a BOM are passed over' says '1 of 12 steps done (8%).'

fresh dump
cp -R courses/small "$work/small"
chmod -R u+w "$work/small"
sed -i 's,^lessons:,dump: lost/MEMORY.DMP\n&,' "$work/small/course.yaml"
printf 'kd lm\nkd\nstatus\n' | "$program" --plain "$work/small" >"$work/out" 2>&1
check 'a dump that is not there is no end' says 'Lesson 1 of 2'
check 'a dump that is not there is said' says "no 'lost/MEMORY.DMP' below"
mkdir "$work/small/dumps/lost"
echo 'no dump' >"$work/small/dumps/lost/MEMORY.DMP"
printf 'kd lm\nstatus\n' | "$program" --plain "$work/small" >"$work/out" 2>&1
check 'what is no dump is said' says 'MEMORY.DMP'
check 'what is no dump is no end' says 'Lesson 1 of 2'

fresh nul
printf 'a\000b\nstatus\n\000\000' | lab >"$work/out" 2>&1
check 'a NUL is shown' says "no command 'a^@b'"
check 'a NUL ends nothing' says 'Lesson 1 of 2'

fresh bytes
head -c 300000 /dev/urandom | lab >"$work/out" 2>&1
check 'random bytes end well' [ $? = 0 ]
bare=$(LC_ALL=C tr -d '\n\t\040-\176\200-\377' <"$work/out" | wc -c)
check 'no control character comes out' [ "$bare" = 0 ]

fresh long
{ head -c 4097 /dev/zero | tr '\0' x; printf '\nstatus\n'; } |
	lab >"$work/out" 2>&1
check 'a long line is refused' says 'longer than 4096 bytes'
check 'and the next one is read' says 'Lesson 1 of 2'

fresh endless
head -c 9000000 /dev/zero | tr '\0' x | lab >"$work/out" 2>&1
check 'endless input without a line is refused' [ $? = 1 ]
check 'and says so' says 'longer than a script may be'

fresh yes
yes '# no' | lab >"$work/out" 2>&1
check 'endless lines are refused' [ $? = 1 ]

fresh narrow
printf 'next\nhelp\ngo 2.1\ngo 2.2\nb\noutline\nstatus\nterms lamp\n' |
	COLUMNS=30 LC_ALL=C lab >"$work/out" 2>&1
wide=$(awk 'length > 30 && !/^(>>> |  |Summary|LAMPS|[0-9]+: )/' "$work/out")
check 'no line is wider than the screen' [ -z "$wide" ]
high=$(LC_ALL=C tr -d '\000-\177' <"$work/out" | wc -c)
check 'ASCII where the locale is' [ "$high" = 0 ]

fresh pipe
yes help | head -n 5000 | lab 2>"$work/out" | head -n 1 >/dev/null
check 'a reader that leaves is no error message' [ ! -s "$work/out" ]

if [ -w /dev/full ]; then
	fresh full
	lab </dev/null >/dev/full 2>"$work/out"
	check 'a full output is status 1' [ $? = 1 ]
else
	skipped=$((skipped + 1))
fi

fresh closed
lab <&- >"$work/out" 2>&1
check 'a closed input is no crash' [ $? -le 1 ]

for signal in INT TERM HUP; do
	fresh $signal
	mkfifo "$work/fifo"
	# a background job of a script ignores SIGINT, one under nohup SIGHUP:
	# env gives them back
	env --default-signal=INT,TERM,HUP "$program" --plain --seed 7 courses/small \
		<"$work/fifo" >"$work/out" 2>&1 &
	lab=$!
	exec 9>"$work/fifo"
	echo next >&9
	n=0
	until says 'Step done: 1 of 12.' || [ $n = 100 ]; do
		sleep 0.05
		n=$((n + 1))
	done
	kill -$signal $lab
	wait $lab
	status=$?
	exec 9>&-
	rm "$work/fifo"
	check "SIG$signal ends it" [ $status -gt 128 ]
	check "SIG$signal ends it with words" says '1 of 12 steps done'
	echo status | lab >"$work/out" 2>&1
	check "nothing is lost by SIG$signal" says 'Step 1.2'
done

fresh kept
mkdir "$XDG_STATE_HOME"
echo no folder >"$XDG_STATE_HOME/kdlab"
echo next | lab >"$work/out" 2>&1
check 'it goes on where nothing can be kept' says 'Step done: 1 of 12.'
check 'and says so at the start and the end' [ \
	"$(grep -c '^Progress is not kept: ' "$work/out")" = 2 ]

fresh many
awk 'BEGIN { for (i = 0; i < 75; i++) print "go 2.1\n= #one\nhint\nback" }' |
	lab >"$work/out" 2>&1
check '300 lines end well' says '0 of 12 steps done'

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
