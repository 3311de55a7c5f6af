#!/bin/sh
# Hostile drivers of lab/tests/wild, each kind of each on a machine of its own:
# NAME.t says what becomes of it, up to where it stops or hangs. None may take
# more than 5 seconds of CPU or 300 MB; with the sanitizers, several times that.
# GENERATE=1 writes the files anew; TEST_FAST=1 runs every eighth.
set -eu
srcdir=${srcdir:-$(dirname "$0")/../..}
profile=$srcdir/dumps/machines/seed.yaml
folder=$srcdir/lab/tests/wild
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
passed=0 failed=0 skipped=0
step=1
[ -z "${TEST_FAST:-}" ] || [ -n "${GENERATE:-}" ] || step=8
seconds=5 memory=300000
if grep -aq __asan_init ./drive; then seconds=60 memory=3000000; fi

if ! command -v "${KDLAB_CROSS:-x86_64-w64-mingw32-gcc}" >/dev/null 2>&1; then
	echo "no mingw-w64: skipped"
	exit 77
fi

# What is done with each; its kind comes first.
commands() {
	echo "kind $1"
	printf '%s\n' load 'create a.exe' 'wait 3000' 'exit a.exe' unload
}

# run NUMBER: one kind, into $out/got
run() {
	commands "$1" >"$out/commands"
	(ulimit -t "$seconds"
	PEAK=1 exec ./drive "$profile" "$out/driver.sys" 0 "$out/dump") \
		<"$out/commands" >"$out/got" 2>&1 || echo "exit $?" >>"$out/got"
	peak=$(sed -n 's/^peak //p' "$out/got")
	sed '/^peak /d; /^>>> kind/d' "$out/got" | uniq >"$out/short"
	mv "$out/short" "$out/got"
	[ "${peak:-0}" -le "$memory" ] || echo "peak $peak kB" >>"$out/got"
}

[ $# -gt 0 ] || set -- "$folder"/*.c
for source; do
	topic=$(basename "$source" .c)
	"$srcdir/driver/build.sh" "$out/driver.sys" "$source" 2>"$out/build" || {
		cat "$out/build"
		echo "FAIL $topic: does not compile"
		failed=$((failed + 1))
		continue
	}
	: >"$out/all"
	number=0
	for kind in $(sed -n '/^KINDS(/,$p' "$source" | tr -d '\n' |
		sed 's/^KINDS(//; s/).*//; s/,/ /g'); do
		if [ $((number % step)) -ne 0 ]; then
			skipped=$((skipped + 1))
		else
			run "$number"
			{ echo "## $kind"; cat "$out/got"; } >"$out/part"
			cat "$out/part" >>"$out/all"
			sed -n "/^## $kind\$/,/^## /p" "$folder/$topic.t" \
				2>/dev/null | sed '1!{/^## /d}' >"$out/want"
			if [ -n "${GENERATE:-}" ] ||
				diff -u "$out/want" "$out/part"; then
				passed=$((passed + 1))
			else
				echo "FAIL $topic: $kind"
				failed=$((failed + 1))
			fi
		fi
		number=$((number + 1))
	done
	[ -z "${GENERATE:-}" ] || cp "$out/all" "$folder/$topic.t"
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
