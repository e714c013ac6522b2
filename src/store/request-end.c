/* The end of a request, of its id and of its key file. */
#include "store/request-end.h"

#include "store/psk-file.h"
#include "store/request-id.h"

void
request_end(struct db *db, const struct request_rules *rules,
    const struct request *r, enum request_state state, const char *reason,
    const struct request_actor *by)
{
	request_set_state(db, &r->peer, state, reason, by, rules->now);
	if (r->state == REQUEST_ACTIVE)
		request_id_free(db, r->peer.router, r->peer.id, r->peer.asn,
		    rules->now);
}

void
request_end_sweep(struct db *db, const struct request_rules *rules)
{
	if (!db_begin(db))
		return;
	psk_file_sweep(db, rules->site->self_service.psk_dir);
	db_commit(db);
}
