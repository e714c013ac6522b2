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

/* A question about a registry.  To add a question, add a row to the table. */
struct question {
	const char *name;
	const char *argument; /* its name in messages: "MNTNER" */
	size_t least, most;   /* number of words in it */
	/* The classes of the records that it uses; none: all classes. */
	const char *classes[QUESTION_CLASSES];
	/* Reads the argument; false if it is not valid. */
	bool (*start)(struct query *q, struct why *why);
	/*
	 * Reads a record of those classes.  False if the record has a class of
	 * birdfeed's own, but a form that birdfeed does not write, which has
	 * been reported.
	 */
	bool (*take)(struct query *q, const struct record *r);
	/*
	 * Called when the stream is complete, to add the remaining answers.
	 * False if it cannot answer, which has been reported.  May be NULL.
	 */
	bool (*finish)(struct query *q);
	/* Frees the state; may be NULL. */
	void (*end)(struct query *q);
};

/* A question that is being answered. */
struct query {
	const struct question *question;
	const char *argument;	 /* NULL: none was given */
	const char *second;	 /* its second word, or NULL */
	const struct site *site; /* may be NULL, like ROUTER */
	const struct site_router *router;
	bool no;     /* the answer is no */
	void *state; /* the question's own data */
	struct answers answers;
	unsigned long seen;	     /* records of its classes */
	const struct taking *taking; /* the current record */
	struct diag *diag;
};

extern const struct question question_announces;
extern const struct question question_covers;
extern const struct question question_holds;
extern const struct question question_signers;
extern const struct question question_valid;

/* Question number I of the table, from 0; NULL after the last. */
const struct question *question_at(size_t i);
const struct question *question_find(const char *name);

/*
 * Answers Q, whose question and argument are set, from the stream on FD.
 * False if the argument is not valid, or the stream is incomplete or has no
 * record for the question; that has been reported.  Call query_free() in any
 * case.
 */
bool query_run(struct query *q, int fd);
void query_free(struct query *q);
/* The start() of a question about a name, which needs no state. */
bool argument_is_word(struct query *q, struct why *why);
/* Reports that a field of the current record cannot be read. */
void query_note(struct query *q, const char *field, const struct why *why);

#endif
