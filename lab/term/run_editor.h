/*
 * The learner's editor on a file: it has the terminal until it ends.
 */
#ifndef LAB_TERM_RUN_EDITOR_H
#define LAB_TERM_RUN_EDITOR_H

#include "base/err.h"

/*
 * Runs $VISUAL, else $EDITOR, else what there is. The terminal has to be as
 * the shell had it. An editor that cannot be run, or fails, is an error with
 * words.
 */
enum err_code run_editor(const char *path, struct err *err) ERR_CHECK;

#endif
