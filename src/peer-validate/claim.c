/* Claims: what only one peer of a router can have. */
#include "claim.h"

#include <stdlib.h>

#include "hash.h"	/* before uthash.h */

#include <uthash.h>

#include "buf.h"
#include "mem.h"

struct claim {
	struct buf what;	/* router, field and value, apart by NULs */
	const struct peer *owner;
	UT_hash_handle hh;
};

static const unsigned exclusive[] = { PEER_NAME, PEER_INTERFACE,
	PEER_PROTOCOL, PEER_LISTEN_PORT };

static void
describe(struct buf *what, const struct peer *p, unsigned key)
{
	const struct key *row = &peer_schema.keys[key];

	what->len = 0;
	buf_str(what, p->router);
	buf_char(what, '\0');
	buf_str(what, row->name);
	buf_char(what, '\0');
	value_print(row, p, what);
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
	const size_t n = sizeof exclusive / sizeof *exclusive;
	struct buf what = { 0 }, value = { 0 };
	const struct claim *taken = NULL;

	for (size_t i = 0; i < n && taken == NULL; i++) {
		if (!peer_given(p, exclusive[i]))
			continue;
		describe(&what, p, exclusive[i]);
		taken = find(book, &what);
		*key = exclusive[i];
	}
	if (taken != NULL) {
		value_print(&peer_schema.keys[*key], p, &value);
		why_set(why, "%.80s is %.40s's (%.60s:%lu), on the same "
		    "router (expected another; the lower id stays, then the "
		    "lower ASN)", buf_cstr(&value), taken->owner->name,
		    taken->owner->place.file, taken->owner->place.line);
	}
	for (size_t i = 0; i < n && taken == NULL; i++) {
		if (!peer_given(p, exclusive[i]))
			continue;
		describe(&what, p, exclusive[i]);
		add(book, &what, p);
	}
	buf_free(&what);
	buf_free(&value);
	return taken == NULL;
}

void
claims_free(struct claims *book)
{
	struct claim *claim, *next;

	HASH_ITER(hh, book->taken, claim, next) {
		HASH_DEL(book->taken, claim);
		buf_free(&claim->what);
		free(claim);
	}
}
