#ifndef RPSL_REGISTRY_H
#define RPSL_REGISTRY_H

#include <stdbool.h>
#include <stdio.h>

#include "base/diag.h"
#include "rpsl/class-filter.h"
#include "rpsl/filter-rule.h"
#include "rpsl/object-batch.h"
#include "rpsl/object-keys.h"
#include "rpsl/object-reader.h"
#include "rpsl/route-object.h"
#include "rpsl/stored-object.h"
#include "stream/revision.h"

/*
 * One run: all sources, as one registry.  Records of objects are written as
 * they come; rules and routes are kept until the end.
 */
struct registry {
	struct class_filter classes;
	bool keep; /* store the objects, print nothing */
	struct stored_list kept;
	FILE *out;
	struct diag *diag;
	struct rules rules;
	struct route_list routes;
	struct object_keys keys; /* of the objects in trees */
	unsigned long objects;	 /* printed objects */
	unsigned long seen;	 /* objects in texts */
	bool trees;		 /* a tree was read, packed or not */
	unsigned long vrps;
	struct revision revision; /* of the oldest source */
};

/* Writes the results of all trees together: prefix-rule and vrp records. */
bool registry_finish(struct registry *reg);
void registry_free(struct registry *reg);

/*
 * What to do with the objects in the class folder of that name.  False if they
 * are not needed.
 */
bool registry_use(const struct registry *reg, const char *folder,
    struct object_use *use);
/* The same for a class name, for objects in a text, which make no ROAs. */
bool registry_use_named(const struct registry *reg, struct slice name,
    struct object_use *use);
/* Does the run need the filter files? */
bool registry_wants_rules(const struct registry *reg);
/* Takes the contents of B, and leaves B empty. */
void registry_take(struct registry *reg, struct batch *b);

#endif
