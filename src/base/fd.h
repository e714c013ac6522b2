#ifndef BIRDFEED_FD_H
#define BIRDFEED_FD_H

#include <stdbool.h>
#include <stddef.h>

/* Writes all N bytes, however often write(2) is interrupted or takes fewer;
 * false, with errno, when it fails. */
bool fd_write(int fd, const void *data, size_t n);

/* Are descriptors 0, 1 and 2 open?  Otherwise what a program opens next ends
 * up as somebody's standard output. */
bool fd_standard_open(void);

#endif
