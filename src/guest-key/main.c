/* guest-key: lets any SSH key in as a guest, who may only submit texts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/command.h"
#include "base/name.h"
#include "base/out.h"
#include "base/ssh-key.h"
#include "base/wall.h"

struct options {
	struct common common;
	const char *shell;
};

static const struct option_row rows[] = {
	{ 0, "shell", "FILE", "what the key may run (peer-shell)", OPTION_TEXT,
	    offsetof(struct options, shell) },
};
static const struct command command = {
	.tool = "guest-key",
	.does = "Prints an authorized_keys line for one key, as a guest.",
	.operands = "TYPE KEY",
	.expected = "a key's type and its base64",
	.most = 2,
	.example = "guest-key ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI...",
	.page = "guest-key(8)",
	.rows = rows,
	.n = sizeof rows / sizeof *rows,
	.common = offsetof(struct options, common),
};

/* The line has the decoded key, and nothing of the text that came. */
static bool
print_line(const char *shell, char **operand, struct diag *diag)
{
	struct buf text = { 0 };
	struct ssh_key key;
	struct why why;
	char *printed;
	bool ok;

	buf_printf(&text, "%s %s", operand[0], operand[1]);
	ok = ssh_key_parse(buf_cstr(&text), text.len, &key, &why);
	buf_free(&text);
	if (!ok) {
		diag_say(diag, DIAG_REFUSED, NULL, NULL, "%s", why.text);
		return false;
	}
	printed = ssh_key_print(&key);
	printf("restrict,command=\"%s --guest\" %s\n", shell, printed);
	free(printed);
	ssh_key_free(&key);
	return true;
}

int
main(int argc, char **argv)
{
	struct options o = { .shell = PEER_SHELL };
	char **operand;
	struct diag diag;
	int status = command_read(&command, argc, argv, &o, &operand, &diag);
	struct why why;

	if (status != COMMAND_GO)
		return status;
	if (operand[0] == NULL || operand[1] == NULL)
		return command_wrong(&command, NULL,
		    "no key (expected TYPE "
		    "and KEY)");
	if (!path_check(o.shell, strlen(o.shell), &why))
		return command_wrong(&command, "--shell", why.text);
	out_open(stdout);
	wall_in_filter(&diag);
	status = print_line(o.shell, operand, &diag) ? 0 : 1;
	return out_finish(stdout, &diag) ? status : 2;
}
