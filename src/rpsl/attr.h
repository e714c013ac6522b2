#ifndef RPSL_ATTR_H
#define RPSL_ATTR_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/why.h"
#include "rpsl/text-scan.h"

/*
 * One attribute of an RPSL-like text (RFC 2622 section 2): its name in
 * lower case and its value, trimmed, continuation lines joined with '\n'.
 * The slices are good until the next attribute is read.
 */
struct attr {
	struct slice name;
	struct slice value;
	unsigned long line;
};

/* Reads attributes one by one.  All zero before its first use, and used
 * again for text after text; attr_close() it at the end. */
struct attr_reader {
	char *p;		/* where the next line starts */
	char *end;
	unsigned long line;	/* of P */
	bool comments;		/* a line may end in one: comment_in() */
	struct buf joined;	/* a value that stood on several lines */
};

/*
 * Starts on the N bytes at TEXT, which the reader changes: names become
 * lower case, and TEXT has room for ATTR_ROOM bytes more, the first of them
 * for a newline.
 */
#define ATTR_ROOM (1 + SCAN_SLACK)
void attr_open(struct attr_reader *r, char *text, size_t n);
/* Skips blank lines and comments; true when nothing else is left.  Otherwise
 * an object starts, or what should be one. */
bool attr_at_end(struct attr_reader *r);
/*
 * The next one: 1; 0 where a blank line or the text ends the object; -1
 * when there stands something else, which WHY and r->line tell.
 */
int attr_next(struct attr_reader *r, struct attr *a, struct why *why);
/* Skips what is left of an object, whatever it is. */
void attr_skip_object(struct attr_reader *r);
/* The name of the next attribute, in lower case; empty when there stands
 * something else.  Reads nothing. */
struct slice attr_peek(struct attr_reader *r);
void attr_close(struct attr_reader *r);

/* S without spaces, tabs and returns at both ends. */
struct slice attr_trim(const char *s, size_t n);

#endif
