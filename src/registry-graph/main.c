/* registry-graph: what hangs together in a registry, and what may go. */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/out.h"
#include "base/wall.h"
#include "registry-graph/graph-build.h"
#include "registry-graph/options.h"

static void
wall_in_call(struct call *call)
{
	struct wall_paths paths = { 0 };

	wall_operands_add(&paths, call->files);
	wall_path_add(&paths, call->options.opt_out, WALL_PATH_READ);
	if (strcmp(call->question->name, "remove") == 0)
		wall_path_add(&paths, call->words[1], WALL_PATH_READ);
	json_object_seed(0); /* opens /dev/urandom */
	wall_in("registry-graph", &paths, &call->diag);
}

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
	if (!hash_start(&call.diag))
		return status;
	wall_in_call(&call);
	if (graph_build(&g, call.files, call.options.hub, &call.diag))
		status = call.question->ask(&g, &call.options, call.words,
		    &call.diag);
	if (!out_finish(stdout, &call.diag))
		status = 2;
	graph_free(&g);
	return status;
}
