/*
 * Fuzz target: PeeringDB's answer.  What is taken becomes records that the
 * reader takes.
 */
#include "fuzz.h"

#include "peeringdb-parse/peeringdb-net.h"
#include "stream/record.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diag diag = { .tool = "fuzz", .sink = diag_nowhere };
	struct document doc = { "fuzz", &diag };
	struct nets nets = { 0 };
	struct buf line = { 0 };
	struct why why;

	/* Else two runs of one input would differ. */
	json_object_seed(1);
	if (peeringdb_nets(&doc, (struct slice){ (const char *)data, size },
		&nets))
		for (size_t i = 0; i < nets.n; i++) {
			line.len = 0;
			net_put(&line, &nets.v[i]);
			FUZZ_CHECK(line.len > 0 &&
			    record_check(
				(struct slice){ line.data, line.len - 1 },
				&why));
		}
	else
		FUZZ_CHECK(diag.count[DIAG_ERROR] > 0);
	buf_free(&line);
	nets_free(&nets);
	return 0;
}
