#ifndef RPSL_COMMIT_TIME_H
#define RPSL_COMMIT_TIME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

/*
 * The time of the commit in an archive of git-archive(1).  Such an archive
 * starts with a global pax header whose comment is the commit's id, and the
 * modification time of all its entries is the time of the commit.  An archive
 * of a tree has no such header.
 */
struct commit_time {
	bool named;   /* the archive names its commit */
	bool mixed;   /* the entries have different times */
	int64_t time; /* of all entries; 0: none was seen */
};

/* Looks at the first bytes of a tar file. */
void commit_time_start(struct commit_time *c, struct slice head);
/* Takes the modification time of an entry. */
void commit_time_entry(struct commit_time *c, int64_t mtime);
/* The time in seconds since 1970, or 0 if it is not known. */
int64_t commit_time_known(const struct commit_time *c);

#endif
