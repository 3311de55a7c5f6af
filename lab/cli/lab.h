/*
 * The lab itself: `kdlab [--plain] [COURSE]`, what runs when no other command
 * is named.
 */
#ifndef LAB_CLI_LAB_H
#define LAB_CLI_LAB_H

/* As a command's run: argv[0] is not looked at. */
int lab_run(int argc, char **argv);
/* The options, for `kdlab --help`. */
extern const char lab_options[];

#endif
