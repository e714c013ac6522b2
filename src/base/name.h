#ifndef BIRDFEED_NAME_H
#define BIRDFEED_NAME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/why.h"

/*
 * Names: checked texts that may stand in a configuration file as they are.
 * Each of these only looks; no name of them holds a space, a quote, a
 * brace, a semicolon or a byte outside printable ASCII.
 */

/* A peer's or router's name: [a-z0-9] then [a-z0-9_-], at most 32. */
bool name_check(const char *s, size_t n, struct why *why);

/* A Linux interface name that may also be a fragment's file name:
 * [a-z0-9] then [a-z0-9._-], at most 15 (IFNAMSIZ less its NUL). */
bool ifname_check(const char *s, size_t n, struct why *why);

/* Such a name with * and ? in it, for BIRD. */
bool ifpattern_check(const char *s, size_t n, struct why *why);

/* A BIRD symbol: a letter or _, then letters, digits, _; at most 64. */
bool symbol_check(const char *s, size_t n, struct why *why);

/* A host name (RFC 1123), at most 253, its last label not a number (nor
 * 0x7f000001, which resolvers take for an address), a final dot allowed. */
bool hostname_check(const char *s, size_t n, struct why *why);

/* An absolute path of [A-Za-z0-9._@+-] parts, none of them "." or "..",
 * at most 255. */
bool path_check(const char *s, size_t n, struct why *why);

/* A user's or group's name (useradd(8)'s default rule). */
bool user_check(const char *s, size_t n, struct why *why);

/* A maintainer of a registry: A-Z, 0-9 and -, at most 64. */
bool mntner_check(const char *s, size_t n, struct why *why);

/* An as-set (RFC 2622): AS-NAME, or parts of that form and AS numbers with
 * colons between them, at most 64. */
bool as_set_check(const char *s, size_t n, struct why *why);

/* A route-set likewise, with RS-NAME in it. */
bool route_set_check(const char *s, size_t n, struct why *why);

/* Either, or SOURCE:: and either. */
bool irr_set_check(const char *s, size_t n, struct why *why);

/* How long the SOURCE of "SOURCE::..." is; 0: there is none. */
size_t irr_source_length(const char *s, size_t n);

#endif
