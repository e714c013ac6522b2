/* The parts of a router.  To add a part, add a row; see HACKING. */
#include "bird-render/parts.h"

#include <string.h>

#include "base/near.h"
#include "bird-render/included-files.h"
#include "bird-render/part-filters.h"
#include "bird-render/part-ixp.h"
#include "bird-render/part-mesh.h"
#include "bird-render/part-peers.h"
#include "bird-render/part-roa.h"
#include "bird-render/part-router.h"
#include "bird-render/part-sessions.h"

/* In the order of their includes: a part follows those that it uses.  The
 * first part is bird.conf, which includes the others. */
static const struct part parts_table[] = {
	{ "router", "bird.conf", NULL, NULL, router_ready, router_framing,
	    router_text },
	{ "roa", "roa.conf", NULL, NULL, roa_ready, roa_framing, roa_text },
	{ "filters", "filters.conf", NULL, filters_wanted, filters_ready,
	    filters_framing, filters_text },
	{ "peers", "peers.conf", NULL, filters_wanted, peers_ready,
	    peers_framing, peers_text },
	{ "mesh", "mesh.conf", "mesh", mesh_wanted, mesh_ready, mesh_framing,
	    mesh_text },
	{ "sessions", "sessions.conf", "sessions", sessions_wanted,
	    sessions_ready, sessions_framing, sessions_text },
	{ "ixp", "ixp.conf", "ixp", ixp_wanted, ixp_ready, ixp_framing,
	    ixp_text },
};

#define NPARTS (sizeof parts_table / sizeof *parts_table)

unsigned
part_find(const char *name, size_t n)
{
	for (unsigned i = 0; i < NPARTS; i++)
		if (strlen(parts_table[i].name) == n &&
		    memcmp(parts_table[i].name, name, n) == 0)
			return 1u << i;
	return 0;
}

void
part_expected(struct buf *to, const char *name)
{
	near_expected(to, name, parts_table, NPARTS, sizeof *parts_table,
	    NPARTS);
}

static bool
wanted(const struct part *part, const struct input *in)
{
	return part->wanted == NULL || part->wanted(in);
}

/* bird.conf ends by including the other parts and the operator's own files. */
static void
includes(FILE *f, const struct input *in)
{
	const struct site_router *router = in->router;

	putc('\n', f);
	/* Hooks come first, because the sessions call their functions. */
	for (size_t i = 0; i < router->hooks.n; i++) {
		because_router(f, in->explain, router, "hooks");
		copy_include(f, router->hooks.v[i]);
	}
	for (unsigned i = 1; i < NPARTS; i++) {
		const struct part *part = &parts_table[i];

		if (!wanted(part, in))
			continue;
		if (part->key != NULL)
			because_site(f, in->explain, part->key);
		fprintf(f, "include \"%s\";\n", part->file);
	}
	for (size_t i = 0; i < router->include.n; i++) {
		because_router(f, in->explain, router, "include");
		copy_include(f, router->include.v[i]);
	}
}

bool
parts_render(FILE *f, const struct input *in, unsigned parts, struct diag *diag)
{
	struct fragout out;

	for (unsigned i = 0; i < NPARTS; i++)
		if ((parts & 1u << i) != 0 && wanted(&parts_table[i], in) &&
		    !parts_table[i].ready(in, diag))
			return false;
	fragout_begin(&out, f, "bird");
	for (unsigned i = 0; i < NPARTS; i++) {
		if ((parts & 1u << i) == 0 || !wanted(&parts_table[i], in))
			continue;
		fragout_file(&out, parts_table[i].file, 0640);
		parts_table[i].framing(&out, in);
		parts_table[i].text(f, in);
		if (i == 0)
			includes(f, in);
	}
	copies_framing(&out, in,
	    (parts & part_find("peers", 5)) != 0 && filters_wanted(in),
	    (parts & 1u) != 0);
	fragout_end(&out);
	return true;
}
