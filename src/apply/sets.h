#ifndef APPLY_SETS_H
#define APPLY_SETS_H

#include <stdbool.h>

#include "apply/apply.h"

/* A set that apply can install, and how its folder is kept on disk. */
struct set_kind {
	const char *name;
	unsigned mode;		/* of its folders */
	bool group;		/* BIRD's group may read it */
	bool (*wanted)(const struct site_router *router);
	const char *why;	/* a router has it when ... */
};

const struct set_kind *set_kind(struct slice name);
/* Are exactly the sets there that the site file says this router has? */
bool sets_check(const struct job *job);

#endif
