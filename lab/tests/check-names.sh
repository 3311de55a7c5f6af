#!/bin/sh
# driver/ntoskrnl.names has all that the emulated machine exports, and marks as
# "windows" just what it does not. GENERATE=1 writes it anew. And the debugger
# knows each stop code that the machine has, by the same name.
set -eu
srcdir=${srcdir:-$(dirname "$0")/../..}
list=$srcdir/driver/ntoskrnl.names
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# what is there, and what the machine exports beside
sed -n -e 's/.*{name: .* export_name: \([A-Za-z0-9_]*\).*/\1/p; t' \
	-e 's/.*{name: \([A-Za-z0-9_]*\),.* exported: 1.*/\1/p' \
	"$srcdir/dumps/machines/seed.yaml" >"$out/exports"
{ sed -e '/^#/d' -e 's/ windows$//' "$list"; cat "$out/exports"; } |
	LC_ALL=C sort | awk '
		$2 { data[$1] = 1 }
		$1 != last { order[++count] = $1 }
		{ last = $1 }
		END {
			for (i = 1; i <= count; i++)
				print order[i] ((order[i] in data) ? " data" : "")
		}' >"$out/all"
sed -n 's/^\([^ ]*\).*/has \1/p' "$out/all" |
	./drive "$srcdir/dumps/machines/seed.yaml" "$list" >"$out/said"
sed -n 's/^>>> has //p' "$out/said" >"$out/names"
sed '/^>>>/d' "$out/said" | paste -d ' ' "$out/names" - |
	sed -n 's/ no$//p' >"$out/absent"
sed -n '/^#/p' "$list" >"$out/want"
awk -v absent="$out/absent" '
		BEGIN { while ((getline name < absent) > 0) no[name] = 1 }
		{ print $0 (($1 in no) ? " windows" : "") }' "$out/all" >>"$out/want"
[ -z "${GENERATE:-}" ] || cp "$out/want" "$list"
diff -u "$list" "$out/want" || {
	echo "a name or its mark is wrong: GENERATE=1 writes them anew"
	exit 1
}

sed -n 's/^	{ 0x\([0-9a-f]*\), "\([A-Z_0-9]*\)" },$/\1 \2/p' \
	"$srcdir/lab/kernel/stop.c" >"$out/stops"
[ -s "$out/stops" ]
sed 's/ .*//; s/^0*\(.\)/\1/; s/^/!analyze -show /' "$out/stops" |
	./kdlab kd -z "$srcdir/dumps/seed/MEMORY.DMP" >"$out/said"
sed 's/^0*\([^ ]*\) \(.*\)/\2 (\1)/' "$out/stops" >"$out/want"
grep -E '^([A-Z_0-9]+|Unknown bugcheck code) \([0-9a-f]+\)$' "$out/said" |
	diff -u "$out/want" - || {
	echo "the debugger's stop codes are not the machine's"
	exit 1
}
echo "$(wc -l <"$out/stops") stop codes"
echo "$(wc -l <"$out/names") names," \
	"$(wc -l <"$out/absent") of Windows alone"
