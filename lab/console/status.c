/*
 * What an NTSTATUS becomes on its way to a program, and what the system says
 * to a Win32 error. The values are those of RtlNtStatusToDosError as public
 * tables have them (OSR's, Wine's).
 */
#include "config.h"
#include "console/private.h"

static const struct {
	uint32_t status, error;
} errors[] = {
	{ 0x00000000, 0 },    /* SUCCESS */
	{ 0x00000102, 258 },  /* TIMEOUT: WAIT_TIMEOUT */
	{ 0x00000103, 997 },  /* PENDING */
	{ 0x80000002, 998 },  /* DATATYPE_MISALIGNMENT */
	{ 0x80000005, 234 },  /* BUFFER_OVERFLOW */
	{ 0x80000006, 18 },   /* NO_MORE_FILES */
	{ 0x80000011, 170 },  /* DEVICE_BUSY */
	{ 0x8000001a, 259 },  /* NO_MORE_ENTRIES */
	{ 0xc0000001, 31 },   /* UNSUCCESSFUL */
	{ 0xc0000002, 1 },    /* NOT_IMPLEMENTED */
	{ 0xc0000004, 24 },   /* INFO_LENGTH_MISMATCH */
	{ 0xc0000005, 998 },  /* ACCESS_VIOLATION */
	{ 0xc0000008, 6 },    /* INVALID_HANDLE */
	{ 0xc000000d, 87 },   /* INVALID_PARAMETER */
	{ 0xc000000e, 2 },    /* NO_SUCH_DEVICE */
	{ 0xc000000f, 2 },    /* NO_SUCH_FILE */
	{ 0xc0000010, 1 },    /* INVALID_DEVICE_REQUEST */
	{ 0xc0000011, 38 },   /* END_OF_FILE */
	{ 0xc0000017, 8 },    /* NO_MEMORY */
	{ 0xc0000018, 487 },  /* CONFLICTING_ADDRESSES */
	{ 0xc0000022, 5 },    /* ACCESS_DENIED */
	{ 0xc0000023, 122 },  /* BUFFER_TOO_SMALL */
	{ 0xc0000024, 6 },    /* OBJECT_TYPE_MISMATCH */
	{ 0xc0000033, 123 },  /* OBJECT_NAME_INVALID */
	{ 0xc0000034, 2 },    /* OBJECT_NAME_NOT_FOUND */
	{ 0xc0000035, 183 },  /* OBJECT_NAME_COLLISION */
	{ 0xc000003a, 3 },    /* OBJECT_PATH_NOT_FOUND */
	{ 0xc000003b, 161 },  /* OBJECT_PATH_SYNTAX_BAD */
	{ 0xc0000043, 32 },   /* SHARING_VIOLATION */
	{ 0xc0000061, 1314 }, /* PRIVILEGE_NOT_HELD */
	{ 0xc000007a, 127 },  /* PROCEDURE_NOT_FOUND */
	{ 0xc000007b, 193 },  /* INVALID_IMAGE_FORMAT */
	{ 0xc000009a, 1450 }, /* INSUFFICIENT_RESOURCES */
	{ 0xc00000a3, 21 },   /* DEVICE_NOT_READY */
	{ 0xc00000b5, 121 },  /* IO_TIMEOUT */
	{ 0xc00000bb, 50 },   /* NOT_SUPPORTED */
	{ 0xc00000e5, 1359 }, /* INTERNAL_ERROR */
	{ 0xc000010a, 5 },    /* PROCESS_IS_TERMINATING */
	{ 0xc000010e, 1056 }, /* IMAGE_ALREADY_LOADED */
	{ 0xc0000120, 995 },  /* CANCELLED */
	{ 0xc0000135, 126 },  /* DLL_NOT_FOUND */
	{ 0xc0000138, 182 },  /* ORDINAL_NOT_FOUND */
	{ 0xc0000139, 127 },  /* ENTRYPOINT_NOT_FOUND */
	{ 0xc0000142, 1114 }, /* DLL_INIT_FAILED */
	{ 0xc0000206, 1784 }, /* INVALID_BUFFER_SIZE */
	{ 0xc0000221, 193 },  /* IMAGE_CHECKSUM_MISMATCH */
	{ 0xc0000225, 1168 }, /* NOT_FOUND */
	{ 0xc0000262, 182 },  /* DRIVER_ORDINAL_NOT_FOUND */
	{ 0xc0000263, 127 },  /* DRIVER_ENTRYPOINT_NOT_FOUND */
	{ 0xc0000365, 647 },  /* FAILED_DRIVER_ENTRY */
	{ 0xc000036b, 1275 }, /* DRIVER_BLOCKED_CRITICAL */
	{ 0xc000036c, 1275 }, /* DRIVER_BLOCKED */
	{ 0xc000038e, 654 },  /* DRIVER_FAILED_PRIOR_UNLOAD */
	{ 0xc0000428, 577 },  /* INVALID_IMAGE_HASH */
};

