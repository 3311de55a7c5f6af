#include "config.h"
#include "session/store_lock.h"

#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#define GATE_TRIES 200 /* of 10 ms */

static int set_lock(int lock, short type, off_t at)
{
	struct flock flock = {
		.l_type = type, .l_whence = SEEK_SET, .l_start = at, .l_len = 1
	};

	return fcntl(lock, F_SETLK, &flock);
}

enum err_code store_lock_open(const char *path, int *ret, struct err *err)
{
	struct text name = { 0 };
	int lock;

	text_printf(&name, "%s.lock", path);
	lock = open(text_string(&name), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (lock < 0)
		err_set_errno(err, "cannot keep progress: '%s'",
			      text_string(&name));
	text_fini(&name);
	if (lock < 0)
		return ERR_IO;
	/* on a file system without locks we only do not see each other */
	set_lock(lock, F_WRLCK, getpid());
	*ret = lock;
	return ERR_OK;
}

enum err_code store_lock_gate(int lock, bool alone, bool wait, struct err *err)
{
	const struct timespec pause = { .tv_nsec = 10000000 };

	for (int i = 0; i < GATE_TRIES; i++) {
		if (set_lock(lock, alone ? F_WRLCK : F_RDLCK, 0) == 0)
			return ERR_OK;
		if (errno != EAGAIN && errno != EACCES)
			return ERR_OK; /* no locks here, as above */
		if (!wait)
			break;
		nanosleep(&pause, NULL);
	}
	return err_set(err, ERR_BUSY, 0,
		       "another kdlab is mending the progress file: try again");
}

void store_lock_leave_gate(int lock)
{
	set_lock(lock, F_UNLCK, 0);
}

struct range {
	off_t from, upto; /* inclusive; 0: without end */
};

/* Any lock of another process in a range. */
static bool find_lock(int lock, const struct range *range, off_t *ret)
{
	struct flock flock = { .l_type = F_WRLCK,
			       .l_whence = SEEK_SET,
			       .l_start = range->from };

	if (range->upto && range->upto < range->from)
		return false;
	flock.l_len = range->upto ? range->upto - range->from + 1 : 0;
	if (fcntl(lock, F_GETLK, &flock) < 0 || flock.l_type == F_UNLCK)
		return false;
	/* l_pid is 0 where the owner lives in another pid namespace */
	if (flock.l_start < range->from)
		return false;
	*ret = flock.l_start;
	return true;
}

size_t store_lock_others(int lock, int64_t *ret, size_t most)
{
	struct range ranges[64] = { { 1, 0 } };
	size_t count = 1, found = 0;

	/* a lock splits its range in two, which are looked into next */
	while (count && found < most) {
		struct range range = ranges[--count];
		off_t at;

		if (!find_lock(lock, &range, &at))
			continue;
		ret[found++] = at;
		if (count + 2 > sizeof(ranges) / sizeof(*ranges))
			break;
		ranges[count++] = (struct range){ at + 1, range.upto };
		if (at > range.from)
			ranges[count++] = (struct range){ range.from, at - 1 };
	}
	return found;
}
