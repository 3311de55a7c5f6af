#!/bin/sh
# The debugger on damaged dumps: prefixes of the bundled one, and the fields of
# its headers set to what is hostile. Some of them; WHOLE=1 takes them all, and
# dumps given as arguments beside it (an hour, perhaps).
set -eu
srcdir=${srcdir:-$(dirname "$0")/../..}
step=4096 field=16
[ -z "${TEST_FAST:-}" ] || step=32768 field=64
[ -z "${WHOLE:-}" ] || step=1 field=4
for dump in "$srcdir"/dumps/*/MEMORY.DMP "$@"; do
	./hostile "$dump" -p "$step"
	./hostile "$dump" -y "$srcdir/dumps/symbols" -f "$field"
done
