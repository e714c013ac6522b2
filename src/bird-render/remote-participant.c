/* A participant's router, as far as the exchange knows how to set it up. */
#include "bird-render/remote-participant.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/asn.h"
#include "base/mem.h"
#include "bird-render/ixp-member.h"
#include "bird-render/part-router.h"
#include "site/ixp.h"

const struct participant *
remote_participant_find(const struct input *in, const char *name)
{
	struct why why;
	uint32_t asn;

	if (!ixp_here(in->site, in->router) ||
	    in->site->ixp.role != IXP_SERVER ||
	    !asn_parse(name, strlen(name), &asn, &why))
		return NULL;
	return participants_find(&in->participants, asn);
}

/* Returns a router id that the participant may change: its IPv4 address here,
 * or the bits of its AS number.  Either is unique enough (RFC 6286). */
static struct addr
router_id_of(const struct participant *p)
{
	struct addr a = { .family = 4 };

	if (p->address.n > 0 && p->address.v[0].family == 4)
		return p->address.v[0];
	for (unsigned i = 0; i < 4; i++)
		a.bytes[i] = (uint8_t)(p->asn >> (24 - 8 * i));
	return a;
}

/* Can P reach the server at A?  It needs an address of the same family. */
static bool
reaches(const struct participant *p, const struct addr *a)
{
	for (size_t i = 0; i < p->address.n; i++)
		if (p->address.v[i].family == a->family)
			return true;
	return false;
}

/* This router as the server, if the site file names no servers. */
static size_t
this_router(struct ixp_server here[static 2], char names[static 2][40],
    const struct input *in)
{
	size_t n = 0;

	for (unsigned family = 4; family <= 6; family += 2) {
		const struct addr *a = ixp_local(&in->site->ixp, family);

		if (a == NULL)
			continue;
		snprintf(names[n], sizeof names[n], "%s%s", in->router->name,
		    n > 0 ? "-ipv6" : "");
		here[n] = (struct ixp_server){ names[n], *a, 1 };
		n++;
	}
	return n;
}

/* Returns those of the *N servers ALL that P reaches, and sets *N to their
 * number.  Free the array with free(3). */
static struct ixp_server *
servers_of(const struct participant *p, const struct ixp_server *all, size_t *n)
{
	struct ixp_server *v = mem_alloc((*n + 1) * sizeof *v);
	size_t kept = 0;

	for (size_t i = 0; i < *n; i++)
		if (reaches(p, &all[i].address))
			v[kept++] = all[i];
	*n = kept;
	return v;
}

bool
remote_participant_ready(const struct input *in, const struct participant *p,
    struct diag *diag)
{
	const struct site_ixp *ixp = &in->site->ixp;
	bool ok = false;

	for (size_t i = 0; i < ixp->nservers; i++)
		ok |= reaches(p, &ixp->servers[i].address);
	for (unsigned family = 4; ixp->nservers == 0 && family <= 6;
	     family += 2)
		ok |= ixp_local(ixp, family) != NULL &&
		    reaches(p, ixp_local(ixp, family));
	if (!ok)
		diag_say(diag, DIAG_ERROR, &p->place, "address",
		    "AS%" PRIu32
		    " has none of the family of a server (expected one that "
		    "reaches it)",
		    p->asn);
	return ok;
}

void
remote_participant_text(FILE *f, const struct input *in,
    const struct participant *p)
{
	struct ixp_server here[2];
	char names[2][40], text[PREFIX_TEXT];
	struct site site = { .network = { .asn = p->asn,
				 .prefixes = p->prefix },
		.ixp = in->site->ixp };
	struct site_router router = { .router_id = router_id_of(p),
		.kernel = { .own_table = true, .table = KERNEL_OWN_TABLE } };
	struct input theirs = { .site = &site, .router = &router };

	site.registry.kind = REGISTRY_NONE;
	site.line[SITE_IXP] = 1;
	site.ixp.router = NULL;
	site.ixp.role = IXP_PARTICIPANT;
	site.ixp.line[IXP_LOCAL] = site.ixp.line[IXP_LOCAL_IPV6] = 0;
	site.ixp.line[IXP_IMPORT_LIMIT] = 0;
	if (site.ixp.nservers == 0) {
		site.ixp.servers = here;
		site.ixp.nservers = this_router(here, names, in);
	}
	site.ixp.servers = servers_of(p, site.ixp.servers, &site.ixp.nservers);
	fprintf(f,
	    "# AS%" PRIu32 ": your side of the session with AS%" PRIu32 ".\n"
	    "# A whole bird.conf.  Choose your own router id, and the VPN's "
	    "interface where\n"
	    "# yours is another.\n"
	    "# The routes go to the kernel's table %u, which your machine's "
	    "own "
	    "packets do\n"
	    "# not use.  For those from your prefixes:\n",
	    p->asn, in->site->network.asn, KERNEL_OWN_TABLE);
	for (size_t i = 0; i < p->prefix.n; i++)
		fprintf(f, "#   ip -%u rule add from %s lookup %u\n",
		    p->prefix.v[i].addr.family,
		    prefix_print(text, &p->prefix.v[i]), KERNEL_OWN_TABLE);
	putc('\n', f);
	router_core(f, &theirs);
	putc('\n', f);
	ixp_member_text(f, &theirs);
	free(site.ixp.servers);
}
