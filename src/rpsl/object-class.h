#ifndef RPSL_OBJECT_CLASS_H
#define RPSL_OBJECT_CLASS_H

#include <stdbool.h>

#include "base/prefix.h"
#include "base/slice.h"
#include "rpsl/attr.h"

/* A primary key in its canonical form. */
struct class_key {
	struct slice text; /* in BUF, or the value itself */
	bool is_prefix;
	struct prefix prefix;
	char buf[2 * PREFIX_TEXT];
};

struct class
{
	const char *name;     /* NULL: any */
	size_t len;	      /* of the name */
	const char *folder;   /* NULL: its name */
	const char *named_by; /* attribute whose value names the object's
				 * file; NULL: the first */
	unsigned family;      /* of its addresses: 4, 6, or 0 for none */
	bool routes;	      /* its objects may become ROAs */
	bool reserved;	      /* see records_reserved() */
	/*
	 * Sets KEY to the canonical form of VALUE; NULL: any text is a valid
	 * key.
	 */
	bool (*canon)(const struct class *class, struct slice value,
	    struct class_key *key, struct why *why);
	/* Checks each attribute after the first; NULL: no check. */
	bool (*check)(const struct attr *attr, const struct class_key *key,
	    struct why *why);
};

/*
 * The class whose objects are in FOLDER.  The name of an unknown class is
 * FOLDER itself, which must outlive it.
 */
struct class class_in_folder(const char *folder);
/* The class of that name.  An unknown class has a NULL name. */
struct class class_named(struct slice name);
/* Is it the folder of a class in dn42's registry? */
bool class_folder_known(const char *folder);
/*
 * Is NAME the file name for VALUE: VALUE without spaces, and with _ for each
 * slash?
 */
bool class_file_name_is(struct slice value, const char *name);
/*
 * Does the file name fit an object with KEY, if the key names the file?  The
 * name may be any spelling of a prefix.  Any name fits an unknown class.
 */
bool class_file_fits(const struct class *class, const struct class_key *key,
    const char *name);
bool class_key_parse(const struct class *class, struct slice value,
    struct class_key *key, struct why *why);

#endif
