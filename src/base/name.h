#ifndef BIRDFEED_NAME_H
#define BIRDFEED_NAME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/why.h"

/*
 * Check names that birdfeed copies verbatim into configuration files.  A name
 * that passes holds no space, quote, brace, semicolon or byte outside
 * printable ASCII.
 */

#define NAME_MOST 32
/* A peer's or router's name: [a-z0-9] then [a-z0-9_-], at most NAME_MOST bytes.
 */
bool name_check(const char *s, size_t n, struct why *why);

/* A Linux interface name that can also be the name of a fragment's file:
 * [a-z0-9] then [a-z0-9._-], at most 15 bytes (IFNAMSIZ without the NUL). */
bool ifname_check(const char *s, size_t n, struct why *why);

/* The same with the wildcards * and ?, for BIRD. */
bool ifpattern_check(const char *s, size_t n, struct why *why);

/* A BIRD symbol: a letter or _, then letters, digits, _; at most 64 bytes. */
bool symbol_check(const char *s, size_t n, struct why *why);

/* A host name (RFC 1123), at most 253 bytes; a final dot is allowed.  The last
 * label must not be a number, not even 0x7f000001, because resolvers read such
 * a name as an address. */
bool hostname_check(const char *s, size_t n, struct why *why);

/* An absolute path of [A-Za-z0-9._@+-] parts, none of them "." or "..",
 * at most 255 bytes. */
bool path_check(const char *s, size_t n, struct why *why);

/* A user's or group's name (useradd(8)'s default rule). */
bool user_check(const char *s, size_t n, struct why *why);

/* The issuer or the audience of a token: a URL or a name.  A letter or digit,
 * then letters, digits and - . _ ~ : / @ + = %, at most 255 bytes. */
bool claim_check(const char *s, size_t n, struct why *why);

/* A registry's maintainer: A-Z, 0-9 and -, at most 64 bytes. */
bool mntner_check(const char *s, size_t n, struct why *why);

/* An as-set (RFC 2622): AS-NAME, or several such names and AS numbers
 * separated by colons; at most 64 bytes. */
bool as_set_check(const char *s, size_t n, struct why *why);

/* A route-set: the same with RS-NAME. */
bool route_set_check(const char *s, size_t n, struct why *why);

/* An as-set or a route-set, optionally after "SOURCE::". */
bool irr_set_check(const char *s, size_t n, struct why *why);

/* The name of an IRR's source, such as RIPE: letters, digits, - and _, at
 * most 32 bytes. */
bool irr_source_check(const char *s, size_t n, struct why *why);

/* The length of SOURCE in "SOURCE::...", or 0 if there is no SOURCE. */
size_t irr_source_length(const char *s, size_t n);

#endif
