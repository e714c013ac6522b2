/* Which of the caller's AS numbers and peers is meant. */
#include "peer-shell/peer-choice.h"

#include <inttypes.h>
#include <string.h>

#include "peer-shell/reply.h"
#include "store/request-db.h"

bool
peer_choice_all(struct shell *s, struct requests *found)
{
	*found = (struct requests){ 0 };
	db_begin_reading(s->db);
	for (size_t i = 0; i < s->caller.n; i++)
		request_db_find(s->db, s->caller.v[i].asn, REQUEST_STATES,
		    found);
	return db_commit(s->db);
}

static bool
is_meant(const struct form *form, const struct peer *p)
{
	const struct peer *f = &form->peer;

	return (!peer_given(f, PEER_ASN) || f->asn == p->asn) &&
	    (!peer_given(f, PEER_NAME) || strcmp(f->name, p->name) == 0) &&
	    (!peer_given(f, PEER_ROUTER) || strcmp(f->router, p->router) == 0);
}

int
peer_choice_one(struct shell *s, const struct form *form, struct request *found)
{
	struct requests all;
	const struct peer *p = &form->peer;
	size_t n = 0, at = 0;
	int status = 0;

	if (peer_given(p, PEER_ASN) &&
	    caller_maintains(&s->caller, p->asn) == NULL)
		return reply_no(s, 1, "asn", "not-yours",
		    "AS%" PRIu32 " is not yours, by the registry", p->asn);
	if (!peer_choice_all(s, &all)) {
		requests_free(&all);
		return reply_store_failed(s);
	}
	for (size_t i = 0; i < all.n; i++)
		if (is_meant(form, &all.v[i].peer)) {
			at = i;
			n++;
		}
	if (n == 0)
		status = reply_no(s, 1, "name", "no-such-peer",
		    "you have no "
		    "such peering here");
	else if (n > 1)
		status = reply_no(s, 1, "name", "several",
		    "you have %zu "
		    "peerings here (expected name=NAME and router=ROUTER as "
		    "peer_list shows them)",
		    n);
	if (status == 0) {
		*found = all.v[at];
		all.v[at] = (struct request){ 0 };
	}
	requests_free(&all);
	return status;
}

const char *
peer_choice_as(struct shell *s, struct form *form)
{
	struct peer *p = &form->peer;
	const char *mntner;

	if (!peer_given(p, PEER_ASN) && s->caller.n == 1) {
		p->asn = s->caller.v[0].asn;
		peer_mark(p, PEER_ASN);
	}
	if (!peer_given(p, PEER_ASN)) {
		reply_no(s, 1, "asn", "not-yours",
		    s->caller.n == 0 ?
			"the registry has no AS number of yours" :
			"missing (expected one of your AS numbers)");
		return NULL;
	}
	mntner = caller_maintains(&s->caller, p->asn);
	if (mntner == NULL)
		reply_no(s, 1, "asn", "not-yours",
		    "AS%" PRIu32 " is not yours, by the registry", p->asn);
	return mntner;
}
