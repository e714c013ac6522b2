#ifndef BIRDFEED_TEST_RANDOM_H
#define BIRDFEED_TEST_RANDOM_H

#include <stdint.h>

/* Numbers that look random and are the same in each run (splitmix64). */
static inline uint64_t
random_next(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

/* 0 .. N - 1. */
static inline unsigned
random_below(uint64_t *state, unsigned n)
{
	return (unsigned)(random_next(state) % n);
}

#endif
