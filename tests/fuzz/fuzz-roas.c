/*
 * Fuzz target: ROA JSON.  What is taken is written and read again, and is the
 * same, once and in order.
 */
#include "fuzz.h"

#include <jansson.h>
#include <string.h>

#include "base/mem.h"
#include "roa-json/roa-document.h"

static void
check_again(const struct roas *roas, struct diag *diag)
{
	struct roas again = { 0 };
	size_t repeated = 0, n;
	char *text;
	FILE *f = mem_stream(&text, &n);
	int fd;

	FUZZ_CHECK(roas_write(f, roas, NULL));
	mem_stream_close(f);
	fd = fuzz_file(text, n);
	FUZZ_CHECK(roa_document_read(&again, &repeated, fd, diag));
	FUZZ_CHECK(repeated == 0 && again.n == roas->n);
	for (size_t i = 0; i < roas->n; i++)
		FUZZ_CHECK(vrp_cmp(&roas->v[i].vrp, &again.v[i].vrp) == 0 &&
		    strcmp(roas->v[i].ta, again.v[i].ta) == 0);
	close(fd);
	free(text);
	roas_free(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diag diag = { .tool = "fuzz", .sink = diag_nowhere };
	struct roas roas = { 0 };
	size_t repeated = 0;
	int fd = fuzz_file(data, size);

	/* Else two runs of one input would differ. */
	json_object_seed(1);
	if (roa_document_read(&roas, &repeated, fd, &diag))
		check_again(&roas, &diag);
	else
		FUZZ_CHECK(diag.count[DIAG_ERROR] > 0);
	roas_free(&roas);
	close(fd);
	return 0;
}
