/*
 * A year of random requests to a store of leases.  This program keeps books of
 * its own from the answers alone, and ends with a message when an answer is
 * not what the books allow:
 *
 *   year PLACE STEPS SEED
 *
 * PLACE is a file, or a URL of PostgreSQL.  Prints each answer, so that two
 * stores can be compared.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/number.h"
#include "store/lease-store.h"

#define USERS 14
#define PREFIXES 12
#define ASNS 10
#define FIRST_ASN 4200000000u
#define HOUR 3600
#define DAY (24 * HOUR)
#define MAX_HOURS 72
#define MAX_LEASES 2
#define REST 30 /* hours */
#define ASN_DAYS 20
#define BEGIN INT64_C(1767225600) /* 2026-01-01 */

#define NOBODY (-1)

/* What the answers have told so far. */
struct book {
	struct lease lease; /* the last one; end in fact */
	int user;	    /* who has it, or had it last */
	bool known;	    /* that USER had it: not erased since */
	bool used;
};

struct asn_book {
	int user;
	int64_t free_since; /* 0: never used */
};

struct year {
	struct lease_store *store;
	int64_t now;
	unsigned step;
	struct book prefix[PREFIXES];
	struct asn_book asn[ASNS];
	int asn_of[USERS];   /* NOBODY: none */
	int64_t used[USERS]; /* when last something was held */
	char hash[USERS][LEASE_HASH_TEXT];
	uint32_t random;
};

static uint32_t
roll(struct year *y, uint32_t n)
{
	/* xorshift: the same year for the same seed. */
	y->random ^= y->random << 13;
	y->random ^= y->random >> 17;
	y->random ^= y->random << 5;
	return y->random % n;
}

#define REQUIRE(y, what, text) require(y, what, text, __LINE__)
static void
require(const struct year *y, bool what, const char *text, int line)
{
	if (what)
		return;
	fprintf(stderr, "year.c:%d: step %u, %" PRId64 " hours: %s\n", line,
	    y->step, (y->now - BEGIN) / HOUR, text);
	exit(1);
}

static bool
held(const struct year *y, int p)
{
	return y->prefix[p].used && y->prefix[p].lease.end > y->now;
}

static unsigned
count(const struct year *y, int user)
{
	unsigned n = 0;

	for (int p = 0; p < PREFIXES; p++)
		n += held(y, p) && y->prefix[p].user == user;
	return n;
}

/* True if USER may get prefix P now. */
static bool
may_get(const struct year *y, int p, int user)
{
	const struct book *b = &y->prefix[p];

	if (held(y, p))
		return false;
	return !b->used || (b->known && b->user == user) ||
	    y->now - b->lease.end >= REST * HOUR;
}

/* The index of a prefix; the pool is 2001:db8::/44 without its last 4 /48. */
static int
index_of(const struct year *y, const struct prefix *p)
{
	int i = p->addr.bytes[5];

	REQUIRE(y,
	    p->len == 48 && i < PREFIXES && p->addr.bytes[0] == 0x20 &&
		p->addr.bytes[4] == 0,
	    "a prefix outside the pool");
	return i;
}

static struct prefix
prefix_at(int i)
{
	struct prefix p = { { 6, { 0x20, 0x01, 0x0d, 0xb8, 0, (uint8_t)i } },
		48 };

	return p;
}

static void
touch(struct year *y, int user, int64_t at)
{
	if (at > y->used[user])
		y->used[user] = at;
}

