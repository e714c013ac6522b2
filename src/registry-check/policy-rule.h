#ifndef REGISTRY_CHECK_POLICY_RULE_H
#define REGISTRY_CHECK_POLICY_RULE_H

#include <stdbool.h>

#include "registry-check/maintainer-holdings.h"

/*
 * The rules of the registry's policy, in tables that end with a NULL row.  A
 * rule returns true and fills WHY if it is broken.
 */

/* A rule about all objects together, reported at the mntner object. */
struct total_rule {
	const char *id;
	const char *key; /* the attribute it is about */
	bool (*broken)(const struct holding *h, struct why *why);
};
extern const struct total_rule policy_totals[];

/* A rule about one object. */
struct held_rule {
	const char *id;
	bool (*broken)(const struct holding *h, const struct held *held,
	    struct why *why);
};
extern const struct held_rule policy_sizes[];
extern const struct held_rule policy_overlaps[];

/* A rule about one attribute of a route. */
struct route_rule {
	const char *id;
	const char *key; /* the attribute; NULL: the route itself */
	bool (*broken)(struct holding *h, const struct held *route,
	    const struct attr *a, struct why *why);
};
extern const struct route_rule policy_routes[];

/* Reports a broken rule with this reason; for the last line of a rule. */
#define BROKEN(...) return why_set(why, __VA_ARGS__), true

/* The longest prefixes that the network routes. */
#define POLICY_LONGEST_IPV4 29
#define POLICY_LONGEST_IPV6 64

#endif
