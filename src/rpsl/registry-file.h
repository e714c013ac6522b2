#ifndef RPSL_REGISTRY_FILE_H
#define RPSL_REGISTRY_FILE_H

#include <stddef.h>
#include <sys/types.h>

/*
 * Files that were read and are still open: one call closes them all, which
 * spares a call each.  Zero it, and files_close() it last.
 */
#define FILES_OPEN 64
struct files {
	int fd[FILES_OPEN];
	unsigned n;
};

/*
 * Reads the file NAME in the directory AT to its end, or MAX bytes of it.
 * Follows no link and waits for nobody.  -1: it cannot be read, see errno.
 * It stays open in FILES, which are closed when they are as many as fit.
 */
ssize_t file_read(struct files *files, int at, const char *name, char *text,
    size_t max);
/* Closes them; there is room again. */
void files_close(struct files *files);

#endif
