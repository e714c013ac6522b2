/* The command line of wg-render(1). */
#include "wg-render/options.h"

#include <stddef.h>

#include "wg-render/tunnel-format.h"

static const char *const formats[] = { "wg-quick", "networkd", NULL };

static const struct option_row rows[] = {
	OPTION_SITE(struct options),
	OPTION_ROUTER(struct options),
	{ 'f', "format", "FORMAT", "wg-quick (the default) or networkd",
	    OPTION_WORD, offsetof(struct options, format_word),
	    .words = formats },
	RENDER_OPTIONS(struct options),
};
static const struct command command = {
	.tool = "wg-render",
	.does = "Writes a WireGuard interface for each peer and each link of "
		"the mesh.",
	.operands = "<RECORDS",
	.expected = "none: records come on standard input",
	.example = "wg-render -s site.yaml <records >fragments",
	.page = "wg-render(1)",
	.rows = rows,
	.n = sizeof rows / sizeof *rows,
	.common = offsetof(struct options, common),
};

int
options_read(struct options *o, struct diag *diag, int argc, char **argv)
{
	int status;

	*o = (struct options){ 0 };
	status = render_command(&command, argc, argv, o, &o->render, diag);
	o->format = format_find(formats[o->format_word]);
	return status;
}
