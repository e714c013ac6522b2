/* A check for empty ROA tables. */
#include "apply/roa-tables.h"

#include <string.h>

#include "apply/bird.h"
#include "base/name.h"

static const char *const starts[] = { "roa4 table ", "roa6 table " };

/* The name of the table that LINE declares; empty if it declares none. */
static struct slice
declared(struct slice line)
{
	struct why why;

	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
		size_t n = strlen(starts[i]);

		if (line.n > n + 1 && line.p[line.n - 1] == ';' &&
		    memcmp(line.p, starts[i], n) == 0 &&
		    symbol_check(line.p + n, line.n - n - 1, &why))
			return (struct slice){ line.p + n, line.n - n - 1 };
	}
	return (struct slice){ NULL, 0 };
}

static void
look(const struct job *job, struct birdctl *ctl, struct slice table)
{
	bool empty;
	struct why why;

	if (bird_table_empty(ctl, table, &empty, &why) == BIRD_YES && empty)
		diag_say(job->diag, DIAG_WARNING, NULL, NULL,
		    "the ROA table "
		    "%.*s is empty so far (have the RTR servers answered?)",
		    (int)table.n, table.p);
}

static void
look_at_file(const struct job *job, struct birdctl *ctl, struct slice text)
{
	while (text.n > 0) {
		struct slice table = declared(slice_cut(&text, '\n'));

		if (table.n > 0)
			look(job, ctl, table);
	}
}

void
roa_tables_warn(const struct job *job, struct birdctl *ctl)
{
	/* Without RTR servers, the tables are static and part of the
	 * configuration. */
	if (job->site->rpki.nservers == 0)
		return;
	for (size_t i = 0; i < job->stream->n; i++) {
		const struct frag_set *set = &job->stream->set[i];

		for (size_t j = 0; slice_is(set->name, "bird") && j < set->n;
		     j++)
			look_at_file(job, ctl, set->file[j].body);
	}
}
