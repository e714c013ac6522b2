/* The roster: the users of the VPN and of the gateway. */
#include "participant-parse/roster.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h" /* before uthash.h */

#include <uthash.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/sort.h"

/* A user, and their entry in the table. */
struct entry {
	struct user user; /* first: an entry is a user */
	char *key;
	UT_hash_handle hh;
};

/*
 * In RFC 5321 the host defines the local part, but every known provider
 * ignores the case of ASCII letters.  Nothing else is folded.
 */
static char *
folded(struct slice email)
{
	char *s = mem_strndup(email.p, email.n);

	for (size_t i = 0; i < email.n; i++)
		if (s[i] >= 'A' && s[i] <= 'Z')
			s[i] = (char)(s[i] - 'A' + 'a');
	return s;
}

/* The key of a user: the e-mail address, or a NUL, which no address has, and
 * the hash. */
static char *
key_of(struct slice email, const char *hash, size_t *n)
{
	char *key;

	if (hash == NULL) {
		*n = email.n;
		return folded(email);
	}
	*n = USER_HASH_TEXT;
	key = mem_zalloc(USER_HASH_TEXT + 1);
	memcpy(key + 1, hash, USER_HASH_TEXT - 1);
	return key;
}

/* A user may have an address in one document alone, or another in each: then
 * the first in the alphabet counts, whatever the order of the documents. */
static void
note_email(struct user *u, struct slice email)
{
	char *text = folded(email);

	if (email.n == 0 || (u->email_len > 0 && strcmp(u->email, text) <= 0)) {
		free(text);
		return;
	}
	free(u->email);
	u->email = text;
	u->email_len = email.n;
}

static struct entry *
add_entry(struct roster *r, const char *hash)
{
	struct entry *e = mem_zalloc(sizeof *e);

	e->user.email = mem_strdup("");
	if (hash != NULL)
		memcpy(e->user.hash, hash, USER_HASH_TEXT);
	r->v = mem_grow(r->v, r->n, &r->cap, sizeof *r->v);
	r->v[r->n++] = &e->user;
	return e;
}

struct user *
roster_user(struct roster *r, struct slice email, const char *hash)
{
	struct entry *table = (struct entry *)r->by_key, *e = NULL;
	size_t n;
	char *key = key_of(email, hash, &n);

	if (n > 0)
		HASH_FIND(hh, table, key, n, e);
	if (e != NULL) {
		free(key);
	} else {
		e = add_entry(r, hash);
		e->key = key;
		if (n > 0)
			HASH_ADD_KEYPTR(hh, table, key, n, e);
		r->by_key = (struct user *)table;
	}
	note_email(&e->user, email);
	return &e->user;
}

void
roster_add(struct roster *r, const struct site_participant *p)
{
	struct user *u = roster_user(r, (struct slice){ "", 0 }, NULL);

	u->name = p->name;
	u->nodes = u->mappings = 1;
	u->more_specifics = p->more_specifics;
	user_add_asn(u, p->asn);
	if (p->line[SITE_PARTICIPANT_IPV4] != 0)
		user_add_addr(u, &p->ipv4);
	if (p->line[SITE_PARTICIPANT_IPV6] != 0)
		user_add_addr(u, &p->ipv6);
	for (size_t i = 0; i < p->prefixes.n; i++)
		user_add_prefix(u, &p->prefixes.v[i]);
}

void
roster_free(struct roster *r)
{
	struct entry *table = (struct entry *)r->by_key;

	HASH_CLEAR(hh, table);
	for (size_t i = 0; i < r->n; i++) {
		free(((struct entry *)r->v[i])->key);
		free(r->v[i]->email);
		free(r->v[i]->addrs.v);
		free(r->v[i]->asns.v);
		free(r->v[i]->prefixes.v);
		for (size_t j = 0; j < r->v[i]->reasons.n; j++)
			free(r->v[i]->reasons.v[j]);
		free(r->v[i]->reasons.v);
		free(r->v[i]);
	}
	free(r->v);
	*r = (struct roster){ 0 };
}

static int
by_email(const void *va, const void *vb)
{
	const struct user *const *a = va, *const *b = vb;

	return strcmp((*a)->email, (*b)->email);
}

/* Moves the leases of FROM, who has no machine, to TO, who has no leases. */
static void
take_leases(struct user *to, struct user *from)
{
	to->mappings = from->mappings;
	to->asns = from->asns;
	to->prefixes = from->prefixes;
	for (size_t i = 0; i < from->reasons.n; i++) {
		to->reasons.v = mem_resize(to->reasons.v, to->reasons.n + 1,
		    sizeof *to->reasons.v);
		to->reasons.v[to->reasons.n++] = from->reasons.v[i];
	}
	free(from->reasons.v);
	to->refused |= from->refused;
	from->mappings = 0;
	from->asns = (struct claimed_asns){ 0 };
	from->prefixes = (struct prefix_list){ 0 };
	from->reasons = (struct text_list){ 0 };
	from->refused = false;
}

