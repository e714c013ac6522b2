#ifndef MRT_ORIGINS_MRT_H
#define MRT_ORIGINS_MRT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mrt-origins/as-path.h"

#define MRT_HEADER ((size_t)12)
/* The longest record that is read: the collector's are below 1 MiB. */
#define MRT_RECORD_MOST ((uint32_t)16 * 1024 * 1024)

/* One record of an MRT dump (RFC 6396). */
struct mrt_record {
	uint32_t time; /* seconds since 1970 */
	uint16_t type;
	uint16_t subtype;
	uint32_t length;   /* of the body */
	struct bytes body; /* not set by mrt_header() */
};

/* What the MRT_HEADER bytes at P say.  False, with a reason, when no dump has
 * such a record. */
bool mrt_header(const uint8_t *p, struct mrt_record *r, const char **wrong);

/*
 * Gives the origins of the routes in R, and adds the number of routes to
 * *ROUTES.  False, with a reason, when R is malformed or may hold routes that
 * nobody can read: some origins may have been given by then.
 */
bool mrt_origins(const struct mrt_record *r, const struct origin_taker *taker,
    uint64_t *routes, const char **wrong);

#endif
