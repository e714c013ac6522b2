#ifndef REGISTRY_GRAPH_GRAPH_CLASS_H
#define REGISTRY_GRAPH_GRAPH_CLASS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/hash.h" /* before uthash.h */
#include "base/slice.h"
#include "stream/field.h"

#include <uthash.h>

/* An attribute that refers to objects: "lookup=" in a schema's key. */
struct class_key {
	struct slice name;
	bool required;
	struct slice lookup; /* "dn42.person,dn42.role" */
	uint32_t *target;    /* the numbers of these classes */
	size_t ntargets;
};

/* A class of objects, and what its schema says about references. */
struct graph_class {
	struct slice name;
	uint32_t number;
	bool has_schema;
	bool is_set;	      /* as-set or route-set */
	struct slice ref;     /* how lookups call it: "dn42.person" */
	struct slice folder;  /* its directory in data */
	struct slice primary; /* the attribute that names the file */
	struct class_key *key;
	size_t n;
	size_t cap;
	UT_hash_handle hh;
};

/* All zero is no class; free it with classes_free(). */
struct classes {
	struct graph_class **v;
	size_t n;
	size_t cap;
	struct graph_class *by_name;
	bool any_schema;
};

#define CLASS_NONE UINT32_MAX

/* The number of the class NAME, which is new if need be; NAME stays. */
uint32_t classes_number(struct classes *classes, struct slice name);
/* The same without making one: CLASS_NONE. */
uint32_t classes_find(const struct classes *classes, struct slice name);
/* Takes a schema record, whose texts have to stay.  False, reported, when it
 * is malformed. */
bool classes_take_schema(struct classes *classes, const struct taking *t);
/* All schemas are there: finds the classes that lookups name.  A registry is
 * referred to by "source" alone, and that is no edge. */
void classes_link(struct classes *classes);
const struct class_key *class_key_find(const struct graph_class *class,
    struct slice name);
/* Does the lookup have "str:WORD", so that WORD names no object? */
bool class_key_allows(const struct class_key *key, struct slice word);
void classes_free(struct classes *classes);

#endif
