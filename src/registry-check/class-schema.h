#ifndef REGISTRY_CHECK_CLASS_SCHEMA_H
#define REGISTRY_CHECK_CLASS_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/hash.h" /* before uthash.h */
#include "rpsl/stored-object.h"

#include <uthash.h>

/* Is the attribute required in an object? */
enum form_presence {
	FORM_REQUIRED,
	FORM_OPTIONAL,
	FORM_RECOMMEND,
	FORM_DEPRECATE
};

/* An attribute of a class: a "key:" line of its schema object. */
struct form_key {
	struct slice name;
	enum form_presence presence;
	bool single;
	bool primary;	     /* its value is the file's name */
	bool names_class;    /* the first attribute of each object */
	struct slice lookup; /* the value's first word is a key of one
				 * of these:
				 * "dn42.person,dn42.role,str:NONE"; or
				 * empty */
	struct slice spec;   /* see value-spec.h */
	unsigned long line;
	size_t number; /* its index in the form */
	UT_hash_handle hh;
};

/*
 * A form: the rules of a schema object for the objects of a class.  Its texts
 * point into that object, which must outlive the form.
 */
struct form {
	const struct stored *object;
	struct slice class;
	struct slice ref;      /* its name in lookups */
	struct form_key **key; /* in the schema's order */
	size_t n;
	size_t cap;
	struct form_key *by_name;
	const struct form_key *primary;
	UT_hash_handle hh;
	UT_hash_handle hh_ref;
};

struct forms {
	struct form *by_class;
	struct form *by_ref;
	size_t most_keys; /* the largest N of a form */
};

/*
 * Reads the schema objects in LIST.  False if there is none or one is
 * malformed, which has been reported: an incomplete schema cannot judge any
 * object.  Free with forms_free() in either case.
 */
bool forms_read(struct forms *forms, const struct stored_list *list,
    struct diag *diag);
const struct form *forms_find(const struct forms *forms, const char *class);
const struct form *forms_by_ref(const struct forms *forms, struct slice ref);
const struct form_key *form_key(const struct form *form, struct slice name);
void forms_free(struct forms *forms);

#endif
