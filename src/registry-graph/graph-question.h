#ifndef REGISTRY_GRAPH_GRAPH_QUESTION_H
#define REGISTRY_GRAPH_GRAPH_QUESTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/command.h"
#include "base/diag.h"
#include "registry-graph/drawing.h"
#include "registry-graph/relation.h"

struct options {
	struct common common;
	unsigned format; /* enum graph_format */
	const char *hub;
	const char *opt_out; /* a list, or NULL */
	int64_t cutoff;	     /* seconds since 1970 */
	uint64_t most;	     /* percent */
	bool subgraph;
	struct relation relation;
};

/* What is asked of the graph; a further question is a row in the table. */
struct graph_question {
	const char *name;
	size_t words; /* operands that belong to it */
	bool formats[FORMAT_HTML + 1];
	/* WORDS are its operands; 0, 1 for the expected no, or 2 with a
	 * reason that has been reported. */
	int (*ask)(const struct graph *g, const struct options *o,
	    char *const words[], struct diag *diag);
};

/* NULL: there is none of that name. */
const struct graph_question *graph_question_find(const char *name);
/* Appends what was expected instead of the question NAME. */
void graph_question_expected(struct buf *to, const char *name);

#endif
