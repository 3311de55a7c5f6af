#!/bin/sh
# status, notes, reset, courses and doctor on the small course in commands/,
# with the progress of commands/events. What they print is in commands/*.out;
# GENERATE=1 writes those anew, git diff is the review.
set -eu
here=${srcdir:-.}/lab/tests/commands
top=$(CDPATH='' cd -- "${srcdir:-.}" && pwd)
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
export XDG_STATE_HOME="$work/state" XDG_CACHE_HOME="$work/cache"
export XDG_DATA_HOME="$work/data" KDLAB_DATA="$work/given"
mkdir "$work/given"
ln -s "$top/dumps" "$work/given/dumps"
ln -s "$top/driver" "$work/given/driver"
mkdir "$work/given/lessons"
cp -R "$here/course" "$work/given/lessons/small"
bad=0

# wants NAME STATUS COMMAND...: its output is in NAME.out
wants() {
	name=$1 status=$2
	shift 2
	got=0
	"$@" >"$work/out" 2>&1 </dev/null || got=$?
	sed -e "s,$work,WORK,g" -e 's/^Notes of [0-9: -]*;/Notes of TODAY;/' \
		-e 's/Tree [0-9]* page/Page/' \
		-e 's/^last time 2[0-9: -]*/last time WHEN/' \
		-e 's/, last [0-9a-f]*$/, last HASH/' \
		-e '/^ok  \(program\|libraries\|compiler\|emulator\)/d' "$work/out" >"$work/clean"
	if [ -n "${GENERATE:-}" ]; then
		cmp -s "$work/clean" "$here/$name.out" ||
			cp "$work/clean" "$here/$name.out"
	elif ! diff -u "$here/$name.out" "$work/clean"; then
		bad=1
	fi
	[ $got = "$status" ] || { echo "$name: exit $got, not $status"; bad=1; }
}

db=$work/state/kdlab/progress.db
wants courses 0 ./kdlab courses
wants status-fresh 0 ./kdlab status small
wants notes-fresh 0 ./kdlab notes
wants doctor-fresh 0 ./kdlab doctor
wants reset-fresh 0 ./kdlab reset --yes
[ ! -e "$db" ] || { echo 'looking made a progress file'; bad=1; }
./make_progress "$db" small <"$here/events"
wants status 0 ./kdlab status small
wants status-json 0 ./kdlab status --json
wants notes 0 ./kdlab notes small
wants doctor 0 ./kdlab doctor
./kdlab notes -o "$work/notes.md"
./kdlab notes | sed 's/^Notes of .*//' >"$work/a"
sed 's/^Notes of .*//' "$work/notes.md" | cmp - "$work/a" || bad=1

wants misuse-option 2 ./kdlab status --bogus
wants misuse-many 2 ./kdlab status a b
wants misuse-value 2 ./kdlab notes -o
wants kd-none 2 ./kdlab kd
wants kd-missing 1 ./kdlab kd -z nowhere.dmp -c vertarget
cp "$here/events" "$work/not.dmp"
wants kd-not 1 ./kdlab kd -z "$work/not.dmp" -c vertarget
mkdir "$work/logs"
cp "$top/dumps/seed/MEMORY.DMP" "$work/logs/seed.dmp"
ln "$work/logs/seed.dmp" "$work/logs/other-name.dmp"
kd() { ./kdlab kd -z "$work/logs/seed.dmp" -c "$1"; }
wants kd-log 0 kd ".logopen $work/logs/a; r rip; .logfile; .nope; .logclose; .logclose"
wants kd-log-file 0 cat "$work/logs/a"
wants kd-log-append 0 kd ".logappend \"$work/logs/a\"; .echo more"
wants kd-log-appended 0 tail -n 3 "$work/logs/a"
wants kd-log-refused 0 kd ".logopen $work; .logopen $work/no/where; .logopen /dev/null; .logopen $work/logs/other-name.dmp; .logopen /t x"
cmp "$work/logs/seed.dmp" "$top/dumps/seed/MEMORY.DMP" || bad=1
# over a machine that only pretends
ready='testsign %s; bcdedit /set testsigning on; shutdown /r /t 0'
ready="$ready; sc create T type= kernel binPath= C:\\lab\\%s; sc start T"
target() { ./kdlab_fake target -c "$(printf "%s" "$ready" | sed "s/%s/$1/g"); ver"; }
wants target-stop 3 target TestDriver.sys
[ "$(head -c 8 "$work/data/kdlab/MEMORY.DMP")" = PAGEDU64 ] || bad=1
wants target-hang 4 target hangs.sys
wants target-good 0 target good.sys
printf 'sc query "x\n\ncrash\nver\n' >"$work/lines"
wants target-lines 3 sh -c "./kdlab_fake target --dump $work/a.dmp <$work/lines"
[ -s "$work/a.dmp" ] || bad=1
printf 'int x;\n' >"$work/one.c"
cp "$here/events" "$work/events2"
printf 'MZ' >"$work/data/kdlab/two.sys"
wants target-copy 0 ./kdlab_fake target --copy "$work/one.c" \
	--copy="$work/events2" -c 'type one.c; dir /b *.c'
wants target-work 0 ./kdlab_fake target -c 'dir /b two*'
wants target-missing 1 ./kdlab_fake target --copy "$work/nowhere"
wants target-name 1 ./kdlab_fake target --copy "$work/a:b"
wants target-machine 1 ./kdlab_fake target --machine nowhere
wants target-seed 2 ./kdlab_fake target --seed 1x
wants target-many 2 ./kdlab_fake target x
wants no-course 1 ./kdlab status nowhere
wants reset-asks 2 ./kdlab reset small
wants reset 0 ./kdlab reset --yes small
wants reset-again 0 ./kdlab reset --yes small
wants status-reset 0 ./kdlab status

# what doctor is for
mkdir "$work/given/lessons/bad"
echo 'format: 1' >"$work/given/lessons/bad/course.yaml"
rm "$work/given/dumps"
cp -R "$top/dumps" "$work/given/dumps"
chmod -R u+w "$work/given/dumps"
echo >>"$work/given/dumps/seed/mex-di.txt"
printf 'x' | dd of="$db" bs=1 seek=20 conv=notrunc 2>/dev/null
wants doctor-bad 1 ./kdlab doctor
exit $bad
