/* A request as its maintainer sees it. */
#include "peer-shell/request-show.h"

#include <inttypes.h>
#include <stdio.h>

#include "peer-shell/reply.h"

json_t *
request_object(const struct request *r)
{
	json_t *o = json_object();
	struct buf text = { 0 };

	for (unsigned key = 0; key < PEER_KEYS; key++) {
		const struct key *row = &peer_schema.keys[key];

		if (!peer_given(&r->peer, key))
			continue;
		text.len = 0;
		value_print(row, &r->peer, &text);
		json_object_set_new(o, row->name, reply_text(buf_cstr(&text)));
	}
	json_object_set_new(o, "state", json_string(request_states[r->state]));
	if (r->reason != NULL)
		json_object_set_new(o, "reason", reply_text(r->reason));
	buf_free(&text);
	return o;
}

void
request_line(const struct shell *s, const struct request *r)
{
	char endpoint[ENDPOINT_TEXT] = "-";

	if (peer_given(&r->peer, PEER_ENDPOINT))
		endpoint_print(endpoint, &r->peer.endpoint);
	reply_line(s, "%-16s %-12s %-8s id %-5" PRIu32 " %s", r->peer.name,
	    r->peer.router, request_states[r->state], r->peer.id, endpoint);
}
