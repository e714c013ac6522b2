/* A deadline on the monotonic clock. */
#include "base/deadline.h"

#include <limits.h>
#include <poll.h>
#include <stddef.h>
#include <time.h>

static long long
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

long long
deadline_in(unsigned ms)
{
	return now() + ms;
}

int
deadline_left(long long until)
{
	long long left = until - now();

	if (left <= 0)
		return 0;
	return left > INT_MAX ? INT_MAX : (int)left;
}

bool
deadline_sleep(long long until, unsigned ms)
{
	int left = deadline_left(until);

	if (left == 0)
		return false;
	poll(NULL, 0, left < (int)ms ? left : (int)ms);
	return true;
}
