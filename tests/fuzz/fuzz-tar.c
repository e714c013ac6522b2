/*
 * Fuzz target: a registry in a tar, plain or compressed.  Whatever it is, the
 * records that come out are such as the reader takes.
 */
#include "fuzz.h"

#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "rpsl/registry-source.h"
#include "rpsl/registry.h"
#include "stream/record.h"

static void
check(const char *p, size_t left)
{
	struct why why;

	while (left > 0) {
		const char *nl = memchr(p, '\n', left);
		size_t n;

		FUZZ_CHECK(nl != NULL);
		n = (size_t)(nl - p);
		FUZZ_CHECK(record_check((struct slice){ p, n }, &why));
		p += n + 1;
		left -= n + 1;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diag diag = { .tool = "fuzz", .sink = diag_nowhere };
	struct registry reg = { .diag = &diag };
	char path[FUZZ_PATH], *text;
	int fd = fuzz_file(data, size);
	char *const paths[] = { path, NULL };
	size_t n;

	FUZZ_CHECK(hash_init());
	fuzz_path(path, fd);
	reg.out = mem_stream(&text, &n);
	if (registry_sources_read(&reg, SOURCE_ANY, paths))
		registry_finish(&reg);
	registry_free(&reg);
	mem_stream_close(reg.out);
	check(text, n);
	free(text);
	close(fd);
	return 0;
}
