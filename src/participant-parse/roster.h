#ifndef PARTICIPANT_PARSE_ROSTER_H
#define PARTICIPANT_PARSE_ROSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/addr.h"
#include "base/diag.h"
#include "base/list.h"
#include "base/prefix.h"
#include "base/slice.h"
#include "participant-parse/provider-id.h"
#include "site/ixp.h"
#include "stream/participant.h"
#include "stream/refusal.h"

struct claimed_asns {
	uint32_t *v;
	size_t n;
	size_t cap;
};

struct user;

/*
 * All users in the documents, each by their hash or e-mail address.  The case
 * of the address's ASCII letters is ignored.
 */
struct roster {
	struct user *by_key; /* uthash; see roster_user() */
	struct user **v;     /* in the order of appearance */
	size_t n;
	size_t cap;
	size_t left_out; /* items of another shape */
};

/*
 * Returns the user with that hash or, if HASH is NULL, with that e-mail
 * address, and adds a new user if needed.  Each call without either adds
 * another user.  The roster owns the users.
 */
struct user *roster_user(struct roster *r, struct slice email,
    const char *hash);
/*
 * Joins by e-mail address the machines and the leases of users of whom one
 * side does not know the hash.  Call it when all documents are read.  Several
 * who have one address are refused, and reported.
 */
void roster_join(struct roster *r, struct diag *diag);
/* Adds P of the site file as a user with a machine and leases.  R keeps P's
 * name. */
void roster_add(struct roster *r, const struct site_participant *p);
void roster_free(struct roster *r);

/* A user's machines, from the VPN, and leases, from the gateway. */
struct user {
	char *email; /* in lower case; "": unknown */
	size_t email_len;
	char hash[USER_HASH_TEXT]; /* of the token's sub; "": unknown */
	size_t nodes;
	size_t mappings;
	struct addr_list addrs;	  /* in the exchange's range */
	struct claimed_asns asns; /* one, unless there is a
						 * fault */
	struct prefix_list prefixes;
	bool refused;
	bool more_specifics;
	const char *name;	  /* in the site file, or NULL */
	struct text_list reasons; /* without any user's e-mail */
};

void user_add_addr(struct user *u, const struct addr *a);
void user_add_asn(struct user *u, uint32_t asn);
void user_add_prefix(struct user *u, const struct prefix *p);
/* Refuses U: its FIELD is wrong, as TEXT says.  Other people may read TEXT. */
void user_refuse(struct user *u, const char *field, const char *text);
/* Does the user have both machines and leases, as a participant must? */
bool user_is_candidate(const struct user *u);
/*
 * U as a participant, settled.  Do not free it: U owns all that it points to.
 * U must have passed judge().
 */
struct participant user_participant(struct user *u);
/* Adds a refusal for each AS number of U, if U is refused or has leases but no
 * machine. */
void user_refusals(const struct user *u, struct refusals *to);
/* The e-mail address, for a message. */
const char *user_name(const struct user *u);

#endif
