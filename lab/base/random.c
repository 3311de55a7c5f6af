#include "config.h"
#include "base/random.h"

#include <sys/random.h>
#include <time.h>
#include <unistd.h>

/* splitmix64, by Sebastiano Vigna: public domain reference constants */
uint64_t random_next(struct random *random)
{
	uint64_t z = (random->state += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

uint64_t random_below(struct random *random, uint64_t bound)
{
	uint64_t rest = UINT64_MAX - UINT64_MAX % bound, next;

	do
		next = random_next(random);
	while (next >= rest);
	return next % bound;
}

void random_shuffle(struct random *random, size_t *order, size_t count)
{
	for (size_t i = 0; i < count; i++)
		order[i] = i;
	for (size_t i = count; i > 1; i--) {
		size_t j = random_below(random, i);
		size_t kept = order[i - 1];

		order[i - 1] = order[j];
		order[j] = kept;
	}
}

uint64_t random_seed(void)
{
	struct random mixed = { 0 };

	if (getrandom(&mixed.state, sizeof(mixed.state), 0) !=
	    (ssize_t)sizeof(mixed.state))
		mixed.state = (uint64_t)time(NULL) << 20 ^ (uint64_t)getpid();
	return random_next(&mixed);
}
