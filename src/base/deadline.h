#ifndef BIRDFEED_DEADLINE_H
#define BIRDFEED_DEADLINE_H

#include <stdbool.h>

/* The time MS milliseconds from now, in milliseconds of the monotonic clock.
 * The wall clock may jump; the monotonic clock does not. */
long long deadline_in(unsigned ms);
/* Milliseconds until UNTIL, or 0 if UNTIL has passed.  Fits the last argument
 * of poll(2). */
int deadline_left(long long until);
/* Sleeps for MS milliseconds, but not past UNTIL.  Returns false at once if
 * UNTIL has passed. */
bool deadline_sleep(long long until, unsigned ms);

#endif
