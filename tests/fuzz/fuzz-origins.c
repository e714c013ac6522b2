/*
 * Fuzz target: mrt-origins' cache of what is in a dump.  What is taken is kept
 * in the form in which it was found.
 */
#include "fuzz.h"

#include <sodium.h>
#include <string.h>

#include "base/hash.h"
#include "mrt-origins/dump-cache.h"

/* What dump-cache.c names the file of this path's dump. */
static const char path[] = "dump";
static const char head[] = "mrt-origins cache 1\nsize 0\nchanged 0.000000000\n";

static const char *
file_name(void)
{
	static char name[33];
	unsigned char hash[16];

	if (name[0] == '\0') {
		crypto_generichash(hash, sizeof hash,
		    (const unsigned char *)path, strlen(path), NULL, 0);
		sodium_bin2hex(name, sizeof name, hash, sizeof hash);
	}
	return name;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dump_cache cache;
	struct dump dump = { .records = 0 };
	struct stat st = { .st_size = 0 };
	static char text[sizeof head + (1 << 20)];

	FUZZ_CHECK(hash_init());
	if (size > 1 << 20)
		return 0;
	memcpy(text, head, sizeof head - 1);
	if (size > 0)
		memcpy(text + sizeof head - 1, data, size);
	cache.fd = fuzz_folder(file_name(), text, sizeof head - 1 + size);
	dump_cache_get(&cache, path, &st, &dump);
	dump_free(&dump);
	return 0;
}
