#ifndef PARTICIPANT_PARSE_ROSTER_H
#define PARTICIPANT_PARSE_ROSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/addr.h"
#include "base/list.h"
#include "base/prefix.h"
#include "base/slice.h"
#include "stream/participant.h"

struct claimed_asns {
	uint32_t *v;
	size_t n;
	size_t cap;
};

struct user;

/*
 * Everybody that the documents know, each by their e-mail address without
 * regard to the case of its ASCII letters.
 */
struct roster {
	struct user *by_email;		/* uthash */
	struct user **v;		/* in the order of appearance */
	size_t n;
	size_t cap;
};

/* The user of that e-mail, made when new.  An empty one is nobody's: each
 * call makes somebody new, who meets no other.  The roster's own. */
struct user *roster_user(struct roster *r, struct slice email);
void roster_free(struct roster *r);

/* One user's machines, from the VPN, and leases, from the gateway. */
struct user {
	char *email;			/* in lower case; "" is nobody's */
	size_t email_len;
	size_t nodes;
	size_t mappings;
	struct addr_list addrs;		/* in the exchange's range */
	struct claimed_asns asns;		/* one, unless something is wrong */
	struct prefix_list prefixes;
	bool refused;
};

void user_add_addr(struct user *u, const struct addr *a);
void user_add_asn(struct user *u, uint32_t asn);
void user_add_prefix(struct user *u, const struct prefix *p);
/* Has both machines and leases, and so may be a participant. */
bool user_is_candidate(const struct user *u);
/* U as a participant, settled.  All that it points to is U's: it must not be
 * freed, and U must have passed judge(). */
struct participant user_participant(struct user *u);
/* The e-mail address for a message. */
const char *user_name(const struct user *u);

#endif
