#ifndef BIRDFEED_LEASE_H
#define BIRDFEED_LEASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/prefix.h"
#include "base/why.h"

/*
 * What a store of leases keeps: users, their AS number, and the prefixes that
 * they have leased.  Times are seconds since 1970.
 */

/* A prefix that a user has from START until before END. */
struct lease {
	struct prefix prefix;
	int64_t start;
	int64_t end;
	bool rpki; /* the user wants a ROA */
};

/* What became of a call of lease-store.h. */
enum lease_result {
	LEASE_DONE,
	LEASE_NO_ASN,	 /* the user has no AS number yet */
	LEASE_HOURS,	 /* not 1 .. max-hours */
	LEASE_LIMIT,	 /* the user has as many leases as allowed */
	LEASE_NONE_FREE, /* the pool is used up, or rests */
	LEASE_NOT_HELD,	 /* the user does not have this prefix now */
	LEASE_FAILED,	 /* the store failed, see lease_store_error().
				 * Nothing has changed. */
};

#define LEASE_HASH_TEXT 65 /* 64 hexadecimal digits and a NUL */

/* A user, with the leases that are not over. */
struct lease_user {
	char hash[LEASE_HASH_TEXT];
	char *id;	     /* the token's sub; NULL: unknown */
	char *email;	     /* NULL: none is kept */
	uint32_t asn;	     /* 0: none */
	struct lease *lease; /* sorted by prefix */
	size_t nleases;
	size_t cap;
};

/* A ROA of a leased prefix. */
struct lease_roa {
	struct prefix prefix;
	uint32_t asn;
};

struct lease_roas {
	struct lease_roa *v;
	size_t n;
	size_t cap;
};

/* Frees what USER points to, and empties it. */
void lease_user_free(struct lease_user *user);

/* Writes the SHA-256 of SUB, N bytes, in lower-case hexadecimal digits. */
void lease_hash_of(const char *sub, size_t n,
    char hash[static LEASE_HASH_TEXT]);
/* True if S is such a hash. */
bool lease_hash_check(const char *s, size_t n, struct why *why);

#endif
