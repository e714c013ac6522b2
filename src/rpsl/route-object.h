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
 * What a route or route6 object says about ROAs.  Texts and origins are
 * offsets into the list that the route stands in.
 */
struct route {
	struct prefix prefix;
	uint8_t max;		/* its max-length, or the family's bits */
	bool has_max;
	bool has_origin;	/* a valid one or not */
	bool spoilt;		/* it cannot become a ROA; that was said */
	uint32_t line;		/* where its prefix stands */
	size_t file;		/* these three in text, NUL after each */
	size_t key;
	size_t source;		/* 0: it has none */
	size_t source_len;
	size_t origin;		/* its first, in origin[] */
	size_t norigins;
};

struct route_list {
	struct route *v;
	size_t n;
	size_t cap;
	uint32_t *origin;	/* every route's origins, in a row */
	size_t norigins;
	size_t origin_cap;
	struct buf text;
};

/* Starts a route at the end of LIST.  FILE:LINE is where its key stands. */
void route_start(struct route_list *list, const struct class_key *key,
    const char *file, unsigned long line);
/*
 * Takes a further attribute of the last route.  What cannot be used for a
 * ROA is a warning: the object itself stays.
 */
void route_attr(struct route_list *list, const struct attr *a,
    const char *file, struct diag *diag);
/* The last route is complete, or to be forgotten. */
void route_finish(struct route_list *list, const char *file,
    struct diag *diag);
void route_drop(struct route_list *list);

const char *route_text(const struct route_list *list, size_t offset);
/* Moves the routes of FROM, but for the spoilt ones, behind those of TO;
 * FROM is empty then. */
void route_list_move(struct route_list *to, struct route_list *from);
void route_list_free(struct route_list *list);

#endif
