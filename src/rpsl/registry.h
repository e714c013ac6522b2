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

/*
 * One run: all that it reads, as one registry.  The records of objects are
 * written as they come; rules and routes are kept to the end.
 */
struct registry {
	struct class_filter classes;
	bool keep;		/* the objects, and print nothing */
	struct stored_list kept;
	FILE *out;
	struct diag *diag;
	struct rules rules;
	struct route_list routes;
	struct object_keys keys;	/* of the objects in trees */
	unsigned long objects;	/* that were printed */
	unsigned long seen;	/* in texts */
	bool trees;		/* was any tree read, packed or not */
	unsigned long vrps;
};

/* Writes what all the trees together give: prefix-rule and vrp records. */
bool registry_finish(struct registry *reg);
void registry_free(struct registry *reg);

/* What is wanted of the objects in the class folder of that name; false
 * when nothing is. */
bool registry_use(const struct registry *reg, const char *folder,
    struct object_use *use);
/* The same for a class by its name, for objects that stand in a text: they
 * make no ROAs. */
bool registry_use_named(const struct registry *reg, struct slice name,
    struct object_use *use);
/* Are the filter files wanted? */
bool registry_wants_rules(const struct registry *reg);
/* Takes what B holds, and leaves it empty. */
void registry_take(struct registry *reg, struct batch *b);

#endif
