/* Headscale's providerId, and the hash of a user that is made of it. */
#include "participant-parse/provider-id.h"

#include <sodium.h>
#include <string.h>

#include "base/buf.h"
#include "base/number.h"

/* Decodes once: a sub that has a "%" itself was encoded as "%25".  What is no
 * encoding stays as it is. */
static void
percent_decode(struct buf *to, struct slice text)
{
	for (size_t i = 0; i < text.n; i++) {
		int high = text.p[i] == '%' && i + 2 < text.n ?
		    hex_digit(text.p[i + 1]) :
		    -1;
		int low = high >= 0 ? hex_digit(text.p[i + 2]) : -1;

		if (low >= 0) {
			buf_char(to, (char)(high << 4 | low));
			i += 2;
		} else {
			buf_char(to, text.p[i]);
		}
	}
}

bool
provider_id_hash(char hash[static USER_HASH_TEXT], struct slice id,
    const char *issuer)
{
	unsigned char sum[crypto_hash_sha256_BYTES];
	size_t n = strlen(issuer);
	struct buf sub = { 0 };

	if (n > 0 && issuer[n - 1] == '/')
		n--;
	if (id.n < n + 2 || memcmp(id.p, issuer, n) != 0 || id.p[n] != '/')
		return false;
	percent_decode(&sub, (struct slice){ id.p + n + 1, id.n - n - 1 });
	crypto_hash_sha256(sum, (const unsigned char *)sub.data, sub.len);
	sodium_bin2hex(hash, USER_HASH_TEXT, sum, sizeof sum);
	buf_free(&sub);
	return true;
}

bool
user_hash_is(struct slice text)
{
	return text.n == USER_HASH_TEXT - 1 &&
	    hex_lower(text.p, text.n) == text.n;
}
