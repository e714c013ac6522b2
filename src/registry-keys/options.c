/* The command line of registry-keys(1). */
#include "registry-keys/options.h"

#include <stddef.h>
#include <string.h>

#include "base/name.h"

static const struct option_row rows[] = {
	{ 'f', "format", "FORMAT",
	    "authorized_keys (the default), "
	    "allowed_signers, passwd or group",
	    OPTION_WORD, offsetof(struct options, format),
	    .words = key_format_names },
	{ 'o', "output", "FILE", "replace this file in one step", OPTION_TEXT,
	    offsetof(struct options, output) },
	{ 0, "per-name", NULL,
	    "with -o: a directory with an authorized_keys "
	    "file for each name",
	    OPTION_FLAG, offsetof(struct options, per_name) },
	{ 0, "registry", "DIRECTORY",
	    "the tree that the records are of, to "
	    "name its lines",
	    OPTION_TEXT, offsetof(struct options, registry) },
	{ 0, "shell", "FILE", "what a key may run (peer-shell)", OPTION_TEXT,
	    offsetof(struct options, settings.shell) },
	{ 0, "user", "NAME", "the account that all use (birdfeed-peer)",
	    OPTION_TEXT, offsetof(struct options, settings.user) },
	{ 0, "passwd", "FILE",
	    "where accounts are, whose names are taken "
	    "(/etc/passwd)",
	    OPTION_TEXT, offsetof(struct options, settings.passwd) },
};
static const struct command command = {
	.tool = "registry-keys",
	.does = "Writes who may sign in, by the keys of the registry's "
		"maintainers.",
	.operands = "<RECORDS",
	.expected = "none: records come on standard input",
	.example = "registry-parse -t mntner registry | "
		   "registry-keys -o /run/birdfeed-peer/authorized_keys",
	.page = "registry-keys(1)",
	.rows = rows,
	.n = sizeof rows / sizeof *rows,
	.common = offsetof(struct options, common),
};

int
options_read(struct options *o, struct diag *diag, int argc, char **argv)
{
	char **operands;
	struct why why;
	int status;

	*o = (struct options){ .settings = { PEER_SHELL, "birdfeed-peer",
				   "/etc/passwd" } };
	status = command_read(&command, argc, argv, o, &operands, diag);
	if (status != COMMAND_GO)
		return status;
	if (o->per_name && (o->output == NULL || o->format != 0))
		return command_wrong(&command, "--per-name",
		    "needs -o, and "
		    "no other format");
	if (!path_check(o->settings.shell, strlen(o->settings.shell), &why))
		return command_wrong(&command, "--shell", why.text);
	if (!user_check(o->settings.user, strlen(o->settings.user), &why))
		return command_wrong(&command, "--user", why.text);
	return COMMAND_GO;
}
