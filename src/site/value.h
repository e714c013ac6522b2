#ifndef BIRDFEED_VALUE_H
#define BIRDFEED_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/why.h"

/*
 * A key of a schema: the type of its value, its offset in a C structure, its
 * range and its default.  The functions below read, print and free a value as
 * its key describes.
 */

/* The types of values, and the C type of each. */
enum value_type {
	VALUE_ASN,	  /* uint32_t */
	VALUE_NUMBER,	  /* uint32_t, min .. max */
	VALUE_PERCENT,	  /* uint32_t, "20%" */
	VALUE_LATENCY,	  /* uint32_t, microseconds */
	VALUE_DURATION,	  /* uint32_t, seconds, min .. max: "14d" */
	VALUE_BOOL,	  /* bool */
	VALUE_WORD,	  /* unsigned, an index into WORDS */
	VALUE_ADDR,	  /* struct addr; MIN 4 or 6: its family */
	VALUE_ADDRS,	  /* struct addr[2], IPv4 and IPv6: an address,
				 * or one per family; family 0: none */
	VALUE_PAIR,	  /* struct addr_pair; MIN as above */
	VALUE_HOST,	  /* struct endpoint without a port */
	VALUE_ENDPOINT,	  /* struct endpoint */
	VALUE_WGKEY,	  /* struct wgkey */
	VALUE_NAME,	  /* char *, see name_check() */
	VALUE_IFNAME,	  /* char * */
	VALUE_IFPATTERN,  /* char *, see ifpattern_check() */
	VALUE_SYMBOL,	  /* char * */
	VALUE_USER,	  /* char * */
	VALUE_PATH,	  /* char * */
	VALUE_URL,	  /* char *, see url_check() */
	VALUE_DATABASE,	  /* char *, see database_check() */
	VALUE_PATTERN,	  /* char *, letters . _ - and %a %n */
	VALUE_VERSION,	  /* uint32_t, "2.17" is 2017 */
	VALUE_TEXT,	  /* char *, any text: for comments only */
	VALUE_CLAIM,	  /* char *, see claim_check() */
	VALUE_MNTNER,	  /* char *, a maintainer of the registry */
	VALUE_AS_SET,	  /* char *, see irr_set_check() */
	VALUE_IRR_SOURCE, /* char *, see irr_source_check() */
	VALUE_PREFIX,	  /* struct prefix: for lists */
	VALUE_COMMUNITY,  /* struct community */
	VALUE_ASN_RANGE,  /* struct asn_range: for lists */
	VALUE_LIMIT,	  /* struct limit: a number, or one per family */
	VALUE_MAP,	  /* a structure with its own schema */
	VALUE_OTHER,	  /* the schema's owner reads it */
};

struct schema;

/* VALUE_LIMIT: 0 is no limit.  A key with WORDS may have the first of them
 * as its value, which is LIMIT_PEERINGDB. */
#define LIMIT_PEERINGDB UINT32_MAX
struct limit {
	uint32_t routes[2]; /* IPv4, IPv6; or LIMIT_PEERINGDB */
};

struct key {
	const char *name;
	enum value_type type;
	size_t offset;	      /* of the value in the structure */
	const char *fallback; /* the default, as text; or NULL */
	uint32_t min, max;
	const char *const *words; /* VALUE_WORD: ends with NULL;
					 * VALUE_LIMIT: one or none */
	const struct schema *map; /* VALUE_MAP */
	bool list;		  /* VALUE_PATH: text_list, VALUE_PREFIX:
				 * prefix_list, VALUE_ASN: asn_list,
				 * VALUE_COMMUNITY: community_list,
				 * VALUE_ASN_RANGE: asn_range_list */
	bool one;		  /* with list: a single value is allowed */
	size_t none;		  /* VALUE_MAP: offset of a bool that the word
				 * "none" sets; 0: the value must be a map */
	bool required;
	unsigned flags; /* for the schema's owner */
};

/* Parse, print and free KEY's value in the structure at BASE.  Not for lists
 * and maps. */
bool value_parse(const struct key *key, const char *s, size_t n, void *base,
    struct why *why);
void value_print(const struct key *key, const void *base, struct buf *to);
void value_free(const struct key *key, void *base);

#endif