static void
ask_asn(struct year *y, int user)
{
	struct lease_person who = { y->hash[user], NULL, NULL };
	enum lease_result result;
	uint32_t asn = 0;
	bool had = false, some = false;

	for (int i = 0; i < ASNS; i++)
		some = some ||
		    (y->asn[i].user == NOBODY &&
			y->now - y->asn[i].free_since >= REST * HOUR);
	result = lease_asn_get(y->store, &who, &asn, &had);
	printf("asn %d: %d %" PRIu32 "\n", user, (int)result, asn);
	if (y->asn_of[user] != NOBODY) {
		REQUIRE(y,
		    result == LEASE_DONE && had &&
			asn == FIRST_ASN + (uint32_t)y->asn_of[user],
		    "not the AS number again");
		return;
	}
	REQUIRE(y, result == (some ? LEASE_DONE : LEASE_NONE_FREE),
	    "an AS number refused, or given from nothing");
	if (result != LEASE_DONE)
		return;
	REQUIRE(y, !had && asn >= FIRST_ASN && asn < FIRST_ASN + ASNS,
	    "an AS number outside the pool");
	for (int i = 0; i < ASNS; i++)
		REQUIRE(y,
		    y->asn[i].user != NOBODY ||
			y->asn[i].free_since >=
			    y->asn[asn - FIRST_ASN].free_since,
		    "another AS number has rested longer");
	REQUIRE(y,
	    y->asn[asn - FIRST_ASN].user == NOBODY &&
		y->now - y->asn[asn - FIRST_ASN].free_since >= REST * HOUR,
	    "an AS number that is held, or rests");
	y->asn[asn - FIRST_ASN].user = user;
	y->asn_of[user] = (int)(asn - FIRST_ASN);
	touch(y, user, y->now);
}

static void
check_taken(struct year *y, int user, const struct lease *got, uint64_t hours)
{
	int p = index_of(y, &got->prefix);
	struct book *b = &y->prefix[p];

	REQUIRE(y, may_get(y, p, user), "a prefix that is held, or rests");
	REQUIRE(y,
	    got->start == y->now && got->end == y->now + (int64_t)hours * HOUR,
	    "other times");
	/* The longest-rested, unless it is the user's own that rests. */
	for (int i = 0; i < PREFIXES; i++)
		REQUIRE(y,
		    (b->used && b->known && b->user == user) || held(y, i) ||
			(y->prefix[i].used ? y->prefix[i].lease.end : 0) >=
			    (b->used ? b->lease.end : 0),
		    "another prefix has rested longer");
	if (b->known)
		touch(y, b->user, b->lease.end);
	*b = (struct book){ *got, user, true, true };
	touch(y, user, y->now);
}

static void
ask_prefix(struct year *y, int user)
{
	uint64_t hours = roll(y, MAX_HOURS + 3);
	enum lease_result result, expected = LEASE_NONE_FREE;
	struct lease got = { 0 };

	for (int p = 0; p < PREFIXES; p++)
		if (may_get(y, p, user))
			expected = LEASE_DONE;
	if (count(y, user) >= MAX_LEASES)
		expected = LEASE_LIMIT;
	if (y->asn_of[user] == NOBODY)
		expected = LEASE_NO_ASN;
	if (hours < 1 || hours > MAX_HOURS)
		expected = LEASE_HOURS;
	result = lease_take(y->store, y->hash[user], hours, &got);
	printf("prefix %d %d: %d %d\n", user, (int)hours, (int)result,
	    got.prefix.addr.bytes[5]);
	REQUIRE(y, result == expected, "another answer to prefix");
	if (result == LEASE_DONE)
		check_taken(y, user, &got, hours);
}

static void
ask_renew(struct year *y, int user)
{
	int p = (int)roll(y, PREFIXES);
	struct prefix prefix = prefix_at(p);
	struct book *b = &y->prefix[p];
	bool has = held(y, p) && b->user == user;
	uint64_t hours = 1 + roll(y, MAX_HOURS);
	int64_t end = y->now + (int64_t)hours * HOUR;
	struct lease got;
	enum lease_result result = lease_renew(y->store, y->hash[user], &prefix,
	    hours, &got);

	printf("renew %d %d: %d\n", user, p, (int)result);
	REQUIRE(y, result == (has ? LEASE_DONE : LEASE_NOT_HELD),
	    "another answer to renew");
	if (!has)
		return;
	if (end > b->lease.end)
		b->lease.end = end;
	REQUIRE(y, got.end == b->lease.end && got.start == b->lease.start,
	    "renewed to another end");
}

