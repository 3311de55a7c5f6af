/*
 * A loop of ten instructions, two of them loads and two stores: as bytes, so
 * that a driver and bare Unicorn execute the same. rcx counts down; rsi points
 * at 32 bytes; rax and rdx change.
 *
 *   mov rax,[rsi]     add rax,rcx    mov [rsi+8],rax
 *   lea rdx,[rax+1]   xor rax,rdx    mov rdx,[rsi+16]
 *   add rdx,rax       mov [rsi+24],rdx
 *   dec rcx           jnz (the first)
 */
#ifndef LAB_TESTS_BENCH_LOOP_H
#define LAB_TESTS_BENCH_LOOP_H

#define LOOP_INSTRUCTIONS 10

/* clang-format off */
#define LOOP                                                                   \
	0x48, 0x8b, 0x06,  0x48, 0x01, 0xc8,  0x48, 0x89, 0x46, 0x08,          \
	0x48, 0x8d, 0x50, 0x01,  0x48, 0x31, 0xd0,  0x48, 0x8b, 0x56, 0x10,    \
	0x48, 0x01, 0xc2,  0x48, 0x89, 0x56, 0x18,  0x48, 0xff, 0xc9,          \
	0x75, 0xdf
/* clang-format on */

#endif
