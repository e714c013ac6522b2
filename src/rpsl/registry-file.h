#ifndef RPSL_REGISTRY_FILE_H
#define RPSL_REGISTRY_FILE_H

#include <stddef.h>
#include <sys/types.h>

/*
 * Files that were read and are still open: one close_range(2) can close them
 * all.  Zero it before use, and call files_close() at the end.
 */
#define FILES_OPEN 64
struct files {
	int fd[FILES_OPEN];
	unsigned n;
};

/*
 * Reads up to MAX bytes of the file NAME in the directory AT.  Does not follow
 * a symlink and does not block on open.  Returns -1 if it cannot be read: see
 * errno.  The file stays open in FILES; when FILES is full, all of them are
 * closed.
 */
ssize_t file_read(struct files *files, int at, const char *name, char *text,
    size_t max);
/* Closes the files; the list is empty again. */
void files_close(struct files *files);

#endif
