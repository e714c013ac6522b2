#ifndef REQUEST_VERIFY_VERDICT_H
#define REQUEST_VERIFY_VERDICT_H

#include <stdbool.h>

#include "base/why.h"

/* What became of a signed text. */
struct verdict {
	const char *refused; /* the identifier of request-verify(1); NULL:
				 * it is good, or this program failed */
	struct why why;
};

/* Refuses with the identifier ID; always false. */
bool verdict_refuse(struct verdict *v, const char *id, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* This program could not find out; always false. */
bool verdict_fail(struct verdict *v, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
