/* The checks of an order: limits, names and blocks, each a row of a table. */
#include "store/request-check.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/timestamp.h"
#include "store/request-db.h"

#define CHECK(name) \
	static bool name(const struct check_subject *c, struct why *why)
#define HOUR 3600

CHECK(maintenance)
{
	if (!c->rules->site->self_service.maintenance)
		return false;
	why_set(why, "nothing can be changed at the moment (maintenance)");
	return true;
}

CHECK(blocked)
{
	const struct peer *p = c->order->peer;
	char *reason = request_db_blocked(c->db, p->asn, p->mntner);
	bool in_site = self_service_blocks(&c->rules->site->self_service,
	    p->asn, p->mntner);

	if (reason == NULL && !in_site)
		return false;
	why_set(why, "AS%" PRIu32 " or its maintainer is blocked%s%.100s",
	    p->asn, reason != NULL && reason[0] != '\0' ? ": " : "",
	    reason != NULL ? reason : "");
	free(reason);
	return true;
}

CHECK(changes_per_hour)
{
	uint32_t most = c->rules->site->self_service.changes_per_hour;
	struct db_query *q = db_query(c->db,
	    "SELECT count(*) FROM log WHERE "
	    "who = ? AND at > ?");

	db_bind_text(q, c->order->by.mntner);
	db_bind_int(q, c->rules->now - HOUR);
	if (db_one(q, 0) < most)
		return false;
	why_set(why,
	    "too many changes (expected at most %" PRIu32 " in an "
	    "hour)",
	    most);
	return true;
}

CHECK(router)
{
	if (c->router != NULL && c->router->line[ROUTER_WIREGUARD] != 0)
		return false;
	if (c->order->peer->router == NULL)
		why_set(why,
		    "missing (expected one of the network's "
		    "routers)");
	else
		why_set(why, "no router \"%.32s\" that takes peers",
		    c->order->peer->router);
	return true;
}

/* The name must be as<ASN>, or as<ASN>-N for N = 2 .. 999. */
CHECK(name_form)
{
	char usual[16];
	size_t n = (size_t)snprintf(usual, sizeof usual, "as%" PRIu32,
	    c->order->peer->asn);
	const char *rest = c->name + n;
	uint64_t number;

	if (strncmp(c->name, usual, n) == 0 &&
	    (rest[0] == '\0' ||
		(rest[0] == '-' &&
		    number_parse(rest + 1, strlen(rest + 1), 2, 999, &number,
			NULL))))
		return false;
	why_set(why, "\"%.32s\" (expected %s, or %s-2 and so on)", c->name,
	    usual, usual);
	return true;
}

CHECK(peer_by_operator)
{
	const struct peers *own = c->rules->operators;
	const struct peer *p = own != NULL ? peers_find(own, c->name) : NULL;

	if (p == NULL)
		return false;
	why_set(why,
	    "%.32s is a peering that the operator configured (ask "
	    "them to change it)",
	    c->name);
	return true;
}

CHECK(exists)
{
	if (c->existing == NULL)
		return false;
	why_set(why, "%.32s is there already (expected a change)", c->name);
	return true;
}

CHECK(no_such_peer)
{
	if (c->existing != NULL)
		return false;
	why_set(why, "there is no %.32s on %.32s", c->name, c->router->name);
	return true;
}

CHECK(other_as)
{
	if (c->existing == NULL || c->existing->peer.asn == c->order->peer->asn)
		return false;
	why_set(why, "%.32s belongs to another AS", c->name);
	return true;
}

CHECK(peers_per_as)
{
	uint32_t most = c->rules->site->self_service.peers_per_as;
	struct db_query *q = db_query(c->db,
	    "SELECT count(*) FROM request "
	    "WHERE asn = ? AND router = ? AND state IN ('pending', "
	    "'active')");

	db_bind_int(q, c->order->peer->asn);
	db_bind_text(q, c->router->name);
	if (db_one(q, 0) < most)
		return false;
	why_set(why,
	    "AS%" PRIu32 " has its peerings on %.32s (expected at "
	    "most %" PRIu32 ")",
	    c->order->peer->asn, c->router->name, most);
	return true;
}

CHECK(public_key)
{
	if (peer_given(c->order->peer, PEER_PUBLIC_KEY) &&
	    !c->order->clear[PEER_PUBLIC_KEY])
		return false;
	why_set(why, "missing (expected the public key of the tunnel)");
	return true;
}

CHECK(public_key_cleared)
{
	if (!c->order->clear[PEER_PUBLIC_KEY])
		return false;
	why_set(why, "empty (expected the public key of the tunnel)");
	return true;
}

/* birdfeed shows a preshared key over ssh only and never mails it, so a signed
 * text cannot ask for a key. */
CHECK(psk_by_text)
{
	if (c->order->date == 0 || c->order->peer->psk != PSK_YES)
		return false;
	why_set(why, "a preshared key is given over ssh only");
	return true;
}

#define OF(operation) (1u << REQUEST_##operation)
#define OF_ALL (OF(CREATE) | OF(CHANGE) | OF(REMOVE))

/* The checks run in this order; a check may rely on those before it.
 * request-store(1) documents the identifiers. */
static const struct {
	const char *id;
	bool (*fails)(const struct check_subject *c, struct why *why);
	unsigned of;	  /* for these operations */
	bool of_operator; /* also for the operator */
} checks[] = {
	{ "maintenance", maintenance, OF_ALL, false },
	{ "changes-per-hour", changes_per_hour, OF_ALL, false },
	{ "blocked", blocked, OF_ALL | OF(ASK), false },
	{ "router", router, OF_ALL, true },
	{ "name", name_form, OF(CREATE), true },
	{ "peer-by-operator", peer_by_operator, OF_ALL, true },
	{ "other-as", other_as, OF_ALL, false },
	{ "exists", exists, OF(CREATE), true },
	{ "no-such-peer", no_such_peer, OF(CHANGE) | OF(REMOVE), true },
	{ "peers-per-as", peers_per_as, OF(CREATE), false },
	{ "public-key", public_key, OF(CREATE), true },
	{ "public-key", public_key_cleared, OF(CHANGE), true },
	{ "psk-by-text", psk_by_text, OF(CREATE) | OF(CHANGE), true },
};

const char *
request_check(const struct check_subject *subject, struct why *why)
{
	const struct request_order *order = subject->order;

	for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
		if ((checks[i].of & 1u << order->operation) != 0 &&
		    (checks[i].of_operator || order->by.mntner != NULL) &&
		    checks[i].fails(subject, why))
			return checks[i].id;
	return NULL;
}
