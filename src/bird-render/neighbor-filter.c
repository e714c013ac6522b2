/* What the filters of a session share. */
#include "bird-render/neighbor-filter.h"

const char *
neighbor_default_route(unsigned family)
{
	return family == 4 ? "0.0.0.0/0" : "::/0";
}

void
neighbor_filter_because_drain(FILE *f, const struct input *in,
    const struct neighbor *n)
{
	if (in->router->drain)
		because_router(f, in->explain, in->router, "drain");
	else
		because_neighbor(f, in->explain, n, NEIGHBOR_DRAIN);
}

void
neighbor_filter_hook(FILE *f, const struct neighbor *n, const struct input *in,
    unsigned key, const char *indent)
{
	const char *hook = key == NEIGHBOR_IMPORT_HOOK ? n->import_hook :
							 n->export_hook;

	if (hook == NULL)
		return;
	because_neighbor(f, in->explain, n, key);
	fprintf(f, "%s\t%s();\n", indent, hook);
}
