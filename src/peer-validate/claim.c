/* Claims: the properties that only one peer of a router can have. */
#include "peer-validate/claim.h"

#include <stdlib.h>

#include "base/hash.h" /* before uthash.h */

#include <uthash.h>

#include "base/buf.h"
#include "base/mem.h"

struct claim {
	struct buf what; /* router, field and value, separated by NULs */
	const struct peer *owner;
	UT_hash_handle hh;
};

/* A property that a peer wants to claim. */
struct want {
	unsigned key;	 /* in the peer's schema */
	struct buf what; /* like claim.what */
	size_t value;	 /* offset of the value in it */
};

#define WANTS_MAX (3 + PEER_PROTOCOLS)

/* Adds a want.  If VALUE is NULL, the field's own value is used. */
static void
add_want(struct want *want, size_t *n, const struct peer *p, unsigned key,
    const char *value)
{
	const struct key *row = &peer_schema.keys[key];
	struct want *w = &want[(*n)++];

	*w = (struct want){ .key = key };
	buf_str(&w->what, p->router);
	buf_char(&w->what, '\0');
	buf_str(&w->what, row->name);
	buf_char(&w->what, '\0');
	w->value = w->what.len;
	if (value != NULL)
		buf_str(&w->what, value);
	else
		value_print(row, p, &w->what);
}

/* Fills WANT and returns the number.  The caller frees each want's buf. */
static size_t
wants_of(const struct peer *p, struct want want[static WANTS_MAX])
{
	char protocol[PEER_PROTOCOLS][PEER_PROTOCOL_TEXT];
	size_t protocols = peer_protocols(p, protocol), n = 0;

	add_want(want, &n, p, PEER_NAME, NULL);
	/*
	 * Without a tunnel, peers may share an interface, for example a LAN's.
	 */
	if (p->tunnel == TUNNEL_WIREGUARD) {
		add_want(want, &n, p, PEER_INTERFACE, NULL);
		add_want(want, &n, p, PEER_LISTEN_PORT, NULL);
	}
	for (size_t i = 0; i < protocols; i++)
		add_want(want, &n, p, PEER_PROTOCOL, protocol[i]);
	return n;
}

static const struct claim *
find(const struct claims *book, const struct buf *what)
{
	struct claim *found;

	HASH_FIND(hh, book->taken, what->data, what->len, found);
	return found;
}

static void
add(struct claims *book, struct buf *what, const struct peer *owner)
{
	struct claim *claim = mem_zalloc(sizeof *claim);

	claim->what = *what;
	claim->owner = owner;
	*what = (struct buf){ 0 };
	HASH_ADD_KEYPTR(hh, book->taken, claim->what.data, claim->what.len,
	    claim);
}

bool
claims_take(struct claims *book, const struct peer *p, unsigned *key,
    struct why *why)
{
	struct want want[WANTS_MAX];
	size_t n = wants_of(p, want);
	const struct claim *taken = NULL;

	for (size_t i = 0; i < n && taken == NULL; i++) {
		taken = find(book, &want[i].what);
		if (taken == NULL)
			continue;
		*key = want[i].key;
		why_set(why,
		    "%.64s is %.32s's (%.80s:%lu), on the same "
		    "router (expected another)",
		    buf_cstr(&want[i].what) + want[i].value, taken->owner->name,
		    taken->owner->place.file, taken->owner->place.line);
	}
	for (size_t i = 0; i < n; i++) {
		if (taken == NULL)
			add(book, &want[i].what, p);
		buf_free(&want[i].what);
	}
	return taken == NULL;
}

void
claims_free(struct claims *book)
{
	struct claim *claim, *next;

	HASH_ITER(hh, book->taken, claim, next)
	{
		HASH_DEL(book->taken, claim);
		buf_free(&claim->what);
		free(claim);
	}
}
