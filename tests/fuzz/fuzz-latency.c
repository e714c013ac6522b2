/*
 * Fuzz target: the memory's file of link-latency.  Whatever it holds, what was
 * taken can be written and is taken again, whole, and a round folds into it.
 */
#include "fuzz.h"

#include <string.h>

#include "link-latency/link-memory.h"

static void
check_again(const struct memory *m)
{
	struct memory again = { 0 };
	struct buf text = { 0 }, second = { 0 };

	memory_print(m, &text);
	FUZZ_CHECK(memory_parse(&again,
		       (struct slice){ text.data, text.len }) == MEMORY_WHOLE);
	memory_print(&again, &second);
	FUZZ_CHECK(text.len == second.len &&
	    memcmp(text.data, second.data, text.len) == 0);
	memory_free(&again);
	buf_free(&text);
	buf_free(&second);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = { (const char *)data, size };
	struct link_sample sample = { .us = 5000,
		.smooth = 6000,
		.has_loss = true,
		.loss = { 100, 1 } };
	struct moment at = { 1700000000, 0 };
	struct memory m = { 0 };
	uint32_t rounds;
	int64_t jump;

	if (memory_parse(&m, text) != MEMORY_FOREIGN)
		check_again(&m);
	rounds = memory_advance(&m, &at, &jump);
	for (size_t i = 0; i < m.n; i++) {
		link_fold(&m.v[i], &sample, rounds > 0 ? rounds : 1, at.now);
		FUZZ_CHECK(m.v[i].n <= LINK_RING && m.v[i].class <= 9);
	}
	check_again(&m);
	memory_free(&m);
	return 0;
}
