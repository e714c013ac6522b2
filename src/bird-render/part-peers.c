/* peers.conf: the sessions of the peers. */
#include "bird-render/part-peers.h"

#include <stdlib.h>
#include <string.h>

#include "base/out.h"
#include "bird-render/included-files.h"
#include "bird-render/password.h"
#include "bird-render/peer-session.h"

bool
peers_ready(const struct input *in, struct diag *diag)
{
	(void)in;
	(void)diag;
	return true;
}

/* The peers of this router that removed themselves. */
static void
leaves_framing(struct fragout *out, const struct input *in)
{
	for (size_t i = 0; i < in->leaves.n; i++) {
		const struct leave *leave = &in->leaves.v[i];

		if (strcmp(leave->router, in->router->name) == 0)
			fragout_leave(out, "peer", leave->name);
	}
}

void
peers_framing(struct fragout *out, const struct input *in)
{
	struct peer_sessions s;

	fragout_count(out, "peer", in->peers.n);
	for (size_t i = 0; i < in->peers.n; i++)
		fragout_member(out, "peer", in->peers.v[i].name);
	leaves_framing(out, in);
	for (size_t i = 0; i < in->peers.n; i++) {
		peer_sessions(&s, &in->peers.v[i], in);
		for (size_t j = 0; j < s.n; j++)
			bgp_session_framing(out, &s.v[j]);
	}
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

void
peers_text(FILE *f, const struct input *in)
{
	const struct bgp_session common = peer_session_common(in);
	struct peer_sessions s;
	size_t nfiles;
	const char **files = password_files(in, &nfiles);

	fputs("# The peers.\n"
	      "\n",
	    f);
	bgp_template_text(f, &common, "bf_peer");
	if (nfiles > 0)
		fputs("\n# Their passwords.\n", f);
	for (size_t i = 0; i < nfiles; i++) {
		password_because(f, in, files[i]);
		copy_include(f, files[i]);
	}
	free(files);
	for (size_t i = 0; i < in->peers.n; i++) {
		comment(f, &in->peers.v[i]);
		peer_sessions(&s, &in->peers.v[i], in);
		for (size_t j = 0; j < s.n; j++)
			bgp_session_text(f, &s.v[j]);
	}
}
