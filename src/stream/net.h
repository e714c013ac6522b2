#ifndef BIRDFEED_NET_H
#define BIRDFEED_NET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/list.h"
#include "stream/field.h"

#define NET_PREFIXES_MOST 10000000

/* A network as PeeringDB describes it. */
struct net {
	uint32_t asn;
	struct text_list as_sets; /* may have sources, RIPE::AS-NAME */
	uint32_t prefixes[2];	  /* IPv4, IPv6; 0: not given */
};

struct nets {
	struct net *v; /* by AS number, once nets_sort() was called */
	size_t n;
	size_t cap;
};

/* Reads a net record and appends it.  False for a record that birdfeed would
 * not write, which has been reported. */
bool nets_take(struct nets *nets, const struct taking *t);
/* Sorts by AS number.  False if a network is there twice: reported. */
bool nets_sort(struct nets *nets, struct diag *diag);
/* The network of that AS, or NULL.  Call nets_sort() before. */
const struct net *nets_find(const struct nets *nets, uint32_t asn);
void nets_free(struct nets *nets);

/* Appends NET as a record to LINE. */
void net_put(struct buf *line, const struct net *net);
void net_free(struct net *net);

#endif
