/* The sessions of the site file: upstreams, peers, and so on. */
#include "bird-render/part-sessions.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/out.h"
#include "bird-render/internet-bogons.h"
#include "bird-render/neighbor-filter.h"
#include "bird-render/neighbor-permit.h"
#include "bird-render/part-roa.h"
#include "bird-render/password.h"
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
	struct place place = { in->site->file, n->line[key] != 0 ?
		n->line[key] : n->at };

	diag_say(diag, level, &place, n->name, "%s: %s",
	    neighbor_schema.keys[key].name, text);
	return false;
}

/* What its lists are made of has to be there: a stage may have died. */
static bool
lists_ready(const struct input *in, const struct neighbor *n,
    struct diag *diag)
{
	struct permit p;

	if (n->as_set != NULL && !as_sets_has(&in->as_sets, n->as_set))
		return refuse(in, n, NEIGHBOR_AS_SET, DIAG_ERROR, diag,
		    "no as-set record of this name (did registry-parse fail, "
		    "or leave them out with -t?)");
	if ((n->as_set != NULL || n->asns.n > 0) && in->nroutes == 0)
		return refuse(in, n, n->as_set != NULL ? NEIGHBOR_AS_SET :
		    NEIGHBOR_ASNS, DIAG_ERROR, diag, "no route or route6 "
		    "record (did registry-parse fail, or leave them out with "
		    "-t?)");
	permit_make(&p, in, n);
	if (permit_empty(&p))
		refuse(in, n, n->as_set != NULL ? NEIGHBOR_AS_SET :
		    n->asns.n > 0 ? NEIGHBOR_ASNS : NEIGHBOR_PREFIXES,
		    DIAG_WARNING, diag, "permits nothing (expected a route)");
	permit_free(&p);
	return true;
}

static int
by_protocol(const void *a, const void *b)
{
	const struct neighbor *const *x = a, *const *y = b;

	return strcmp((*x)->protocol, (*y)->protocol);
}

/* The sessions of peers come with the records, which know nothing of these. */
static bool
names_ready(const struct input *in, struct diag *diag)
{
	const struct neighbor **v = mem_alloc(in->nneighbors * sizeof *v);
	char name[PEER_PROTOCOLS][PEER_PROTOCOL_TEXT];
	bool ok = true;

	for (size_t i = 0; i < in->nneighbors; i++)
		v[i] = &in->neighbors[i];
	qsort(v, in->nneighbors, sizeof *v, by_protocol);
	for (size_t i = 0; i < in->peers.n; i++) {
		size_t n = peer_protocols(&in->peers.v[i], name);

		for (size_t j = 0; j < n; j++) {
			const struct neighbor like = { .protocol = name[j] };
			const struct neighbor *key = &like, **found;

			found = bsearch(&key, v, in->nneighbors, sizeof *v,
			    by_protocol);
			if (found != NULL)
				ok = refuse(in, *found, NEIGHBOR_PROTOCOL,
				    DIAG_ERROR, diag, "a peer's session has "
				    "the same name (expected another)");
		}
	}
	free(v);
	return ok;
}

bool
sessions_ready(const struct input *in, struct diag *diag)
{
	bool ok = names_ready(in, diag);

	for (size_t i = 0; i < in->nneighbors; i++) {
		const struct neighbor *n = &in->neighbors[i];

		if (asn_private(n->asn) && n->type != TYPE_COLLECTOR)
			refuse(in, n, NEIGHBOR_ASN, DIAG_WARNING, diag,
			    "for private use: a path that holds it is "
			    "rejected");
		if (neighbor_listed(n))
			ok &= lists_ready(in, n, diag);
	}
	return ok;
}

