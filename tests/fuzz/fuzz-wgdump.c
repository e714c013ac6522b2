/*
 * Fuzz target: the output of "wg show all dump", as peer-status and apply take
 * it.
 */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "apply/wgstate.h"
#include "host/wgdump.h"

/* Lines are parsed in memory of just their size. */
static void
each_line(struct slice dump)
{
	while (dump.n > 0) {
		struct slice line = wgdump_line(&dump);
		struct wgdump_row row;
		struct why why = { "" };
		char *copy = malloc(line.n > 0 ? line.n : 1);
		bool ok;

		FUZZ_CHECK(copy != NULL);
		if (line.n > 0)
			memcpy(copy, line.p, line.n);
		ok = wgdump_parse(&row, (struct slice){ copy, line.n }, &why);
		FUZZ_CHECK(ok == (why.text[0] == '\0'));
		FUZZ_CHECK(!ok ||
		    (row.interface.p >= copy &&
			row.interface.p + row.interface.n <= copy + line.n));
		wgdump_row_free(&row);
		free(copy);
	}
}

static void
as_state(struct slice dump)
{
	struct wgstate s = { .link = calloc(2, sizeof *s.link), .n = 2 };
	char text[ENDPOINT_TEXT];
	struct why why;

	FUZZ_CHECK(s.link != NULL);
	strcpy(s.link[0].name, "lo");
	strcpy(s.link[1].name, "wg-x");
	if (wgstate_take_dump(&s, dump, &why))
		for (size_t i = 0; i < s.link[1].npeer; i++)
			wgpeer_endpoint(text, &s.link[1].peer[i]);
	wgstate_free(&s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice dump = { (const char *)data, size };

	each_line(dump);
	as_state(dump);
	return 0;
}
