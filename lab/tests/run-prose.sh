#!/bin/sh
# Markdown files beside what 'kdlab show' makes of them: prose/x.md, x.40.txt,
# x.80.txt. GENERATE=1 writes the .txt files anew; git diff is the review.
set -eu
here=${srcdir:-.}/lab/tests/prose
bad=0
out=$(mktemp)
trap 'rm -f "$out"' EXIT
for source in "$here"/*.md; do
	for width in 40 80; do
		want=${source%.md}.$width.txt
		./kdlab show --width=$width "$source" >"$out"
		if [ -n "${GENERATE:-}" ]; then
			cmp -s "$out" "$want" || cp "$out" "$want"
		elif ! diff -u "$want" "$out"; then
			bad=1
		fi
	done
done
[ $bad = 0 ] || echo 'GENERATE=1 make check TESTS=lab/tests/run-prose.sh takes what is new'
exit $bad
