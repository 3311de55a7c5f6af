#!/bin/sh
# The small course to its end under valgrind, in --plain and (not with
# TEST_FAST) in the full screen: no error, and no memory lost at the end.
set -u
program=${KDLAB:-$PWD/kdlab}
top=$(cd "${srcdir:-.}" && pwd -P) || exit 1
small=$top/lab/tests/courses/small
passed=0 failed=0

skip()
{
	echo "$1"
	echo '0 passed, 0 failed, 1 skipped'
	exit 77
}

command -v valgrind >/dev/null || skip 'no valgrind'
grep -q __asan_init "$program" && skip 'not with AddressSanitizer'
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
HOME=$work XDG_STATE_HOME=$work/state XDG_CACHE_HOME=$work/cache
KDLAB_DATA=${KDLAB_DATA:-$top}
export HOME XDG_STATE_HOME XDG_CACHE_HOME KDLAB_DATA
under='valgrind -q --leak-check=full --error-exitcode=9'

# result NAME STATUS: counts it; the log of one that failed is shown
result()
{
	if [ "$2" = 0 ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "failed: $1"
		tail -n 60 "$work/log"
	fi
}

# the first start makes the index, the second maps it
"$program" prove --solution "$small" >"$work/solution" || exit 1
# shellcheck disable=SC2086
$under --log-file="$work/log" "$program" --plain "$small" </dev/null \
	>"$work/out"
result 'a first start' $?
# shellcheck disable=SC2086
$under --log-file="$work/log" "$program" --plain "$small" \
	<"$work/solution" >"$work/out"
result 'the solution in --plain' $?
tail -n 3 "$work/out" | grep -q 'Every step is done'
result 'all of it done' $?
if [ -z "${TEST_FAST:-}" ] && command -v tmux >/dev/null; then
	COURSES=$small SIZES=80x24 UNDER=$under PATIENCE=60 \
		"$top/lab/tests/run-play.sh" >"$work/log" 2>&1
	result 'the full screen' $?
fi
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" = 0 ]
