#!/bin/sh
# The dumps in dumps/ are what the target leaves when the drivers beside their
# symbols run on it by the commands in dumps/NAME/commands: the same bytes.
# The drivers are what the compiler makes of driver/, where it is the one that
# made them. --write makes all of it anew.
set -eu
srcdir=${srcdir:-$(dirname "$0")/../..}
top=$(CDPATH='' cd -- "$srcdir" && pwd -P)
dumps=$top/dumps
machine=$dumps/machines/seed.yaml
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
write= passed=0 failed=0 skipped=0
[ "${1:-}" != --write ] || write=1
cross=${KDLAB_CROSS:-x86_64-w64-mingw32-gcc}
compiler=$("$cross" -dumpfullversion 2>/dev/null || :)

same() {
	if [ -n "$write" ]; then
		mkdir -p "$(dirname "$2")"
		install -m 644 "$1" "$2"
	fi
	if cmp "$1" "$2"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
	fi
}

# build NAME.sys: from driver/ or driver/neighbours/
build() {
	source=$top/driver/${1%.sys}.c
	[ -e "$source" ] || source=$top/driver/neighbours/${1%.sys}.c
	if [ -z "$write" ] && [ "$compiler" != "$(cat "$dumps/compiler")" ]; then
		skipped=$((skipped + 1))
		return
	fi
	KDLAB_DATA=$top ./kdlab build -o "$out/$1" "$source" >/dev/null
	same "$out/$1" "$dumps/symbols/$1"
}

# make NAME: its dump
make_dump() {
	read -r mark driver path <"$dumps/$1/commands"
	[ "$mark" = '#' ]
	[ -e "$out/$driver" ] || build "$driver"
	status=0
	sed 1d "$dumps/$1/commands" | tr -d '\r' |
		KDLAB_DATA=$top XDG_DATA_HOME=$out ./kdlab target \
			--machine "$machine" --test-signing \
			--copy "$dumps/symbols/$driver=$path" \
			--dump "$out/$1.dmp" >"$out/$1.txt" 2>&1 || status=$?
	if [ "$status" -ne 3 ]; then
		echo "$1: exit status $status"
		cat "$out/$1.txt"
		failed=$((failed + 1))
		return
	fi
	same "$out/$1.dmp" "$dumps/$1/MEMORY.DMP"
}

[ -z "$write" ] || echo "$compiler" >"$dumps/compiler"
for commands in "$dumps"/*/commands; do
	make_dump "$(basename "$(dirname "$commands")")"
done
./make_symbols "$machine" "$out/symbols"
for file in "$out"/symbols/*/*; do
	same "$file" "$dumps/symbols/${file#"$out/symbols/"}"
done
cd "$dumps"
find . -name MEMORY.DMP -o -name '*.sys' -o -name '*.json' -o -name '*.txt' |
	sed 's,^\./,,' | LC_ALL=C sort | xargs sha256sum >"$out/manifest"
same "$out/manifest" MANIFEST
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
