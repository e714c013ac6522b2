#ifndef BIRDFEED_LEASE_STORE_H
#define BIRDFEED_LEASE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"
#include "site/leases.h"
#include "store/lease.h"

/*
 * A store of leases, in SQLite or PostgreSQL.  Each function below is one
 * transaction.  A change first releases the leases that are over.  What must
 * never be wrong is a constraint of the database: a user has one AS number and
 * an AS number one user; a prefix has one holder at a time; a user has at most
 * the site's number of leases.
 *
 * A store is not for several threads.  Several processes may open the same
 * one, and several machines the same PostgreSQL.
 */
struct lease_store;

/*
 * Opens SITE's store, creates a missing SQLite file with mode 0600, upgrades
 * an older version, and takes the site's pools.  Waits up to WAIT_MS for locks
 * of others, here and later.  A PostgreSQL that has other pools already is
 * refused unless NEW_POOLS: each of its gateways would undo the other's.  Keeps
 * a pointer to SITE.  Returns NULL with WHY set on failure.
 */
struct lease_store *lease_store_open(const struct site_leases *site,
    int wait_ms, bool new_pools, struct why *why);
void lease_store_close(struct lease_store *store);
/* Sets the time for all later calls, for tests.  By default, the time is that
 * of the store: the server's for PostgreSQL, this machine's for SQLite. */
void lease_store_now(struct lease_store *store, int64_t now);
/* Why the last call returned LEASE_FAILED. */
const char *lease_store_error(const struct lease_store *store);
/* True if this build can open a store of PostgreSQL. */
bool lease_store_has_postgresql(void);

/* Who asks: the hash of the token's sub, the sub itself, and the address that
 * the token has verified.  ID and EMAIL may be NULL.  The store keeps EMAIL
 * only if the site's identity is email. */
struct lease_person {
	const char *hash;
	const char *id;
	const char *email;
};

/* Finds the user and their leases.  A user who was never seen has no AS number
 * and no leases.  Changes nothing.  USER is emptied first; free it with
 * lease_user_free() in all cases. */
enum lease_result lease_user_get(struct lease_store *store, const char *hash,
    struct lease_user *user);
/* Gives the user an AS number, or the one that they have; *HAD is then true. */
enum lease_result lease_asn_get(struct lease_store *store,
    const struct lease_person *who, uint32_t *asn, bool *had);
/* Leases a prefix from now on for HOURS. */
enum lease_result lease_take(struct lease_store *store, const char *hash,
    uint64_t hours, struct lease *got);
/* Extends the lease of PREFIX, so that it ends HOURS after now.  A lease that
 * ends later stays as it is. */
enum lease_result lease_renew(struct lease_store *store, const char *hash,
    const struct prefix *prefix, uint64_t hours, struct lease *got);
/* Ends the lease of PREFIX now. */
enum lease_result lease_release(struct lease_store *store, const char *hash,
    const struct prefix *prefix);

/*
 * Switches the ROA of a leased prefix on or off.  *ASN is its origin.  The
 * store only notes what is wanted.  On: call this, then the site's roa-hook;
 * if the hook fails, call this again with off.  Off: call this, then the hook,
 * then lease_roa_gone().  What is not reported as gone remains in
 * lease_roa_each(), and lease-store expire tries it again.
 */
enum lease_result lease_rpki_set(struct lease_store *store, const char *hash,
    const struct prefix *prefix, bool on, struct lease *got, uint32_t *asn);
/* Finds the ROAs that must go, because their lease is over or they have been
 * switched off, sorted by prefix.  Free LIST's elements with free(3) in all
 * cases. */
enum lease_result lease_roa_stale(struct lease_store *store,
    struct lease_roas *list);
/* The ROA no longer exists.  LEASE_NOT_HELD: a user wants it again meanwhile,
 * so the hook must create it again. */
enum lease_result lease_roa_gone(struct lease_store *store,
    const struct lease_roa *roa);

/* Calls EACH for each user with an AS number, sorted by AS number, with the
 * leases that are not over.  One SQL statement.  USER is valid until EACH
 * returns.  Changes nothing. */
enum lease_result lease_users_each(struct lease_store *store,
    void (*each)(void *ctx, const struct lease_user *user), void *ctx);

/* Erases a person: ends their leases, and removes all about them except the
 * hash.  Their prefixes and AS number rest.  *WAS is false if the store knew
 * nothing but the hash, or not even that. */
enum lease_result lease_erase(struct lease_store *store, const char *hash,
    bool *was);

/* What lease_expire() did. */
struct lease_expired {
	uint64_t leases;    /* released */
	uint64_t asns;	    /* taken back from users without leases */
	uint64_t forgotten; /* old leases removed from the history */
};
/* Releases what is over, takes back unused AS numbers, and forgets the
 * history that is older than the site says. */
enum lease_result lease_expire(struct lease_store *store,
    struct lease_expired *did);

#endif
