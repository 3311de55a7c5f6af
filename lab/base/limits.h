/*
 * What we refuse to swallow. Every limit on input from outside stands here,
 * so that a reader can judge them together; sizes are in bytes.
 */
#ifndef LAB_BASE_LIMITS_H
#define LAB_BASE_LIMITS_H

/* course files */
#define LIMIT_YAML_BYTES       (1u << 20)  /* one YAML document */
#define LIMIT_YAML_DEPTH       16	   /* nesting of one */
#define LIMIT_YAML_NODES       200000u	   /* scalars and collections in one */
#define LIMIT_PROSE_BYTES      (16u << 20) /* one Markdown file */
#define LIMIT_PROSE_DEPTH      64	   /* nesting of blocks in one */
#define LIMIT_TRANSCRIPT_BYTES (16u << 20)
#define LIMIT_SCRIPT_BYTES     (8u << 20) /* answers piped to --plain */
#define LIMIT_SCRIPT_LINES     100000u	  /* of them */
#define LIMIT_LESSONS	       4096u	  /* in one course */
#define LIMIT_STEPS	       1000000u	  /* in one course */
#define LIMIT_FAULTS	       1000u	  /* told in one run of lint */
#define LIMIT_ID	       40u	  /* an id's letters */
#define LIMIT_FOLDER_DEPTH     16u	  /* folders in folders of a course */
#define LIMIT_FOLDER_FILES     1000000u	  /* files in one */
#define LIMIT_CODE_COLUMNS     76u	  /* of a line of code that is shown */

/* what a learner types */
#define LIMIT_LINE 4096u       /* one line of input */
#define LIMIT_NOTE (64u << 10) /* one note of their own */
#define LIMIT_HISTORY_LINES 1000u	 /* of a prompt, kept */
#define LIMIT_HISTORY_BYTES (256u << 10) /* read of its file: the end */
#define LIMIT_SCROLLBACK_LINES 20000u	 /* printed above a prompt, kept */
#define LIMIT_SCROLLBACK_BYTES (8u << 20)

/* what is read back from the progress file */
#define LIMIT_STORED_NAME 256u		/* a course's, step's or question's id */
#define LIMIT_STORED_ROW  (256u << 10)	/* one row, all columns together */
#define LIMIT_STORED_ROWS (2u << 20)	/* rows of one course's state */

/* dumps and what is read with them */
#define LIMIT_CPUS 2048u		 /* NumberProcessors of a dump */
#define LIMIT_TAGS 4096u		 /* blocks of tagged data */
#define LIMIT_TRIAGE_BLOCKS (1u << 20)
#define LIMIT_RANGES (1u << 21)		 /* pairs in a range dump */
#define LIMIT_BITMAP_BYTES (512u << 20)	 /* 16 TiB of memory */
#define LIMIT_LIST 65536u		 /* members followed in a guest's list */
#define LIMIT_SYMBOL_BYTES (128u << 20)	 /* one ISF file, unpacked or not */
#define LIMIT_SYMBOL_SCALAR (1u << 20)	 /* a text in one */
#define LIMIT_SYMBOL_MEMORY (192u << 20) /* what is kept of one */
#define LIMIT_SYMBOL_UNPACK (96u << 20)	 /* for liblzma: xz -9 takes 65 MiB */
#define LIMIT_SYMBOL_WHOLE (16u << 20)	 /* unpacked at once; more: by pieces */
#define LIMIT_SYMBOLS (1u << 20)	 /* in one */
#define LIMIT_IMAGE_BYTES (512u << 20)	 /* SizeOfImage of a module */
#define LIMIT_IMAGE_FILE (64u << 20)	 /* an image read from a folder */
#define LIMIT_MODULES 4096u		 /* of one machine */
#define LIMIT_IMAGE_SECTIONS 256u
#define LIMIT_NAME_BYTES (16u << 20)	 /* of one image's exports or symbols */
#define LIMIT_LINES (1u << 20)		 /* of source, of one image */
#define LIMIT_UNWIND_CHAIN 32u
#define LIMIT_FRAMES 512u		 /* of one stack */
#define LIMIT_EXPRESSION_DEPTH 64
#define LIMIT_KD_LINES 100000u		 /* printed by one command */
#define LIMIT_IMAGE_PAGES (1u << 16) /* of a machine profile: 256 MiB */

/* the emulated machine */
#define LIMIT_KERNEL_MEMORY (160u << 20)  /* of the guest */
#define LIMIT_KERNEL_REGIONS 1200u	   /* pieces that it is in; Unicorn
					    * ends the program at 4096 */
#define LIMIT_KERNEL_CUTS 3000u		   /* the same, where some were cut */
#define LIMIT_KERNEL_IMAGE (32u << 20)	   /* SizeOfImage of a driver */
#define LIMIT_KERNEL_IMPORTS 4096u	   /* of one driver */
#define LIMIT_KERNEL_TAGS 4096u		   /* pool tags that are counted */
#define LIMIT_KERNEL_THREADS 1024u
#define LIMIT_KERNEL_TIMERS 4096u	   /* that are set */
#define LIMIT_KERNEL_OBJECT (1u << 20)	   /* bytes of one object */
#define LIMIT_KERNEL_HANDLES 4096u	   /* of one process */
#define LIMIT_KERNEL_DISK (256u << 20) /* of all files on its disk */
#define LIMIT_KERNEL_FILES 4096u
#define LIMIT_KERNEL_KEYS 8192u		   /* of its registry */
#define LIMIT_KERNEL_REGISTRY (16u << 20)  /* bytes of all its values */
#define LIMIT_KERNEL_PAGES (64u << 20)	   /* allocated for MDLs */
#define LIMIT_KERNEL_SECONDARY (1u << 20)  /* what drivers add to a dump */
#define LIMIT_KERNEL_TEXT 4096u		   /* units of one formatted text */
#define LIMIT_KERNEL_DEBUG 20000u	   /* lines of DbgPrint kept */
#define LIMIT_KERNEL_INSTRUCTIONS 400000000u /* in bytes, of one request */
/* the target's console */
#define LIMIT_CONSOLE_SERVICES 1000u
#define LIMIT_CONSOLE_VARIABLES 1000u
#define LIMIT_CONSOLE_DEBUG 20000u	/* lines of DbgPrint that are kept */
#define LIMIT_CONSOLE_COMMANDS 200u	/* joined by & in one line */
#define LIMIT_CONSOLE_TYPED (1u << 20)	/* printed of a file by type */
#define LIMIT_TARGET_FILE (64u << 20)	/* a file put on the machine's disk */

/* building a driver: each program that is run, and what it may leave */
#define LIMIT_BUILD_SECONDS 60
#define LIMIT_BUILD_MEMORY (768u << 20)
#define LIMIT_BUILD_FILE (64u << 20)
#define LIMIT_BUILD_OUTPUT (32u << 20)
#define LIMIT_BUILD_SOURCE (16u << 20)	/* one file of source */
#define LIMIT_BUILD_FILES 256u		/* sources and headers of a driver */
#define LIMIT_BUILD_NAMES 4096u		/* of headers included in one file */
#define LIMIT_BUILD_FOLDER 65536u	/* entries of a folder of headers */
#define LIMIT_BUILD_MESSAGES 500u	/* kept of one build */
#define LIMIT_BUILD_TEXT 2000u		/* bytes of one message */

/* the screen, in cells */
#define LIMIT_COLUMNS 1000
#define LIMIT_ROWS    1000

/* growable text that has no limit of its own */
#define LIMIT_TEXT (1u << 30)

#endif
