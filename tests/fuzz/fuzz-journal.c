/*
 * Fuzz target: apply's journal.  What is taken is written and taken again, and
 * is the same.
 */
#include "fuzz.h"

#include <string.h>

#include "apply/journal.h"

static const char name[] = "journal";

static void
check_again(const struct journal *j, struct store *s)
{
	struct journal again;
	struct name_list stay = { 0 };

	journal_stay(j, &stay);
	name_list_free(&stay);
	FUZZ_CHECK(journal_tries(j, j->id) <= UINT16_MAX);
	journal_is_new(j);
	FUZZ_CHECK(
	    strlen(j->id) == ID_TEXT - 1 && strlen(j->time) < JOURNAL_TIME);
	FUZZ_CHECK(journal_read(&again, s) && again.state == j->state &&
	    strcmp(again.id, j->id) == 0 && strcmp(again.from, j->from) == 0);
	journal_free(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diag diag = { .tool = "fuzz", .sink = diag_nowhere };
	struct store s = STORE_CLOSED;
	struct journal j;

	s.path = "fuzz";
	s.diag = &diag;
	s.fd = fuzz_folder(name, data, size);
	if (journal_read(&j, &s)) {
		FUZZ_CHECK(j.state != JOURNAL_NONE);
		check_again(&j, &s);
	}
	journal_free(&j);
	return 0;
}
