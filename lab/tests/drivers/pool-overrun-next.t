>>> load
stop 0x13A KERNEL_MODE_HEAP_CORRUPTION (12, objects, paged pool, 0)
