/* Counts answers, for /metrics. */
#include "lease-serve/answer-count.h"

#include <stdlib.h>

#include "base/mem.h"

static const unsigned statuses[] = { 200, 204, 304, 400, 401, 403, 404, 405,
	413, 415, 429, 503 };
_Static_assert(sizeof statuses / sizeof *statuses <= ANSWER_STATUSES,
    "a column each");

unsigned
answer_count_status(size_t i)
{
	return i < sizeof statuses / sizeof *statuses ? statuses[i] : 0;
}

void
answer_count_open(struct answer_count *count, size_t rows)
{
	*count = (struct answer_count){ .rows = rows,
		.n = mem_zalloc((rows + 1) * sizeof *count->n) };
}

void
answer_count_add(struct answer_count *count, size_t row, unsigned status)
{
	for (size_t i = 0; answer_count_status(i) != 0; i++)
		if (statuses[i] == status)
			count->n[row < count->rows ? row : count->rows][i]++;
}

void
answer_count_free(struct answer_count *count)
{
	free(count->n);
	*count = (struct answer_count){ 0 };
}
