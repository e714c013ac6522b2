#ifndef REGISTRY_QUERY_QUESTION_H
#define REGISTRY_QUERY_QUESTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/why.h"
#include "registry-query/answer.h"
#include "stream/field.h"

struct query;
struct site;
struct site_router;

#define QUESTION_CLASSES 4

/* A question that a person can ask.  A further one is a row in the table. */
struct question {
	const char *name;
	const char *argument;	/* what it is about: "MNTNER" */
	size_t least, most;	/* words of it */
	/* The classes whose records it looks at; none: all of them. */
	const char *classes[QUESTION_CLASSES];
	/* Reads the argument; false when it is none. */
	bool (*start)(struct query *q, struct why *why);
	/* Looks at one record of those classes; false for one of birdfeed's
	 * own that birdfeed does not write, which has been reported. */
	bool (*take)(struct query *q, const struct record *r);
	/* The stream was complete: what could not be answered before.  False
	 * when it cannot, which has been reported.  May be NULL. */
	bool (*finish)(struct query *q);
	/* Frees the state; may be NULL. */
	void (*end)(struct query *q);
};

/* A question that is being answered. */
struct query {
	const struct question *question;
	const char *argument;	/* NULL: none was given */
	const char *second;	/* its second word, or NULL */
	const struct site *site;	/* may be NULL, as ROUTER */
	const struct site_router *router;
	bool no;		/* there is an answer, and it is no */
	void *state;		/* the question's own */
	struct answers answers;
	unsigned long seen;	/* records of its classes */
	const struct taking *taking;	/* the present record */
	struct diag *diag;
};

extern const struct question question_announces;
extern const struct question question_covers;
extern const struct question question_holds;
extern const struct question question_signers;
extern const struct question question_valid;

/* The question at I of the table; NULL behind the last. */
const struct question *question_at(size_t i);
const struct question *question_find(const char *name);

/*
 * Answers Q, whose question and argument are set, from the stream on FD.
 * False when the argument is none, the stream is not complete, or has no
 * record that the question looks at; that has been reported.  query_free()
 * it in any case.
 */
bool query_run(struct query *q, int fd);
void query_free(struct query *q);
/* The start of a question about a name, which needs no state. */
bool argument_is_word(struct query *q, struct why *why);
/* The present record has a field that nothing can be read from. */
void query_note(struct query *q, const char *field, const struct why *why);

#endif
