#!/bin/sh
# 'kdlab show' prints every step of the course, and says what it cannot.
set -eu
KDLAB_DATA=$(CDPATH='' cd -- "${srcdir:-.}" && pwd)
export KDLAB_DATA
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
XDG_CACHE_HOME=$out/cache
export XDG_CACHE_HOME

fail()
{
	echo "$*"
	exit 1
}

# STATUS TEXT ARGUMENT...: what show does with the arguments
expect()
{
	want=$1 text=$2
	shift 2
	status=0
	./kdlab show "$@" >"$out/page" 2>&1 </dev/null || status=$?
	[ "$status" = "$want" ] || fail "show $*: status $status, not $want"
	grep -qF -- "$text" "$out/page" || fail "show $*: no '$text'"
}

expect 0 'version' owned-mutex
cp "$out/page" "$out/outline"
count=0
for step in $(sed -n 's/^   \([0-9]*\.[0-9]*\) .*/\1/p' "$out/outline"); do
	expect 0 "$step " --width=60 owned-mutex "$step"
	[ "$(wc -l <"$out/page")" -gt 4 ] || fail "show $step: nothing there"
	count=$((count + 1))
done
[ "$count" -gt 20 ] || fail "only $count steps in the outline"

expect 0 '1.1 ' owned-mutex "$(sed -n 's/^   1\.1 .*(\([a-z0-9-]*\): .*/\1/p' \
	"$out/outline")"
expect 0 'Note 1 of' owned-mutex di-load
expect 1 "no step '0.1'" owned-mutex 0.1
expect 1 "no step '1.999'" owned-mutex 1.999
expect 1 "no course 'nowhere'" nowhere
expect 2 'not a width' --width=9 owned-mutex
expect 2 'usage' --wide owned-mutex
expect 2 'usage'
expect 2 'usage' a b c

printf '# A *b*\n' | ./kdlab show - >"$out/page"
[ "$(cat "$out/page")" = 'A b' ] || fail 'show -: not rendered'
printf '\342\200\224\n' | LC_ALL=C ./kdlab show - >"$out/page"
[ "$(cat "$out/page")" = '--' ] || fail 'show in the C locale: not ASCII'
if [ -w /dev/full ] && ./kdlab show owned-mutex >/dev/full 2>"$out/page"; then
	fail 'a full disk is not noticed'
fi
