#ifndef RPSL_ATTR_H
#define RPSL_ATTR_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/slice.h"
#include "base/why.h"
#include "rpsl/text-scan.h"

/*
 * One attribute of an RPSL text (RFC 2622 section 2): its name in lower case,
 * and its trimmed value.  Continuation lines are joined with '\n'.  The slices
 * are valid until the next attribute is read.
 */
struct attr {
	struct slice name;
	struct slice value;
	unsigned long line;
};

/*
 * Reads attributes one by one.  Zero it before the first attr_open(); it can
 * be opened for one text after another.  Free it with attr_close().
 */
struct attr_reader {
	char *p; /* where the next line starts */
	char *end;
	unsigned long line; /* line number of P */
	bool comments;	    /* lines may end in a comment: see
				 * comment_in() */
	struct buf joined;  /* the value of several lines */
};

/*
 * Starts reading the N bytes at TEXT.  The reader changes them: names become
 * lower case.  TEXT must have room for ATTR_ROOM more bytes; the first of them
 * is for a newline.
 */
#define ATTR_ROOM (1 + SCAN_SLACK)
void attr_open(struct attr_reader *r, char *text, size_t n);
/*
 * Skips blank lines and comments.  True at the end of the text.  If false, an
 * object (or a malformed line) follows.
 */
bool attr_at_end(struct attr_reader *r);
/*
 * Reads the next attribute, and returns 1.  Returns 0 if a blank line or the
 * end of the text ends the object, and -1 if the line is not an attribute: then
 * WHY is the reason, and r->line is the line.
 */
int attr_next(struct attr_reader *r, struct attr *a, struct why *why);
/* Skips the rest of the object, well-formed or not. */
void attr_skip_object(struct attr_reader *r);
/*
 * The name of the next attribute, in lower case; empty if the line is not an
 * attribute.  Does not advance the reader.
 */
struct slice attr_peek(struct attr_reader *r);
void attr_close(struct attr_reader *r);

/* S without spaces, tabs and carriage returns at both ends. */
struct slice attr_trim(const char *s, size_t n);

#endif
