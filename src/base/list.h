#ifndef BIRDFEED_LIST_H
#define BIRDFEED_LIST_H

#include <stddef.h>
#include <stdint.h>

#include "base/addr.h"
#include "base/prefix.h"

/* Our address on a link, and the other side's; written OURS/THEIRS. */
struct addr_pair {
	struct addr local;
	struct addr peer;
};

struct text_list {
	char **v;
	size_t n;
};

struct prefix_list {
	struct prefix *v;
	size_t n;
};

struct asn_list {
	uint32_t *v;
	size_t n;
};

#endif
