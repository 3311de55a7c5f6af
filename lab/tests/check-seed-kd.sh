#!/bin/sh
# The prompt on the seed's dump prints the seed's transcripts, line for line;
# only how long the analysis took and what it used is its own.
set -eu
srcdir=${srcdir:-$(dirname "$0")/../..}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
bad=0
own() {
	sed -e '/^1: kd> /d' -e '/Key  : Analysis\./,/Value:/s/Value: .*/Value: N/'
}
same() {
	name=$1
	shift
	TZ=America/Los_Angeles ./kdlab kd -z "$srcdir/dumps/seed/MEMORY.DMP" \
		-y "$srcdir/dumps/symbols" -c ".load mex; $1" >"$out/all"
	sed -e '1,/^1: kd> !/d' "$out/all" | own | sed -e '/^1: kd> q/d' >"$out/got"
	sed 1d "$srcdir/dumps/seed/$name.txt" | own >"$out/want"
	diff -u "$out/want" "$out/got" || bad=1
}
same mex-di '!mex.di'
same mex-mut '!mex.mut ffffc80f43c8f3f0'
same analyze-v '!analyze -v'
exit $bad
