#ifndef RPSL_ROUTE_OBJECT_H
#define RPSL_ROUTE_OBJECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"
#include "rpsl/attr.h"
#include "rpsl/object-class.h"

/*
 * The ROA data of a route or route6 object.  Texts and origins are offsets
 * into the route's list.
 */
struct route {
	struct prefix prefix;
	uint8_t max; /* its max-length, or the family's bits */
	bool has_max;
	bool has_origin; /* it has an origin, valid or not */
	bool spoilt;	 /* cannot become a ROA; reported */
	uint32_t line;	 /* line of its prefix */
	size_t file;	 /* these three in text, with a NUL */
	size_t key;
	size_t source; /* 0: none */
	size_t source_len;
	size_t origin; /* index of its first in origin[] */
	size_t norigins;
};

struct route_list {
	struct route *v;
	size_t n;
	size_t cap;
	uint32_t *origin; /* the origins of all routes, in order */
	size_t norigins;
	size_t origin_cap;
	struct buf text;
};

/* Adds a route to LIST.  FILE:LINE is the place of its key. */
void route_start(struct route_list *list, const struct class_key *key,
    const char *file, unsigned long line);
/*
 * Adds a further attribute of the last route.  An attribute that cannot be
 * used for a ROA is a warning: the object's record stays.
 */
void route_attr(struct route_list *list, const struct attr *a, const char *file,
    struct diag *diag);
/* Completes the last route, or removes it. */
void route_finish(struct route_list *list, const char *file, struct diag *diag);
void route_drop(struct route_list *list);

const char *route_text(const struct route_list *list, size_t offset);
/*
 * Appends the routes of FROM to TO, without the spoilt ones.  FROM is empty
 * afterwards.
 */
void route_list_move(struct route_list *to, struct route_list *from);
void route_list_free(struct route_list *list);

#endif
