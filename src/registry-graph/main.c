/* registry-graph: what hangs together in a registry, and what may go. */
#include <stdio.h>

#include "base/hash.h"
#include "base/out.h"
#include "registry-graph/graph-build.h"
#include "registry-graph/options.h"

int
main(int argc, char **argv)
{
	struct call call;
	int status = options_read(argc, argv, &call);
	struct graph g = { .n = 0 };

	if (status != COMMAND_GO)
		return status;
	status = 2;
	out_open(stdout);
	if (hash_start(&call.diag) && graph_build(&g, call.files,
	    call.options.hub, &call.diag))
		status = call.question->ask(&g, &call.options, call.words,
		    &call.diag);
	if (!out_finish(stdout, &call.diag))
		status = 2;
	graph_free(&g);
	return status;
}
