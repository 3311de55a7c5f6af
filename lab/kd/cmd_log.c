/*
 * A log: what is typed and printed, copied to a file.
 */
#include "config.h"
#include "kd/private.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

struct kd_log {
	FILE *file;
	char *path;
	bool failed; /* told when it is closed */
};

void log_close(struct kd *kd)
{
	if (!kd->log)
		return;
	fclose(kd->log->file);
	free(kd->log->path);
	free(kd->log);
	kd->log = NULL;
}

static bool put(struct kd_log *log, const char *bytes, size_t size)
{
	return fwrite(bytes, 1, size, log->file) == size &&
	       fflush(log->file) == 0;
}

void log_line(struct kd *kd, const char *line, const char *printed, size_t size)
{
	struct text typed = { 0 };
	struct kd_log *log = kd->log;

	if (!log || log->failed)
		return;
	kd_prompt(kd, &typed);
	text_add_visible(&typed, line, strlen(line));
	text_add_char(&typed, '\n');
	log->failed = !put(log, text_string(&typed), typed.size) ||
		      !put(log, printed, size);
	text_fini(&typed);
}

/* The dump itself, by whatever name, is not written over. */
static bool is_dump(struct kd *kd, const struct stat *file)
{
	struct stat dump;

	return target_dump(kd->config.target) &&
	       stat(target_path(kd->config.target), &dump) == 0 &&
	       dump.st_dev == file->st_dev && dump.st_ino == file->st_ino;
}

static enum err_code open_file(struct kd *kd, const char *path, bool append,
			       FILE **ret, struct err *err)
{
	/* a pipe would be waited for */
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0666);
	struct stat file;
	enum err_code code = ERR_OK;

	if (fd < 0)
		return err_set_errno(
			err, "log file '%.200s' could not be opened", path);
	if (fstat(fd, &file) != 0 || !S_ISREG(file.st_mode))
		code = err_set(err, ERR_USAGE, 0,
			       "log file '%.200s' could not be opened: it is "
			       "not a plain file",
			       path);
	else if (is_dump(kd, &file))
		code = err_set(err, ERR_USAGE, 0,
			       "log file '%.200s' could not be opened: it is "
			       "the dump",
			       path);
	else if (append ? lseek(fd, 0, SEEK_END) < 0 : ftruncate(fd, 0) != 0)
		code = err_set_errno(err, "cannot write '%.200s'", path);
	*ret = code ? NULL : fdopen(fd, "w");
	if (!code && !*ret)
		code = err_set_errno(err, "cannot write '%.200s'", path);
	if (code)
		close(fd);
	return code;
}

static enum err_code run_open(struct kd_call *call, struct err *err)
{
	bool append = strcasecmp(call->name, ".logappend") == 0;
	const char *path = call->arguments;
	size_t size = strlen(path);
	enum err_code code;
	char *copy;
	FILE *file;

	if (!call->kd->config.writes_files)
		return err_set(err, ERR_UNSUPPORTED, 0,
			       "%s: this prompt writes no files; that of "
			       "'kdlab kd' does",
			       call->name);
	if (size >= 2 && *path == '/' && (!path[2] || path[2] == ' '))
		return err_set(err, ERR_USAGE, 0,
			       "%s has no option '%.2s': usage: %s %s",
			       call->name, path, call->name,
			       call->command->usage);
	if (size >= 2 && *path == '"' && path[size - 1] == '"') {
		path++;
		size -= 2;
	}
	copy = size ? mem_strndup(path, size) : mem_strdup("dbgeng.log");
	code = open_file(call->kd, copy, append, &file, err);
	if (code) {
		free(copy);
		return code;
	}
	log_close(call->kd);
	call->kd->log = mem_calloc(1, sizeof(*call->kd->log));
	call->kd->log->file = file;
	call->kd->log->path = copy;
	text_add_string(call->out, "Opened log file '");
	text_add_visible(call->out, copy, strlen(copy));
	text_add_string(call->out, "'\n");
	return ERR_OK;
}

static enum err_code run_close(struct kd_call *call, struct err *err)
{
	struct kd_log *log = call->kd->log;
	enum err_code code = argument_end(call, call->arguments, err);
	struct text line = { 0 };

	if (code)
		return code;
	if (!log)
		return err_set(err, ERR_USAGE, 0, "No log file open");
	text_add_string(&line, "Closing open log file ");
	text_add_visible(&line, log->path, strlen(log->path));
	text_add_char(&line, '\n');
	if (!put(log, text_string(&line), line.size) || log->failed)
		code = err_set(err, ERR_IO, 0,
			       "not all of log file '%.200s' could be written",
			       log->path);
	text_add_string(call->out, text_string(&line));
	text_fini(&line);
	log_close(call->kd);
	return code;
}

static enum err_code run_file(struct kd_call *call, struct err *err)
{
	enum err_code code = argument_end(call, call->arguments, err);

	if (code)
		return code;
	if (!call->kd->log) {
		text_add_string(call->out, "No log file open\n");
		return ERR_OK;
	}
	text_add_string(call->out, "Log '");
	text_add_visible(call->out, call->kd->log->path,
			 strlen(call->kd->log->path));
	text_add_string(call->out, "' open\n");
	return ERR_OK;
}

static const struct kd_command commands[] = {
	{ .names = ".logopen\0.logappend\0",
	  .summary = "copy what is typed and printed to a file",
	  .usage = "[FILE]",
	  .help = "FILE is dbgeng.log unless told. .logopen writes it anew, "
		  ".logappend goes on at its\n"
		  "end. The dump itself is never written over.\n",
	  .run = run_open },
	{ .names = ".logclose\0",
	  .summary = "close the log",
	  .usage = "",
	  .run = run_close },
	{ .names = ".logfile\0",
	  .summary = "say which log is open",
	  .usage = "",
	  .run = run_file },
};

const struct kd_family cmd_log_family = {
	.name = "logs",
	.commands = commands,
	.count = sizeof(commands) / sizeof(*commands),
};
