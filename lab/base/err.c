#include "config.h"
#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum err_code err_set(struct err *err, enum err_code code, uint64_t at,
		      const char *format, ...)
{
	if (err) {
		va_list args;

		err->code = code;
		err->os = 0;
		err->at = at;
		va_start(args, format);
		vsnprintf(err->message, sizeof(err->message), format, args);
		va_end(args);
	}
	return code;
}

enum err_code err_set_errno(struct err *err, const char *format, ...)
{
	int os = errno;

	if (err) {
		va_list args;
		size_t used;

		err->code = ERR_IO;
		err->os = os;
		err->at = 0;
		va_start(args, format);
		vsnprintf(err->message, sizeof(err->message), format, args);
		va_end(args);
		used = strlen(err->message);
		snprintf(err->message + used, sizeof(err->message) - used,
			 ": %s", strerror(os));
	}
	errno = os;
	return ERR_IO;
}

void err_prefix(struct err *err, const char *format, ...)
{
	char old[sizeof(err->message)];
	va_list args;
	size_t used;

	if (!err)
		return;
	memcpy(old, err->message, sizeof(old));
	va_start(args, format);
	vsnprintf(err->message, sizeof(err->message), format, args);
	va_end(args);
	used = strlen(err->message);
	snprintf(err->message + used, sizeof(err->message) - used, ": %s", old);
}
