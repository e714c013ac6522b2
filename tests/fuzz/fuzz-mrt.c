/*
 * Fuzz target: MRT dumps without their compression.  Records are taken one by
 * one, as dump_read() takes them; each is parsed in memory of just its size.
 */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "mrt-origins/mrt.h"

static void
take(void *ctx, uint32_t asn)
{
	uint64_t *sum = ctx;

	*sum += asn;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint64_t sum = 0, routes = 0;
	const struct origin_taker taker = { take, &sum };
	struct mrt_record r;

	while (size >= MRT_HEADER) {
		const char *wrong = NULL;
		uint8_t *body;
		bool ok;

		if (!mrt_header(data, &r, &wrong)) {
			FUZZ_CHECK(wrong != NULL);
			break;
		}
		FUZZ_CHECK(r.length <= MRT_RECORD_MOST);
		if (r.length > size - MRT_HEADER)
			break;
		/* One byte more is the sanitizer's. */
		body = malloc(r.length > 0 ? r.length : 1);
		FUZZ_CHECK(body != NULL);
		memcpy(body, data + MRT_HEADER, r.length);
		r.body = (struct bytes){ body, r.length };
		ok = mrt_origins(&r, &taker, &routes, &wrong);
		FUZZ_CHECK(ok == (wrong == NULL));
		free(body);
		data += MRT_HEADER + r.length;
		size -= MRT_HEADER + r.length;
	}
	return 0;
}