/* The N users at V have one address, and each only machines or leases. */
static void
join(struct user **v, size_t n, struct diag *diag)
{
	size_t nodes = 0, mappings = 0, hashes = 0;

	for (size_t i = 0; i < n; i++) {
		nodes += v[i]->nodes > 0;
		mappings += v[i]->mappings > 0;
		hashes += v[i]->hash[0] != '\0';
	}
	/* With a hash each, those are different users. */
	if (nodes == 0 || mappings == 0 || hashes == n)
		return;
	if (n == 2) {
		if (v[0]->nodes > 0)
			take_leases(v[0], v[1]);
		else
			take_leases(v[1], v[0]);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		struct place place = { user_name(v[i]), 0 };

		diag_say(diag, DIAG_REFUSED, &place, "email",
		    "the address of "
		    "several users (expected one, or the hashes of all)");
		user_refuse(v[i], "email", "the address of several users");
	}
}

void
roster_join(struct roster *r, struct diag *diag)
{
	struct user **v = mem_alloc((r->n + 1) * sizeof *v);
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++)
		if (r->v[i]->email_len > 0 &&
		    (r->v[i]->nodes > 0) != (r->v[i]->mappings > 0))
			v[n++] = r->v[i];
	sort_all(v, n, sizeof *v, by_email);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && by_email(&v[i], &v[end]) == 0;)
			end++;
		join(v + i, end - i, diag);
	}
	free(v);
}

void
user_add_addr(struct user *u, const struct addr *a)
{
	u->addrs.v = mem_grow(u->addrs.v, u->addrs.n, &u->addrs.cap, sizeof *a);
	u->addrs.v[u->addrs.n++] = *a;
}

void
user_add_asn(struct user *u, uint32_t asn)
{
	u->asns.v = mem_grow(u->asns.v, u->asns.n, &u->asns.cap, sizeof asn);
	u->asns.v[u->asns.n++] = asn;
}

void
user_add_prefix(struct user *u, const struct prefix *p)
{
	struct prefix_list *list = &u->prefixes;

	list->v = mem_resize(list->v, list->n + 1, sizeof *p);
	list->v[list->n++] = *p;
}

void
user_refuse(struct user *u, const char *field, const char *text)
{
	struct buf reason = { 0 };

	buf_printf(&reason, "%s: %s", field, text);
	u->reasons.v = mem_resize(u->reasons.v, u->reasons.n + 1,
	    sizeof *u->reasons.v);
	u->reasons.v[u->reasons.n++] = mem_strdup(buf_cstr(&reason));
	buf_free(&reason);
	u->refused = true;
}

bool
user_is_candidate(const struct user *u)
{
	return u->nodes > 0 && u->mappings > 0;
}

struct participant
user_participant(struct user *u)
{
	struct participant p = { .asn = u->asns.v[0],
		.address = u->addrs,
		.prefix = u->prefixes,
		.more_specifics = u->more_specifics,
		.user = u->email_len > 0 ? u->email : NULL };

	participant_settle(&p);
	return p;
}

static void
add_refusal(const struct user *u, uint32_t asn, struct refusals *to)
{
	struct refusal *r = refusals_add(to);

	r->asn = asn;
	for (size_t i = 0; i < u->addrs.n; i++) {
		r->address.v = mem_grow(r->address.v, r->address.n,
		    &r->address.cap, sizeof *r->address.v);
		r->address.v[r->address.n++] = u->addrs.v[i];
	}
	for (size_t i = 0; i < u->reasons.n; i++)
		refusal_because(r, u->reasons.v[i]);
	if (u->nodes == 0)
		refusal_because(r, "address: no machine in the VPN");
}

void
user_refusals(const struct user *u, struct refusals *to)
{
	if (!u->refused && (u->mappings == 0 || u->nodes > 0))
		return;
	for (size_t i = 0; i < u->asns.n; i++) {
		size_t j = 0;

		while (u->asns.v[j] != u->asns.v[i])
			j++;
		if (j == i)
			add_refusal(u, u->asns.v[i], to);
	}
}

const char *
user_name(const struct user *u)
{
	if (u->name != NULL)
		return u->name;
	if (u->email_len > 0)
		return u->email;
	return u->hash[0] != '\0' ? u->hash : "somebody without an e-mail";
}
