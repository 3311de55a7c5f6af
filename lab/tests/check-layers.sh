#!/bin/sh
# Holds every #include under lab/ against lab/LAYERS, and curses against its
# one file.
set -eu
cd "${srcdir:-.}"
awk '
FNR == NR {
	if ($0 ~ /^#/ || $0 !~ /:/) next
	room = $1; sub(":", "", room); known[room] = 1; allowed[room, room] = 1
	for (i = 2; i <= NF; i++) allowed[room, $i] = 1
	next
}
FNR == 1 { split(FILENAME, part, "/"); room = part[2]; free = room == "main.c" || room == "tests" }
/^#[ \t]*include[ \t]*<(ncursesw?\/)?(ncurses|curses|term)\.h/ && FILENAME !~ /^lab\/(term\/curses|tests\/bench)/ {
	print FILENAME ":" FNR ": curses belongs to lab/term/curses*.c"; bad = 1
}
!free && /^#[ \t]*include[ \t]*"/ {
	split($0, quoted, "\""); split(quoted[2], path, "/")
	if (quoted[2] == "config.h") next
	if (!(path[1] in known) || !allowed[room, path[1]]) {
		print FILENAME ":" FNR ": " room " may not include " quoted[2]; bad = 1
	}
}
!free && !(room in known) { print FILENAME ": room " room " is not in lab/LAYERS"; bad = 1 }
END { exit bad }
' lab/LAYERS $(find lab -name '*.[ch]' -o -name '*.def' | sort)
