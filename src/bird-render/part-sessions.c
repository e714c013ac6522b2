/* sessions.conf: the sessions of the site file, such as upstreams. */
#include "bird-render/part-sessions.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/out.h"
#include "base/sort.h"
#include "bird-render/internet-bogons.h"
#include "bird-render/neighbor-filters.h"
#include "bird-render/neighbor-net.h"
#include "bird-render/neighbor-permit.h"
#include "bird-render/neighbor-session.h"
#include "bird-render/own-carried.h"
#include "bird-render/router.h"

bool
sessions_wanted(const struct input *in)
{
	return in->nneighbors > 0;
}

static bool
refuse(const struct input *in, const struct neighbor *n, unsigned key,
    enum diag_level level, struct diag *diag, const char *text)
{
	struct place place = { in->site->file,
		n->line[key] != 0 ? n->line[key] : n->at };

	diag_say(diag, level, &place, n->name, "%s: %s",
	    neighbor_schema.keys[key].name, text);
	return false;
}

/* The key that makes N need the route records of AS numbers. */
static unsigned
list_key(const struct neighbor *n)
{
	return n->as_sets.n > 0 ? NEIGHBOR_AS_SET :
	    n->asns.n > 0	? NEIGHBOR_ASNS :
				  NEIGHBOR_PREFIXES;
}

static bool
sets_ready(const struct input *in, const struct neighbor *n, struct diag *diag)
{
	struct text_list sets = neighbor_sets(in, n);
	bool ok = true;

	for (size_t i = 0; i < sets.n; i++) {
		char text[256];

		if (irr_sets_has(&in->sets, sets.v[i]))
			continue;
		snprintf(text, sizeof text,
		    "no %s record of this name%s%s "
		    "(did registry-parse fail, or leave them out with -t?)",
		    irr_set_is_routes(sets.v[i]) ? "route-set" : "as-set",
		    sets.n > 1 ? ": " : "", sets.n > 1 ? sets.v[i] : "");
		ok = refuse(in, n, NEIGHBOR_AS_SET, DIAG_ERROR, diag, text);
	}
	free(sets.v);
	return ok;
}

/* Do its lists need route records?  Route-sets name prefixes themselves. */
static bool
needs_routes(const struct input *in, const struct neighbor *n)
{
	struct text_list sets = neighbor_sets(in, n);
	bool needed = false;

	for (size_t i = 0; i < sets.n; i++)
		needed |= !irr_set_is_routes(sets.v[i]);
	free(sets.v);
	return needed ||
	    (n->as_sets.n == 0 && n->asns.n > 0 && permit_asks_routes(n));
}

static void
permit_say(const struct input *in, const struct neighbor *n,
    const struct permit *p, struct diag *diag)
{
	char text[128];

	if (permit_empty(p))
		refuse(in, n, list_key(n), DIAG_WARNING, diag,
		    "permits "
		    "nothing (expected a route)");
	for (unsigned family = 4; family <= 6 && !permit_empty(p);
	     family += 2) {
		if (!neighbor_carries(n, family) ||
		    p->prefixes[family == 6].n > 0)
			continue;
		snprintf(text, sizeof text,
		    "permits nothing in IPv%u, which "
		    "the session carries",
		    family);
		refuse(in, n, list_key(n), DIAG_WARNING, diag, text);
	}
	if (p->missing + p->unread == 0)
		return;
	snprintf(text, sizeof text,
	    "passed over: %zu sets without a record, "
	    "%zu members that are no AS number, set or prefix",
	    p->missing, p->unread);
	refuse(in, n, NEIGHBOR_AS_SET, p->unread > 0 ? DIAG_WARNING : DIAG_NOTE,
	    diag, text);
}

/* Reports missing records that N's lists need: an earlier stage may have
 * failed. */
static bool
lists_ready(const struct input *in, const struct neighbor *n, struct diag *diag)
{
	struct permit p;

	if (!sets_ready(in, n, diag))
		return false;
	if (needs_routes(in, n) && in->nroutes == 0)
		return refuse(in, n, list_key(n), DIAG_ERROR, diag,
		    "no route "
		    "or route6 record (did registry-parse fail, or leave them "
		    "out with -t?)");
	permit_make(&p, in, n);
	permit_say(in, n, &p, diag);
	permit_free(&p);
	return true;
}

static int
by_protocol(const void *a, const void *b)
{
	const struct neighbor *const *x = a, *const *y = b;

	return strcmp((*x)->protocol, (*y)->protocol);
}

/* Checks that no peer has a session of the same name: peers come with the
 * records, which do not know the site file's sessions. */
static bool
names_ready(const struct input *in, struct diag *diag)
{
	const struct neighbor **v = mem_alloc(in->nneighbors * sizeof *v);
	char name[PEER_PROTOCOLS][PEER_PROTOCOL_TEXT];
	bool ok = true;

	for (size_t i = 0; i < in->nneighbors; i++)
		v[i] = &in->neighbors[i];
	sort_all(v, in->nneighbors, sizeof *v, by_protocol);
	for (size_t i = 0; i < in->peers.n; i++) {
		size_t n = peer_protocols(&in->peers.v[i], name);

		for (size_t j = 0; j < n; j++) {
			const struct neighbor like = { .protocol = name[j] };
			const struct neighbor *key = &like, **found;

			found = sort_find(v, in->nneighbors, sizeof *v, &key,
			    by_protocol);
			if (found != NULL)
				ok = refuse(in, *found, NEIGHBOR_PROTOCOL,
				    DIAG_ERROR, diag,
				    "a peer's session has "
				    "the same name (expected another)");
		}
	}
	free(v);
	return ok;
}

