/* The key of a session: who it is with, whatever BIRD calls it. */
#include "peer-status/session-key.h"

#include <inttypes.h>

void
sessions_identify(struct protocols *all, const struct policy *policy)
{
	for (size_t i = 0; i < all->n; i++) {
		struct protocol *p = &all->v[i];
		const struct member *m;

		if (p->is_range || p->neighbor_asn.has ||
		    (m = policy_member(policy, p->neighbor)) == NULL)
			continue;
		p->neighbor_asn = (struct count){ true, m->asn };
	}
}

void
session_key(struct buf *key, const struct protocol *p)
{
	if (p->neighbor == NULL)
		buf_str(key, p->name);
	else if (p->neighbor_asn.has)
		buf_printf(key, "AS%" PRIu64 " %s", p->neighbor_asn.n,
		    p->neighbor);
	else
		buf_str(key, p->neighbor);
}

void
session_key_of(struct buf *key, uint32_t asn, const struct addr *addr)
{
	char text[ADDR_TEXT];

	buf_printf(key, "AS%" PRIu32 " %s", asn, addr_print(text, addr));
}
