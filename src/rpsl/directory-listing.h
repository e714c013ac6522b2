#ifndef RPSL_DIRECTORY_LISTING_H
#define RPSL_DIRECTORY_LISTING_H

#include <dirent.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"

enum entry_kind { ENTRY_FILE, ENTRY_FOLDER, ENTRY_OTHER };

struct entry {
	uint64_t head[2]; /* the name's first bytes, for sorting */
	const char *name;
	uint32_t len;
	enum entry_kind kind; /* a symlink is ENTRY_OTHER */
};

/*
 * The entries of a directory, sorted bytewise, without names that start with a
 * dot.
 */
struct listing {
	DIR *dir; /* open until listing_close() */
	int fd;	  /* its descriptor */
	struct entry *v;
	size_t n;
	struct buf text;
};

/*
 * Opens and reads the directory NAME in the directory AT; PATH is its name in
 * messages.  False if it cannot be read, which has been reported.  Call
 * listing_close() in either case.
 */
bool listing_read(struct listing *l, int at, const char *name, const char *path,
    struct diag *diag);
void listing_close(struct listing *l);

#endif