static void
ask_release(struct year *y, int user)
{
	int p = (int)roll(y, PREFIXES);
	struct prefix prefix = prefix_at(p);
	bool has = held(y, p) && y->prefix[p].user == user;
	enum lease_result result = lease_release(y->store, y->hash[user],
	    &prefix);

	printf("release %d %d: %d\n", user, p, (int)result);
	REQUIRE(y, result == (has ? LEASE_DONE : LEASE_NOT_HELD),
	    "another answer to release");
	if (!has)
		return;
	y->prefix[p].lease.end = y->now;
	touch(y, user, y->now);
}

static void
ask_rpki(struct year *y, int user)
{
	int p = (int)roll(y, PREFIXES);
	struct prefix prefix = prefix_at(p);
	struct book *b = &y->prefix[p];
	bool has = held(y, p) && b->user == user, on = roll(y, 2) == 0;
	struct lease got;
	uint32_t asn;
	enum lease_result result = lease_rpki_set(y->store, y->hash[user],
	    &prefix, on, &got, &asn);

	printf("rpki %d %d: %d\n", user, p, (int)result);
	REQUIRE(y, result == (has ? LEASE_DONE : LEASE_NOT_HELD),
	    "another answer to rpki");
	if (!has)
		return;
	REQUIRE(y,
	    asn == FIRST_ASN + (uint32_t)y->asn_of[user] && got.rpki == on,
	    "another ROA");
	b->lease.rpki = on;
}

static void
free_asn(struct year *y, int user, int64_t at)
{
	if (y->asn_of[user] == NOBODY)
		return;
	y->asn[y->asn_of[user]] = (struct asn_book){ NOBODY, at };
	y->asn_of[user] = NOBODY;
}

static void
ask_erase(struct year *y, int user)
{
	bool was;
	enum lease_result result = lease_erase(y->store, y->hash[user], &was);

	printf("erase %d: %d\n", user, (int)result);
	REQUIRE(y, result == LEASE_DONE, "not erased");
	free_asn(y, user, y->now);
	for (int p = 0; p < PREFIXES; p++) {
		struct book *b = &y->prefix[p];

		if (!b->used || b->user != user)
			continue;
		if (b->lease.end > y->now)
			b->lease.end = y->now;
		b->known = false;
	}
}

/* Every ROA that must go goes, as the hook would make it. */
static void
remove_roas(struct year *y)
{
	struct lease_roas list;

	REQUIRE(y, lease_roa_stale(y->store, &list) == LEASE_DONE,
	    "no list of ROAs");
	for (size_t i = 0; i < list.n; i++) {
		int p = index_of(y, &list.v[i].prefix);
		const struct book *b = &y->prefix[p];

		REQUIRE(y,
		    !held(y, p) || !b->lease.rpki ||
			y->asn_of[b->user] != (int)(list.v[i].asn - FIRST_ASN),
		    "a ROA in use");
		REQUIRE(y, lease_roa_gone(y->store, &list.v[i]) == LEASE_DONE,
		    "a ROA that does not go");
	}
	free(list.v);
}

static void
ask_expire(struct year *y)
{
	struct lease_expired did;

	REQUIRE(y, lease_expire(y->store, &did) == LEASE_DONE, "expire failed");
	printf("expire: %" PRIu64 " asns\n", did.asns);
	for (int p = 0; p < PREFIXES; p++)
		if (y->prefix[p].used && !held(y, p) && y->prefix[p].known)
			touch(y, y->prefix[p].user, y->prefix[p].lease.end);
	for (int u = 0; u < USERS; u++)
		if (y->asn_of[u] != NOBODY && count(y, u) == 0 &&
		    y->now - y->used[u] >= ASN_DAYS * DAY) {
			REQUIRE(y, did.asns-- > 0, "an AS number is kept");
			free_asn(y, u, y->now);
		}
	REQUIRE(y, did.asns == 0, "an AS number is taken back");
	/* A person without an AS number and without history is forgotten, and
	 * with them who had a resting prefix. */
	for (int p = 0; p < PREFIXES; p++)
		if (!held(y, p) && y->now - y->prefix[p].lease.end > 365 * DAY)
			y->prefix[p].known = false;
	remove_roas(y);
}

