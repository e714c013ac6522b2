/* The command line of bird-render(1). */
#include "bird-render/options.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "bird-render/parts.h"

/* Says that the N bytes at NAME are no part. */
static bool
refuse_part(const char *name, size_t n, struct why *why)
{
	struct buf expected = { 0 };
	char part[41];

	snprintf(part, sizeof part, "%.*s", (int)n, name);
	part_expected(&expected, part);
	why_set(why, "\"%s\" (%s)", part, buf_cstr(&expected));
	buf_free(&expected);
	return false;
}

/* Parses "PART,..." to bits. */
static bool
take_parts(void *options, const char *list, struct why *why)
{
	struct options *o = options;

	o->parts = 0;
	for (const char *p = list;; p++) {
		const size_t n = strcspn(p, ",");
		const unsigned bit = part_find(p, n);

		if (bit == 0)
			return refuse_part(p, n, why);
		o->parts |= bit;
		p += n;
		if (*p == '\0')
			return true;
	}
}

static const struct option_row rows[] = {
	OPTION_SITE(struct options),
	OPTION_ROUTER(struct options),
	{ 0, "only", "PART,...",
	    "these parts: router, roa, filters, peers, "
	    "mesh, ...",
	    OPTION_TAKE, .take = take_parts },
	RENDER_OPTIONS(struct options),
};
static const struct command command = {
	.tool = "bird-render",
	.does = "Writes the BIRD configuration of a router.",
	.operands = "<RECORDS",
	.expected = "none: records come on standard input",
	.example = "bird-render -s site.yaml <records >fragments",
	.page = "bird-render(1)",
	.rows = rows,
	.n = sizeof rows / sizeof *rows,
	.common = offsetof(struct options, common),
};

int
options_read(struct options *o, struct diag *diag, int argc, char **argv)
{
	*o = (struct options){ .parts = PARTS_ALL };
	return render_command(&command, argc, argv, o, &o->render, diag);
}
