/* The roster: the users of the VPN and of the gateway. */
#include "participant-parse/roster.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"	/* before uthash.h */

#include <uthash.h>

#include "base/buf.h"
#include "base/mem.h"

/* A user, and their entry in the table. */
struct entry {
	struct user user;	/* first: an entry is a user */
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

struct user *
roster_user(struct roster *r, struct slice email)
{
	struct entry *table = (struct entry *)r->by_email, *e = NULL;
	char *key = folded(email);

	if (email.n > 0)
		HASH_FIND(hh, table, key, email.n, e);
	if (e != NULL) {
		free(key);
		return &e->user;
	}
	e = mem_zalloc(sizeof *e);
	e->user.email = key;
	e->user.email_len = email.n;
	if (email.n > 0)
		HASH_ADD_KEYPTR(hh, table, key, email.n, e);
	r->by_email = (struct user *)table;
	r->v = mem_grow(r->v, r->n, &r->cap, sizeof *r->v);
	r->v[r->n++] = &e->user;
	return &e->user;
}

void
roster_add(struct roster *r, const struct site_participant *p)
{
	struct user *u = roster_user(r, (struct slice){ "", 0 });

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
	struct entry *table = (struct entry *)r->by_email;

	HASH_CLEAR(hh, table);
	for (size_t i = 0; i < r->n; i++) {
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

void
user_add_addr(struct user *u, const struct addr *a)
{
	u->addrs.v = mem_grow(u->addrs.v, u->addrs.n, &u->addrs.cap,
	    sizeof *a);
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
	struct participant p = { .asn = u->asns.v[0], .address = u->addrs,
		.prefix = u->prefixes, .more_specifics = u->more_specifics,
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
	return u->email_len > 0 ? u->email : "somebody without an e-mail";
}
