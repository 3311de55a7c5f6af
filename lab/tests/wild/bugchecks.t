## never_ends
>>> load
stop 0x1234  (1, 2, 3, 4)
## stops_again
>>> load
stop 0x1234  (1, 2, 3, 4)
## recurses
>>> load
stop 0x1234  (1, 2, 3, 4)
## waits
>>> load
stop 0x1234  (1, 2, 3, 4)
## handles_without_end
>>> load
stop 0x1234  (1, 2, 3, 4)
## unlinks
>>> load
stop 0x1234  (1, 2, 3, 4)
## ends_the_thread
>>> load
stop 0x1234  (1, 2, 3, 4)
## is_nowhere
>>> load
stop 0x1234  (1, 2, 3, 4)
## list_in_a_circle
>>> load
stop 0x1234  (0, 0, 0, 0)
## list_to_nowhere
>>> load
stop 0x1234  (0, 0, 0, 0)
## record_at_nowhere
>>> load
stop 0x7E SYSTEM_THREAD_EXCEPTION_NOT_HANDLED (ffffffffc0000005, nt!KeRegisterBugCheckCallback+0x4, stack, stack)
## gives_too_much
>>> load
stop 0x1234  (0, 0, 0, 0)
## gives_what_is_not
>>> load
stop 0x1234  (0, 0, 0, 0)
## gives_to_the_end
>>> load
stop 0x1234  (0, 0, 0, 0)
## gives_all_that_may_be
>>> load
stop 0x1234  (0, 0, 0, 0)
## spoils_the_stack
>>> load
stop 0x1234  (0, 0, 0, 0)
## adds_without_end
>>> load
stop 0x1234  (0, 0, 0, 0)
