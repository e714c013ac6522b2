#ifndef BIRDFEED_FD_H
#define BIRDFEED_FD_H

#include <stdbool.h>
#include <stddef.h>

/* Writes all N bytes.  Repeats write(2) after an interruption or a short
 * write.  False, with errno set, if a write fails. */
bool fd_write(int fd, const void *data, size_t n);

/* True if descriptors 0, 1 and 2 are open.  If one is closed, the next file
 * that the program opens would become its standard input, output or error. */
bool fd_standard_open(void);

#endif
