#!/bin/sh
# Every file of the repository goes into the tarball, and nothing else does.
set -eu
tree=$(CDPATH='' cd -- "${srcdir:-.}" && pwd -P)
git -C "$tree" rev-parse --is-inside-work-tree >/dev/null 2>&1 &&
	[ "$(git -C "$tree" rev-parse --show-toplevel)" = "$tree" ] || {
	echo 'not a git checkout: nothing to compare with'
	exit 77
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git -C "$tree" ls-files | sort -u >"$work/tracked"
env -u MAKEFLAGS -u MAKELEVEL "${MAKE:-make}" -s --no-print-directory \
	print-dist >"$work/named"
# what configure and automake make is not tracked; folders go whole
while read -r name; do
	name=${name#"$srcdir"/}
	[ -d "$tree/$name" ] && (cd "$tree" && find "$name" -type f) ||
		echo "$name"
done <"$work/named" | sed 's,^\./,,' |
	grep -vxE 'build-aux/.*|Makefile\.in|aclocal\.m4|config\.h\.in|configure' |
	sort -u >"$work/packed"
bad=0
for file in $(comm -23 "$work/tracked" "$work/packed"); do
	[ -e "$tree/$file" ] || continue
	echo "$file: not in the tarball: name it in Makefile.am"
	bad=1
done
for file in $(comm -13 "$work/tracked" "$work/packed"); do
	echo "$file: in the tarball, not in git: add or remove it"
	bad=1
done
exit $bad
