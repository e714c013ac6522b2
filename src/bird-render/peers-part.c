/* The sessions of the peers. */
#include "peers-part.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "marking.h"
#include "out.h"
#include "password.h"
#include "router.h"
#include "session.h"

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

static void
channel(FILE *f, const struct session *s, const struct marking *m,
    unsigned family)
{
	char suffix[MARKING_TEXT];

	marking_suffix(suffix, m);
	out_printf(f, "\tipv%u {\n", family);
	if (family == 4 && s->neighbor.family == 6)
		fputs("\t\textended next hop on;\n", f);
	out_printf(f, "\t\timport table on;\n"
	    "\t\timport limit %" PRIu32 " action block;\n"
	    "\t\timport filter bf_import%u%s;\n"
	    "\t\texport filter bf_export%u%s;\n"
	    "\t};\n", s->peer->import_limit, family, suffix, family, suffix);
}

static void
protocol(FILE *f, const struct session *s, const struct input *in)
{
	struct marking m = marking_of(s->peer, in->router);
	char text[ADDR_TEXT];

	out_printf(f, "protocol bgp %s from bf_peer {\n", s->name);
	if (s->peer->shutdown)
		fputs("\tdisabled;\n", f);
	out_printf(f, "\tneighbor %s", addr_print(text, &s->neighbor));
	if (addr_is_link_local(&s->neighbor))
		out_printf(f, "%%'%s'", s->peer->interface);
	out_printf(f, " as %" PRIu32 ";\n", s->peer->asn);
	if (s->has_local)
		out_printf(f, "\tsource address %s;\n",
		    addr_print(text, &s->local));
	if (peer_given(s->peer, PEER_PASSWORD_FILE))
		password_text(f, s->peer->protocol, in->router);
	if (s->peer->bfd)
		fputs("\tbfd graceful;\n", f);
	if (s->ipv4)
		channel(f, s, &m, 4);
	if (s->ipv6)
		channel(f, s, &m, 6);
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
	router_vrf(f, in->router);
	fputs("\tlocal as BF_ASN;\n"
	    "\tenforce first as on;\n"
	    "}\n", f);
	if (nfiles > 0)
		fputs("\n# Their passwords.\n", f);
	for (size_t i = 0; i < nfiles; i++)
		out_printf(f, "include \"%s\";\n", files[i]);
	free(files);
	for (size_t i = 0; i < in->peers.n; i++) {
		size_t n = sessions_of(&in->peers.v[i], s);

		comment(f, &in->peers.v[i]);
		for (size_t j = 0; j < n; j++)
			protocol(f, &s[j], in);
	}
}
