/*
 * A machine that only pretends, for tests of the console: what a driver does
 * is written in its file as words, and nothing is emulated.
 */
#ifndef LAB_TESTS_DATA_FAKEKERNEL_H
#define LAB_TESTS_DATA_FAKEKERNEL_H

#include "kernel/kernel.h"

/*
 * A .sys that does what words say, blanks between:
 *   status=HEX   what DriverEntry returns
 *   stop=HEX     the load stops the machine
 *   hang, spin   the load never ends
 *   print=WORD   DbgPrint, at the load
 *   stays        no DriverUnload
 *   inuse        the unload is asked for and does not happen yet
 *   exitstop=HEX the end of a process stops the machine
 *   refuse=HEX   no process may start any more: its status
 *   block        no process starts or ends any more
 *   device       it has a device, Echo, that gives back what it is given;
 *                0x222004 stops the machine, 0x222008 never ends
 * The caller frees *ret.
 */
void fakekernel_driver(const char *words, uint8_t **ret, size_t *ret_size);
/* A machine with services.exe and cmd.exe, and files of each kind in C:\lab:
 * see fakekernel.c. */
struct kernel *fakekernel_new(void);
/* Whether every process that was made for a program is gone, and how many
 * there have been. */
size_t fakekernel_made(const struct kernel *kernel);

#endif
