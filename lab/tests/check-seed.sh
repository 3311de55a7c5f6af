#!/bin/sh
# The seed's dump and its symbol files are what their profile says, byte for
# byte. --list: prints what dumps/MANIFEST should hold.
set -eu
srcdir=${srcdir:-$(dirname "$0")/../..}
if [ "${1:-}" = --list ]; then
	cd "$srcdir/dumps"
	find seed symbols -type f | LC_ALL=C sort | xargs sha256sum
	exit
fi
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
./make_seed "$srcdir/dumps/machines/seed.yaml" "$out" "$out/symbols"
cmp "$out/MEMORY.DMP" "$srcdir/dumps/seed/MEMORY.DMP"
diff -r "$out/symbols" "$srcdir/dumps/symbols"
