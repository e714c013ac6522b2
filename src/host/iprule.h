#ifndef BIRDFEED_IPRULE_H
#define BIRDFEED_IPRULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/prefix.h"
#include "base/why.h"

/*
 * A kernel rule that looks up a table, see ip-rule(8).  The struct has only the
 * properties that birdfeed's rules use; rules with other properties are
 * ignored.
 */
struct iprule {
	uint8_t family; /* 4 or 6 */
	uint32_t priority;
	bool has_from;
	struct prefix from;
	bool not_ours;	 /* "not iif lo": packets of other hosts */
	bool no_default; /* "suppress_prefixlength 0" */
	uint32_t table;
};

struct iprules {
	struct iprule *v;
	size_t n, cap;
	bool family[2]; /* the kernel supports IPv4, IPv6 */
};

/* Reads the kernel's rules.  Free RULES with iprules_free() in both cases. */
bool iprules_read(struct iprules *rules, struct why *why);
void iprules_add(struct iprules *rules, const struct iprule *rule);
bool iprules_has(const struct iprules *rules, const struct iprule *rule);
void iprules_free(struct iprules *rules);

#endif
