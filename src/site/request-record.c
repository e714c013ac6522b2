/* The record of a request for peering. */
#include "site/request-record.h"

#include <string.h>

void
request_record_put(struct buf *line, struct slice name,
    const struct slice value[static PEER_KEYS])
{
	record_start(line, "request", strlen("request"), name.p, name.n);
	for (unsigned i = 0; i < PEER_KEYS; i++) {
		const struct key *key = &peer_schema.keys[i];

		if (value[i].p != NULL && (key->flags & PEER_IN_REQUEST) != 0)
			record_field(line, key->name, strlen(key->name),
			    value[i].p, value[i].n);
	}
	record_finish(line);
}
