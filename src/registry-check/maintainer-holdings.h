#ifndef REGISTRY_CHECK_MAINTAINER_HOLDINGS_H
#define REGISTRY_CHECK_MAINTAINER_HOLDINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "registry-check/inetnum-cover.h"
#include "registry-check/object-index.h"
#include "rpsl/stored-object.h"

enum held_kind { HELD_ASN, HELD_NUM, HELD_ROUTE, HELD_KINDS };

/* An object that has the maintainer in mnt-by. */
struct held {
	const struct stored *object;
	enum held_kind kind;
	struct prefix prefix;  /* unused for HELD_ASN */
	bool refused;	       /* malformed, and not counted */
	const struct attr *at; /* ... in this attribute, */
	struct why why;	       /* ... for this reason */
};

/* The objects of a maintainer, and the data to judge them by. */
struct holding {
	const char *mntner;
	const struct stored *object; /* the mntner object */
	struct held *v;
	size_t n;
	size_t cap;
	size_t count[HELD_KINDS];
	uint64_t ipv4;	   /* addresses in the inetnums */
	uint64_t ipv6;	   /* /64 networks of the inet6nums, whole
				 * or in part; UINT64_MAX: that many or
				 * more */
	struct cover nums; /* of all maintainers */
	struct lookup lookup;
};

/* Free with holding_free() in every case.  False: no such mntner. */
bool holding_read(struct holding *h, const struct stored_list *list,
    const char *mntner);
bool holding_is_theirs(const struct holding *h, const struct stored *o);
/*
 * May users take parts of the inetnum O: is it a block with a policy, or an
 * allocation that its holder hands on?
 */
bool holding_is_parent(const struct stored *o);
/*
 * Does O allow the maintainer objects of that kind in it (mnt-lower,
 * mnt-routes)?
 */
bool holding_lets(const struct holding *h, const struct stored *o,
    enum held_kind kind);
void holding_free(struct holding *h);

#endif
