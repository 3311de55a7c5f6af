#!/bin/sh
# Every shipped course: no faults, judged as declared, its solution up to date.
# And what lint says, and exits with, where there is something to say.
set -eu
src=$(cd "${srcdir:-.}" && pwd)
top=$(pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
KDLAB_DATA=$src XDG_CACHE_HOME=$scratch/cache XDG_STATE_HOME=$scratch/state
export KDLAB_DATA XDG_CACHE_HOME XDG_STATE_HOME
bad=0
fail() {
	echo "$*"
	bad=1
}
# want STATUS PATTERN COMMAND...: its status, and a line of its output
want() {
	status=$1 pattern=$2 got=0
	shift 2
	"$@" >"$scratch/out" 2>&1 || got=$?
	[ "$got" -eq "$status" ] || fail "$*: exit $got, not $status"
	grep -q -e "$pattern" "$scratch/out" || {
		fail "$*: no line with '$pattern':"
		cat "$scratch/out"
	}
}

for course in "$src"/lessons/*/course.yaml; do
	course=${course%/course.yaml}
	want 0 'all is well' "$top/kdlab" lint "$course"
	want 0 '^proved: ' "$top/kdlab" prove "$course"
	# a host without a compiler proves the rest, and says so
	want 0 '^skipped: ' env KDLAB_CROSS=no-compiler \
		"$top/kdlab" prove "$course"
	"$top/kdlab" prove --solution "$course" >"$scratch/solution" ||
		fail "$course: no solution"
	cmp -s "$scratch/solution" "$course/solution" ||
		fail "$course/solution is out of date: 'make solutions' writes it"
done

# lint: a fault in each format, a clean run, misuse
mkdir "$scratch/small"
cat >"$scratch/small/course.yaml" <<'END'
format: 1
id: small
title: Small
version: "1"
sumary: A course.
objectives: ["None"]
lessons: [one.yaml]
END
cd "$scratch"
want 1 "^small/course.yaml:5:1: unknown key: 'sumary': did you mean 'summary'" "$top/kdlab" lint small
want 1 '^3 faults in 1 file$' "$top/kdlab" lint small
want 1 '^small/course.yaml:5:1: error: .*\[unknown-key\]$' "$top/kdlab" lint --format=gcc small
want 1 '"kind": "unknown-key"' "$top/kdlab" lint small --format=json
want 1 "^small/course.yaml:7:11: no such file: 'one.yaml'" "$top/kdlab" lint small/course.yaml
want 1 "no such folder: 'none'" "$top/kdlab" lint none
want 1 'no course.yaml' "$top/kdlab" lint cache
want 2 'unknown format' "$top/kdlab" lint --format=xml small
want 2 'unknown option' "$top/kdlab" lint --all small
want 2 'usage: kdlab lint' "$top/kdlab" lint
want 2 'usage: kdlab prove' "$top/kdlab" prove
want 1 'unknown key' "$top/kdlab" prove small
want 1 'no course' "$top/kdlab" prove none
exit $bad
