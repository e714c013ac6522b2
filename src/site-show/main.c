/* site-show: prints what a site file says, a value a line. */
#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/command.h"
#include "base/hash.h"
#include "base/out.h"
#include "base/wall.h"
#include "site/mesh-links.h"
#include "site/peer-derive.h"
#include "site/peer-source.h"
#include "site/site-read.h"
#include "stream/record.h"

struct options {
	struct common common;
};

static const struct option_row rows[] = {
	OPTION_SITE(struct options),
	OPTION_ROUTER(struct options),
};
static const struct command command = {
	.tool = "site-show",
	.does = "Prints the values of a site file, defaults included.",
	.operands = "[PEERS ...]",
	.most = SIZE_MAX,
	.example = "site-show -s site.yaml peers.d | grep '^router'",
	.page = "site-show(1)",
	.rows = rows,
	.n = sizeof rows / sizeof *rows,
	.common = offsetof(struct options, common),
};

/* Where the values of one map stand: WHAT is "routers", say. */
struct part {
	const char *what; /* NULL: the top of the file */
	const char *name; /* of one of several; NULL: there is one */
};

/* Escapes free text as in a record, so that a value is one line. */
static void
print_value(const char *key, const char *text, void *arg)
{
	const struct part *part = arg;
	struct buf line = { 0 };

	if (part->what != NULL)
		buf_printf(&line, "%s.", part->what);
	if (part->name != NULL)
		buf_printf(&line, "%s.", part->name);
	buf_printf(&line, "%s\t", key);
	record_value(&line, text, strlen(text));
	out_printf(stdout, "%s\n", buf_cstr(&line));
	buf_free(&line);
}

static void
print_part(const char *what, const char *name, const struct schema *schema,
    const void *base)
{
	struct part part = { what, name };

	schema_each(schema, base, print_value, &part);
}

/* The site file, but not the sections that it does not have. */
static void
print_site(const struct site *site)
{
	for (size_t i = 0; i < site_schema.n; i++) {
		const struct key *key = &site_schema.keys[i];
		const bool optional = i == SITE_MESH || i == SITE_IXP ||
		    i == SITE_SELF_SERVICE;
		const struct schema one = { site_schema.what, key, 1,
			site_schema.lines + i * sizeof *site->line };

		if (!optional || schema_given(&site_schema, key, site))
			print_part(NULL, NULL, &one, site);
	}
	for (size_t i = 0; i < site->nrouters; i++)
		print_part("routers", site->routers[i].name, &router_schema,
		    &site->routers[i]);
	for (size_t i = 0; i < site->sessions.n; i++)
		print_part("sessions", site->sessions.v[i].name,
		    &neighbor_schema, &site->sessions.v[i]);
	for (size_t i = 0; i < site->sources.n; i++)
		print_part("sources", site->sources.v[i].name, &source_schema,
		    &site->sources.v[i]);
}

/* This host's router and its mesh links, which the file says between lines. */
static void
print_router(const struct site *site, const struct site_router *router)
{
	struct mesh_link *links = NULL;
	const size_t n = mesh_there(site) ? mesh_links(site, router, &links) :
					    0;

	out_printf(stdout, "router\t%s\n", router->name);
	for (size_t i = 0; i < n; i++)
		out_printf(stdout, "links.%s.listen-port\t%" PRIu32 "\n",
		    links[i].interface, links[i].listen_port);
	free(links);
}

/* The peers of FILES, with what they leave to the site.  Returns the exit
 * status: 1 if some peers were refused. */
static int
print_peers(const struct site *site, const struct site_router *router,
    char **files, struct diag *diag)
{
	struct peer_source source = { .diag = diag };
	bool ok = true;

	for (; *files != NULL; files++)
		ok &= peer_source_yaml(&source, *files);
	ok = ok && peers_sort(&source.peers, diag);
	for (size_t i = 0; ok && i < source.peers.n; i++) {
		struct peer *p = &source.peers.v[i];

		derive_peer(p, site, router);
		print_part("peers", p->name, &peer_schema, p);
	}
	ok = ok && out_finish(stdout, diag);
	peer_source_free(&source);
	return !ok ? 2 : source.refused > 0 ? 1 : 0;
}

/* This host's router, or NULL.  That there is none matters only with -r. */
static const struct site_router *
choose_router(const struct site *site, const char *name, struct diag *diag)
{
	struct diag nobody = { .sink = diag_nowhere };

	return site_router(site, name, name != NULL ? diag : &nobody);
}

int
main(int argc, char **argv)
{
	struct options o = { 0 };
	char **operands;
	struct diag diag;
	int status = command_read(&command, argc, argv, &o, &operands, &diag);
	const struct site_router *router;
	struct wall_paths paths = { 0 };
	struct site *site;

	if (status != COMMAND_GO)
		return status;
	if (!hash_start(&diag) ||
	    (site = site_read(o.common.site, &diag)) == NULL)
		return 2;
	status = 2;
	router = choose_router(site, o.common.router, &diag);
	if (router == NULL && o.common.router != NULL)
		goto out;
	wall_operands_add(&paths, operands);
	wall_in("site-show", &paths, &diag);
	out_open(stdout);
	print_site(site);
	if (router != NULL)
		print_router(site, router);
	status = print_peers(site, router, operands, &diag);
out:
	site_free(site);
	return status;
}
