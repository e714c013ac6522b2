#ifndef BIRDFEED_TEST_SCRATCH_H
#define BIRDFEED_TEST_SCRATCH_H

#include <stddef.h>

/*
 * A directory of the test's own, which is the current one between these
 * two; hand them to cmocka as a group's setup and teardown.
 */
int scratch_enter(void **state);
int scratch_leave(void **state);
/* The same for one test of such a group: an empty directory in that one, which
 * goes with all that is in it. */
int scratch_begin(void **state);
int scratch_end(void **state);
/* Makes NAME there hold these bytes. */
void scratch_write(const char *name, const void *text, size_t n);
/*
 * Makes NAME there hold the example of the man page PAGE whose first line is
 * FIRST.
 */
void scratch_example(const char *name, const char *page, const char *first);
/* A descriptor from which N bytes are read, and then the end. */
int scratch_fd(const void *text, size_t n);

#endif
