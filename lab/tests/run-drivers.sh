#!/bin/sh
# Drivers of lab/tests/drivers, each on the emulated machine: what becomes of
# NAME.c by the commands in NAME.t must be what stands there, and where there
# is a NAME.kd, what the debugger says of the dump to the lines in it. GENERATE=1
# writes the files anew. Without a cross compiler there is nothing to run.
set -eu
srcdir=${srcdir:-$(dirname "$0")/../..}
cross=${KDLAB_CROSS:-x86_64-w64-mingw32-gcc}
profile=$srcdir/dumps/machines/seed.yaml
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
passed=0 failed=0

if ! command -v "$cross" >/dev/null 2>&1; then
	echo "no $cross: skipped"
	exit 77
fi

TZ=America/Los_Angeles
export TZ
# memory that was freed does not look as before (glibc)
MALLOC_PERTURB_=165
export MALLOC_PERTURB_

# compare WANT GOT
compare() {
	[ -z "${GENERATE:-}" ] || cp "$2" "$1"
	if diff -u "$1" "$2"; then
		passed=$((passed + 1))
	else
		echo "FAIL $(basename "$1")"
		failed=$((failed + 1))
	fi
}

# debug LINES: what they are answered, without what it says of every machine
debug() {
	sed -n 's/^[0-9]*: kd> //p' "$1" | ./kdlab kd -z "$out/MEMORY.DMP" 2>&1 |
		sed -E '/^    Key  : (Analysis|Hypervisor)\./{N;N;d;}' | sed -n '/kd> /,$p'
}

if [ $# -eq 0 ]; then
	set -- "$srcdir"/lab/tests/drivers/*.t
fi
for test in "$@"; do
	name=$(basename "$test" .t)
	if ! ./kdlab build -o "$out/Driver.sys" \
		"$srcdir/lab/tests/drivers/$name.c" >"$out/build" 2>&1; then
		cat "$out/build"
		echo "FAIL $name: does not compile"
		failed=$((failed + 1))
		continue
	fi
	lines=${test%.t}.kd
	[ -e "$lines" ] || lines=
	sed -n 's/^>>> //p' "$test" | ./drive "$profile" "$out/Driver.sys" \
		${lines:+0 "$out/MEMORY.DMP"} >"$out/got" 2>&1 || :
	compare "$test" "$out/got"
	[ -n "$lines" ] || continue
	debug "$lines" >"$out/got"
	compare "$lines" "$out/got"
done
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