static void
settings(struct buf *to, const struct neighbor *n, const struct input *in)
{
	bool v4 = neighbor_carries(n, 4), v6 = neighbor_carries(n, 6);
	char text[ADDR_TEXT];

	buf_printf(to, "neighbor=%s", addr_print(text, &n->address));
	if (n->interface != NULL)
		buf_printf(to, "%%%s", n->interface);
	buf_printf(to, " as=%" PRIu32 " local-as=%" PRIu32, n->asn,
	    in->site->network.asn);
	buf_printf(to, " router-id=%s",
	    addr_print(text, &in->router->router_id));
	buf_printf(to, " source=%s", neighbor_given(n, NEIGHBOR_LOCAL) ?
	    addr_print(text, &n->local) : "any");
	buf_printf(to, " channels=%s%s%s", v4 ? "ipv4" : "",
	    v4 && v6 ? "," : "", v6 ? "ipv6" : "");
	buf_printf(to, " extended-next-hop=%s import-table=%s",
	    v4 && n->address.family == 6 ? "on" : "off",
	    n->type != TYPE_COLLECTOR && roa_checked(in->site) ? "on" :
	    "off");
	buf_printf(to, " multihop=%" PRIu32 " ttl-security=%s", n->multihop,
	    n->ttl_security ? "on" : "off");
	buf_printf(to, " graceful-restart=%s role=%s enforce-first-as=%s "
	    "add-paths=%s", n->graceful_restart ? "on" : "aware",
	    neighbor_role(n), n->type == TYPE_ROUTE_SERVER ? "off" : "on",
	    n->add_paths ? "tx" : "off");
	buf_printf(to, " password=%s bfd=%s disabled=%s",
	    n->password_file != NULL ? n->password_file : "none",
	    n->bfd ? "graceful" : "off", n->shutdown ? "on" : "off");
	if (in->router->kernel.vrf != NULL)
		buf_printf(to, " vrf=%s", in->router->kernel.vrf);
}

void
sessions_framing(struct fragout *out, const struct input *in)
{
	struct buf text = { 0 };

	fragout_count(out, "session", in->nneighbors);
	for (size_t i = 0; i < in->nneighbors; i++) {
		text.len = 0;
		settings(&text, &in->neighbors[i], in);
		fragout_session(out, in->neighbors[i].protocol,
		    buf_cstr(&text));
	}
	buf_free(&text);
}

/* How to reach the neighbours that are not on a link. */
static void
gateways(FILE *f, const struct input *in, unsigned family)
{
	char to[ADDR_TEXT], via[ADDR_TEXT];

	if (!router_has_gateway(in, family))
		return;
	fprintf(f, "\nprotocol static bf_gateways%u {\n", family);
	router_vrf(f, in);
	fprintf(f, "\tipv%u;\n", family);
	for (size_t i = 0; i < in->nneighbors; i++) {
		const struct neighbor *n = &in->neighbors[i];

		if (!neighbor_given(n, NEIGHBOR_GATEWAY) ||
		    n->gateway.family != family)
			continue;
		because_neighbor(f, in->explain, n, NEIGHBOR_GATEWAY);
		fprintf(f, "\troute %s/%u via %s;\n",
		    addr_print(to, &n->address), addr_bits(&n->address),
		    addr_print(via, &n->gateway));
	}
	fputs("}\n", f);
}

/* A default route for those who get one, worth less than any learned one. */
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
	fprintf(f, "protocol static bf_default%u {\n"
	    "\tipv%u { preference 1; };\n"
	    "\troute %s unreachable;\n"
	    "}\n", family, family, family == 4 ? "0.0.0.0/0" : "::/0");
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

#define FILTER_NAME (NEIGHBOR_SYMBOL + 8)

static const char *
filter_name(char text[static FILTER_NAME], const struct neighbor *n,
    const char *way, unsigned family)
{
	char symbol[NEIGHBOR_SYMBOL];

	snprintf(text, FILTER_NAME, "bf_%s%u_%s", way, family,
	    neighbor_symbol(symbol, n));
	return text;
}

static void
filters(FILE *f, const struct neighbor *n, const struct input *in,
    unsigned family)
{
	char import[FILTER_NAME], export[FILTER_NAME];
	struct neighbor_filter s = { n, family,
		filter_name(import, n, "in", family),
		filter_name(export, n, "out", family),
		n->drain || in->router->drain };

	if (neighbor_carries(n, family))
		neighbor_filter_text(f, &s, in);
}

static void
limit(FILE *f, const struct neighbor *n, const struct input *in,
    unsigned key, const char *what, uint32_t routes)
{
	if (routes == 0)
		return;
	because_neighbor(f, in->explain, n, key);
	because_neighbor(f, in->explain, n, NEIGHBOR_ACTION);
	fprintf(f, "\t\t%s limit %" PRIu32 " action %s;\n", what, routes,
	    neighbor_action(n));
}

