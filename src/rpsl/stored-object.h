#ifndef RPSL_STORED_OBJECT_H
#define RPSL_STORED_OBJECT_H

#include <stdbool.h>
#include <stddef.h>

#include "rpsl/attr.h"
#include "rpsl/object-class.h"

/* An object kept whole, for what can be said only when all are known. */
struct stored {
	const char *file;	/* its path, as messages say it */
	const char *name;	/* the last part of it */
	const char *id;		/* CLASS/NAME */
	struct class class;	/* its folder's */
	struct attr *attr;
	size_t n;
	char *fault;		/* what is wrong with its text, or NULL */
	unsigned long line;	/* ... and where */
	char *text;		/* where all of these stand */
};

struct stored_list {
	struct stored **v;
	size_t n;
	size_t cap;
};

/*
 * Keeps the N bytes at TEXT, the file PATH in CLASS's folder, at the end of
 * LIST.  READER is used again for each; it has nothing of the object.
 */
void stored_add(struct stored_list *list, struct attr_reader *reader,
    const char *path, const struct class *class, const char *text, size_t n);
/* The first attribute of that name, or NULL. */
const struct attr *stored_get(const struct stored *o, const char *name);
/* Does it have an attribute of that name and value? */
bool stored_says(const struct stored *o, const char *name,
    const char *value);
/* Moves the objects of FROM behind those of TO; FROM is empty then. */
void stored_list_move(struct stored_list *to, struct stored_list *from);
void stored_list_free(struct stored_list *list);

#endif
