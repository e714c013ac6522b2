#ifndef STREAM_OWN_OBJECTS_H
#define STREAM_OWN_OBJECTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "stream/record.h"
#include "base/prefix.h"

/*
 * The registry objects of one AS: its aut-num and its route objects.  Zero the
 * struct and set ASN; free it with own_objects_free().
 */
struct own_objects {
	uint32_t asn;
	bool has_aut_nums;    /* the stream has aut-nums of some AS */
	bool aut_num;	      /* the stream has ASN's aut-num */
	bool has_routes;      /* the stream has route objects of some AS */
	struct prefix *route; /* ASN's route objects */
	size_t n;
	size_t cap;
};

/* Adds an aut-num, route or route6 record.  Ignores other records, and values
 * that it cannot parse: anybody may write registry text. */
void own_objects_take(struct own_objects *o, const struct record *rec);
/* True if there are aut-nums, but none for the AS. */
bool own_objects_no_aut_num(const struct own_objects *o);
/* True if there are route objects, but none with the AS for PREFIX. */
bool own_objects_no_route(const struct own_objects *o,
    const struct prefix *prefix);
void own_objects_free(struct own_objects *o);

#endif
