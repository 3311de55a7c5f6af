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
ddk=$(echo '#include <ddk/wdm.h>' | "$cross" -E -x c - 2>/dev/null |
	sed -n 's/^# 1 "\(.*\)\/wdm\.h".*/\1/p' | head -n 1)

# what mingw-w64's own import library lacks
{
	echo "LIBRARY ntoskrnl.exe"
	echo EXPORTS
	sed -e '/^#/d' -e 's/ windows$//' -e 's/ data$/ DATA/' \
		"$srcdir/driver/ntoskrnl.names"
} >"$out/names.def"
"${cross%gcc}dlltool" -d "$out/names.def" -l "$out/libnames.a"

if [ $# -eq 0 ]; then
	set -- "$srcdir"/lab/tests/drivers/*.t
fi
for test in "$@"; do
	name=$(basename "$test" .t)
	source=$srcdir/lab/tests/drivers/$name.c
	# "link: --option" in a driver's own comment
	linked=$(sed -n 's/.*link: \(--[a-z]*\).*/-Wl,\1/p' "$source")
	if ! "$cross" -O2 -w -I "$ddk" -nostdlib -shared \
		-Wl,--subsystem,native -Wl,--entry,DriverEntry \
		-Wl,--no-insert-timestamp $linked "$source" \
		-o "$out/driver.sys" -lntoskrnl -lhal -L "$out" -lnames; then
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