/* Warns about a limit that the operator did not set. */
static void
limit_said(const struct input *in, const struct neighbor *n, struct diag *diag)
{
	struct place place = { in->site->file, n->at };

	diag_say(diag, DIAG_WARNING, &place, n->name,
	    "import-limit: %" PRIu32
	    " routes assumed, beyond which BIRD only warns (expected a number, "
	    "and then the action)",
	    n->import_limit.routes[0]);
}

bool
sessions_ready(const struct input *in, struct diag *diag)
{
	bool ok = names_ready(in, diag) && own_carried(in, diag);

	for (size_t i = 0; i < in->nneighbors; i++) {
		const struct neighbor *n = &in->neighbors[i];

		if (n->limit_assumed)
			limit_said(in, n, diag);
		if (!neighbor_net_ready(in, n, diag))
			ok = false;
		else if (neighbor_listed(n))
			ok &= lists_ready(in, n, diag);
	}
	return ok;
}

void
sessions_framing(struct fragout *out, const struct input *in)
{
	struct neighbor_session s;

	fragout_count(out, "session", in->nneighbors);
	for (size_t i = 0; i < in->nneighbors; i++) {
		neighbor_session(&s, &in->neighbors[i], in);
		bgp_session_framing(out, &s.bgp);
	}
}

static void
gateway(FILE *f, const struct input *in, const struct neighbor *n)
{
	const struct addr *own = neighbor_gateway(n, n->address.family);
	char to[ADDR_TEXT], via[ADDR_TEXT];

	because_neighbor(f, in->explain, n,
	    own != NULL ? NEIGHBOR_GATEWAY : NEIGHBOR_INTERFACE);
	fprintf(f, "\troute %s/%u via ", addr_print(to, &n->address),
	    addr_bits(&n->address));
	if (own == NULL)
		fprintf(f, "\"%s\";\n", n->interface);
	else if (addr_is_link_local(own))
		fprintf(f, "%s%%'%s';\n", addr_print(via, own), n->interface);
	else
		fprintf(f, "%s;\n", addr_print(via, own));
}

/* Host routes to the neighbours that are not on a link.  They are preferred to
 * every BGP route. */
static void
gateways(FILE *f, const struct input *in, unsigned family)
{
	if (!router_has_gateway(in, family))
		return;
	fprintf(f, "\nprotocol static bf_gateways%u {\n", family);
	router_vrf(f, in);
	fprintf(f, "\tipv%u { preference 210; };\n", family);
	for (size_t i = 0; i < in->nneighbors; i++)
		if (neighbor_has_way(&in->neighbors[i]) &&
		    in->neighbors[i].address.family == family)
			gateway(f, in, &in->neighbors[i]);
	fputs("}\n", f);
}

/* The default route for downstreams that get one; every learned one is
 * preferred. */
static void
default_route(FILE *f, const struct input *in, unsigned family)
{
	const struct neighbor *n = NULL;

	for (size_t i = 0; i < in->nneighbors && n == NULL; i++)
		if (in->neighbors[i].type == TYPE_DOWNSTREAM &&
		    in->neighbors[i].default_route &&
		    neighbor_carries(&in->neighbors[i], family))
			n = &in->neighbors[i];
	if (n == NULL)
		return;
	putc('\n', f);
	because_neighbor(f, in->explain, n, NEIGHBOR_DEFAULT_ROUTE);
	fprintf(f,
	    "protocol static bf_default%u {\n"
	    "\tipv%u { preference 1; };\n"
	    "\troute %s unreachable;\n"
	    "}\n",
	    family, family, family == 4 ? "0.0.0.0/0" : "::/0");
}

static void
comment(FILE *f, const struct neighbor *n)
{
	fprintf(f, "\n# %s, %s", n->name, neighbor_type(n));
	if (n->description != NULL) {
		fputs(": ", f);
		out_comment_text(f, n->description, strlen(n->description));
	}
	putc('\n', f);
}

static void
filters(FILE *f, const struct neighbor_session *s, unsigned family)
{
	const struct neighbor *n = s->neighbor;
	const struct neighbor_filter filter = { n, family,
		s->import[family == 6], s->export[family == 6],
		n -> drain || s -> in -> router -> drain };

	if (neighbor_carries(n, family))
		neighbor_filters_text(f, &filter, s->in);
}

void
sessions_text(FILE *f, const struct input *in)
{
	fputs("# The sessions.\n", f);
	for (unsigned family = 4; family <= 6; family += 2) {
		gateways(f, in, family);
		default_route(f, in, family);
	}
	for (size_t i = 0; i < in->nneighbors; i++) {
		const struct neighbor *n = &in->neighbors[i];
		struct neighbor_session s;
		struct permit p;

		comment(f, n);
		if (neighbor_listed(n)) {
			permit_make(&p, in, n);
			permit_text(f, in, &p, n);
			permit_free(&p);
		}
		neighbor_session(&s, n, in);
		filters(f, &s, 4);
		filters(f, &s, 6);
		putc('\n', f);
		bgp_session_text(f, &s.bgp);
	}
}
