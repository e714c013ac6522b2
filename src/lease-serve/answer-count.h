#ifndef LEASE_SERVE_ANSWER_COUNT_H
#define LEASE_SERVE_ANSWER_COUNT_H

#include <stddef.h>
#include <stdint.h>

#define ANSWER_STATUSES 16

/* How many answers of each status each row of the table of routes has had; the
 * row after the last is for requests that are in no row. */
struct answer_count {
	size_t rows;
	uint64_t (*n)[ANSWER_STATUSES];
	uint64_t key_fetches;
	uint64_t key_failures;
};

void answer_count_open(struct answer_count *count, size_t rows);
void answer_count_add(struct answer_count *count, size_t row, unsigned status);
/* The I-th status that is counted; 0: no more. */
unsigned answer_count_status(size_t i);
void answer_count_free(struct answer_count *count);

#endif