static void
channel(FILE *f, const struct neighbor *n, const struct input *in,
    unsigned family)
{
	char text[FILTER_NAME];

	if (!neighbor_carries(n, family))
		return;
	because_neighbor(f, in->explain, n, NEIGHBOR_FAMILIES);
	fprintf(f, "\tipv%u {\n", family);
	if (family == 4 && n->address.family == 6) {
		because_neighbor(f, in->explain, n, NEIGHBOR_ADDRESS);
		fputs("\t\textended next hop on;\n", f);
	}
	if (n->type == TYPE_COLLECTOR) {
		if (n->add_paths) {
			because_neighbor(f, in->explain, n, NEIGHBOR_ADD_PATHS);
			fputs("\t\tadd paths tx;\n", f);
		}
		because_neighbor(f, in->explain, n, NEIGHBOR_TYPE);
		fputs("\t\timport none;\n", f);
	} else {
		/* So that a changed ROA finds what it has to judge. */
		if (roa_checked(in->site)) {
			roa_because(f, in);
			fputs("\t\timport table on;\n", f);
		}
		limit(f, n, in, NEIGHBOR_RECEIVE_LIMIT, "receive",
		    n->receive_limit);
		limit(f, n, in, NEIGHBOR_IMPORT_LIMIT, "import",
		    n->import_limit);
		fprintf(f, "\t\timport filter %s;\n",
		    filter_name(text, n, "in", family));
	}
	limit(f, n, in, NEIGHBOR_EXPORT_LIMIT, "export", n->export_limit);
	fprintf(f, "\t\texport filter %s;\n\t};\n",
	    filter_name(text, n, "out", family));
}

static void
protocol(FILE *f, const struct neighbor *n, const struct input *in)
{
	char text[ADDR_TEXT];

	putc('\n', f);
	because_neighbor(f, in->explain, n, NEIGHBOR_PROTOCOL);
	fprintf(f, "protocol bgp %s {\n", n->protocol);
	if (n->shutdown) {
		because_neighbor(f, in->explain, n, NEIGHBOR_SHUTDOWN);
		fputs("\tdisabled;\n", f);
	}
	router_vrf(f, in);
	fputs("\tlocal as BF_ASN;\n", f);
	because_neighbor(f, in->explain, n, NEIGHBOR_ADDRESS);
	because_neighbor(f, in->explain, n, NEIGHBOR_ASN);
	fprintf(f, "\tneighbor %s", addr_print(text, &n->address));
	if (n->interface != NULL)
		fprintf(f, "%%'%s'", n->interface);
	fprintf(f, " as %" PRIu32 ";\n", n->asn);
	if (neighbor_given(n, NEIGHBOR_LOCAL)) {
		because_neighbor(f, in->explain, n, NEIGHBOR_LOCAL);
		fprintf(f, "\tsource address %s;\n",
		    addr_print(text, &n->local));
	}
	if (neighbor_given(n, NEIGHBOR_MULTIHOP)) {
		because_neighbor(f, in->explain, n, NEIGHBOR_MULTIHOP);
		fprintf(f, "\tmultihop %" PRIu32 ";\n", n->multihop);
	}
	if (n->type != TYPE_ROUTE_SERVER) {
		because_neighbor(f, in->explain, n, NEIGHBOR_TYPE);
		fputs("\tenforce first as on;\n", f);
	}
	if (n->role != ROLE_NONE) {
		because_neighbor(f, in->explain, n, NEIGHBOR_ROLE);
		fprintf(f, "\tlocal role %s;\n", neighbor_role(n));
	}
	if (n->password_file != NULL) {
		password_authentication(f, in);
		because_neighbor(f, in->explain, n, NEIGHBOR_PASSWORD_FILE);
		password_text(f, n->protocol);
	}
	if (n->ttl_security) {
		because_neighbor(f, in->explain, n, NEIGHBOR_TTL_SECURITY);
		fputs("\tttl security on;\n", f);
	}
	if (n->graceful_restart) {
		because_neighbor(f, in->explain, n, NEIGHBOR_GRACEFUL_RESTART);
		fputs("\tgraceful restart on;\n", f);
	}
	if (n->bfd) {
		because_neighbor(f, in->explain, n, NEIGHBOR_BFD);
		fputs("\tbfd graceful;\n", f);
	}
	channel(f, n, in, 4);
	channel(f, n, in, 6);
	fputs("}\n", f);
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
		struct permit p;

		comment(f, n);
		if (neighbor_listed(n)) {
			permit_make(&p, in, n);
			permit_text(f, in, &p, n);
			permit_free(&p);
		}
		filters(f, n, in, 4);
		filters(f, n, in, 6);
		protocol(f, n, in);
	}
}
