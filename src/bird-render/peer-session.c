/* A session: which ones a peer has, and what restarts them. */
#include "bird-render/peer-session.h"

#include <inttypes.h>
#include <string.h>

static void
over_ipv6(struct session *s)
{
	const struct peer *p = s->peer;

	if (peer_given(p, PEER_LINK_LOCAL)) {
		s->neighbor = p->link_local;
		s->local = p->local_link_local;
		s->has_local = peer_given(p, PEER_LOCAL_LINK_LOCAL);
	} else {
		s->neighbor = p->ipv6.peer;
		s->local = p->ipv6.local;
		s->has_local = true;
	}
}

static void
over_ipv4(struct session *s)
{
	s->neighbor = s->peer->ipv4.peer;
	s->local = s->peer->ipv4.local;
	s->has_local = true;
}

size_t
sessions_of(const struct peer *p, struct session s[SESSIONS_MAX])
{
	const bool v4_only = p->families == FAMILIES_IPV4;
	char name[PEER_PROTOCOLS][PEER_PROTOCOL_TEXT] = { "" };
	size_t n = peer_protocols(p, name);

	for (size_t i = 0; i < n; i++) {
		s[i] = (struct session){ .peer = p };
		memcpy(s[i].name, name[i], sizeof s[i].name);
		if (i == 1 || (v4_only && peer_given(p, PEER_IPV4)))
			over_ipv4(&s[i]);
		else
			over_ipv6(&s[i]);
		s[i].ipv4 = i == 1 || v4_only || p->families == FAMILIES_MP;
		s[i].ipv6 = i == 0 && !v4_only;
	}
	return n;
}

void
session_settings(struct buf *to, const struct session *s,
    const struct input *in)
{
	const struct peer *p = s->peer;
	const bool local = addr_is_link_local(&s->neighbor);
	char neighbor[ADDR_TEXT], id[ADDR_TEXT], source[ADDR_TEXT];

	buf_printf(to, "neighbor=%s%s%s as=%" PRIu32 " local-as=%" PRIu32
	    " router-id=%s source=%s channels=%s%s%s extended-next-hop=%s "
	    "import-table=on password=%s bfd=%s disabled=%s",
	    addr_print(neighbor, &s->neighbor), local ? "%" : "",
	    local ? p->interface : "", p->asn, in->site->network.asn,
	    addr_print(id, &in->router->router_id),
	    s->has_local ? addr_print(source, &s->local) : "any",
	    s->ipv4 ? "ipv4" : "", s->ipv4 && s->ipv6 ? "," : "",
	    s->ipv6 ? "ipv6" : "",
	    s->ipv4 && s->neighbor.family == 6 ? "on" : "off",
	    peer_given(p, PEER_PASSWORD_FILE) ? p->password_file : "none",
	    p->bfd ? "graceful" : "off", p->shutdown ? "on" : "off");
	if (in->router->kernel.vrf != NULL)
		buf_printf(to, " vrf=%s", in->router->kernel.vrf);
}
