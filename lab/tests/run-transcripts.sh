#!/bin/sh
# Plays lab/tests/transcripts/*.t through the program and compares what it
# says. In a .t a line "% NAME=VALUE" at the top sets the environment (COURSE is
# another course than courses/small, NEEDS a program without which it is skipped),
# ">>> " marks what is typed, "----" is a new start on the same progress; the rest is
# what the program says. GENERATE=1 writes down what it says now. Names of
# transcripts may be given.
set -u
program=${KDLAB:-$PWD/kdlab}
cd "${srcdir:-.}/lab/tests" || exit 1
# of one length on every machine: what is said is broken into lines
work=$(mktemp -d /tmp/tmp.XXXXXXXXXX) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0 failed=0 skipped=0

# play FILE: everything that the program says, its own starts apart
play()
{
	awk -v work="$work" 'BEGIN { part = 1 }
		/^----$/ { part++; next }
		sub(/^>>> ?/, "") { print >(work "/input." part) }
		END { print part >(work "/parts") }' "$1"
	for part in $(seq "$(cat "$work/parts")"); do
		[ "$part" = 1 ] || echo ----
		touch "$work/input.$part"
		"$program" --plain --seed 7 "${COURSE:-courses/small}" \
			<"$work/input.$part" 2>&1 ||
			echo "exit status $?"
	done
}

for file in ${*:-transcripts/*.t}; do
	rm -rf "${work:?}"/*
	needs=$(sed -n 's/^% NEEDS=//p' "$file")
	if [ "$needs" ] && ! command -v "$needs" >/dev/null; then
		echo "$file: no $needs"
		skipped=$((skipped + 1))
		continue
	fi
	(
		XDG_STATE_HOME=$work/state XDG_CACHE_HOME=$work/cache
		XDG_DATA_HOME=$work/data
		HOME=$work COLUMNS=72
		export XDG_STATE_HOME XDG_CACHE_HOME XDG_DATA_HOME HOME COLUMNS
		unset NO_COLOR
		sed -n 's/^% //p' "$file" >"$work/env"
		while read -r setting; do
			export "${setting?}"
		done <"$work/env"
		sed -n '/^% /p' "$file"
		play "$file"
	) >"$work/raw"
	sed -e "s,$work/data/kdlab/work,COPIES,g" -e "s,$work,WORK,g" \
		"$work/raw" >"$work/said"
	if [ "${GENERATE:-}" ]; then
		cp "$work/said" "$file"
	elif ! diff -u "$file" "$work/said"; then
		failed=$((failed + 1))
		continue
	fi
	passed=$((passed + 1))
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
