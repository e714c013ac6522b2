/* A user of a store of leases. */
#include "store/lease.h"

#include <stdlib.h>

#include <sodium.h>

#include "base/number.h"

void
lease_user_free(struct lease_user *user)
{
	free(user->id);
	free(user->email);
	free(user->lease);
	*user = (struct lease_user){ 0 };
}

void
lease_hash_of(const char *sub, size_t n, char hash[static LEASE_HASH_TEXT])
{
	unsigned char bytes[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(bytes, (const unsigned char *)sub, n);
	sodium_bin2hex(hash, LEASE_HASH_TEXT, bytes, sizeof bytes);
}

bool
lease_hash_check(const char *s, size_t n, struct why *why)
{
	const bool ok = n == LEASE_HASH_TEXT - 1 && hex_lower(s, n) == n;

	if (!ok)
		why_not(why, s, n, "64 lower-case hexadecimal digits");
	return ok;
}
