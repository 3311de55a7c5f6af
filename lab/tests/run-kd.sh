#!/bin/sh
# Types the lines of lab/tests/kd/*.t that stand behind a prompt, "1: kd> ",
# into the debugger over the made-up target, those of lab/tests/kd/NAME/*.t over
# the dump dumps/NAME, and compares all it prints.
# GENERATE=1 writes down what it prints now. Names of transcripts may be given.
set -u
build=$PWD
cd "${srcdir:-.}/lab/tests" || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
TZ=America/Los_Angeles
export TZ
passed=0 failed=0
run() {
	case $1 in
	kd/*/*)
		dump=${1#kd/}
		"$build/kdlab" kd -z "../../dumps/${dump%/*}/MEMORY.DMP" \
			-y ../../dumps/symbols
		;;
	*) "$build/kd_fake" ;;
	esac
}
[ $# -gt 0 ] || set -- kd/*.t kd/*/*.t
for file; do
	sed -n 's/^[0-9]*: kd> //p' "$file" | run "$file" >"$work/out" 2>&1
	echo "exit $?" >>"$work/out"
	case $file in
	# what is so of every dump stands once
	kd/*/*) sed -Ei '/^    Key  : (Analysis|Hypervisor)\./{N;N;d;}' "$work/out" ;;
	# what a run needed is its own
	*) sed -i '/^    Key  : Analysis\./{n;s/: .*/: N/;}' "$work/out" ;;
	esac
	if [ -n "${GENERATE:-}" ] && tail -n 1 "$work/out" | grep -q '^exit 0'; then
		cp "$work/out" "$file"
	elif diff -u "$file" "$work/out"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed, 0 skipped"
[ "$failed" = 0 ]
