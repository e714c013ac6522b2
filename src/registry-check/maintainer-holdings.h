#ifndef REGISTRY_CHECK_MAINTAINER_HOLDINGS_H
#define REGISTRY_CHECK_MAINTAINER_HOLDINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "registry-check/inetnum-cover.h"
#include "registry-check/object-index.h"
#include "rpsl/stored-object.h"

enum held_kind { HELD_ASN, HELD_NUM, HELD_ROUTE, HELD_KINDS };

/* An object that names the maintainer as one in mnt-by. */
struct held {
	const struct stored *object;
	enum held_kind kind;
	struct prefix prefix;	/* not of HELD_ASN */
	bool refused;		/* it is malformed, and counts nowhere */
	const struct attr *at;	/* ... here, */
	struct why why;		/* ... because of this */
};

/* What a maintainer holds, and what it is compared with. */
struct holding {
	const char *mntner;
	const struct stored *object;	/* the mntner itself */
	struct held *v;
	size_t n;
	size_t cap;
	size_t count[HELD_KINDS];
	uint64_t ipv4;		/* addresses in their inetnums */
	uint64_t ipv6;		/* networks of /64 in their inet6nums, all
				 * or in part; UINT64_MAX: that many or more */
	struct cover nums;	/* everybody's */
	struct lookup lookup;
};

/* Free with holding_free() in every case.  False: no such mntner. */
bool holding_read(struct holding *h, const struct stored_list *list,
    const char *mntner);
bool holding_is_theirs(const struct holding *h, const struct stored *o);
/*
 * Is the inetnum O there to be divided: a block with a policy about who may
 * take of it, or an allocation, which its holder hands on?
 */
bool holding_is_parent(const struct stored *o);
/* Does the holder of O allow the maintainer's objects of that kind in it? */
bool holding_lets(const struct holding *h, const struct stored *o,
    enum held_kind kind);
void holding_free(struct holding *h);

#endif
