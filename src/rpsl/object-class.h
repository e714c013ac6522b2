#ifndef RPSL_OBJECT_CLASS_H
#define RPSL_OBJECT_CLASS_H

#include <stdbool.h>

#include "base/prefix.h"
#include "base/slice.h"
#include "rpsl/attr.h"

/* A primary key in its canonical form. */
struct class_key {
	struct slice text;	/* in BUF, or the value itself */
	bool is_prefix;
	struct prefix prefix;
	char buf[2 * PREFIX_TEXT];
};

struct class {
	const char *name;	/* NULL: any */
	size_t len;		/* of the name */
	const char *folder;	/* NULL: its name */
	const char *named_by;	/* the attribute that names an object's file;
				 * NULL: the first one */
	unsigned family;	/* of its addresses: 4, 6, or 0 for none */
	bool routes;		/* its objects may become ROAs */
	bool reserved;		/* see records_reserved() */
	/* Makes VALUE the canonical KEY; NULL: any text is. */
	bool (*canon)(const struct class *class, struct slice value,
	    struct class_key *key, struct why *why);
	/* Looks at every attribute behind the first; NULL: any will do. */
	bool (*check)(const struct attr *attr, const struct class_key *key,
	    struct why *why);
};

/* The class whose objects stand in FOLDER.  One that nobody knows has that
 * name, which must stay. */
struct class class_in_folder(const char *folder);
/* The class of that name.  One that nobody knows has NULL for its name. */
struct class class_named(struct slice name);
/* Is it the folder of one of dn42's classes? */
bool class_folder_known(const char *folder);
/* Is NAME the name of a file for VALUE: VALUE without spaces, and with _ for
 * each slash? */
bool class_file_name_is(struct slice value, const char *name);
/* The same for an object with KEY, where the key names the file.  A prefix
 * may be spelled in any way.  Any name fits an unknown class. */
bool class_file_fits(const struct class *class, const struct class_key *key,
    const char *name);
bool class_key_parse(const struct class *class, struct slice value,
    struct class_key *key, struct why *why);

#endif
