/*
 * Fuzz target: peer-status's history.  What is taken is sorted, and every name
 * is found in it.
 */
#include "fuzz.h"

#include <string.h>

#include "base/mem.h"
#include "peer-status/history.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diag diag = { .tool = "fuzz", .sink = diag_nowhere };
	struct status s = { .now = 1700000000 };
	struct policy policy = { 0 };
	struct history h = { 0 };
	char path[sizeof FUZZ_FOLDER + 16];

	fuzz_folder("history", data, size);
	snprintf(path, sizeof path, "%s/history", fuzz_folder_v.path);
	if (history_keep(&h, path, &s, &policy, false, &diag))
		for (size_t i = 0; i < h.n; i++) {
			size_t n;
			const struct event *v = history_of(&h, h.v[i].name, &n);

			FUZZ_CHECK(
			    v != NULL && v <= &h.v[i] && &h.v[i] < v + n);
			FUZZ_CHECK(i == 0 ||
			    strcmp(h.v[i - 1].name, h.v[i].name) <= 0);
		}
	else
		FUZZ_CHECK(diag.count[DIAG_ERROR] > 0);
	history_free(&h);
	return 0;
}
