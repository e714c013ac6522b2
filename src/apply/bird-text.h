#ifndef APPLY_BIRD_TEXT_H
#define APPLY_BIRD_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/slice.h"
#include "stream/fragin.h"

/*
 * A block "protocol TYPE NAME from TEMPLATE { BODY }" of a BIRD configuration.
 */
struct bird_block {
	bool is_template;
	struct slice type; /* "bgp", "kernel" */
	char name[72];	   /* if unnamed, BIRD's, such as device1 */
	struct slice from; /* empty: no template */
	struct slice body;
};

/*
 * The protocols of a configuration.  They are found by words and braces, not
 * by BIRD's grammar.  The text has no comments, and each run of blanks is one
 * blank.
 */
struct bird_text {
	struct buf text;
	struct bird_block *block; /* in file order */
	size_t n, cap;
};

/* Reads all files of STREAM's bird set.  Free with bird_text_free(). */
void bird_text_of_stream(struct bird_text *t, const struct fragments *stream);
/*
 * Reads FILE, and replaces each include with the included files.  Returns
 * false if any of these files cannot be read; T then holds the readable ones.
 * Free with bird_text_free().
 */
bool bird_text_of_file(struct bird_text *t, const char *file);
void bird_text_free(struct bird_text *t);

/* The protocol named NAME, or NULL. */
const struct bird_block *bird_text_protocol(const struct bird_text *t,
    const char *name);
const struct bird_block *bird_text_template(const struct bird_text *t,
    struct slice name);

/* A statement: "HEAD;" or "HEAD { BLOCK };". */
struct bird_statement {
	struct slice head;
	struct slice block; /* empty: no block */
};

/* Takes the next statement from REST.  Returns false at the end. */
bool bird_statement_next(struct slice *rest, struct bird_statement *s);
/* Takes the next word from REST: a string with its quotes, a number, a symbol
 * or a single character.  Returns an empty slice at the end. */
struct slice bird_word_next(struct slice *rest);

#endif
