#!/bin/sh
# Finishes courses in the full screen by keys alone, in a tmux of its own, at
# 80x24 and 40x12; in the midst of a replay the window changes its size. Each
# note must come with its lines on the screen. Afterwards every step is done
# and no reply was wrong. Nothing sleeps blindly: keys go out in batches, and
# the next batch waits for what must be seen.
#
# COURSES (folders; all there are unless TEST_FAST is set), SIZES and UNDER (a
# program to run kdlab with) may be set.
set -u
build=$PWD
program=${KDLAB:-$build/kdlab}
keys=${KEYS:-$build/keys}
top=$(cd "${srcdir:-.}" && pwd -P) || exit 1
small=$top/lab/tests/courses/small
if [ "${TEST_FAST:-}" ]; then
	courses=${COURSES:-$small}
else
	courses=${COURSES:-$small $top/lessons/*/}
fi
seed=7
patience=${PATIENCE:-20} # seconds
passed=0 failed=0 skipped=0

if ! command -v tmux >/dev/null; then
	echo 'no tmux'
	echo '0 passed, 0 failed, 1 skipped'
	exit 77
fi
work=$(mktemp -d) || exit 1
tmux()
{
	command tmux -f /dev/null -S "$work/socket.${size:-}" "$@" 2>/dev/null
}
trap finish EXIT
trap 'exit 130' INT TERM HUP
KDLAB_DATA=${KDLAB_DATA:-$top} HOME=$work
# the learner's editor makes the changes that the play asks for
printf '#!/bin/sh\nexec "%s" --change "$1" "%s"\n' "$keys" "$work/changes" \
	>"$work/editor"
chmod +x "$work/editor"
: >"$work/changes"
EDITOR=$work/editor
unset VISUAL
export KDLAB_DATA HOME EDITOR
unset NO_COLOR TMUX COLUMNS LINES

look()
{
	tmux capture-pane -p -t lab >"$work/screen"
}

# wait_until COMMAND...: looks at the screen until the command succeeds
wait_until()
{
	tries=0
	look
	until "$@"; do
		tries=$((tries + 1))
		[ $tries -lt $((patience * 50)) ] || return 1
		sleep 0.02
		look
	done
	return 0
}

gone()
{
	! tmux has-session -t lab
}

# the title of a step stands at the top of its page: "  2.3 Its name"
is_at()
{
	grep -q "^ *$(printf %s "$1" | sed 's/\./\\./') " "$work/screen"
}

shows()
{
	LC_ALL=C grep -qF -- "$1" "$work/screen"
}

is_built()
{
	grep -q '^ built[;,] ' "$work/screen"
}

# of the target's console: its prompt waits; something is typed at it; and it
# waits again, or the machine has stopped
is_ready()
{
	grep -q '^C:[^>]*>$' "$work/screen"
}

is_typed()
{
	! is_ready
}

has_run()
{
	is_ready || shows 'Any key goes on'
}

# fills SIZE TEXT: the title is as wide as the window now is, the status line
# stands where it ends, and the text is between them
fills()
{
	[ "$(head -n 1 "$work/screen" | wc -m)" = "${1%x*}" ] &&
		sed -n "${1#*x}p" "$work/screen" | grep -q ' n next note ' &&
		shows "$2"
}

# fail WHAT: with the screen as it is; ends this play
fail()
{
	echo "failed at $size, step $step: $*"
	look
	sed 's/^/	|/' "$work/screen"
	return 1
}

# send: the keys that are waiting, in one go
send()
{
	[ -s "$work/batch" ] || return 0
	tmux source-file "$work/batch"
	: >"$work/batch"
}

# resize LINE: to and fro; the line that the note is about stays in sight
resize()
{
	for to in 40x12 120x40 80x24 $size; do
		tmux resize-window -t lab -x "${to%x*}" -y "${to#*x}"
		wait_until fills "$to" "$1" ||
			fail "after a resize to $to there is no '$1'" || return 1
	done
	resized=yes
}

# obey WORD REST: a line of the keys program
obey()
{
	case $1 in
	key)
		printf 'send-keys -t lab -N %s %s\n' "${3:-1}" "$2" \
			>>"$work/batch"
		;;
	type)
		shift
		printf "send-keys -t lab -l -- '%s'\n" \
			"$(printf %s "$*" | sed "s/'/'\\\\''/g")" \
			>>"$work/batch"
		;;
	at)
		send
		wait_until is_at "$2" || fail "step $2 does not come" ||
			return 1
		step=$2
		;;
	note)
		send
		shift
		wait_until shows "note $*" || fail "no note $*" || return 1
		note=$1
		;;
	see)
		shift
		wait_until shows "$*" || fail "note $note without '$*'" ||
			return 1
		[ "$resized$note" != no2 ] || resize "$*"
		;;
	change)
		shift
		printf '%s\n' "$*" >>"$work/changes"
		;;
	built)
		send
		wait_until is_built || fail 'it is not built' || return 1
		: >"$work/changes"
		;;
	enter)
		send
		shift
		wait_until is_ready || fail "no prompt for: $*" || return 1
		tmux send-keys -t lab -l -- "$*"
		wait_until is_typed || fail "not typed: $*" || return 1
		tmux send-keys -t lab Enter
		wait_until has_run || fail "it does not end: $*" || return 1
		! shows 'Any key goes on' || tmux send-keys -t lab Enter
		;;
	end)
		send
		wait_until shows 'the course is done' ||
			fail 'the course is not done' || return 1
		tmux send-keys -t lab q
		wait_until gone || fail 'q does not end it' || return 1
		if [ "$(cat "$work/lab.status")" != 0 ]; then
			cat "$work/lab.err"
			fail 'it ends badly' || return 1
		fi
		end_steps=$2 end_questions=$3
		;;
	esac
}

# says NAME NUMBER: what status says of the whole course
says()
{
	have=$(sed -n "s/^  \"$1\": \\(.*\\),\$/\\1/p" "$work/status")
	[ "$have" = "$2" ] ||
		fail "status says \"$1\": $have, not $2" || return 1
}

play()
{
	size=$1 step=none note=0 resized=no
	XDG_STATE_HOME=$work/$size XDG_CACHE_HOME=$work/cache
	XDG_DATA_HOME=$work/$size/data
	export XDG_STATE_HOME XDG_CACHE_HOME XDG_DATA_HOME
	: >"$work/batch"
	# shellcheck disable=SC2086,SC2016
	tmux new-session -d -s lab -x "${size%x*}" -y "${size#*x}" \
		sh -c '"$@" 2>"$0.err"; echo $? >"$0.status"' "$work/lab" \
		${UNDER:-} "$program" --seed $seed "$course" ||
		fail 'tmux does not start' || return 1
	while IFS= read -r line; do
		# the word after "see" may have blanks of its own
		case $line in
		see\ * | type\ * | change\ * | enter\ *)
			obey "${line%% *}" "${line#* }"
			;;
		*)
			# shellcheck disable=SC2086
			obey $line
			;;
		esac || return 1
	done <"$work/keys"
	"$program" status --json "$course" >"$work/status"
	says finished true && says 'done' "$end_steps" &&
		says attempts "$end_questions" && says hints 0
}

finish()
{
	[ -z "${size:-}" ] || tmux kill-server
	rm -rf "$work"
}

for course in $courses; do
	"$keys" "$course" $seed >"$work/keys" || exit 1
	for size in ${SIZES:-80x24 40x12}; do
		began=$(date +%s)
		if play "$size"; then
			passed=$((passed + 1))
			echo "$size: $end_steps steps, $end_questions" \
				"questions, $(($(date +%s) - began)) s"
		else
			failed=$((failed + 1))
		fi
		tmux kill-server
		rm -rf "${work:?}/$size"
	done
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
