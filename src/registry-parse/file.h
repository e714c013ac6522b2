#ifndef REGISTRY_FILE_H
#define REGISTRY_FILE_H

#include <stddef.h>
#include <sys/types.h>

/*
 * Reads the file NAME in the directory AT to its end, or MAX bytes of it.
 * Follows no link and waits for nobody.  -1: it can not be read, see errno.
 */
ssize_t file_read(int at, const char *name, char *text, size_t max);

#endif
