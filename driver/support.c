/*
 * What gcc leaves to the C run-time and a driver has to bring along: the end
 * of a function that finds its stack frame overrun, as a driver built with
 * Visual Studio ends it (bug check 0x139, code 2), and two processor
 * instructions that the Windows compiler has built in.
 */
/* Its own address, which differs with every place the driver is loaded at. */
void *__stack_chk_guard = &__stack_chk_guard;

__attribute__((noreturn)) void __stack_chk_fail(void);
void _disable(void);
void _enable(void);

void __stack_chk_fail(void)
{
    __asm__ volatile("int $0x29" : : "c"(2));
    __builtin_unreachable();
}

void _disable(void)
{
    __asm__ volatile("cli" : : : "memory");
}

void _enable(void)
{
    __asm__ volatile("sti" : : : "memory");
}
