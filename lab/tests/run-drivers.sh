#!/bin/sh
# Drivers of lab/tests/drivers, each on the emulated machine: what becomes of
# NAME.c by the commands in NAME.t must be what stands there. GENERATE=1 writes
# the files anew. Without a cross compiler there is nothing to run.
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

if [ $# -eq 0 ]; then
	set -- "$srcdir"/lab/tests/drivers/*.t
fi
for test in "$@"; do
	name=$(basename "$test" .t)
	if ! ./kdlab build -o "$out/driver.sys" \
		"$srcdir/lab/tests/drivers/$name.c" >"$out/build" 2>&1; then
		cat "$out/build"
		echo "FAIL $name: does not compile"
		failed=$((failed + 1))
		continue
	fi
	sed -n 's/^>>> //p' "$test" |
		./drive "$profile" "$out/driver.sys" >"$out/got" 2>&1 || :
	if [ -n "${GENERATE:-}" ]; then
		cp "$out/got" "$test"
	fi
	if diff -u "$test" "$out/got"; then
		passed=$((passed + 1))
	else
		echo "FAIL $name"
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
