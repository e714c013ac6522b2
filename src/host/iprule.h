#ifndef BIRDFEED_IPRULE_H
#define BIRDFEED_IPRULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/prefix.h"
#include "base/why.h"

/*
 * A rule of the kernel that looks a table up: ip-rule(8).  Only what
 * birdfeed's own rules are made of; one of any other kind is none of these.
 */
struct iprule {
	uint8_t family;		/* 4 or 6 */
	uint32_t priority;
	bool has_from;
	struct prefix from;
	bool not_ours;		/* "not iif lo": what comes from elsewhere */
	bool no_default;	/* "suppress_prefixlength 0" */
	uint32_t table;
};

struct iprules {
	struct iprule *v;
	size_t n, cap;
	bool family[2];		/* has the kernel IPv4, IPv6? */
};

/* Asks the kernel.  iprules_free() it in every case. */
bool iprules_read(struct iprules *rules, struct why *why);
void iprules_add(struct iprules *rules, const struct iprule *rule);
bool iprules_has(const struct iprules *rules, const struct iprule *rule);
void iprules_free(struct iprules *rules);

#endif
