#!/bin/sh
# The manual page names every option and command that --help names, and no
# command that is not there.
set -eu
manual=${srcdir:-.}/lab/kdlab.1
bad=0
./kdlab --help >help.text
for option in $(sed -n 's/^  --\([a-z-]*\).*/\1/p' help.text); do
	grep -q "^\.It Fl -$option" "$manual" || {
		echo "--$option: in --help, not in the manual"
		bad=1
	}
done
sed -n '/^commands:/,$s/^  \([a-z]*\) .*/\1/p' help.text | sort >commands.there
sed -n 's/^\.It Cm \([a-z]*\).*/\1/p' "$manual" | sort >commands.told
comm -3 commands.there commands.told | sed 's/^/not in both: /' | grep . && bad=1
rm -f help.text commands.there commands.told
exit $bad
