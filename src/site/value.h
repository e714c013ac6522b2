#ifndef BIRDFEED_VALUE_H
#define BIRDFEED_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/why.h"

/*
 * A key of a schema: the type of its value, its place in a C structure, its
 * range and its default.  One value is read, printed and freed by its key.
 */

/* How a value is written, and the C type it is kept in. */
enum value_type {
	VALUE_ASN,		/* uint32_t */
	VALUE_NUMBER,		/* uint32_t, min .. max */
	VALUE_PERCENT,		/* uint32_t, "20%" */
	VALUE_LATENCY,		/* uint32_t, microseconds */
	VALUE_BOOL,		/* bool */
	VALUE_WORD,		/* unsigned: which of WORDS */
	VALUE_ADDR,		/* struct addr; MIN 4 or 6: of that family */
	VALUE_PAIR,		/* struct addr_pair; MIN likewise */
	VALUE_HOST,		/* struct endpoint, the port left out */
	VALUE_ENDPOINT,		/* struct endpoint */
	VALUE_WGKEY,		/* struct wgkey */
	VALUE_NAME,		/* char *, as name_check() takes it */
	VALUE_IFNAME,		/* char * */
	VALUE_IFPATTERN,	/* char *, an interface's, with * and ? */
	VALUE_SYMBOL,		/* char * */
	VALUE_USER,		/* char * */
	VALUE_PATH,		/* char * */
	VALUE_URL,		/* char *, as url_check() takes it */
	VALUE_PATTERN,		/* char *, of letters . _ - and %a %n */
	VALUE_VERSION,		/* uint32_t, "2.17" is 2017 */
	VALUE_TEXT,		/* char *, any text: for comments only */
	VALUE_MNTNER,		/* char *, a maintainer of the registry */
	VALUE_AS_SET,		/* char *, as irr_set_check() takes it */
	VALUE_PREFIX,		/* struct prefix: for lists */
	VALUE_COMMUNITY,	/* struct community */
	VALUE_ASN_RANGE,	/* struct asn_range: for lists */
	VALUE_LIMIT,		/* struct limit: a number, or one a family */
	VALUE_MAP,		/* a structure with a schema of its own */
	VALUE_OTHER,		/* read by the schema's owner */
};

struct schema;

/* VALUE_LIMIT: 0 is none. */
struct limit {
	uint32_t routes[2];	/* IPv4, IPv6 */
};

struct key {
	const char *name;
	enum value_type type;
	size_t offset;		/* of the value in the structure */
	const char *fallback;	/* the default, as it would be written */
	uint32_t min, max;
	const char *const *words;	/* VALUE_WORD: NULL behind the last */
	const struct schema *map;	/* VALUE_MAP */
	bool list;		/* VALUE_PATH: text_list, VALUE_PREFIX:
				 * prefix_list, VALUE_ASN: asn_list,
				 * VALUE_COMMUNITY: community_list,
				 * VALUE_ASN_RANGE: asn_range_list */
	bool one;		/* with list: one value will do as well */
	size_t none;		/* VALUE_MAP: offset of a bool, which the word
				 * "none" sets; 0: it has to be a map */
	bool required;
	unsigned flags;		/* the schema's owner's own */
};

/* One value: KEY's in the structure at BASE.  Not for lists and maps. */
bool value_parse(const struct key *key, const char *s, size_t n, void *base,
    struct why *why);
void value_print(const struct key *key, const void *base, struct buf *to);
void value_free(const struct key *key, void *base);

#endif
