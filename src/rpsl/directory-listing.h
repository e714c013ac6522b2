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
	uint64_t head[2];	/* the name's first bytes, to sort by */
	const char *name;
	uint32_t len;
	enum entry_kind kind;	/* a link is ENTRY_OTHER */
};

/* What is in a directory, sorted bytewise; not the names that start with a
 * dot. */
struct listing {
	DIR *dir;		/* open until listing_close() */
	int fd;			/* its descriptor */
	struct entry *v;
	size_t n;
	struct buf text;
};

/*
 * Opens and reads the directory NAME in the directory AT; PATH is how
 * messages call it.  False when it cannot be read, which has been reported;
 * close it in either case.
 */
bool listing_read(struct listing *l, int at, const char *name,
    const char *path, struct diag *diag);
void listing_close(struct listing *l);

#endif