/* Each listed lease is in the books, and no user is listed twice. */
static void
check_user(void *ctx, const struct lease_user *user)
{
	struct year *y = ctx;
	int u = 0;

	while (u < USERS && strcmp(y->hash[u], user->hash) != 0)
		u++;
	REQUIRE(y, u < USERS, "an unknown user");
	REQUIRE(y, y->asn_of[u] == (int)(user->asn - FIRST_ASN),
	    "another AS number is listed");
	REQUIRE(y, user->nleases == count(y, u), "another number of leases");
	for (size_t i = 0; i < user->nleases; i++) {
		int p = index_of(y, &user->lease[i].prefix);
		const struct book *b = &y->prefix[p];

		REQUIRE(y,
		    held(y, p) && b->user == u &&
			b->lease.start == user->lease[i].start &&
			b->lease.end == user->lease[i].end &&
			b->lease.rpki == user->lease[i].rpki,
		    "another lease is listed");
	}
}

static void
check_all(struct year *y)
{
	struct lease_user user;
	int u = (int)roll(y, USERS);

	REQUIRE(y, lease_users_each(y->store, check_user, y) == LEASE_DONE,
	    "no list");
	REQUIRE(y, lease_user_get(y->store, y->hash[u], &user) == LEASE_DONE,
	    "no user");
	REQUIRE(y,
	    user.nleases == count(y, u) &&
		(user.asn != 0) == (y->asn_of[u] != NOBODY),
	    "another user");
	lease_user_free(&user);
}

static void
step(struct year *y)
{
	int user = (int)roll(y, USERS);
	uint32_t what = roll(y, 100);

	lease_store_now(y->store, y->now);
	if (what < 20)
		ask_asn(y, user);
	else if (what < 55)
		ask_prefix(y, user);
	else if (what < 70)
		ask_renew(y, user);
	else if (what < 82)
		ask_release(y, user);
	else if (what < 90)
		ask_rpki(y, user);
	else if (what < 92)
		ask_erase(y, user);
	else
		ask_expire(y);
	check_all(y);
}

int
main(int argc, char **argv)
{
	struct asn_range range = { FIRST_ASN, FIRST_ASN + ASNS - 1 };
	struct prefix pool[2] = { prefix_at(0), prefix_at(8) };
	struct site_leases site = { .asns = { &range, 1 },
		.prefixes = { pool, 2 },
		.prefix_length = 48,
		.max_leases = MAX_LEASES,
		.max_hours = MAX_HOURS,
		.rest = REST,
		.asn_days = ASN_DAYS,
		.history = 365 };
	static struct year y;
	uint64_t steps, seed;
	struct why why = { "" };

	if (argc != 4 || !hash_init() ||
	    !number_parse(argv[2], strlen(argv[2]), 1, 1000000, &steps, &why) ||
	    !number_parse(argv[3], strlen(argv[3]), 1, UINT32_MAX, &seed,
		&why)) {
		fprintf(stderr, "usage: year PLACE STEPS SEED: %s\n", why.text);
		return 2;
	}
	pool[0].len = 45;
	pool[1].len = 46;
	site.store = argv[1];
	y.random = (uint32_t)seed;
	y.now = BEGIN;
	for (int u = 0; u < USERS; u++) {
		char sub[16];

		y.asn_of[u] = NOBODY;
		lease_hash_of(sub,
		    (size_t)snprintf(sub, sizeof sub, "user %d", u), y.hash[u]);
	}
	for (int i = 0; i < ASNS; i++)
		y.asn[i].user = NOBODY;
	y.store = lease_store_open(&site, 10000, false, &why);
	REQUIRE(&y, y.store != NULL, why.text);
	/* A year, whatever the number of steps. */
	for (; y.step < steps; y.step++) {
		y.now += roll(&y, (uint32_t)(2 * 365 * DAY / (int64_t)steps));
		step(&y);
	}
	lease_store_close(y.store);
	return 0;
}
