#!/bin/sh
# Kills kdlab with SIGKILL at random moments while a script plays it, by turns
# line by line and on the full screen (in tmux). After each kill: every step
# that was shown as done is done, and the record's chain is whole.
# ROUNDS says how often, SEED makes the moments the same again.
set -u
program=${KDLAB:-$PWD/kdlab}
rounds=${ROUNDS:-${TEST_FAST:+4}}
rounds=${rounds:-10}
seed=${SEED:-$(date +%s)}
KDLAB_DATA=$(CDPATH='' cd -- "${srcdir:-.}" && pwd -P)
work=$(mktemp -d) || exit 1
feeder=
t()
{
	tmux -S "$work/socket.$round" -f /dev/null "$@" 2>/dev/null
}
clean_up()
{
	t kill-server
	rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP
export HOME="$work" KDLAB_DATA TERM=xterm-256color
unset XDG_STATE_HOME XDG_CACHE_HOME XDG_DATA_HOME XDG_CONFIG_HOME TMUX
course=$work/course
round=0 most=0 kept=0
passed=0 failed=0 skipped=0

# 100 steps, so that done steps are per cent; each third one is a quiz.
make_course()
{
	mkdir -p "$course/one"
	cat >"$course/course.yaml" <<'END'
format: 1
id: kills
title: To be killed in
version: "1"
summary: A hundred short steps.
objectives: ["Lose nothing"]
lessons: [one/lesson.yaml]
END
	awk 'BEGIN {
		print "id: one\ntitle: One\nobjectives: [\"Stay\"]\nsteps:"
		for (i = 1; i <= 100; i++) {
			printf "  - id: s%d\n    title: Step %d\n", i, i
			print "    minutes: 1"
			if (i % 3) {
				print "    kind: read\n    text: Read on."
				print "    sources: [\"none: a test\"]"
				continue
			}
			print "    kind: quiz\n    type: single"
			print "    question: Which?\n    options:"
			print "      - {id: o1, text: This one, right: true," \
				" feedback: \"Yes, it is this one.\"}"
			print "      - {id: o2, text: That one," \
				" feedback: \"No, it is not.\"}"
			print "    hints: [\"Not that one.\"]"
			print "    solution: This one."
		}
	}' >"$course/one/lesson.yaml"
}

# is_gone PID
is_gone()
{
	! kill -0 "$1" 2>/dev/null
}

# play_plain SECONDS: sets shown
play_plain()
{
	mkfifo "$work/keys"
	"$program" --plain "$course" <"$work/keys" >"$work/said" 2>&1 &
	victim=$!
	(
		trap '' PIPE
		while printf '\n= #o1\n' 2>/dev/null; do sleep 0.002; done
	) >"$work/keys" &
	feeder=$!
	sleep "$1"
	kill -9 "$victim"
	wait "$victim" "$feeder" 2>/dev/null
	rm -f "$work/keys"
	shown=$(sed -n 's/^Step done: \([0-9]*\) of.*/\1/p' "$work/said" |
		tail -n 1)
}

# play_screen SECONDS: sets shown, or skips where there is no screen
play_screen()
{
	t new-session -d -x 80 -y 24 "exec '$program' '$course'" || return 1
	t set -g remain-on-exit on
	victim=$(t display -p '#{pane_pid}')
	tries=0
	until t capture-pane -p | grep -q '%'; do
		tries=$((tries + 1))
		[ $tries -lt 300 ] || return 1
		sleep 0.02
	done
	# a signal that comes before a shell has begun may be lost on it
	(while ! is_gone "$victim" && t send-keys n; do :; done) &
	feeder=$!
	sleep "$1"
	kill -9 "$victim"
	kill "$feeder"
	wait "$feeder" 2>/dev/null
	until [ "$(t display -p '#{pane_dead}')" != 0 ]; do sleep 0.01; done
	t capture-pane -p >"$work/said"
	t kill-server
	shown=$(sed -n '1s/.*[^0-9]\([0-9]*\)%.*/\1/p' "$work/said")
}

# judge HOW: looks at what is on disk after a kill
judge()
{
	"$program" status --json "$course" >"$work/status" 2>&1
	kept=$(sed -n 's/^  "done": \([0-9]*\),*$/\1/p' "$work/status")
	if ! "$program" doctor >"$work/doctor" 2>&1; then
		echo "round $round, $1: the doctor is not content"
		cat "$work/doctor"
	elif [ -z "$kept" ]; then
		echo "round $round, $1: no status"
		cat "$work/status"
	elif [ "${shown:-0}" -gt "$kept" ]; then
		echo "round $round, $1: shown as done: $shown, kept: $kept"
		tail -n 30 "$work/said"
	else
		passed=$((passed + 1))
		most=$((${shown:-0} > most ? ${shown:-0} : most))
		return
	fi
	failed=$((failed + 1))
}

make_course
"$program" lint "$course" >"$work/lint" 2>&1 || cat "$work/lint"
echo "seed $seed"
awk -v seed="$seed" -v rounds="$rounds" 'BEGIN {
	srand(seed)
	for (i = 0; i < rounds; i++) printf "%.3f\n", 0.01 + rand() * 0.3
}' >"$work/moments"
while read -r moment <&3; do
	round=$((round + 1))
	shown=
	if [ $((round % 2)) = 1 ]; then
		play_plain "$moment"
		judge plain
	elif command -v tmux >/dev/null 2>&1; then
		if play_screen "$moment"; then
			judge screen
		else
			echo "round $round: no screen to be seen"
			t capture-pane -p
			t kill-server
			failed=$((failed + 1))
		fi
	else
		skipped=$((skipped + 1))
	fi
	[ "${kept:-0}" -lt 60 ] ||
		"$program" reset --yes "$course" >/dev/null || failed=$((failed + 1))
done 3<"$work/moments"
# a script that never gets anywhere would lose nothing either
if [ "$most" -eq 0 ]; then
	echo 'nothing was ever done'
	failed=$((failed + 1))
fi
echo "at most $most steps were shown as done in one start"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
