#ifndef BIRDFEED_DEADLINE_H
#define BIRDFEED_DEADLINE_H

#include <stdbool.h>

/* A moment on the monotonic clock, in milliseconds: the wall clock may
 * jump, this one does not. */
long long deadline_in(unsigned ms);
/* Milliseconds until then, 0 when it is over: poll(2)'s last argument. */
int deadline_left(long long until);
/* Sleeps, but not past UNTIL; false when that is over. */
bool deadline_sleep(long long until, unsigned ms);

#endif
