#ifndef PEER_STATUS_PROTOCOL_H
#define PEER_STATUS_PROTOCOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "peer-status/route.h"

/* A number, if BIRD printed it.  A missing number is not zero. */
struct count {
	bool has;
	uint64_t n;
};

/* A protocol's link to one of BIRD's tables. */
struct channel {
	char *name;  /* "ipv6" */
	char *state; /* "UP"; texts may be NULL */
	char *table;
	struct count imported, filtered, exported, preferred;
	struct count received; /* includes the filtered ones */
	bool by_difference;    /* filtered is received - imported */
	struct count import_limit, receive_limit, export_limit;
	bool limit_hit;		 /* any of them */
	struct count rejections; /* updates that the filter rejected */
};

/* A protocol of "show protocols all"; texts may be NULL. */
struct protocol {
	char *name;
	char *type; /* "BGP" */
	char *table;
	char *state;	       /* "up", "start", "down" */
	char *since;	       /* as BIRD writes it */
	struct count since_at; /* seconds since 1970 */
	char *info;
	char *description;
	char *bgp_state;
	char *neighbor; /* address, and % interface */
	bool is_range;	/* a range: it only listens */
	struct count neighbor_asn;
	struct count local_asn;
	char *last_error;
	struct channel *channel;
	size_t nchannel;
	struct route_list accepted;
	struct route_list rejected;
};

struct protocols {
	struct protocol *v; /* by name, after protocols_sort() */
	size_t n, cap;
	bool in_channel; /* state of the reader: */
	uint64_t now;	 /* seconds since 1970 */
};

/* Takes one line of the reply to "show protocols all" (a birdctl_take; CTX is
 * the struct protocols).  It ignores lines that it does not know. */
bool protocols_take(void *ctx, unsigned code, struct slice text);
/* Sorts by name, as protocols_find() needs it. */
void protocols_sort(struct protocols *all);
/* Returns the protocol NAME of the sorted ALL, or NULL. */
const struct protocol *protocols_find(const struct protocols *all,
    const char *name);
/* Keeps the first N protocols and frees the others. */
void protocols_cut(struct protocols *all, size_t n);
void protocols_free(struct protocols *all);

bool protocol_is_bgp(const struct protocol *p);
bool protocol_is_up(const struct protocol *p);
/* Returns the interface after the neighbour's %, or "" if there is none. */
const char *protocol_interface(const struct protocol *p);

#endif
