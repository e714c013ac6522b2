/* The name of a generation's copy of a file. */
#include "stream/copy-name.h"

#include <sodium.h>
#include <string.h>

#define DIGEST 8

static const char folder[] = "copy/";

const char *
copy_name(char name[static COPY_NAME], struct slice source)
{
	unsigned char hash[crypto_generichash_BYTES];
	const size_t n = sizeof folder - 1;

	crypto_generichash(hash, sizeof hash, (const unsigned char *)source.p,
	    source.n, NULL, 0);
	memcpy(name, folder, n);
	sodium_bin2hex(name + n, COPY_NAME - n, hash, DIGEST);
	return name;
}
