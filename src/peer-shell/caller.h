#ifndef PEER_SHELL_CALLER_H
#define PEER_SHELL_CALLER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/list.h"
#include "base/why.h"

/* An AS that the caller maintains, and as which maintainer. */
struct held_as {
	uint32_t asn;
	uint32_t by;	    /* maintainers: a bit for each of the caller's */
	const char *mntner; /* NULL: somebody else's */
};

/* Who has signed in, by the registry. */
struct caller {
	struct text_list as; /* maintainers */
	/* "TYPE SHA256:...", the SSH key that somebody signed in with; NULL:
	 * unknown.  Not freed. */
	const char *key;
	uint32_t holds;	   /* those of AS that still have KEY */
	struct held_as *v; /* sorted by ASN, no two alike */
	size_t n;
};

/* "MNT[,MNT...]"; caller_free() it in every case. */
bool caller_parse(struct caller *c, const char *text, struct why *why);
/*
 * Finds the caller's AS numbers in a file of records, instead of those that
 * were found before.  An AS of which there are several records is nobody's, and
 * a maintainer that no longer has the caller's key holds nothing.  False when
 * the file is not complete; that has been reported.
 */
bool caller_read(struct caller *c, const char *file, struct diag *diag);
/* As whom the caller maintains that AS; NULL: not at all. */
const char *caller_maintains(const struct caller *c, uint32_t asn);
/* The first of the caller's maintainers that is in LIST and still has the key;
 * NULL: none is. */
const char *caller_among(const struct caller *c, const struct text_list *list);
void caller_free(struct caller *c);

#endif