uint32_t status_error(uint32_t status)
{
	for (size_t i = 0; i < sizeof(errors) / sizeof(*errors); i++)
		if (errors[i].status == status)
			return errors[i].error;
	/* a Win32 error in an NTSTATUS' clothes */
	if (status >> 16 == 0xc001 || status >> 16 == 0x8007)
		return status & 0xffff;
	return 317; /* ERROR_MR_MID_NOT_FOUND */
}

/* clang-format off */
static const struct {
	uint32_t error;
	const char *message;
} messages[] = {
	{ 1, "Incorrect function." },
	{ 2, "The system cannot find the file specified." },
	{ 3, "The system cannot find the path specified." },
	{ 5, "Access is denied." },
	{ 6, "The handle is invalid." },
	{ 8, "Not enough memory resources are available to process this command." },
	{ 18, "There are no more files." },
	{ 21, "The device is not ready." },
	{ 24, "The program issued a command but the command length is incorrect." },
	{ 31, "A device attached to the system is not functioning." },
	{ 32, "The process cannot access the file because it is being used by another process." },
	{ 38, "Reached the end of the file." },
	{ 50, "The request is not supported." },
	{ 87, "The parameter is incorrect." },
	{ 121, "The semaphore timeout period has expired." },
	{ 122, "The data area passed to a system call is too small." },
	{ 123, "The filename, directory name, or volume label syntax is incorrect." },
	{ 126, "The specified module could not be found." },
	{ 127, "The specified procedure could not be found." },
	{ 129, "The %1 application cannot be run in Win32 mode." },
	{ 161, "The specified path is invalid." },
	{ 170, "The requested resource is in use." },
	{ 182, "The operating system cannot run %1." },
	{ 183, "Cannot create a file when that file already exists." },
	{ 193, "%1 is not a valid Win32 application." },
	{ 234, "More data is available." },
	{ 258, "The wait operation timed out." },
	{ 259, "No more data is available." },
	{ 317, "The system cannot find message text for message number 0x%1 in the message file for %2." },
	{ 487, "Attempt to access invalid address." },
	{ 577, "Windows cannot verify the digital signature for this file. A recent "
	       "hardware or software change might have installed a file that is "
	       "signed incorrectly or damaged, or that might be malicious software "
	       "from an unknown source." },
	{ 647, "The driver was not loaded because it failed its initialization call." },
	{ 654, "The driver could not be loaded because a previous version of the driver is still in memory." },
	{ 995, "The I/O operation has been aborted because of either a thread exit or an application request." },
	{ 997, "Overlapped I/O operation is in progress." },
	{ 998, "Invalid access to memory location." },
	{ 1052, "The requested control is not valid for this service." },
	{ 1056, "An instance of the service is already running." },
	{ 1058, "The service cannot be started, either because it is disabled or "
		"because it has no enabled devices associated with it." },
	{ 1060, "The specified service does not exist as an installed service." },
	{ 1061, "The service cannot accept control messages at this time." },
	{ 1062, "The service has not been started." },
	{ 1072, "The specified service has been marked for deletion." },
	{ 1073, "The specified service already exists." },
	{ 1077, "No attempts to start the service have been made since the last boot." },
	{ 1114, "A dynamic link library (DLL) initialization routine failed." },
	{ 1168, "Element not found." },
	{ 1275, "This driver has been blocked from loading" },
	{ 1314, "A required privilege is not held by the client." },
	{ 1359, "An internal error occurred." },
	{ 1450, "Insufficient system resources exist to complete the requested service." },
	{ 1722, "The RPC server is unavailable." },
	{ 1784, "The supplied user buffer is not valid for the requested operation." },
};
/* clang-format on */

const char *error_message(uint32_t error)
{
	for (size_t i = 0; i < sizeof(messages) / sizeof(*messages); i++)
		if (messages[i].error == error)
			return messages[i].message;
	return "";
}
