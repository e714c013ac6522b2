#ifndef PARTICIPANT_PARSE_PROVIDER_ID_H
#define PARTICIPANT_PARSE_PROVIDER_ID_H

#include <stdbool.h>

#include "base/slice.h"

#define USER_HASH_TEXT 65 /* SHA-256 in hexadecimal, and a NUL */

/*
 * Writes the hash by which a gateway knows the user with ID, Headscale's
 * providerId: ISSUER and the token's sub, joined as a URL path.  False if ID is
 * another issuer's or has no sub.
 */
bool provider_id_hash(char hash[static USER_HASH_TEXT], struct slice id,
    const char *issuer);
/* True if TEXT is such a hash. */
bool user_hash_is(struct slice text);

#endif
