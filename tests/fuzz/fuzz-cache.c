/*
 * Fuzz target: the caches' files.  The cache of answers keeps a hash of all,
 * so the input is also its answer: what is kept is loaded again as it was.
 */
#include "fuzz.h"

#include <string.h>

#include "base/cache.h"
#include "base/hash.h"

static const struct cache_key key = { "entry", "https://x.example/", 1 << 20 };

/* The validators' texts are a line each. */
static void
copy_line(char *to, size_t most, struct slice *from)
{
	const char *nl = from->n > 0 ? memchr(from->p, '\n', from->n) : NULL;
	size_t n = nl != NULL ? (size_t)(nl - from->p) : 0;

	if (n < most) {
		memcpy(to, from->p != NULL ? from->p : "", n);
		to[strnlen(to, n)] = '\0';
	}
	n += nl != NULL;
	from->p += n;
	from->n -= n;
}

static void
keep_and_load(struct cache *c, const uint8_t *data, size_t size)
{
	struct answer kept = { .etag = "" }, loaded = { .etag = "" };
	struct slice rest = { (const char *)data, size };
	time_t when;

	copy_line(kept.etag, sizeof kept.etag, &rest);
	copy_line(kept.modified, sizeof kept.modified, &rest);
	buf_add(&kept.text, rest.p, rest.n);
	answer_settle(&kept);
	cache_keep(c, &key, &kept);
	FUZZ_CHECK(cache_load(c, &key, &loaded, &when));
	FUZZ_CHECK(strcmp(kept.etag, loaded.etag) == 0 &&
	    strcmp(kept.modified, loaded.modified) == 0 &&
	    kept.body.n == loaded.body.n &&
	    (kept.body.n == 0 ||
		memcmp(kept.body.p, loaded.body.p, kept.body.n) == 0));
	answer_free(&kept);
	answer_free(&loaded);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diag diag = { .tool = "fuzz", .sink = diag_nowhere };
	struct answer a = { .etag = "" };
	struct cache c = { "fuzz", -1, &diag };
	time_t when;

	FUZZ_CHECK(hash_init());
	c.fd = fuzz_folder(key.name, data, size);
	if (cache_load(&c, &key, &a, &when))
		FUZZ_CHECK(a.body.n <= size);
	answer_free(&a);
	/* file_replace() syncs, which would be slow for each input. */
	if (size % 64 == 1)
		keep_and_load(&c, data, size);
	return 0;
}
