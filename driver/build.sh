#!/bin/sh
# Builds a driver by the rules of 'kdlab build', for those who have only make
# and mingw-w64: ./build.sh OUTPUT.sys SOURCE.c...
# Same sources, same bytes, here and there.
set -eu
[ $# -ge 2 ] || { echo 'usage: build.sh OUTPUT.sys SOURCE.c...' >&2; exit 2; }
output=$1
shift
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
cross=${CROSS:-x86_64-w64-mingw32-}
export LC_ALL=C
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/include"
# gcc leaves the files of its @lists behind
export TMPDIR="$work"

# ---- headers in any case: a forwarding one for each name that needs it ----

"${cross}gcc" -E -v -xc /dev/null 2>&1 |
	sed -n '/search starts here/,/End of search/s/^ //p' >"$work/folders"
while read -r folder; do
	[ ! -e "$folder/ddk/wdm.h" ] || ddk=$folder/ddk
done <"$work/folders"
[ -n "${ddk:-}" ] || { echo "no headers for drivers: is mingw-w64 there?" >&2
	exit 1; }
{ echo "$here/include"; cat "$work/folders"; echo "$ddk"; } >"$work/all"

for source; do
	own=$(dirname -- "$source")
	cat "$source" "$own"/*.h "$own"/*.H 2>/dev/null
done | sed -n 's/^[ \t]*#[ \t]*include[ \t]*[<"]\([^>"]*\)[>"].*/\1/p' |
	sort -u >"$work/names"
while read -r name; do
	case $name in *..*) continue ;; esac
	found=
	for source; do
		[ ! -e "$(dirname -- "$source")/$name" ] || found=1
	done
	while read -r folder; do
		[ ! -e "$folder/$name" ] || found=1
	done <"$work/all"
	[ -z "$found" ] || continue
	for source; do dirname -- "$source"; done | cat - "$work/all" |
	while read -r folder; do
		real=$(find -L "$folder" -maxdepth 2 -ipath \
			"$folder/$(echo "$name" | tr '\\' /)" | head -n 1)
		[ -n "$real" ] || continue
		mkdir -p "$work/include/$(dirname -- "$name")"
		echo "#include \"$(realpath "$real")\"" >"$work/include/$name"
		break
	done
done <"$work/names"

# ---- compile, and do what its pragmas say, which gcc does not ----

# compile SOURCE OBJECT
compile() {
	tries=
	# see include/kdlab/seh.h
	! tr '\n\r\t\f\v' '     ' <"$1" | grep -qE \
		'(^|[^A-Za-z0-9_])(__try([^A-Za-z0-9_]|$)|try *\{)' || tries=-O0
	set -- "$1" "$2" "@$here/cflags" ${tries:+"$tries"} \
		-DDBG="${DBG:-0}" \
		-ffile-prefix-map="$(pwd -P)=." \
		-ffile-prefix-map="$(dirname -- "$1")/=" \
		-ffile-prefix-map="$here/include=kdlab" \
		-ffile-prefix-map="$work=kdlab" -I"$work/include" \
		-isystem "$here/include" -isystem "$ddk"
	source=$1 object=$2
	shift 2
	if cat "$source" "$(dirname -- "$source")"/*.h 2>/dev/null |
		grep -q ',[ 	]*__VA_ARGS__'; then
		# a comma is left over where nothing comes behind it
		"${cross}gcc" "$@" -E -fdirectives-only -o "$work/commas.i" \
			"$source"
		sed -i '/^#define /s/\(,[ 	]*\)__VA_ARGS__/\1##__VA_ARGS__/g' \
			"$work/commas.i"
		"${cross}gcc" "$@" -fpreprocessed -fdirectives-only -c \
			-o "$object" -xc "$work/commas.i"
	else
		"${cross}gcc" "$@" -c -o "$object" "$source"
	fi
	"${cross}gcc" "$@" -E -P -w "$source" | grep '^#pragma ' \
		>"$work/pragmas" || :
	! grep -qi '^#pragma *comment *( *linker *, *"[-/]integritycheck' \
		"$work/pragmas" || integrity=-Wl,--forceinteg
	moves=$(sed -n 's/^#pragma alloc_text *( *"*\([A-Za-z0-9_]*\)"* *,\(.*\)).*/\1 \2/p' \
		"$work/pragmas" | tr -d ',"' | awk '{ for (i = 2; i <= NF; i++)
			printf "--rename-section .text$%s=%.8s ", $i, $1 }')
	# its words are to be split
	# shellcheck disable=SC2086
	[ -z "$moves" ] || "${cross}objcopy" $moves "$object"
}
number=0 integrity=
for source; do
	compile "$source" "$work/$number.o"
	number=$((number + 1))
done
compile "$here/support.c" "$work/$number.o"

# ---- link against the names that ntoskrnl.exe exports ----

{ printf 'LIBRARY ntoskrnl.exe\nEXPORTS\n'
	sed -e '/^#/d' -e 's/ windows$//' -e 's/ data$/ DATA/' \
		"$here/ntoskrnl.names"; } \
	>"$work/ntoskrnl.def"
(cd "$work" && "${cross}dlltool" -d ntoskrnl.def -l libntoskrnl.a)
set --
for i in $(seq 0 "$number"); do set -- "$@" "$work/$i.o"; done
"${cross}gcc" "@$here/ldflags" ${integrity:+"$integrity"} -o "$work/driver.sys" "$@" \
	"$work/libntoskrnl.a" -lntoskrnl -lhal -lgcc

# ---- the last hand: INIT may be discarded, a stamp by content, a checksum ----

number() { od -An -t"u$2" -j"$1" -N"$2" "$work/driver.sys" | tr -d ' '; }
# put OFFSET VALUE, of 32 bits
put() {
	for byte in 0 8 16 24; do
		# shellcheck disable=SC2059
		printf "\\$(printf %03o $(($2 >> byte & 255)))"
	done | dd of="$work/driver.sys" bs=1 seek="$1" conv=notrunc 2>/dev/null
}
header=$(number 60 4)
section=$((header + 24 + $(number $((header + 20)) 2)))
for i in $(seq 1 "$(number $((header + 6)) 2)"); do
	name=$(dd if="$work/driver.sys" bs=1 skip="$section" count=8 \
		2>/dev/null | tr -d '\0')
	[ "$name" != INIT ] || put $((section + 36)) \
		$(($(number $((section + 36)) 4) | 0x02000000))
	section=$((section + 40))
done
put $((header + 88)) 0
hash=$(sha256sum <"$work/driver.sys" | cut -c1-8)
put $((header + 8)) $((0x$hash))
put $((header + 88)) "$(od -An -v -tu2 -w2 "$work/driver.sys" | awk '
	{ sum += $1; sum = sum % 65536 + int(sum / 65536) }
	END { print sum }' | { read -r sum
	echo $((sum + $(wc -c <"$work/driver.sys"))); })"
cp "$work/driver.sys" "$output"
