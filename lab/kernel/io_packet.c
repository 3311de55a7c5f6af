#include "config.h"
#include "kernel/io.h"

#include "base/limits.h"

/* Device queues, and StartIo: one request of a device at a time. */

enum {
	QUEUE_TYPE = 20, /* DeviceQueueObject */
	QUEUE_SIZE = 0x28,
	QUEUE_LIST = 0x08,
	QUEUE_LOCK = 0x18,
	QUEUE_BUSY = 0x20,
	ENTRY_KEY = 0x10,
	ENTRY_INSERTED = 0x14,
	LOCAL_IRQL = 0,
	CALL_START = 1,
};

static void initialize(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t queue = trap_argument(trap, 0);

	put16(kernel, queue, QUEUE_TYPE);
	put16(kernel, queue + 2, QUEUE_SIZE);
	list_init(kernel, queue + QUEUE_LIST);
	put64(kernel, queue + QUEUE_LOCK, 0);
	put64(kernel, queue + QUEUE_BUSY, 0);
	trap_return(trap, 0);
}

/* False: it was idle, and is busy with this one now. key: NULL at the end. */
static bool insert(struct kernel *kernel, uint64_t queue, uint64_t entry,
		   const uint32_t *key)
{
	uint64_t head = queue + QUEUE_LIST, before = head;
	bool busy = get8(kernel, queue + QUEUE_BUSY) != 0;

	put8(kernel, queue + QUEUE_BUSY, 1);
	put8(kernel, entry + ENTRY_INSERTED, busy);
	if (!busy)
		return false;
	if (key) {
		put32(kernel, entry + ENTRY_KEY, *key);
		before = get64(kernel, head);
		for (unsigned i = 0; before != head && i < LIMIT_LIST &&
				     get32(kernel, before + ENTRY_KEY) <= *key;
		     i++)
			before = get64(kernel, before);
	}
	list_insert_tail(kernel, before, entry);
	return true;
}

/* The next one, 0 none: idle. key: NULL the first, else the first from it. */
static uint64_t take(struct kernel *kernel, uint64_t queue, const uint32_t *key)
{
	uint64_t head = queue + QUEUE_LIST, entry = get64(kernel, head);

	if (entry == head) {
		put8(kernel, queue + QUEUE_BUSY, 0);
		return 0;
	}
	if (key) {
		for (unsigned i = 0; entry != head && i < LIMIT_LIST &&
				     get32(kernel, entry + ENTRY_KEY) < *key;
		     i++)
			entry = get64(kernel, entry);
		if (entry == head)
			entry = get64(kernel, head);
	}
	list_remove(kernel, entry);
	put8(kernel, entry + ENTRY_INSERTED, 0);
	return entry;
}

/* DeviceQueue, DeviceQueueEntry */
static void insert_queue(struct trap *trap)
{
	trap_return(trap, insert(trap->kernel, trap_argument(trap, 0),
				 trap_argument(trap, 1), NULL));
}

/* DeviceQueue, DeviceQueueEntry, SortKey */
static void insert_by_key(struct trap *trap)
{
	uint32_t key = (uint32_t)trap_argument(trap, 2);

	trap_return(trap, insert(trap->kernel, trap_argument(trap, 0),
				 trap_argument(trap, 1), &key));
}

static void remove_queue(struct trap *trap)
{
	trap_return(trap, take(trap->kernel, trap_argument(trap, 0), NULL));
}

/* DeviceQueue, SortKey */
static void remove_by_key(struct trap *trap)
{
	uint32_t key = (uint32_t)trap_argument(trap, 1);

	trap_return(trap, take(trap->kernel, trap_argument(trap, 0), &key));
}

/* DeviceQueue, DeviceQueueEntry */
static void remove_entry(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t entry = trap_argument(trap, 1);
	bool in = get8(kernel, entry + ENTRY_INSERTED) != 0;

	if (in) {
		put8(kernel, entry + ENTRY_INSERTED, 0);
		list_remove(kernel, entry);
	}
	trap_return(trap, in);
}

