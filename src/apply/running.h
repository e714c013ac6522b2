#ifndef APPLY_RUNNING_H
#define APPLY_RUNNING_H

#include <stdbool.h>
#include <stddef.h>

#include "host/birdctl.h"

/* A protocol that BIRD runs, from "show protocols all". */
struct running {
	char *name;
	char *type;	/* "BGP", "Kernel", "Device", "Babel" */
	char *neighbor; /* BGP: "fe80::2%wg-x"; NULL: none, a range */
	char *asn;	/* BGP: the neighbour's */
	bool up;
	bool channel[2]; /* IPv4, IPv6 */
};

struct running_list {
	struct running *v;
	size_t n, cap;
	char *router_id; /* NULL: not reported by BIRD */
};

/* Queries BIRD.  Returns false, with WHY, if it does not answer.  Free with
 * running_free() in every case. */
bool running_read(struct running_list *list, struct birdctl *ctl,
    struct why *why);
void running_free(struct running_list *list);

#endif
