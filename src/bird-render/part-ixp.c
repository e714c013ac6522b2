/* The exchange part, for the exchange itself or for a participant. */
#include "bird-render/part-ixp.h"

#include "bird-render/ixp-member.h"
#include "bird-render/ixp-server.h"
#include "site/ixp.h"

/* In the order of enum ixp_role. */
static const struct {
	bool (*ready)(const struct input *in, struct diag *diag);
	void (*framing)(struct fragout *out, const struct input *in);
	void (*text)(FILE *f, const struct input *in);
} sides[] = {
	[IXP_SERVER] = { ixp_server_ready, ixp_server_framing,
	    ixp_server_text },
	[IXP_PARTICIPANT] = { ixp_member_ready, ixp_member_framing,
	    ixp_member_text },
};

bool
ixp_wanted(const struct input *in)
{
	return ixp_here(in->site, in->router);
}

bool
ixp_ready(const struct input *in, struct diag *diag)
{
	return sides[in->site->ixp.role].ready(in, diag);
}

void
ixp_framing(struct fragout *out, const struct input *in)
{
	sides[in->site->ixp.role].framing(out, in);
}

void
ixp_text(FILE *f, const struct input *in)
{
	sides[in->site->ixp.role].text(f, in);
}
