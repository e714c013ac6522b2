#ifndef STREAM_OWN_OBJECTS_H
#define STREAM_OWN_OBJECTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stream/record.h"
#include "base/prefix.h"

/*
 * What a registry has of one AS: its aut-num and its route objects.  Zero it,
 * set ASN, and free it with own_objects_free().
 */
struct own_objects {
	uint32_t asn;
	bool has_aut_nums;	/* there are any, so one may be missing */
	bool aut_num;
	bool has_routes;
	struct prefix *route;	/* of ASN */
	size_t n;
	size_t cap;
};

/* Takes an aut-num, route or route6 record; another, and what cannot be read
 * in it, is passed over: it is registry text. */
void own_objects_take(struct own_objects *o, const struct record *rec);
/* Are there aut-nums, but none of the AS? */
bool own_objects_no_aut_num(const struct own_objects *o);
/* Are there route objects, but none of the AS for PREFIX? */
bool own_objects_no_route(const struct own_objects *o,
    const struct prefix *prefix);
void own_objects_free(struct own_objects *o);

#endif
