#!/bin/sh
# Sessions with the target on the emulated machine: drivers are built (from
# lab/tests/drivers, lab/tests/target or driver), put on its disk, and the lines
# of lab/tests/target/*.t that stand behind the prompt, "C:\lab>", are typed.
# Those behind "kd> " are then asked of the dump. The first lines name the
# drivers: "# copy mutex-both"; "# left" asks what driver files lie with the
# dump, where those of other sessions were.
# GENERATE=1 writes down what is printed now. Names of files may be given.
set -eu
here=$(CDPATH='' cd -- "${srcdir:-.}/lab/tests" && pwd)
cross=${KDLAB_CROSS:-x86_64-w64-mingw32-gcc}
if ! command -v "$cross" >/dev/null 2>&1; then
	echo "no $cross: skipped"
	exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export XDG_DATA_HOME="$work/data" XDG_STATE_HOME="$work/state" TZ=UTC
export KDLAB_DATA="$here/../.."
ddk=$(echo '#include <ddk/wdm.h>' | "$cross" -E -x c - 2>/dev/null |
	sed -n 's/^# 1 "\(.*\)\/wdm\.h".*/\1/p' | head -n 1)
passed=0 failed=0

build()
{
	for folder in "$here/drivers" "$here/target" "$here/../../driver"; do
		source=$folder/$1.c
		[ ! -e "$source" ] || break
	done
	integrity=
	! grep -q /integritycheck "$source" || integrity=-Wl,--forceinteg
	# shellcheck disable=SC2086
	"$cross" $integrity -O2 -w -I "$ddk" -nostdlib -shared -Wl,--subsystem,native \
		-Wl,--entry,DriverEntry -Wl,--no-insert-timestamp \
		"$source" -o "$work/$1.sys" -lntoskrnl -lhal
}

[ $# -gt 0 ] || set -- "$here"/target/*.t
for test; do
	copies=
	for name in $(sed -n 's/^# copy //p' "$test"); do
		[ -e "$work/$name.sys" ] || build "$name"
		copies="$copies --copy $work/$name.sys"
	done
	rm -f "$work/stopped/MEMORY.DMP"
	status=0
	sed -n '/^#/p' "$test" >"$work/got"
	# shellcheck disable=SC2086
	sed -n 's/^C:[^>]*>//p' "$test" |
		./kdlab target $copies --dump "$work/stopped/MEMORY.DMP" \
			>"$work/out" 2>&1 || status=$?
	# how long the driver's code is, is the compiler's
	sed -e 's/^\([0-9]\{8\}	\)[0-9]*\.[0-9]*/\1TIME/' \
		-e "s,$work,WORK,g" -e "s,$KDLAB_DATA,DATA,g" "$work/out" \
		>>"$work/got"
	echo "exit $status" >>"$work/got"
	if grep -q '^# left' "$test"; then
		(cd "$work/stopped/MEMORY.DMP.drivers" && ls) |
			sed 's/^/left: /' >>"$work/got"
	fi
	sed -n 's/^kd> //p' "$test" | while read -r line; do
		echo "kd> $line"
		./kdlab kd -z "$work/stopped/MEMORY.DMP" -y "$KDLAB_DATA/dumps/symbols" \
			-c "$line" 2>&1 | sed 1d
	done >>"$work/got"
	if [ -n "${GENERATE:-}" ]; then
		cp "$work/got" "$test"
	elif diff -u "$test" "$work/got"; then
		passed=$((passed + 1))
	else
		echo "FAIL $test"
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" = 0 ]
