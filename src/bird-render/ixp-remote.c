/* A participant's router, as the exchange can tell them to set it up. */
#include "ixp-remote.h"

#include <inttypes.h>
#include <string.h>

#include "asn.h"
#include "ixp.h"
#include "ixp-member.h"
#include "router.h"

const struct participant *
ixp_remote_find(const struct input *in, const char *name)
{
	struct why why;
	uint32_t asn;

	if (!ixp_here(in->site, in->router) ||
	    in->site->ixp.role != IXP_SERVER ||
	    !asn_parse(name, strlen(name), &asn, &why))
		return NULL;
	return participants_find(&in->participants, asn);
}

/* Theirs to choose; until then their IPv4 address here, or the bits of
 * their AS number, are as unique (RFC 6286). */
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

/* This router, where the site names no servers: an address is enough. */
static size_t
servers_of(struct ixp_server here[static 2], char names[static 2][40],
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

void
ixp_remote_text(FILE *f, const struct input *in, const struct participant *p)
{
	struct ixp_server here[2];
	char names[2][40];
	struct site site = { .network = { .asn = p->asn,
		.prefixes = p->prefix }, .ixp = in->site->ixp };
	struct site_router router = { .router_id = router_id_of(p) };
	struct input theirs = { .site = &site, .router = &router };

	site.registry.kind = REGISTRY_NONE;
	site.line[SITE_IXP] = 1;
	site.ixp.router = NULL;
	site.ixp.role = IXP_PARTICIPANT;
	site.ixp.line[IXP_LOCAL] = site.ixp.line[IXP_LOCAL_IPV6] = 0;
	site.ixp.line[IXP_IMPORT_LIMIT] = 0;
	if (site.ixp.nservers == 0) {
		site.ixp.servers = here;
		site.ixp.nservers = servers_of(here, names, in);
	}
	fprintf(f, "# AS%" PRIu32 ": your side of the session with AS%" PRIu32
	    ".\n"
	    "# A whole bird.conf.  Choose your own router id, and the VPN's "
	    "interface where\n"
	    "# yours is another.\n"
	    "\n", p->asn, in->site->network.asn);
	router_core(f, &theirs);
	putc('\n', f);
	ixp_member_text(f, &theirs);
}
