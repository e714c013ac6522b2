#ifndef REGISTRY_CHECK_CLASS_SCHEMA_H
#define REGISTRY_CHECK_CLASS_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/hash.h"	/* before uthash.h */
#include "rpsl/stored-object.h"

#include <uthash.h>

/* What an object must have of an attribute. */
enum form_presence { FORM_REQUIRED, FORM_OPTIONAL, FORM_RECOMMEND,
    FORM_DEPRECATE };

/* One attribute of a class: a "key:" line of its schema object. */
struct form_key {
	struct slice name;
	enum form_presence presence;
	bool single;
	bool primary;		/* the file is called like its value */
	bool names_class;	/* the first attribute of each object */
	struct slice lookup;	/* "dn42.person,dn42.role,str:NONE": its
				 * first word is one of these; or empty */
	struct slice spec;	/* see spec.h */
	unsigned long line;
	size_t number;		/* counted from 0 */
	UT_hash_handle hh;
};

/*
 * A form: what a schema object says about the objects of one class.  Its
 * texts are in that object, which has to stay.
 */
struct form {
	const struct stored *object;
	struct slice class;
	struct slice ref;	/* how lookups call it */
	struct form_key **key;	/* in their order */
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
	size_t most_keys;	/* that one of them has */
};

/*
 * Takes the schema objects in LIST.  False when there is none, or one is
 * malformed, which has been reported: nothing can be judged by half a
 * schema.  Free with forms_free() in either case.
 */
bool forms_read(struct forms *forms, const struct stored_list *list,
    struct diag *diag);
const struct form *forms_find(const struct forms *forms, const char *class);
const struct form *forms_by_ref(const struct forms *forms, struct slice ref);
const struct form_key *form_key(const struct form *form, struct slice name);
void forms_free(struct forms *forms);

/* Cuts the next of the words that SEPARATORS part off *REST; empty at its
 * end. */
struct slice form_word(struct slice *rest, const char *separators);

#endif
