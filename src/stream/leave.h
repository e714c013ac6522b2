#ifndef BIRDFEED_LEAVE_H
#define BIRDFEED_LEAVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "stream/field.h"

/* A peer that its own network removed, so that nobody takes its absence for
 * an accident. */
struct leave {
	char *name;
	char *router;
	int64_t at;		/* when: seconds since 1970 */
};

struct leaves {
	struct leave *v;
	size_t n;
	size_t cap;
};

/* Takes a leave record in.  False for one that request-store cannot have
 * written; that has been reported. */
bool leaves_take(const struct taking *t, struct leaves *leaves);
/* By router, then name, each once. */
void leaves_sort(struct leaves *leaves);
void leaves_free(struct leaves *leaves);
/* Appends LEAVE as a record. */
void leave_put(struct buf *line, const struct leave *leave);

#endif
