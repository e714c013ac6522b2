#ifndef REGISTRY_GRAPH_OPTIONS_H
#define REGISTRY_GRAPH_OPTIONS_H

#include "base/diag.h"
#include "registry-graph/graph-question.h"

/* What the command line asks for. */
struct call {
	struct options options;
	const struct graph_question *question;
	char **words; /* that belong to it */
	char **files; /* of records, a NULL behind the last */
	struct diag diag;
};

/* COMMAND_GO, or the status to exit with. */
int options_read(int argc, char **argv, struct call *call);

#endif
