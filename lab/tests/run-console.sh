#!/bin/sh
# Types the lines of lab/tests/console/*.t that stand behind the prompt,
# "C:\lab>", into the console over a machine that only pretends, and compares
# all it prints. A tabulator at a line's end asks for completions.
# GENERATE=1 writes down what it prints now. Names of transcripts may be given.
set -u
program=$PWD/console_fake
cd "${srcdir:-.}/lab/tests" || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
TZ=UTC
export TZ
passed=0 failed=0
[ $# -gt 0 ] || set -- console/*.t
for file; do
	sed -n 's/^C:[^>]*>//p' "$file" |
		"$program" "$(basename "$file" .t)" >"$work/out" 2>&1
	echo "exit $?" >>"$work/out"
	if [ -n "${GENERATE:-}" ]; then
		cp "$work/out" "$file"
	elif diff -u "$file" "$work/out"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" = 0 ]
