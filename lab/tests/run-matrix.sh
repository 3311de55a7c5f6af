#!/bin/sh
# Every kind of build with all of its tests, each in build-check/KIND; what
# "./bootstrap check" and the CI run. The last line is the sum.
# KINDS chooses among: gcc clang dist fuzz
set -u
top=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
jobs=$(getconf _NPROCESSORS_ONLN)
all_passed=0 all_failed=0 all_skipped=0
unset MAKEFLAGS MAKELEVEL
# the program under test keeps nothing in the home of who runs the tests
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
trap 'exit 130' INT TERM HUP
export HOME="$home"
unset XDG_STATE_HOME XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME KDLAB_DATA

# add KIND PASSED FAILED SKIPPED
add()
{
	printf '%-6s %s passed, %s failed, %s skipped (%s s)\n' "$1:" "$2" \
		"$3" "$4" "$(($(date +%s) - began))"
	all_passed=$((all_passed + $2))
	all_failed=$((all_failed + $3))
	all_skipped=$((all_skipped + $4))
}

# begin KIND: an empty folder of that name, and into it
begin()
{
	began=$(date +%s)
	chmod -R u+w "$top/build-check/$1" 2>/dev/null
	rm -rf "$top/build-check/$1"
	mkdir -p "$top/build-check/$1" && cd "$top/build-check/$1" || return 1
}

# show_log: the end of what went wrong
show_log()
{
	grep -E '(error|warning|undefined|\*\*\*|^FAIL|^ERROR)[: ]' "$1" |
		head -n 20
	tail -n "${2:-30}" "$1"
}

# A test that says how many cases it had, as cmocka does or with a line
# "N passed, N failed, N skipped", counts as so many; any other as one.
count_results()
{
	find . -name '*.trs' | sort | while read -r trs; do
		awk '
		FILENAME ~ /\.trs$/ && $1 == ":test-result:" {
			result = $2
		}
		FILENAME ~ /\.trs$/ { next }
		/^\[  PASSED  \] [0-9]+ test/ { passed += $4 }
		/^\[  FAILED  \] [^ ]*: [0-9]+ test/ { failed += $5 }
		/^\[  SKIPPED \] [^ ]*: [0-9]+ test/ { skipped += $5 }
		/^[0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$/ {
			passed += $1; failed += $3; skipped += $5
		}
		END {
			bad = result != "PASS" && result != "SKIP"
			if (result == "SKIP" && !skipped) skipped = 1
			if (bad && !failed) failed = 1
			if (!passed && !failed && !skipped) passed = 1
			print passed + 0, failed + 0, skipped + 0
		}' "$trs" "${trs%.trs}.log"
	done | awk '{ p += $1; f += $2; s += $3 }
		END { print p + 0, f + 0, s + 0 }'
}

# check KIND CONFIGURE-ARGUMENT...: builds that kind and runs its tests
check()
{
	kind=$1
	shift
	begin "$kind" || { add "$kind" 0 1 0; return; }
	if ! "$top/configure" "$@" >build.log 2>&1 ||
	   ! make -j"$jobs" >>build.log 2>&1; then
		show_log build.log
		add "$kind" 0 1 0
		return
	fi
	make -j"$jobs" check >check.log 2>&1
	status=$?
	counts=$(count_results)
	# shellcheck disable=SC2086
	set -- $counts
	if [ $status -ne 0 ]; then
		grep -E '^(FAIL|ERROR):? ' check.log
		find . -name '*.trs' -exec grep -lE \
			'^:test-result: (FAIL|ERROR|XPASS)' {} + |
			while read -r trs; do
				echo "---- ${trs%.trs}"
				tail -n 40 "${trs%.trs}.log"
			done
		[ "$2" -gt 0 ] || { show_log check.log; set -- "$1" 1 "$3"; }
	fi
	add "$kind" "$@"
}

# The tarball builds, passes, installs and cleans up after itself.
check_dist()
{
	begin dist || { add dist 0 1 0; return; }
	if "$top/configure" >dist.log 2>&1 &&
	   TEST_FAST=1 make -j"$jobs" distcheck >>dist.log 2>&1; then
		add dist 1 0 0
	else
		show_log dist.log 60
		add dist 0 1 0
	fi
}

# The fuzzers build and run their corpora. No hunt: what it finds is chance,
# and a gate is not to open by chance.
check_fuzz()
{
	begin fuzz || { add fuzz 0 1 0; return; }
	if "$top/configure" CC=clang --enable-fuzzing --enable-asan \
		--enable-ubsan --enable-werror >fuzz.log 2>&1 &&
	   make -j"$jobs" fuzz FUZZ_SECONDS="${FUZZ_SECONDS:-0}" >>fuzz.log 2>&1
	then
		add fuzz "$(grep -c '^fuzzed ' fuzz.log)" 0 0
	else
		show_log fuzz.log 60
		add fuzz 0 1 0
	fi
}

if [ -z "$(find "$top/configure" -newer "$top/configure.ac" 2>/dev/null)" ] &&
   ! (cd "$top" && autoreconf -fi) >"$home/autoreconf.log" 2>&1; then
	cat "$home/autoreconf.log"
	echo '0 passed, 1 failed, 0 skipped'
	exit 1
fi
for kind in ${KINDS:-gcc clang fuzz dist}; do
	case $kind in
	gcc) check gcc CC=gcc --enable-werror ;;
	clang) check clang CC=clang --enable-werror --enable-asan \
		--enable-ubsan ;;
	fuzz) check_fuzz ;;
	dist) check_dist ;;
	*) echo "no kind '$kind'"; exit 2 ;;
	esac
done
echo "$all_passed passed, $all_failed failed, $all_skipped skipped"
[ "$all_failed" -eq 0 ]
