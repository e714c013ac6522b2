#ifndef BIRDFEED_REVISION_H
#define BIRDFEED_REVISION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/duration.h"
#include "stream/field.h"

/* A revision: the state of a registry. */
struct revision {
	/* When its newest commit was made, in seconds since 1970; 0 if that is
	 * not known. */
	int64_t time;
};

/*
 * Reads a revision record.  If there are several, OLDEST keeps the oldest.
 * False for a record that registry-parse cannot have written, which has been
 * reported.
 */
bool revision_take(const struct taking *t, struct revision *oldest);
/* Keeps TIME if it is older than OLDEST. */
void revision_keep_oldest(struct revision *oldest, int64_t time);
/* Appends the record as a line.  The time must be known. */
void revision_put(struct buf *line, const struct revision *revision);

#define REVISION_AGE (DURATION_TEXT + 32)
/*
 * The end of a message that something is not in the registry:
 * ", whose newest commit is 12 days old" by the system's clock, or nothing if
 * the time is not known.  Returns TEXT.
 */
const char *revision_age(char text[static REVISION_AGE],
    const struct revision *revision);

#endif
