#ifndef APPLY_BIRD_TEXT_H
#define APPLY_BIRD_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"
#include "stream/fragin.h"

/* "protocol TYPE NAME from TEMPLATE { BODY }" of a configuration of BIRD. */
struct bird_block {
	bool is_template;
	struct slice type;	/* "bgp", "kernel" */
	char name[72];		/* BIRD's own, such as device1, without one */
	struct slice from;	/* empty: from no template */
	struct slice body;
};

/*
 * The protocols of a configuration, found by their words and braces and not
 * by BIRD's grammar: comments are left out, and a row of blanks is one blank.
 */
struct bird_text {
	struct buf text;
	struct bird_block *block;	/* in their order */
	size_t n, cap;
};

/* The files of STREAM's bird set, all of them.  Free with bird_text_free(). */
void bird_text_of_stream(struct bird_text *t, const struct fragments *stream);
/*
 * FILE, and in their places the files that it includes.  False: it, or one
 * of them, cannot be read; what could be is there.
 */
bool bird_text_of_file(struct bird_text *t, const char *file);
void bird_text_free(struct bird_text *t);

/* The protocol of that name; NULL: there is none. */
const struct bird_block *bird_text_protocol(const struct bird_text *t,
    const char *name);
const struct bird_block *bird_text_template(const struct bird_text *t,
    struct slice name);

/* "HEAD;" or "HEAD { BLOCK };" */
struct bird_statement {
	struct slice head;
	struct slice block;	/* empty without one */
};

/* The next statement of REST; false at its end. */
bool bird_statement_next(struct slice *rest, struct bird_statement *s);
/* The next word of REST: a string with its quotes, a number, a symbol, a
 * character.  Empty at its end. */
struct slice bird_word_next(struct slice *rest);

#endif
