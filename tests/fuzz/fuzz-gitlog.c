/*
 * Fuzz target: the lines of git log.  Whatever they are, what stays of them is
 * sorted, has each AS once, and no commit counts that touched too many.
 */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "registry-activity/git-log.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct git_log log = { .mass = 3 };
	bool ok = true;

	while (ok && size > 0) {
		const uint8_t *end = memchr(data, '\n', size);
		size_t n = end != NULL ? (size_t)(end - data) : size;
		struct why why = { "" };
		/* One byte more is the sanitizer's. */
		char *line = malloc(n > 0 ? n : 1);

		FUZZ_CHECK(line != NULL);
		memcpy(line, data, n);
		ok = git_log_line(&log, (struct slice){ line, n }, &why);
		FUZZ_CHECK(ok == (why.text[0] == '\0'));
		free(line);
		if (n < size)
			n++;
		data += n;
		size -= n;
	}
	git_log_end(&log);
	for (size_t i = 0; i < log.n; i++) {
		FUZZ_CHECK(i == 0 || log.edit[i - 1].asn < log.edit[i].asn);
		FUZZ_CHECK(log.edit[i].time >= log.oldest &&
		    log.edit[i].time <= log.newest);
	}
	git_log_free(&log);
	return 0;
}
