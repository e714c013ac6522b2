/* The sessions of the peers. */
#include "bird-render/part-peers.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/out.h"
#include "bird-render/dn42-marking.h"
#include "bird-render/password.h"
#include "bird-render/peer-session.h"
#include "bird-render/router.h"

bool
peers_ready(const struct input *in, struct diag *diag)
{
	(void)in;
	(void)diag;
	return true;
}

void
peers_framing(struct fragout *out, const struct input *in)
{
	struct session s[SESSIONS_MAX];
	struct buf settings = { 0 };
	size_t nfiles;
	const char **files = password_files(in, &nfiles);

	fragout_count(out, "peer", in->peers.n);
	for (size_t i = 0; i < nfiles; i++)
		fragout_depends(out, files[i]);
	free(files);
	for (size_t i = 0; i < in->peers.n; i++) {
		const struct peer *p = &in->peers.v[i];
		size_t n = sessions_of(p, s);

		for (size_t j = 0; j < n; j++) {
			settings.len = 0;
			session_settings(&settings, &s[j], in);
			fragout_session(out, s[j].name, buf_cstr(&settings));
		}
	}
	buf_free(&settings);
}

static void
comment(FILE *f, const struct peer *p)
{
	out_printf(f, "\n# %s", p->name);
	if (p->description != NULL) {
		fputs(": ", f);
		out_comment_text(f, p->description, strlen(p->description));
	}
	putc('\n', f);
}

/* Which fields its filters go by: all that it has of a marking. */
static void
because_marking(FILE *f, const struct input *in, const struct peer *p)
{
	static const unsigned keys[] = { PEER_LATENCY, PEER_BANDWIDTH,
		PEER_CRYPTO };
	bool any = false;

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (!peer_given(p, keys[i]))
			continue;
		because_peer(f, in->explain, p, keys[i]);
		any = true;
	}
	if (in->router->drain)
		because_router(f, in->explain, in->router, "drain");
	else if (p->drain)
		because_peer(f, in->explain, p, PEER_DRAIN);
	else if (!any)
		because_record(f, in->explain, p->place.line,
		    "peer %s, no latency, bandwidth or crypto", p->name);
}

/* Which field the session's addresses are from. */
static unsigned
address_key(const struct session *s)
{
	if (s->neighbor.family == 4)
		return PEER_IPV4;
	return peer_given(s->peer, PEER_LINK_LOCAL) ? PEER_LINK_LOCAL :
	    PEER_IPV6;
}

static void
channel(FILE *f, const struct session *s, const struct input *in,
    const char *suffix, unsigned family)
{
	because_peer(f, in->explain, s->peer, PEER_FAMILIES);
	out_printf(f, "\tipv%u {\n", family);
	if (family == 4 && s->neighbor.family == 6) {
		because_peer(f, in->explain, s->peer, PEER_FAMILIES);
		fputs("\t\textended next hop on;\n", f);
	}
	fputs("\t\timport table on;\n", f);
	because_peer(f, in->explain, s->peer, PEER_IMPORT_LIMIT);
	out_printf(f, "\t\timport limit %" PRIu32 " action block;\n",
	    s->peer->import_limit);
	because_marking(f, in, s->peer);
	out_printf(f, "\t\timport filter bf_import%u%s;\n", family, suffix);
	because_marking(f, in, s->peer);
	out_printf(f, "\t\texport filter bf_export%u%s;\n"
	    "\t};\n", family, suffix);
}

static void
protocol(FILE *f, const struct session *s, const struct input *in)
{
	const struct explain *e = in->explain;
	const struct peer *p = s->peer;
	const unsigned key = address_key(s);
	const struct marking m = marking_of(p, in->router);
	char text[ADDR_TEXT], suffix[MARKING_TEXT];

	marking_suffix(suffix, &m);
	because_peer(f, e, p, PEER_PROTOCOL);
	out_printf(f, "protocol bgp %s from bf_peer {\n", s->name);
	if (p->shutdown) {
		because_peer(f, e, p, PEER_SHUTDOWN);
		fputs("\tdisabled;\n", f);
	}
	because_peer(f, e, p, key);
	because_peer(f, e, p, PEER_ASN);
	out_printf(f, "\tneighbor %s", addr_print(text, &s->neighbor));
	if (addr_is_link_local(&s->neighbor))
		out_printf(f, "%%'%s'", s->peer->interface);
	out_printf(f, " as %" PRIu32 ";\n", p->asn);
	if (s->has_local) {
		because_peer(f, e, p, key == PEER_LINK_LOCAL ?
		    PEER_LOCAL_LINK_LOCAL : key);
		out_printf(f, "\tsource address %s;\n",
		    addr_print(text, &s->local));
	}
	if (peer_given(p, PEER_PASSWORD_FILE)) {
		password_authentication(f, in);
		because_peer(f, e, p, PEER_PASSWORD_FILE);
		password_text(f, p->protocol);
	}
	if (p->bfd) {
		because_peer(f, e, p, PEER_BFD);
		fputs("\tbfd graceful;\n", f);
	}
	if (s->ipv4)
		channel(f, s, in, suffix, 4);
	if (s->ipv6)
		channel(f, s, in, suffix, 6);
	fputs("}\n", f);
}

void
peers_text(FILE *f, const struct input *in)
{
	struct session s[SESSIONS_MAX];
	size_t nfiles;
	const char **files = password_files(in, &nfiles);

	fputs("# The peers.\n"
	    "\n"
	    "template bgp bf_peer {\n", f);
	router_vrf(f, in);
	fputs("\tlocal as BF_ASN;\n"
	    "\tenforce first as on;\n"
	    "}\n", f);
	if (nfiles > 0)
		fputs("\n# Their passwords.\n", f);
	for (size_t i = 0; i < nfiles; i++) {
		password_because(f, in, files[i]);
		out_printf(f, "include \"%s\";\n", files[i]);
	}
	free(files);
	for (size_t i = 0; i < in->peers.n; i++) {
		size_t n = sessions_of(&in->peers.v[i], s);

		comment(f, &in->peers.v[i]);
		for (size_t j = 0; j < n; j++)
			protocol(f, &s[j], in);
	}
}
