#!/bin/sh
# Draws lab/screen.svg, the picture in README.md: the real program in a tmux of
# its own, at the note on Arg2. usage: make-picture.sh KDLAB PICTURE > svg
set -eu
kdlab=$1
picture=$2
socket=kdlab-picture-$$
state=$(mktemp -d)
trap 'tmux -L "$socket" kill-server 2>/dev/null || :; rm -rf "$state"' EXIT
tmux -L "$socket" -f /dev/null new-session -d -x 80 -y 24 \
	"env XDG_STATE_HOME='$state' XDG_CACHE_HOME='$state' LC_ALL=C.UTF-8 \
	TERM=tmux-256color '$kdlab' --still"
tmux -L "$socket" set -g status off

# waits until the screen holds some words
until_seen() {
	tries=100
	until tmux -L "$socket" capture-pane -p | grep -qF -e "$1"; do
		tries=$((tries - 1))
		[ "$tries" -gt 0 ] || { echo "never seen: $1" >&2; exit 1; }
		sleep 0.05
	done
}

until_seen '1.1 What happened'
tmux -L "$socket" send-keys g
until_seen 'go to'
tmux -L "$socket" send-keys -l '!analyze -v'
tmux -L "$socket" send-keys Enter
until_seen '7.2 !analyze -v'
tmux -L "$socket" send-keys n
until_seen '30 notes'
tmux -L "$socket" send-keys n n n n
until_seen 'note 4 of 30'
tmux -L "$socket" capture-pane -e -p | "$picture" 80 24
# the program writes its progress as it leaves: then the folder can go
tmux -L "$socket" send-keys q
tries=100
while tmux -L "$socket" has-session 2>/dev/null && [ "$tries" -gt 0 ]; do
	tries=$((tries - 1))
	sleep 0.05
done
