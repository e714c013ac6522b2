/* A session: which ones a peer has, and what restarts them. */
#include "session.h"

#include <inttypes.h>
#include <stdio.h>
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

/* The protocol's name with _v4 at its end, for a session over IPv4. */
static void
name_v4(struct session *s)
{
	size_t n = strlen(s->name);

	if (n > 3 && strcmp(s->name + n - 3, "_v6") == 0)
		n -= 3;
	snprintf(s->name + n, sizeof s->name - n, "_v4");
}

size_t
sessions_of(const struct peer *p, struct session s[SESSIONS_MAX])
{
	bool v4 = peer_given(p, PEER_IPV4);

	s[0] = (struct session){ .peer = p };
	snprintf(s[0].name, sizeof s[0].name, "%s", p->protocol);
	s[1] = s[0];
	s[0].ipv4 = p->families == FAMILIES_MP ||
	    p->families == FAMILIES_IPV4;
	s[0].ipv6 = p->families != FAMILIES_IPV4;
	if (p->families == FAMILIES_IPV4 && v4) {
		name_v4(&s[0]);
		over_ipv4(&s[0]);
	} else {
		over_ipv6(&s[0]);
	}
	if (p->families != FAMILIES_SEPARATE)
		return 1;
	s[1].ipv4 = true;
	name_v4(&s[1]);
	over_ipv4(&s[1]);
	return 2;
}

void
session_settings(struct buf *to, const struct session *s,
    const struct input *in)
{
	const struct peer *p = s->peer;
	char text[ADDR_TEXT];

	buf_printf(to, "neighbor=%s", addr_print(text, &s->neighbor));
	if (addr_is_link_local(&s->neighbor))
		buf_printf(to, "%%%s", p->interface);
	buf_printf(to, " as=%" PRIu32 " local-as=%" PRIu32, p->asn,
	    in->site->network.asn);
	buf_printf(to, " router-id=%s",
	    addr_print(text, &in->router->router_id));
	buf_printf(to, " source=%s", s->has_local ?
	    addr_print(text, &s->local) : "any");
	buf_printf(to, " channels=%s%s%s", s->ipv4 ? "ipv4" : "",
	    s->ipv4 && s->ipv6 ? "," : "", s->ipv6 ? "ipv6" : "");
	buf_printf(to, " extended-next-hop=%s import-table=on",
	    s->ipv4 && s->neighbor.family == 6 ? "on" : "off");
	buf_printf(to, " password=%s bfd=%s disabled=%s",
	    peer_given(p, PEER_PASSWORD_FILE) ? p->password_file : "none",
	    p->bfd ? "graceful" : "off", p->shutdown ? "on" : "off");
}