/* ---- StartIo ---- */

static void start(struct trap *trap, uint64_t device, uint64_t irp)
{
	struct kernel *kernel = trap->kernel;
	uint64_t driver =
		NT_GET(kernel, device, "_DEVICE_OBJECT", "DriverObject");

	NT_PUT(kernel, device, "_DEVICE_OBJECT", "CurrentIrp", irp);
	TRAP_CALL(trap, CALL_START,
		  NT_GET(kernel, driver, "_DRIVER_OBJECT", "DriverStartIo"),
		  device, irp);
}

static uint64_t queue_of(uint64_t device)
{
	return device + NT_OFFSET("_DEVICE_OBJECT", "DeviceQueue");
}

/* DeviceObject, Irp, Key (optional pointer), CancelFunction */
static void start_packet(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t device, irp, key_at, routine;
	uint32_t key = 0;

	if (trap->site > 0) {
		kernel_set_irql(kernel,
				(unsigned)trap_local(trap, LOCAL_IRQL) & 0xf);
		trap_return(trap, 0);
		return;
	}
	device = trap_argument(trap, 0);
	irp = trap_argument(trap, 1);
	key_at = trap_argument(trap, 2);
	routine = trap_argument(trap, 3);
	if (key_at)
		key = get32(kernel, key_at);
	if (routine)
		NT_PUT(kernel, irp, "_IRP", "CancelRoutine", routine);
	trap_set_local(trap, LOCAL_IRQL, cpu_current(kernel)->irql);
	if (insert(kernel, queue_of(device), irp + NT_OFFSET("_IRP", "Tail"),
		   key_at ? &key : NULL)) {
		trap_return(trap, 0);
		return;
	}
	kernel_set_irql(kernel, DISPATCH_LEVEL);
	start(trap, device, irp);
}

/* DeviceObject, Cancelable; and Key: at DISPATCH_LEVEL */
static void start_next(struct trap *trap)
{
	struct kernel *kernel = trap->kernel;
	uint64_t device, entry;
	uint32_t key;

	if (trap->site > 0) {
		trap_return(trap, 0);
		return;
	}
	device = trap_argument(trap, 0);
	key = (uint32_t)trap_argument(trap, 2);
	NT_PUT(kernel, device, "_DEVICE_OBJECT", "CurrentIrp", 0);
	entry = take(kernel, queue_of(device),
		     trap->function->name[17] == 'B' ? &key : NULL);
	if (entry)
		start(trap, device, entry - NT_OFFSET("_IRP", "Tail"));
	else
		trap_return(trap, 0);
}

static const struct nt_function functions[] = {
	{ "KeInitializeDeviceQueue", FIDELITY_REAL, initialize, NULL },
	{ "KeInsertDeviceQueue", FIDELITY_REAL, insert_queue, NULL },
	{ "KeInsertByKeyDeviceQueue", FIDELITY_REAL, insert_by_key, NULL },
	{ "KeRemoveDeviceQueue", FIDELITY_REAL, remove_queue, NULL },
	{ "KeRemoveByKeyDeviceQueue", FIDELITY_REAL, remove_by_key, NULL },
	{ "KeRemoveEntryDeviceQueue", FIDELITY_REAL, remove_entry, NULL },
	{ "IoStartPacket", FIDELITY_PARTIAL, start_packet,
	  "the cancel spin lock is not held meanwhile" },
	{ "IoStartNextPacket", FIDELITY_PARTIAL, start_next,
	  "the cancel spin lock is not held meanwhile" },
	{ "IoStartNextPacketByKey", FIDELITY_PARTIAL, start_next,
	  "the cancel spin lock is not held meanwhile" },
};

const struct nt_family io_packet_family = {
	"io_packet", functions, sizeof(functions) / sizeof(*functions)
};
