/* The keyed hash function of all hash tables. */
#include "base/hash.h"

#include <stdint.h>
#include <string.h>

#include <sodium.h>

#include "base/diag.h"

/* The random key of the hash function.  hash_init() sets it once; nothing
 * changes it afterwards. */
static unsigned char secret[crypto_shorthash_KEYBYTES];

bool
hash_init(void)
{
	if (sodium_init() < 0)
		return false;
	crypto_shorthash_keygen(secret);
	return true;
}

bool
hash_start(struct diag *diag)
{
	bool ok = hash_init();

	if (!ok)
		diag_say(diag, DIAG_ERROR, NULL, NULL,
		    "libsodium does not "
		    "start (expected a system with a source of randomness)");
	return ok;
}

unsigned
hash_of(const void *key, size_t n)
{
	unsigned char out[crypto_shorthash_BYTES];
	unsigned h;

	crypto_shorthash(out, key, n, secret);
	memcpy(&h, out, sizeof h);
	return h;
}
