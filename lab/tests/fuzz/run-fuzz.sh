#!/bin/sh
# run-fuzz.sh fuzz|keep SECONDS TARGET...: runs in the build folder.
# fuzz: each target for so long, from its corpus and what earlier runs found.
#   What is new stays in fuzz-corpus/NAME, what crashes in fuzz-crashes/.
#   0 seconds: the corpora only, so that the outcome is the same each time.
# keep: adds to the corpus in the tree what reaches code that it does not.
set -eu
what=$1
seconds=$2
shift 2
tree=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
if [ -n "${fuzzing-}" ]; then
	echo "no fuzzers in this build: configure with CC=clang" \
		"--enable-fuzzing --enable-asan --enable-ubsan" >&2
	exit 1
fi
mkdir -p fuzz-crashes
srcdir=${tree%/lab/tests/fuzz}	# for targets that boot a machine
export srcdir
for target; do
	name=${target#fuzz_}
	kept=$tree/corpus/$name
	mkdir -p "fuzz-corpus/$name"
	if [ "$what" = keep ]; then
		"./$target" -merge=1 "$kept" "fuzz-corpus/$name" \
			>"fuzz-$name.log" 2>&1 ||
			{ tail -n 30 "fuzz-$name.log"; exit 1; }
		echo "kept $name: $(find "$kept" -type f | wc -l) inputs"
		continue
	fi
	options=-max_total_time=$seconds
	[ "$seconds" != 0 ] || options=-runs=0
	[ ! -f "$tree/$name.dict" ] || options="$options -dict=$tree/$name.dict"
	# shellcheck disable=SC2086
	"./$target" $options -timeout=10 -rss_limit_mb=1024 \
		-max_len=65536 -artifact_prefix="fuzz-crashes/$name-" \
		"fuzz-corpus/$name" "$kept" >"fuzz-$name.log" 2>&1 ||
		{ tail -n 40 "fuzz-$name.log"; exit 1; }
	echo "fuzzed $name: $(grep '^Done ' "fuzz-$name.log")," \
		"$(find "fuzz-corpus/$name" -type f | wc -l) inputs found"
done
