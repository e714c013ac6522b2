/*
 * Fuzz target: the site file.  Whatever it is, it is taken or refused, and what
 * is refused has a message.
 */
#include "fuzz.h"

#include "base/hash.h"
#include "site/site-read.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diag diag = { .tool = "fuzz", .sink = diag_nowhere };
	char path[FUZZ_PATH];
	int fd = fuzz_file(data, size);
	struct site *site;

	FUZZ_CHECK(hash_init());
	site = site_read(fuzz_path(path, fd), &diag);
	FUZZ_CHECK((site == NULL) == (diag.count[DIAG_ERROR] > 0));
	for (size_t i = 0; site != NULL && i < site->nrouters; i++)
		FUZZ_CHECK(site_router(site, site->routers[i].name, &diag) ==
		    &site->routers[i]);
	site_free(site);
	close(fd);
	return 0;
}
