/*
 * The symbols of the lab's own machine.
 */
#ifndef LAB_CLI_SYMBOLS_H
#define LAB_CLI_SYMBOLS_H

/* The folder that came with the lab, for the caller to free; NULL: it is not
 * there. They fit every dump that kdlab target leaves, and no other. */
char *lab_symbols(void);

#endif
