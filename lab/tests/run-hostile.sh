#!/bin/sh
# The debugger on damaged dumps: prefixes of the seed's, and the fields of its
# headers set to what is hostile. Some of them; WHOLE=1 takes them all, of all
# dumps here and of those given as arguments (an hour or two).
set -eu
srcdir=${srcdir:-$(dirname "$0")/../..}
step=4096 field=16
[ -z "${TEST_FAST:-}" ] || step=32768 field=64
if [ -n "${WHOLE:-}" ]; then
	step=1 field=4
	set -- "$srcdir"/dumps/*/MEMORY.DMP "$@"
else
	set -- "$srcdir/dumps/seed/MEMORY.DMP"
fi
for dump; do
	./hostile "$dump" -p "$step"
	./hostile "$dump" -y "$srcdir/dumps/symbols" -f "$field"
done
