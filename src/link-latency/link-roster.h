#ifndef LINK_LATENCY_LINK_ROSTER_H
#define LINK_LATENCY_LINK_ROSTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/addr.h"
#include "base/diag.h"
#include "link-latency/link.h"
#include "site/peer.h"
#include "site/site.h"

/* A link of the router, and what this round measured of it. */
struct roster_link {
	char name[33]; /* the peer's, or the mesh link's interface */
	bool mesh;
	struct link_sample sample;
};

/* An address at the other end of a link. */
struct roster_address {
	struct addr addr;
	char interface[16]; /* of a link-local one; otherwise empty */
	unsigned ifindex;   /* the same as a number, 0: not there */
	size_t link;
};

/* Zeroed, it is empty; free it with roster_free(). */
struct roster {
	struct roster_link *link; /* by name, each once */
	size_t nlink, linkcap;
	struct roster_address *address; /* by address and interface */
	size_t naddress, addresscap;
};

/*
 * Adds ROUTER's peers, of the record stream on FD that FILE names in messages,
 * and its links of the mesh.  False, and reported, if the stream was not
 * complete or held a bad record.
 */
bool roster_read(struct roster *r, const struct site *site,
    const struct site_router *router, int fd, const char *file,
    struct diag *diag);
/* Sets the number of every interface that is there now. */
void roster_find_interfaces(struct roster *r);
/* The link to ADDR: a link-local one's on the interface IFINDEX.  NULL: it is
 * nobody's. */
struct roster_link *roster_find(const struct roster *r, const struct addr *addr,
    unsigned ifindex);
/* Several measurements of one link in one round: the least counts, and the
 * segments of all. */
void roster_measure(struct roster_link *link, const struct link_sample *sample);
void roster_free(struct roster *r);

#endif
