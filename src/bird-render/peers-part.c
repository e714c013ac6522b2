/* The sessions of the peers. */
#include "peers-part.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "marking.h"
#include "mem.h"
#include "out.h"
#include "router.h"
#include "session.h"

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/*
 * The password files in order, each once: BIRD takes no constant twice, and
 * one file may well hold all of them.  free(3) the array.
 */
static const char **
password_files(const struct peers *peers, size_t *n)
{
	const char **all = mem_alloc(peers->n * sizeof *all);
	size_t given = 0;

	for (size_t i = 0; i < peers->n; i++)
		if (peer_given(&peers->v[i], PEER_PASSWORD_FILE))
			all[given++] = peers->v[i].password_file;
	if (given > 0)
		qsort(all, given, sizeof *all, by_bytes);
	*n = 0;
	for (size_t i = 0; i < given; i++)
		if (*n == 0 || strcmp(all[*n - 1], all[i]) != 0)
			all[(*n)++] = all[i];
	return all;
}

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
	const char **files = password_files(&in->peers, &nfiles);

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
	fprintf(f, "\n# %s", p->name);
	if (p->description != NULL) {
		fputs(": ", f);
		out_comment_text(f, p->description, strlen(p->description));
	}
	putc('\n', f);
}

/*
 * BIRD 2.17 and 3.1 warn where this is left out, and those before do not
 * know it; so it takes the site's word on the version.
 */
static bool
knows_authentication(const struct site_bird *bird)
{
	return bird->line[BIRD_VERSION] != 0 &&
	    (bird->version < 3000 ? bird->version >= 2017 :
	    bird->version >= 3001);
}

static void
password(FILE *f, const struct session *s, const struct site_router *router)
{
	if (!peer_given(s->peer, PEER_PASSWORD_FILE))
		return;
	if (knows_authentication(&router->bird))
		fputs("\tauthentication md5;\n", f);
	fprintf(f, "\tpassword BIRDFEED_PASSWORD_%s;\n", s->peer->protocol);
}

static void
channel(FILE *f, const struct session *s, const struct marking *m,
    unsigned family)
{
	char suffix[MARKING_TEXT];

	marking_suffix(suffix, m);
	fprintf(f, "\tipv%u {\n", family);
	if (family == 4 && s->neighbor.family == 6)
		fputs("\t\textended next hop on;\n", f);
	fprintf(f, "\t\timport table on;\n"
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

	fprintf(f, "protocol bgp %s from bf_peer {\n", s->name);
	if (s->peer->shutdown)
		fputs("\tdisabled;\n", f);
	fprintf(f, "\tneighbor %s", addr_print(text, &s->neighbor));
	if (addr_is_link_local(&s->neighbor))
		fprintf(f, "%%'%s'", s->peer->interface);
	fprintf(f, " as %" PRIu32 ";\n", s->peer->asn);
	if (s->has_local)
		fprintf(f, "\tsource address %s;\n",
		    addr_print(text, &s->local));
	password(f, s, in->router);
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
	const char **files = password_files(&in->peers, &nfiles);

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
		fprintf(f, "include \"%s\";\n", files[i]);
	free(files);
	for (size_t i = 0; i < in->peers.n; i++) {
		size_t n = sessions_of(&in->peers.v[i], s);

		comment(f, &in->peers.v[i]);
		for (size_t j = 0; j < n; j++)
			protocol(f, &s[j], in);
	}
}
