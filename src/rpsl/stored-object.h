#ifndef RPSL_STORED_OBJECT_H
#define RPSL_STORED_OBJECT_H

#include <stdbool.h>
#include <stddef.h>

#include "rpsl/attr.h"
#include "rpsl/object-class.h"

/* An object that is stored whole, for checks that need all objects. */
struct stored {
	const char *file;   /* its path, for messages */
	const char *name;   /* the last part of the path */
	const char *id;	    /* CLASS/NAME */
	struct class class; /* of its folder */
	struct attr *attr;
	size_t n;
	char *fault;	    /* what is wrong with its text, or NULL */
	unsigned long line; /* the line of the fault */
	char *text;	    /* the buffer of all these texts */
};

struct stored_list {
	struct stored **v;
	size_t n;
	size_t cap;
};

/*
 * Appends the N bytes at TEXT, the file PATH in CLASS's folder, to LIST.
 * READER is only a buffer: it holds no part of the object afterwards.
 */
void stored_add(struct stored_list *list, struct attr_reader *reader,
    const char *path, const struct class *class, const char *text, size_t n);
/* The first attribute of that name, or NULL. */
const struct attr *stored_get(const struct stored *o, const char *name);
/* Does it have an attribute of that name with that value? */
bool stored_says(const struct stored *o, const char *name, const char *value);
/* Appends the objects of FROM to TO; FROM is empty afterwards. */
void stored_list_move(struct stored_list *to, struct stored_list *from);
void stored_list_free(struct stored_list *list);

#endif
