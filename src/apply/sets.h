#ifndef APPLY_SETS_H
#define APPLY_SETS_H

#include <stdbool.h>

#include "apply/apply.h"

/* A set that apply can install, and the permissions of its folders. */
struct set_kind {
	const char *name;
	unsigned mode; /* of its folders */
	bool group;    /* may BIRD's group read it? */
	bool (*wanted)(const struct site_router *router);
	const char *why; /* when a router has it, in words */
};

const struct set_kind *set_kind(struct slice name);
/* Does the stream have exactly the sets that the site file requires for this
 * router? */
bool sets_check(const struct job *job);

#endif
