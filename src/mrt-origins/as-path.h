#ifndef MRT_ORIGINS_AS_PATH_H
#define MRT_ORIGINS_AS_PATH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes of a dump. */
struct bytes {
	const uint8_t *p;
	size_t n;
};

/* Numbers in network order. */
static inline unsigned
bytes_16(const uint8_t *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

static inline uint32_t
bytes_32(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	    (uint32_t)p[2] << 8 | p[3];
}

/* Cuts the first N bytes off B; false when it has fewer. */
static inline bool
bytes_cut(struct bytes *b, size_t n, struct bytes *cut)
{
	if (b->n < n)
		return false;
	*cut = (struct bytes){ b->p, n };
	b->p += n;
	b->n -= n;
	return true;
}

/* Gets each origin of a route. */
struct origin_taker {
	void (*take)(void *ctx, uint32_t asn);
	void *ctx;
};

/* The attributes of a route (RFC 4271, section 4.3). */
struct route_attributes {
	struct bytes path;  /* AS_PATH; p is NULL if it is missing */
	struct bytes path4; /* AS4_PATH */
	struct bytes aggregator;
	struct bytes aggregator4;
	struct bytes reach; /* MP_REACH_NLRI */
};

/* Takes the attributes apart.  False, with a reason, when they are cut or
 * longer than they may be. */
bool attributes_read(struct bytes from, struct route_attributes *a,
    const char **wrong);

/*
 * Gives the origins of a route: the last AS of a sequence, each AS of a set;
 * segments of confederations do not count.  WIDTH is the size of an AS number
 * in AS_PATH, 2 or 4; with 2, AS4_PATH is heard as RFC 6793, section 4.2.3
 * has it.  False, with a reason, when a path is malformed: some origins may
 * have been given by then.
 */
bool attributes_origins(const struct route_attributes *a, unsigned width,
    const struct origin_taker *taker, const char **wrong);

#endif
